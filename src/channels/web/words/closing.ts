/** Sentences of the page on which an account is closed, in five languages. */
import type { AskToCloseRefusal } from '../../../app/accounts/forget-person.ts'
import type { Language } from '../../../domain/basics/language.ts'
import type { RefusalWords } from './refusals.ts'
import { format } from './format.ts'

/** What the form finds itself. */
type FormRefusal = { readonly code: 'email_differs' }

export type ClosingFormRefusal =
  | Exclude<AskToCloseRefusal, { code: 'step_up_needed' }>
  | FormRefusal

export interface ClosingPageWords {
  readonly title: string
  readonly lead: (days: number) => string
  readonly deleted: { readonly title: string; readonly items: readonly string[] }
  readonly kept: { readonly title: string; readonly items: readonly string[] }
  readonly lost: {
    readonly title: string
    readonly points: (points: string) => string
    readonly lines: (count: number) => string
    readonly packs: (count: number) => string
    readonly renewal: string
  }
  readonly after: string
  readonly dataFirst: string
  readonly waits: (due: string) => string
  readonly toStop: string
  readonly field: string
  readonly fieldHint: string
  readonly ask: string
  readonly asked: string
  readonly refusals: RefusalWords<ClosingFormRefusal>
}

const WORDS: Readonly<Record<Language, ClosingPageWords>> = {
  'zh-CN': {
    title: '删除账户',
    lead: (days) =>
      `申请之后过 ${days} 天执行。我们会马上发邮件通知您，到期之前随时可以用邮件里的链接停止。`,
    deleted: {
      title: '会删除什么',
      items: [
        '姓名、邮箱、国家和地区、电话号码和电话密码。',
        '登录记录、通行密钥、推送通知。',
        '已保存的付款方式，支付公司那边也会删除。',
        '工作人员写的备注、通话中的电话号码和按键、证件号码的末几位。',
        '您提交的举报和申诉的内容。',
      ],
    },
    kept: {
      title: '法律要求保存什么',
      items: [
        '订单、付款、退款和票据：消费税法和法人税法要求保存，一般为七年。里面没有您的姓名和邮箱；写有抬头的发票单独加密，到期后删除。',
        '您同意条款的记录和操作记录：只有编号，用来证明交易。',
        '流量的用量：按线路记录，用来核对账目。',
      ],
    },
    lost: {
      title: '您会失去什么',
      points: (points) => `积分 ${points} 点会作废，不能兑换现金。`,
      lines: (count) => `${count} 条线路不再属于您的账户。`,
      packs: (count) => `${count} 个还没用完的流量包留在卡上，到期为止都能用，不退款。`,
      renewal: '自动续费会结束，不再扣款。',
    },
    after: '之后可以用同一个邮箱重新注册，但以前的内容不会回来。',
    dataFirst: '先下载我的资料',
    waits: (due) => `账户将于 ${due} 删除。`,
    toStop: '查看或停止',
    field: '请输入账户的邮箱，以确认删除',
    fieldHint: '写法要和账户页面上的一样。',
    ask: '申请删除账户',
    asked: '已收到删除申请，邮件也已发出。',
    refusals: {
      email_differs: () => '这不是这个账户的邮箱，请再看一遍。',
      order_not_over: () => '还有没结束的订单。请先付款或取消，有退款的请等退款到账。',
      dispute_not_over: () => '还有未处理完的申诉。请等我们答复，或者先撤回。',
      change_waits_already: ({ dueAt }) =>
        `已经申请过了，将于 ${format('zh-CN').longMoment(dueAt)} 执行。`,
      lines_moved: () => '账户里的线路刚刚有变动，请再试一次。',
    },
  },
  'zh-TW': {
    title: '刪除帳號',
    lead: (days) =>
      `申請之後過 ${days} 天執行。我們會馬上寄信通知您，到期之前隨時可以用信裡的連結停止。`,
    deleted: {
      title: '會刪除什麼',
      items: [
        '姓名、信箱、國家和地區、電話號碼和電話密碼。',
        '登入紀錄、通行密鑰、推播通知。',
        '已儲存的付款方式，支付公司那邊也會刪除。',
        '工作人員寫的備註、通話中的電話號碼和按鍵、證件號碼的末幾碼。',
        '您提交的檢舉和申訴的內容。',
      ],
    },
    kept: {
      title: '法律要求保存什麼',
      items: [
        '訂單、付款、退款和票據：消費稅法和法人稅法要求保存，一般為七年。裡面沒有您的姓名和信箱；寫有抬頭的發票單獨加密，到期後刪除。',
        '您同意條款的紀錄和操作紀錄：只有編號，用來證明交易。',
        '流量的用量：依線路記錄，用來核對帳目。',
      ],
    },
    lost: {
      title: '您會失去什麼',
      points: (points) => `點數 ${points} 點會作廢，不能兌換現金。`,
      lines: (count) => `${count} 條線路不再屬於您的帳號。`,
      packs: (count) => `${count} 個還沒用完的方案留在卡上，到期為止都能用，不退款。`,
      renewal: '自動續購會結束，不再扣款。',
    },
    after: '之後可以用同一個信箱重新註冊，但以前的內容不會回來。',
    dataFirst: '先下載我的資料',
    waits: (due) => `帳號將於 ${due} 刪除。`,
    toStop: '查看或停止',
    field: '請輸入帳號的信箱，以確認刪除',
    fieldHint: '寫法要和帳號頁面上的一樣。',
    ask: '申請刪除帳號',
    asked: '已收到刪除申請，信也已寄出。',
    refusals: {
      email_differs: () => '這不是這個帳號的信箱，請再看一遍。',
      order_not_over: () => '還有沒結束的訂單。請先付款或取消，有退款的請等退款入帳。',
      dispute_not_over: () => '還有未處理完的申訴。請等我們答覆，或者先撤回。',
      change_waits_already: ({ dueAt }) =>
        `已經申請過了，將於 ${format('zh-TW').longMoment(dueAt)} 執行。`,
      lines_moved: () => '帳號裡的線路剛剛有變動，請再試一次。',
    },
  },
  en: {
    title: 'Delete my account',
    lead: (days) =>
      `It is done ${days} days after you ask. We write to you at once, and until then the link in that letter stops it.`,
    deleted: {
      title: 'What is deleted',
      items: [
        'Name, e-mail address, country, telephone number and PIN.',
        'Sign-ins, passkeys and push notices.',
        'Kept means of payment, at the payment company too.',
        'Notes of our staff, telephone numbers and keys of calls, last digits of documents that were checked.',
        'What you wrote in reports and disputes.',
      ],
    },
    kept: {
      title: 'What law keeps',
      items: [
        'Orders, payments, refunds and documents: tax law wants them for seven years as a rule. They hold neither your name nor your address; invoices that name somebody are sealed on their own and deleted when their time is over.',
        'Records of terms that you accepted and of what was done: numbers alone, as proof of the trade.',
        'How much data a line used: kept by line, to prove the books.',
      ],
    },
    lost: {
      title: 'What you lose',
      points: (points) => `${points} points lapse; they are never cash.`,
      lines: (count) =>
        `${count === 1 ? '1 SIM no longer belongs' : `${count} SIMs no longer belong`} to your account.`,
      packs: (count) =>
        `${count === 1 ? '1 pack that has not ended stays' : `${count} packs that have not ended stay`} on the card until the end and can be used. Nothing is refunded.`,
      renewal: 'Auto-renewal ends; nothing more is charged.',
    },
    after:
      'You may register with the same address again afterwards, but nothing of before comes back.',
    dataFirst: 'Download my data first',
    waits: (due) => `The account is deleted on ${due}.`,
    toStop: 'See or stop it',
    field: 'Type the e-mail address of the account to confirm',
    fieldHint: 'As it stands on the account page.',
    ask: 'Ask to delete the account',
    asked: 'Your wish has arrived, and a letter is on its way.',
    refusals: {
      email_differs: () => 'This is not the address of this account. Please compare it.',
      order_not_over: () =>
        'An order is not over. Please pay or cancel it first, or wait until its refund has arrived.',
      dispute_not_over: () =>
        'A dispute is open. Please wait for our answer, or withdraw it first.',
      change_waits_already: ({ dueAt }) =>
        `You asked already: it is done on ${format('en').longMoment(dueAt)}.`,
      lines_moved: () => 'The SIMs of the account changed just now. Please try again.',
    },
  },
  ja: {
    title: 'アカウントを削除する',
    lead: (days) =>
      `お申し込みから${days}日後に削除します。すぐにメールでお知らせし、それまでは届いたメールのリンクからいつでも中止できます。`,
    deleted: {
      title: '削除するもの',
      items: [
        'お名前、メールアドレス、国・地域、電話番号、電話用の暗証番号。',
        'ログインの記録、パスキー、プッシュ通知。',
        '保存したお支払い方法（決済会社からも削除します）。',
        '係員のメモ、通話の電話番号と押された番号、確認した書類の番号の末尾。',
        '通報や異議申し立ての文章。',
      ],
    },
    kept: {
      title: '法律により保管するもの',
      items: [
        '注文、お支払い、返金、領収書類：消費税法・法人税法により原則7年間保管します。お名前やメールアドレスは含みません。宛名のある請求書は個別に暗号化し、期間が終われば削除します。',
        '規約への同意と操作の記録：番号だけを、取引の証拠として保管します。',
        'データ使用量：帳簿の確認のため、回線ごとに保管します。',
      ],
    },
    lost: {
      title: '失うもの',
      points: (points) => `${points}ポイントが失効します。現金にはできません。`,
      lines: (count) => `${count}回線がアカウントから外れます。`,
      packs: (count) =>
        `終わっていないパック${count}個はカードに残り、期限まで使えます。返金はありません。`,
      renewal: '自動更新は終了し、以後のお支払いはありません。',
    },
    after: '削除後に同じメールアドレスで登録し直せますが、以前の内容は戻りません。',
    dataFirst: '先に自分のデータをダウンロードする',
    waits: (due) => `${due}にアカウントを削除します。`,
    toStop: '確認・中止する',
    field: '確認のため、アカウントのメールアドレスを入力してください',
    fieldHint: 'アカウントのページに表示されているとおりに入力してください。',
    ask: 'アカウントの削除を申し込む',
    asked: 'お申し込みを受け付け、メールをお送りしました。',
    refusals: {
      email_differs: () => 'このアカウントのメールアドレスではありません。ご確認ください。',
      order_not_over: () =>
        '終わっていない注文があります。先にお支払いまたは取り消しをするか、返金をお待ちください。',
      dispute_not_over: () =>
        '解決していない異議申し立てがあります。回答をお待ちいただくか、取り下げてください。',
      change_waits_already: ({ dueAt }) =>
        `すでにお申し込み済みです。${format('ja').longMoment(dueAt)}に削除します。`,
      lines_moved: () => 'アカウントの回線が変わりました。もう一度お試しください。',
    },
  },
  ko: {
    title: '계정 삭제',
    lead: (days) =>
      `신청하고 ${days}일 뒤에 삭제됩니다. 바로 메일로 알려 드리며, 그때까지는 메일의 링크에서 언제든지 중지할 수 있습니다.`,
    deleted: {
      title: '삭제되는 것',
      items: [
        '이름, 이메일 주소, 국가·지역, 전화번호, 전화 비밀번호.',
        '로그인 기록, 패스키, 푸시 알림.',
        '저장된 결제 수단(결제 회사에서도 삭제됩니다).',
        '직원의 메모, 통화의 전화번호와 누른 번호, 확인한 신분증 번호의 끝자리.',
        '신고와 이의 제기에 쓴 글.',
      ],
    },
    kept: {
      title: '법에 따라 보관하는 것',
      items: [
        '주문, 결제, 환불, 영수 문서: 소비세법과 법인세법에 따라 원칙적으로 7년 동안 보관합니다. 이름과 이메일은 들어 있지 않습니다. 받는 사람이 적힌 청구서는 따로 암호화하며 기간이 끝나면 삭제합니다.',
        '약관 동의와 처리 기록: 거래의 증거로 번호만 보관합니다.',
        '데이터 사용량: 장부 확인을 위해 회선별로 보관합니다.',
      ],
    },
    lost: {
      title: '잃게 되는 것',
      points: (points) => `포인트 ${points}점이 소멸합니다. 현금으로 바꿀 수 없습니다.`,
      lines: (count) => `회선 ${count}개가 계정에서 해제됩니다.`,
      packs: (count) =>
        `끝나지 않은 팩 ${count}개는 카드에 남아 기한까지 쓸 수 있습니다. 환불되지 않습니다.`,
      renewal: '자동 연장이 끝나며 더 이상 결제되지 않습니다.',
    },
    after: '삭제한 뒤 같은 이메일로 다시 가입할 수 있지만 이전 내용은 돌아오지 않습니다.',
    dataFirst: '먼저 내 데이터 내려받기',
    waits: (due) => `${due}에 계정이 삭제됩니다.`,
    toStop: '확인하거나 중지하기',
    field: '확인을 위해 계정의 이메일 주소를 입력해 주세요',
    fieldHint: '계정 페이지에 표시된 그대로 입력해 주세요.',
    ask: '계정 삭제 신청',
    asked: '신청이 접수되었고 메일을 보냈습니다.',
    refusals: {
      email_differs: () => '이 계정의 이메일 주소가 아닙니다. 다시 확인해 주세요.',
      order_not_over: () =>
        '끝나지 않은 주문이 있습니다. 먼저 결제하거나 취소하고, 환불은 완료될 때까지 기다려 주세요.',
      dispute_not_over: () =>
        '처리 중인 이의 제기가 있습니다. 답변을 기다리거나 먼저 철회해 주세요.',
      change_waits_already: ({ dueAt }) =>
        `이미 신청하셨습니다. ${format('ko').longMoment(dueAt)}에 삭제됩니다.`,
      lines_moved: () => '계정의 회선이 방금 바뀌었습니다. 다시 시도해 주세요.',
    },
  },
}

export function closingPageWords(language: Language): ClosingPageWords {
  return WORDS[language]
}

export function closingRefusalText(refusal: ClosingFormRefusal, language: Language): string {
  const { refusals } = WORDS[language]
  const sentence = refusals[refusal.code] as (facts: ClosingFormRefusal) => string
  return sentence(refusal)
}
