/** Japanese: what every page of the console shares. */
import { STAFF_LOCK_MINUTES, STAFF_TRIES_MAX } from '../../../../domain/staff/staff.ts'
import type { ConsoleWords } from './words.ts'

const roles: ConsoleWords['roles'] = {
  clerk: '店員',
  senior: '上級店員',
  agent: '電話窓口',
  operator: '運営者',
  auditor: '監査人',
}

const acts: ConsoleWords['acts'] = {
  find_line: '回線の検索',
  sell: '販売',
  take_money: '代金の受け取り',
  open_till: 'レジの開始',
  move_cash: '現金の出し入れ',
  close_till: 'レジ締め',
  read_shifts: 'シフトの閲覧',
  read_anomalies: '明細で目についたものの閲覧',
  check_identity: '本人確認',
  edit_person: '個人情報の変更',
  change_contact: '連絡先の変更',
  forget_person: '個人情報の削除',
  replace_sim: 'SIMの交換',
  order_profile: 'eSIMプロファイル',
  stop_change: '変更の取り消し',
  suspend_line: '回線の停止',
  resume_line: '回線の再開',
  keep_case: '問い合わせの記録',
  refund: '返金',
  pay_out_refund: '返金の支払い',
  raise_dispute: '申し出の代行',
  read_disputes: '申し出の閲覧',
  settle_disputes: '申し出の処理',
  give_points: 'ポイントの付与',
  sell_gift_card: 'ギフトカードの販売',
  check_gift_card: 'ギフトカードの照会',
  freeze_gift_card: 'ギフトカードの凍結',
  read_calls: '通話の閲覧',
  answer_call: '電話の応対',
  read_reports: '通報の閲覧',
  judge_reports: '通報の判定',
  edit_directory: '公式一覧の編集',
  handle_breach: '漏えいへの対応',
  read_limits: '制限の閲覧',
  lift_limit: '制限の解除',
  manage_staff: 'スタッフの管理',
  be_second: '二人目としての確認',
}

export const ja: ConsoleWords = {
  frame: {
    console: 'スタッフ画面',
    sandbox: 'サンドボックス：実際のお金もお客様も扱いません。',
    skip: '本文へ移動',
    language: '言語',
    menu: 'メニュー',
    find: 'お客様を探す',
    findHint: 'SIM番号、電話番号、メール、お名前、書類番号、注文番号を読み取るか入力',
    search: '検索',
    till: 'レジ',
    shifts: 'シフト',
    giftCards: 'ギフトカード',
    cases: '問い合わせ',
    calls: '電話窓口',
    official: '公式・通報',
    account: 'アカウント',
    signIn: 'サインイン',
    signOut: 'サインアウト',
    lock: 'ロック',
    noTill: 'レジ未選択',
    tillNamed: (name) => `レジ ${name}`,
    shortcuts: 'キーボードショートカット',
    shortcutsHint: '入力欄の中では Alt も一緒に押します。',
    close: '閉じる',
    wrongTitle: 'まだ完了していません',
    optional: '任意',
  },
  roles,
  acts,
  trouble: {
    expired: 'このフォームはサインインより前のものです。もう一度送信してください。',
    forbidden: {
      title: '受け付けられません',
      text: 'このフォームは当システムのページから送られていないか、古すぎます。ページを開き直してください。',
    },
    notFound: {
      title: '見つかりません',
      text: 'このアドレスには何もないか、閲覧できないものです。',
    },
    tooMany: { title: '試行が多すぎます', text: 'この接続元からのアクセスが多すぎます。' },
    fault: {
      title: '問題が発生しました',
      text: 'システム側の問題です。二重に処理されたものはありません。もう一度お試しください。',
    },
    busy: {
      title: '少々お待ちください',
      text: 'システムが応答できません。もう一度お試しください。',
    },
    waitSeconds: (seconds) => `${seconds}秒お待ちください。`,
    reference: (id) => `照会番号：${id}`,
    toStart: '検索へ',
  },
  second: {
    title: '二人目の確認',
    hint: 'この操作には二人が必要です。隣にいる別のスタッフがここで本人であることを示します。',
    name: '二人目のサインイン名',
    password: '二人目のパスワード',
    code: '二人目のワンタイムコード',
  },
  refusals: {
    act_not_allowed: ({ act, role }) => `${acts[act]}は「${roles[role]}」の役割ではできません。`,
    other_shop: ({ act, shop }) => `${acts[act]}は店舗${shop}のスタッフだけができます。`,
    staff_signed_out: () =>
      'サインインが終了しているか、ロックされています。もう一度サインインしてください。',
    second_person_needed: ({ act }) =>
      `${acts[act]}にはここで二人目の確認が必要です。同僚に確認を頼んでください。`,
    second_person_refused: () =>
      'その人はここで二人目になれません。この店舗で権限を持つ別の人が必要です。',
    busy: ({ retryAfterSeconds }) =>
      `混み合っています。${retryAfterSeconds}秒後にもう一度お試しください。`,
    key_reused: () => 'このフォームは別の内容で送信済みです。もう一度送信してください。',
    staff_not_proved: () =>
      `確認できませんでした。名前、パスワード、ワンタイムコードを確かめてください。コードは一度しか使えません。${STAFF_TRIES_MAX}回間違えると${STAFF_LOCK_MINUTES}分間受け付けません。`,
  },
}
