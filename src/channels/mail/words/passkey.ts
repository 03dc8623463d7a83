/** Letters about a passkey that came or went, in five languages. */
import type { Language } from '../../../domain/basics/language.ts'
import type { PasskeyLetter } from '../../../app/accounts/letters.ts'

interface PasskeyMailWords extends Readonly<
  Record<PasskeyLetter['what'], { readonly subject: string; readonly text: (at: string) => string }>
> {
  readonly notYou: string
}

export const PASSKEY_MAIL: Readonly<Record<Language, PasskeyMailWords>> = {
  'zh-CN': {
    added: {
      subject: '您的账户添加了通行密钥',
      text: (at) => `您的账户于 ${at} 添加了一个通行密钥。以后用它可以直接登录，不需要邮箱验证码。`,
    },
    removed: {
      subject: '您的账户移除了通行密钥',
      text: (at) => `您的账户于 ${at} 移除了一个通行密钥。它不能再用来登录。`,
    },
    notYou:
      '如果不是您本人，请自行打开我们的网站，在“账户”里检查通行密钥，让其他设备退出登录，并马上联系我们。',
  },
  'zh-TW': {
    added: {
      subject: '您的帳號新增了通行密鑰',
      text: (at) =>
        `您的帳號於 ${at} 新增了一個通行密鑰。之後用它可以直接登入，不需要電子郵件驗證碼。`,
    },
    removed: {
      subject: '您的帳號移除了通行密鑰',
      text: (at) => `您的帳號於 ${at} 移除了一個通行密鑰。它不能再用來登入。`,
    },
    notYou:
      '如果不是您本人，請自行打開我們的網站，在「帳號」裡檢查通行密鑰，讓其他裝置登出，並立即與我們聯絡。',
  },
  en: {
    added: {
      subject: 'A passkey was added to your account',
      text: (at) =>
        `On ${at}, a passkey was added to your account. From now on it signs in without a code by e-mail.`,
    },
    removed: {
      subject: 'A passkey was removed from your account',
      text: (at) => `On ${at}, a passkey was removed from your account. It signs in no longer.`,
    },
    notYou:
      'If this was not you, open our site yourself, look through the passkeys on the account page, sign out the other devices, and contact us at once.',
  },
  ja: {
    added: {
      subject: 'アカウントにパスキーが追加されました',
      text: (at) =>
        `${at}に、お客様のアカウントにパスキーが追加されました。今後はメールの認証コードなしでログインできます。`,
    },
    removed: {
      subject: 'アカウントからパスキーが削除されました',
      text: (at) =>
        `${at}に、お客様のアカウントからパスキーが削除されました。今後そのパスキーではログインできません。`,
    },
    notYou:
      'お心当たりがなければ、ご自身で当社のサイトを開き、アカウントのパスキーを確認し、ほかの端末をログアウトさせて、すぐにご連絡ください。',
  },
  ko: {
    added: {
      subject: '계정에 패스키가 추가되었습니다',
      text: (at) =>
        `${at}에 고객님 계정에 패스키가 추가되었습니다. 이제 이메일 인증 코드 없이 로그인할 수 있습니다.`,
    },
    removed: {
      subject: '계정에서 패스키가 삭제되었습니다',
      text: (at) =>
        `${at}에 고객님 계정에서 패스키가 삭제되었습니다. 이제 그 패스키로는 로그인할 수 없습니다.`,
    },
    notYou:
      '본인이 아니라면 직접 저희 사이트를 열어 계정의 패스키를 확인하고 다른 기기를 로그아웃한 뒤 바로 연락해 주세요.',
  },
}
