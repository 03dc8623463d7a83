/** Sentences of the pages on which a risky change is stopped, in five languages. */
import type { Language } from '../../../domain/basics/language.ts'

export interface ChangePageWords {
  readonly title: string
  readonly contact: (newEmail: string, due: string) => string
  readonly sim: (cardEnds: string, due: string) => string
  readonly forget: (due: string) => string
  readonly ask: string
  /** Of the deletion, which its holder may have asked for. */
  readonly askForget: string
  readonly stopForget: string
  readonly stop: string
  readonly stopped: string
  /** Done, stopped or void; or no link of ours. */
  readonly over: string
  readonly none: string
}

const WORDS: Readonly<Record<Language, ChangePageWords>> = {
  'zh-CN': {
    title: '等待生效的变更',
    contact: (newEmail, due) => `账户邮箱将于 ${due} 换成 ${newEmail}。`,
    sim: (cardEnds, due) => `线路将于 ${due} 换到新卡（卡号末四位 ${cardEnds}）。`,
    forget: (due) => `您的账户和个人资料将于 ${due} 删除。`,
    askForget: '如果您改变了主意，或者不是您本人申请的，请停止它。',
    stopForget: '停止删除',
    ask: '这项变更是在门店申请的。如果不是您本人申请的，请停止它。',
    stop: '停止这项变更',
    stopped: '变更已停止，一切照旧。如果不是您本人申请的，请尽快联系我们。',
    over: '这个链接没有等待中的变更：已经生效、已经停止，或者链接不完整。如有疑问，请联系我们。',
    none: '没有等待生效的变更。',
  },
  'zh-TW': {
    title: '等待生效的變更',
    contact: (newEmail, due) => `帳號信箱將於 ${due} 換成 ${newEmail}。`,
    sim: (cardEnds, due) => `線路將於 ${due} 換到新卡（卡號末四碼 ${cardEnds}）。`,
    forget: (due) => `您的帳號和個人資料將於 ${due} 刪除。`,
    askForget: '如果您改變了主意，或者不是您本人申請的，請停止它。',
    stopForget: '停止刪除',
    ask: '這項變更是在門市申請的。如果不是您本人申請的，請停止它。',
    stop: '停止這項變更',
    stopped: '變更已停止，一切照舊。如果不是您本人申請的，請儘快與我們聯絡。',
    over: '這個連結沒有等待中的變更：已經生效、已經停止，或者連結不完整。如有疑問，請與我們聯絡。',
    none: '沒有等待生效的變更。',
  },
  en: {
    title: 'Waiting changes',
    contact: (newEmail, due) =>
      `On ${due}, the e-mail address of your account becomes ${newEmail}.`,
    sim: (cardEnds, due) =>
      `On ${due}, your line moves to a new card (number ending in ${cardEnds}).`,
    forget: (due) => `On ${due}, your account and your personal data are deleted.`,
    askForget: 'If you changed your mind, or it was not you who asked, stop it.',
    stopForget: 'Stop the deletion',
    ask: 'This was asked for at a shop. If it was not you, stop it.',
    stop: 'Stop this change',
    stopped:
      'The change was stopped; everything stays as it was. If it was not you who asked, please tell us soon.',
    over: 'Nothing waits behind this link: the change was made or stopped, or the link is not whole. If in doubt, contact us.',
    none: 'No change is waiting.',
  },
  ja: {
    title: '待機中の変更',
    contact: (newEmail, due) =>
      `${due}に、アカウントのメールアドレスが ${newEmail} に変更されます。`,
    sim: (cardEnds, due) =>
      `${due}に、回線が新しいカード（番号の末尾 ${cardEnds}）に切り替わります。`,
    forget: (due) => `${due}に、アカウントと個人情報が削除されます。`,
    askForget: 'お気持ちが変わったとき、またはお心当たりがないときは、中止してください。',
    stopForget: '削除を中止する',
    ask: '店頭で受け付けた変更です。お心当たりがなければ中止してください。',
    stop: 'この変更を中止する',
    stopped:
      '変更を中止しました。何も変わっていません。お心当たりがない場合は、お早めにお知らせください。',
    over: 'このリンクに待機中の変更はありません。すでに実行または中止されたか、リンクが途中で切れています。ご不明な点はお問い合わせください。',
    none: '待機中の変更はありません。',
  },
  ko: {
    title: '대기 중인 변경',
    contact: (newEmail, due) => `${due}에 계정 이메일이 ${newEmail} 주소로 바뀝니다.`,
    sim: (cardEnds, due) => `${due}에 회선이 새 카드(번호 끝자리 ${cardEnds})로 바뀝니다.`,
    forget: (due) => `${due}에 계정과 개인정보가 삭제됩니다.`,
    askForget: '마음이 바뀌었거나 본인이 신청하지 않았다면 중지해 주세요.',
    stopForget: '삭제 중지하기',
    ask: '매장에서 신청된 변경입니다. 본인이 신청하지 않았다면 중지해 주세요.',
    stop: '이 변경 중지하기',
    stopped:
      '변경을 중지했습니다. 달라진 것은 없습니다. 본인이 신청하지 않았다면 바로 알려 주세요.',
    over: '이 링크에는 대기 중인 변경이 없습니다. 이미 적용되었거나 중지되었거나 링크가 온전하지 않습니다. 궁금한 점은 문의해 주세요.',
    none: '대기 중인 변경이 없습니다.',
  },
}

export function changePageWords(language: Language): ChangePageWords {
  return WORDS[language]
}
