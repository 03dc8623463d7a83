/** Japanese: looking after a line. */
import { format } from '../../../format.ts'
import type { CareWords } from './words.ts'

const { longMoment } = format('ja')

const reasons: CareWords['suspension']['reasons'] = {
  lost_card: 'カードの紛失',
  misuse: '不正利用',
  request: '契約者のご希望',
}

export const ja: CareWords = {
  toCustomer: 'お客様の画面へ戻る',
  saved: '保存しました。',
  identity: {
    title: '本人確認',
    document: '旅券・在留カード・身分証',
    documentHint:
      '機械読取欄の2～3行を読み取るか、貼り付けるか、入力してください。在留カードは番号を入力してください。',
    expires: '有効期限（在留カード）',
    expiresHint: 'カードに書かれているとおりに。例：2028-05-01',
    read: '読み取る',
    compare: 'ご本人と見比べ、改ざんがないか確かめてください',
    kind: '書類',
    name: '氏名',
    state: '発行国',
    number: '番号の末尾',
    lastDay: '有効期限',
    noEnd: '期限なし',
    expired: 'この書類は期限が切れています。',
    isHolder: 'ご本人です',
    isNot: 'ご本人ではない、または改ざんがある',
    another: '別の書類を読み取る',
    keeps: '残るのは、書類の種類、番号の末尾、番号の鍵付きハッシュ、結果、担当者名、日時だけです。',
    recorded: {
      accepted: '本人確認が済みました。',
      expired: '期限切れの書類として記録しました。確認済みにはなりません。',
      refused: '確認できなかった書類として記録しました。',
    },
    numberAlone: '番号だけでは検査できません。書類の機械読取欄を読み取ってください。',
    notADocument: '本人確認の書類ではありません。読み取り直してください。',
    tooOld: '読み取りから時間が経ちました。もう一度書類を読み取ってください。',
  },
  person: {
    title: 'お客様の情報',
    name: 'お名前',
    language: '画面とメールの言語',
    country: '国・地域',
    countryHint: '英字2文字（例：VN）。空欄でもかまいません。',
    save: '保存する',
    notHeld: 'この回線には契約者がいないため、お客様の情報はありません。',
  },
  contact: {
    title: 'メールアドレスの変更',
    now: '今のアドレス',
    fresh: '新しいアドレス',
    told: (hours) =>
      `今のアドレスにすぐお知らせし、そこから中止できます。${hours}時間後に変更され、すべての端末からログアウトします。`,
    ask: '変更を申し込む',
    asked: (due) => `受け付けました。${due}に変更されます。`,
    otherDocument: '今日確認した書類は以前のものと異なります。同じ方であることを確かめてください。',
  },
  sim: {
    title: 'SIMカードの交換',
    now: '今のカード',
    iccid: '新しいカードの番号（ICCID）',
    code: '新しいカードの開通コード',
    codeHint: 'カードに印刷された10桁の数字です。',
    told: (hours) =>
      `契約者にすぐお知らせし、そこから中止できます。${hours}時間後に新しいカードに切り替わります。パックと電話番号は変わりません。`,
    ask: '交換を申し込む',
    asked: (due) => `受け付けました。${due}に切り替わります。`,
  },
  forget: {
    title: 'アカウントと個人情報の削除',
    told: (days) =>
      `お客様にすぐお知らせし、それまでは中止できます。${days}日後に、お名前・メールアドレス・ログイン情報・電話番号・メモを削除し、ポイントは失効、アカウントのすべての回線は解放されます。請求書は法律で定められた期間保管します。`,
    ask: '削除を申し込む',
    asked: (due) => `受け付けました。${due}に削除します。`,
  },
  waiting: {
    title: '待機中の変更',
    contact: (email, due) => `新しいアドレス ${email}（${due}）`,
    sim: (cardEnds, due) => `新しいカード 末尾 ${cardEnds}（${due}）`,
    forget: (due) => `${due}にアカウントと個人情報を削除`,
    byHolder: (at) => `${at}にご本人がポータルで申し込み`,
    by: (first, second, at) => `${at} ${first}・${second} が受付`,
    stop: 'この変更を中止する',
    stopped: '変更を中止しました。',
  },
  suspension: {
    reasons,
    reason: '理由',
    title: '回線の停止',
    stop: '回線を止める',
    goOn: '停止を解除する',
    stopped: (reason, since) => `${since}から停止中：${reason}`,
    running: '回線は止まっていません。',
  },
  cases: {
    title: '対応記録',
    allTitle: '対応中の記録',
    none: '記録はありません。',
    open: '記録を始める',
    subject: '内容',
    note: 'メモ',
    noteHint: '暗号化して保管され、スタッフだけが読めます。',
    add: 'メモを加える',
    close: '対応を終える',
    openedBy: (name, at) => `${at} ${name} が開始`,
    closedBy: (name, at) => `${at} ${name} が終了`,
    noteBy: (name, at) => `${name}　${at}`,
    noteNeeded: 'メモを入力してください。',
    noteTooLong: (max) => `${max}文字以内で入力してください。`,
    toLine: '回線の画面へ',
  },
  refusals: {
    line_unknown: () =>
      'この回線が見つからないか、契約者が変わりました。もう一度検索してください。',
    line_not_held: () => 'この回線には契約者がいないか、別の方に変わっています。',
    identity_check_today_needed: () => '先に、本日中の本人確認が必要です。',
    earlier_identity_check_needed: () =>
      'この回線の本人確認は今日が初めてです。アドレスの変更は、明日以降にもう一度書類を確認して受け付けられます。',
    change_waits_already: ({ dueAt }) =>
      `同じ種類の変更が${longMoment(dueAt)}まで待機中です。先に中止してください。`,
    same_email: () => 'すでにこのアドレスです。',
    email_taken: () => '別のアカウントがこのアドレスを使っています。',
    card_unknown: () => 'この通信網の在庫に、その番号のカードはありません。',
    card_not_in_stock: () =>
      'このカードは使用中か、使われたことがあります。別のカードをお使いください。',
    card_not_proved: () =>
      '開通コードがこのカードのものではないか、間違いが多すぎました。カードと見比べてください。',
    order_not_over: () =>
      'このアカウントの回線に終わっていない注文があります。先に支払い、取り消し、または返金を済ませてください。',
    dispute_not_over: () =>
      'このアカウントの回線に未解決の異議申し立てがあります。先に回答または取り下げが必要です。',
    lines_moved: () => 'アカウントの回線が変わりました。もう一度お試しください。',
    change_not_waiting: () => 'この変更はすでに終わっています（実行・中止・無効）。',
    line_suspended_already: ({ since, reason }) =>
      `回線は${longMoment(since)}から止まっています：${reasons[reason]}。`,
    line_not_suspended: () => '回線は止まっていません。',
    too_many_open_cases: ({ max }) =>
      `対応中の記録が${max}件あります。先にどれかを終えてください。`,
    case_not_open: () => 'この記録は終わっています。',
    too_many_notes: ({ max }) => `一つの記録にメモは${max}件までです。新しい記録を始めてください。`,
    name_missing: () => 'お名前を入力してください。',
    name_too_long: ({ max }) => `お名前は${max}文字までです。`,
    expiry_date_shape: () => '年・月・日を入力してください。例：2028-05-01',
    expiry_date_unknown_day: ({ year, month, day }) =>
      `${year}年${month}月${day}日という日はありません。ご確認ください。`,
  },
}
