/** 日本語：うまくいかなかった理由と、次にできること。 */
import { format } from '../format.ts'
import type { PortalRefusalWords } from '../refusals.ts'

const { clock, end, longDate, yen } = format('ja')

export const jaRefusals: PortalRefusalWords = {
  not_digits: ({ position, found }) =>
    `${position}文字目の「${found}」は数字ではありません。ご確認ください。`,
  wrong_length: ({ digits, expected }) =>
    digits === 0
      ? `${expected.join('桁または')}桁の数字を入力してください。`
      : `${expected.join('桁または')}桁のはずですが、今は${digits}桁です。`,
  not_a_sim_number: ({ startsWith }) =>
    `SIMの番号は89で始まりますが、入力は${startsWith}で始まっています。カードのICCIDと書かれた行をご覧ください。`,
  check_digit: ({ swappedAt, found, expected }) =>
    swappedAt === null
      ? `どこか1桁が違います。ほかの数字からすると最後の桁は${expected}のはずですが、${found}になっています。カードと1桁ずつ見比べてください。`
      : `${swappedAt}桁目と${swappedAt + 1}桁目が逆かもしれません。カードと見比べてください。`,
  not_mobile_prefix: ({ prefix }) =>
    `${prefix}で始まる番号は、日本の携帯電話番号ではありません。070・080・090・060・020のいずれかで始まります。`,
  foreign_number: ({ countryCode }) =>
    `+${countryCode}の番号です。ここでは日本（+81）の番号が必要です。`,
  not_an_email: () =>
    'メールアドレスの形ではありません。name@example.com のように入力してください。',
  name_missing: () => 'お名前を入力してください。',
  name_too_long: ({ max }) => `お名前は${max}文字までです。`,
  too_many_codes: ({ again }) =>
    `送信の回数が多すぎます。日本時間${clock(again)}以降にもう一度お試しください。`,
  wrong_code: ({ triesLeft }) => `認証コードが違います。あと${triesLeft}回試せます。`,
  code_expired: () => '認証コードの期限が切れました。送り直してください。',
  too_many_tries: ({ again }) =>
    `間違いの回数が多すぎます。日本時間${clock(again)}以降に認証コードを送り直してください。`,
  proof_expired: () => '時間がたちすぎました。もう一度メールアドレスを確認してください。',
  step_up_needed: () => '安全のため、先にメールの認証コードでご本人の確認をお願いします。',
  passkey_unknown: () =>
    'このパスキーは登録されていません。メールの認証コードでログインしてください。',
  too_many_passkeys: ({ max }) => `パスキーは${max}個までです。先に1つ削除してください。`,
  line_not_proved: () =>
    '番号と開通コードが合いません。カードと説明書を見比べてください。何度も間違えると、しばらく試せなくなります。',
  line_held_by_other: () =>
    'このSIMは別のアカウントに登録されています。その方に外してもらうか、サポートへご連絡ください。',
  too_many_lines: ({ max }) => `1つのアカウントに登録できるSIMは${max}枚までです。`,
  line_unknown: () => '該当するSIMがないか、表示する権限がありません。',
  not_waiting: () => 'このパックはすでに始まったか、終わっています。',
  line_ended: ({ since }) => `このSIMは${longDate(since)}に解約となり、更新できません。`,
  line_reported_lost: ({ since }) =>
    `このSIMは${longDate(since)}に紛失として停止されたため、今は更新できません。再開はサポートへご連絡ください。`,
  offer_unknown: () => 'このプランは見つかりません。選び直してください。',
  offer_of_other_network: () =>
    'このプランは、お使いのSIMの回線では使えません。選び直してください。',
  offer_not_in_channel: () =>
    'このプランはウェブでは販売していません。店頭またはお電話でお求めください。',
  offer_off_sale: () => 'このプランの販売は終了しました。選び直してください。',
  identity_needed: () => 'このプランの購入には本人確認が必要です。店頭でお手続きください。',
  price_changed: ({ shown, price }) =>
    `価格が${yen(shown)}から${yen(price)}に変わりました。請求はありません。新しい価格を確かめてからお支払いください。`,
  terms_not_accepted: () => '規約を読み、同意の欄にチェックを入れてください。',
  too_many_packs: ({ max }) =>
    `1枚のSIMに同時に入れられるパックは${max}個までです。1つ終わってからお求めください。`,
  too_many_orders: ({ max }) =>
    `お支払い待ちの注文が${max}件あります。先にどれかを支払うか、取り消してください。`,
  payment_undecided: () =>
    '前のお支払いを銀行が確認中です。二重の請求を避けるため、結果が出るまでお待ちください。',
  order_unknown: () => '該当する注文がないか、表示する権限がありません。',
  order_not_waiting: () =>
    'この注文は結果が出ているため、取り消せません。最新の状況をご覧ください。',
  pay_by_not_passed: ({ payBy }) =>
    `注文は有効です。${end(payBy, payBy)}までお支払いいただけます。`,
  payment_over: () => 'このお支払いは終了しました。もう一度プランをお選びください。',
  busy: ({ retryAfterSeconds }) =>
    `ただいま混み合っています。${retryAfterSeconds}秒後にもう一度お試しください。操作は行われておらず、請求もありません。`,
  key_reused: () =>
    'このフォームは一度送信されたあとに内容が変わりました。ページを開き直してください。',
  campaign_code_unknown: () =>
    'このキャンペーンコードは今回の購入には使えません。確かめるか、空欄にしてお進みください。',
  points_short: ({ left }) =>
    `ポイントが足りません。今あるのは${yen(left)}分です。使う分を選び直してください。`,
  gift_code_unknown: () =>
    'ギフトカードの番号が違うか、使い切り・期限切れ・未有効化のカードです。カードと照らし合わせ、正しいのに使えないときはサポートにご連絡ください。',
  not_covered: ({ missing }) =>
    `あと${yen(missing)}足りません。残りのお支払い方法をお選びください。`,
  rest_too_small: ({ min }) =>
    `残りが${yen(min)}に満たず、この方法では受け取れません。使うポイントを減らすか、別の方法をお選びください。`,
  rest_too_large: ({ max }) => `この方法は1回${yen(max)}までです。別の方法をお選びください。`,
  pay_by_passed: ({ payBy }) =>
    `お支払いの期限（${end(payBy, payBy)}）が過ぎました。もう一度ご注文ください。`,
  order_not_delivered: () =>
    'この注文には今、返金できるものがありません。最新の状況をご覧ください。',
  not_refundable: () => '販売時の条件により、このプランは開通後の返金ができません。',
  pack_started: ({ at }) =>
    `パックは${end(at, at)}に使い始められました。販売時の条件により、返金はできません。`,
  refund_time_over: ({ until }) => `返金できる期間は${end(until, until)}で終わりました。`,
  nothing_left_to_refund: () => '返金できる金額が残っていません。',
  refund_too_large: ({ max }) => `返金できるのは${yen(max)}までです。`,
  gift_card_expired: ({ at }) =>
    `お支払いに使ったギフトカードは${end(at, at)}に期限が切れ、自動では戻せません。サポートにご連絡ください。`,
  refund_disputed: () => 'お支払いの銀行がこの請求を調査中です。結果が出るまで返金できません。',
  refund_changed: ({ shown, amount }) =>
    `返金額が${yen(shown)}から${yen(amount)}に変わりました。まだ返金していません。新しい金額をご確認ください。`,
  method_unknown: () => 'このお支払い方法はすでに削除されています。',
  recipient_missing: () => '宛名を入力してください。',
  recipient_too_long: ({ max }) => `宛名は${max}文字までです。短くしてください。`,
  recipient_unwritable: ({ characters }) =>
    `次の文字は印字できません：${characters}。別の字で入力してください。`,
  invoice_issued: ({ number }) =>
    `この注文の請求書は、別の宛名ですでに発行されています（${number}）。訂正はサポートへご連絡ください。`,
  nothing_supplied: () => 'この注文では何も提供されていないため、請求書は発行できません。',
  gift_code_length: ({ length }) =>
    `ギフトカードの番号は英数字17桁または数字25桁ですが、今は${length}桁です。`,
  gift_code_mistyped: () =>
    'ギフトカードの番号に違う文字があります。カードと1文字ずつ照らし合わせてください。',
  gift_codes_too_many: ({ again }) =>
    `ギフトカードの番号の間違いが続きました。日本時間${clock(again)}以降にもう一度お試しください。`,
  gift_cards_too_many: ({ max }) => `1つの注文に使えるギフトカードは${max}枚までです。`,
  points_not_whole: () => 'ポイントは300のような整数でご入力ください。',
  method_unavailable: () => 'このお支払い方法は今使えません。別の方法をお選びください。',
  declines_too_many: ({ again }) =>
    `お支払いが続けて承認されませんでした。カード保護のため、日本時間${clock(again)}までお支払いを停止しています。その間にカード会社へご確認いただくか、店頭で別の方法をご利用ください。請求はありません。`,
  payments_too_many: ({ again }) =>
    `お支払いの試行が多すぎます。日本時間${clock(again)}以降にもう一度お試しください。請求はありません。`,
  cap_below_price: ({ price }) =>
    `月の上限額が更新1回の価格（${yen(price)}）を下回っています。上限額を上げてください。`,
  cap_too_high: ({ max }) => `月の上限額は${yen(max)}までです。`,
  cap_not_whole: () => '月の上限額は、5000のように円単位の整数で入力してください。',
  share_out_of_bounds: ({ min, max }) => `残りの割合は${min}%から${max}%の間で指定してください。`,
  notice_out_of_bounds: ({ max }) => `事前のお知らせは${max / 24}日前までです。`,
  means_unknown: () => 'このお支払い方法は保存されていません。ほかの方法を選んでください。',
  means_barred: () => 'このカードには自動で請求できません。ほかのお支払い方法を選んでください。',
  renewal_charging: () => 'ただいま更新の請求中です。完了してからもう一度お試しください。',
  no_mandate: () => 'この回線の自動更新はオンになっていません。',
  paused_already: () => '自動更新はすでに一時停止中です。',
  pause_in_the_past: () => 'これからの日を選んでください。',
  not_paused: () => '自動更新は一時停止していません。',
  pin_wrong_length: ({ min, max }) =>
    `暗証番号は数字${min}〜${max}桁です。もう一度入力してください。`,
  pin_not_digits: () => '暗証番号は数字だけです。もう一度入力してください。',
  pin_too_easy: () => '同じ数字や連番は推測されやすいため、別の番号にしてください。',
  pins_differ: () => '2回の入力が一致しません。もう一度入力してください。',
  telephone_unreadable: () =>
    '電話をかけられる番号ではないようです。ご確認ください。海外の番号は + と国番号から入力してください。',
  short_code_length: ({ digits, expected }) =>
    digits === 0
      ? '支払いコードを入力してください。'
      : `支払いコードは${expected}桁ですが、${digits}桁入力されています。`,
  short_code_unknown: () =>
    'このコードでお支払い待ちの注文はありません。数字をお確かめください。期限が切れていたら、受け取った窓口で新しいコードをお求めください。',
  tries_too_many: ({ again }) =>
    `試行回数が多すぎます。日本時間${clock(again)}以降にもう一度お試しください。`,
}
