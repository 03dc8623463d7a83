/** Japanese: signing in, locking, the own account and the till. */
import type { SignInWords } from './words.ts'

export const ja: SignInWords = {
  signIn: {
    title: 'スタッフのサインイン',
    name: 'サインイン名',
    password: 'パスワード',
    code: 'ワンタイムコード',
    codeHint: '認証アプリの6桁の数字です。はじめての場合は空欄のままにしてください。',
    submit: 'サインイン',
    passkey: 'パスキーでサインイン',
  },
  passkeyFailed: 'パスキーを確認できませんでした。もう一度試すか、パスワードを使ってください。',
  setUp: {
    title: 'ワンタイムコードの設定',
    lead: 'この画像を認証アプリで読み取るか、キーを入力してください。表示されたコードを下に入れると設定が完了し、ほかの操作ができるようになります。',
    picture: '認証アプリ用のキーを含むQRコード',
    secret: 'キー',
    submit: '設定を完了',
  },
  lock: {
    title: 'ロック中',
    lead: 'しばらく操作がなかったか、ロックされました。パスワードを入力すると元の画面に戻ります。',
    submit: 'ロック解除',
    passkey: 'パスキーで解除',
    other: '別の人としてサインイン',
  },
  account: {
    title: 'アカウント',
    role: '役割',
    shop: '店舗',
    noShop: '店舗なし',
    passkeys: 'パスキー',
    passkeysLead: '指紋・顔・PINで確認するパスキーは、パスワードとコードの代わりになります。',
    noPasskeys: 'まだありません。',
    passkeyName: 'パスキーの名前',
    addPasskey: 'パスキーを追加',
    needsScript: 'パスキーにはスクリプトと対応ブラウザが必要です。',
    removePasskey: '削除',
    signIns: 'サインイン中の場所',
    thisOne: 'このブラウザ',
    endAll: 'すべての場所でサインアウト',
    ended: 'すべての場所でサインアウトしました。',
  },
  till: {
    title: 'レジの選択',
    lead: 'このブラウザでの現金と端末の支払いは、ここで選んだレジで扱います。',
    none: '利用できるレジがありません。',
    open: 'シフト中',
    here: '選択中',
  },
  refusals: {
    till_unknown: () => 'そのレジは存在しないか、別の店舗のものです。',
    one_time_code_there: () => 'ワンタイムコードは設定済みです。運営者が再設定できます。',
    one_time_code_wrong: () =>
      '現在のコードではありません。スマートフォンの時計を確認し、最新のコードを入力してください。',
    too_many_passkeys: ({ max }) => `パスキーはすでに${max}個あります。先に一つ削除してください。`,
  },
}
