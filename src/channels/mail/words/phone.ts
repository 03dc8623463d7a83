/** Letters about the PIN and the contact number for the telephone, in five languages. */
import type { Language } from '../../../domain/basics/language.ts'

export interface PhoneMailWords {
  readonly pinSet: { readonly subject: string; readonly text: (at: string) => string }
  readonly numberWaits: NumberWords
  readonly numberConfirmed: NumberWords
  readonly notYou: string
}

interface NumberWords {
  readonly subject: string
  readonly text: (ends: string, at: string) => string
}

export const PHONE_MAIL: Readonly<Record<Language, PhoneMailWords>> = {
  'zh-CN': {
    pinSet: {
      subject: '电话密码已设置',
      text: (at) =>
        `您账户的电话密码已于 ${at} 设置。拨打我们的热线时，用它才能以积分或已保存的方式付款。`,
    },
    numberWaits: {
      subject: '有一个电话号码等待确认',
      text: (ends, at) =>
        `有人于 ${at} 在您的账户里登记了末四位为 ${ends} 的电话号码。从这个号码拨打我们的热线并输入网页上的验证码之后，它才会生效。`,
    },
    numberConfirmed: {
      subject: '电话号码已确认',
      text: (ends, at) =>
        `末四位为 ${ends} 的电话号码已于 ${at} 在通话中确认。以后从这个号码打来，热线就知道是您。`,
    },
    notYou:
      '如果不是您本人，请自行打开我们的网站，在“账户”里的“电话热线”删除它，让其他设备退出登录，并马上联系我们。',
  },
  'zh-TW': {
    pinSet: {
      subject: '電話密碼已設定',
      text: (at) =>
        `您帳號的電話密碼已於 ${at} 設定。撥打我們的專線時，用它才能以點數或已儲存的方式付款。`,
    },
    numberWaits: {
      subject: '有一個電話號碼等待確認',
      text: (ends, at) =>
        `有人於 ${at} 在您的帳號裡登記了末四碼為 ${ends} 的電話號碼。從這個號碼撥打我們的專線並輸入網頁上的驗證碼之後，它才會生效。`,
    },
    numberConfirmed: {
      subject: '電話號碼已確認',
      text: (ends, at) =>
        `末四碼為 ${ends} 的電話號碼已於 ${at} 在通話中確認。之後從這個號碼打來，專線就知道是您。`,
    },
    notYou:
      '如果不是您本人，請自行打開我們的網站，在「帳號」裡的「電話專線」刪除它，讓其他裝置登出，並立即與我們聯絡。',
  },
  en: {
    pinSet: {
      subject: 'A phone PIN was set on your account',
      text: (at) =>
        `On ${at}, a phone PIN was set on your account. When you call our hotline, it lets you pay with points or a saved way to pay.`,
    },
    numberWaits: {
      subject: 'A telephone number waits to be confirmed',
      text: (ends, at) =>
        `On ${at}, a telephone number ending in ${ends} was entered on your account. It counts only once somebody calls our hotline from it and keys the code that our site shows.`,
    },
    numberConfirmed: {
      subject: 'A telephone number was confirmed',
      text: (ends, at) =>
        `On ${at}, the telephone number ending in ${ends} was confirmed by a call. From now on our hotline knows you when you call from it.`,
    },
    notYou:
      'If this was not you, open our site yourself, remove it under “Telephone” on the account page, sign out the other devices, and contact us at once.',
  },
  ja: {
    pinSet: {
      subject: '電話用暗証番号が設定されました',
      text: (at) =>
        `${at}に、お客様のアカウントに電話用暗証番号が設定されました。お電話でポイントや登録済みのお支払い方法を使うときに必要です。`,
    },
    numberWaits: {
      subject: '電話番号の確認待ちです',
      text: (ends, at) =>
        `${at}に、お客様のアカウントに末尾 ${ends} の電話番号が登録されました。この番号から当社の電話窓口にかけ、サイトに表示された確認コードを入力すると有効になります。`,
    },
    numberConfirmed: {
      subject: '電話番号を確認しました',
      text: (ends, at) =>
        `${at}に、末尾 ${ends} の電話番号をお電話で確認しました。今後この番号からおかけになると、ご本人と分かります。`,
    },
    notYou:
      'お心当たりがなければ、ご自身で当社のサイトを開き、アカウントの「お電話」から削除し、ほかの端末をログアウトさせて、すぐにご連絡ください。',
  },
  ko: {
    pinSet: {
      subject: '전화 비밀번호가 설정되었습니다',
      text: (at) =>
        `${at}에 고객님 계정의 전화 비밀번호가 설정되었습니다. 전화로 포인트나 저장된 결제 수단을 사용할 때 필요합니다.`,
    },
    numberWaits: {
      subject: '확인을 기다리는 전화번호가 있습니다',
      text: (ends, at) =>
        `${at}에 고객님 계정에 끝자리 ${ends} 전화번호가 등록되었습니다. 이 번호로 저희 고객센터에 전화하여 사이트에 표시된 확인 코드를 누르면 유효해집니다.`,
    },
    numberConfirmed: {
      subject: '전화번호가 확인되었습니다',
      text: (ends, at) =>
        `${at}에 끝자리 ${ends} 전화번호가 통화로 확인되었습니다. 앞으로 이 번호로 전화하시면 고객님임을 알 수 있습니다.`,
    },
    notYou:
      '본인이 아니라면 직접 저희 사이트를 열어 계정의 ‘전화’에서 삭제하고 다른 기기를 로그아웃한 뒤 바로 연락해 주세요.',
  },
}
