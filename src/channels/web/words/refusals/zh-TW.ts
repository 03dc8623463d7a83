/** 繁體中文：為什麼沒有成功，接下來可以怎麼做。 */
import { format } from '../format.ts'
import type { PortalRefusalWords } from '../refusals.ts'

const { clock, end, longDate, yen } = format('zh-TW')

export const zhTWRefusals: PortalRefusalWords = {
  not_digits: ({ position, found }) => `第 ${position} 個字元「${found}」不是數字，請確認。`,
  wrong_length: ({ digits, expected }) =>
    digits === 0
      ? `請輸入 ${expected.join(' 或 ')} 位數字。`
      : `應為 ${expected.join(' 或 ')} 位數字，目前是 ${digits} 位。`,
  not_a_sim_number: ({ startsWith }) =>
    `SIM 卡編號開頭是 89，您輸入的開頭是 ${startsWith}。請看卡片上標示 ICCID 的那一行。`,
  check_digit: ({ swappedAt, found, expected }) =>
    swappedAt === null
      ? `有一位數字不對：依前面的數字，最後一位應為 ${expected}，目前是 ${found}。請對照卡片逐位確認。`
      : `第 ${swappedAt} 位和第 ${swappedAt + 1} 位可能顛倒了，請對照卡片確認。`,
  not_mobile_prefix: ({ prefix }) =>
    `${prefix} 開頭的不是日本手機門號，應以 070、080、090、060 或 020 開頭。`,
  foreign_number: ({ countryCode }) => `這是 +${countryCode} 的號碼，這裡需要日本（+81）的號碼。`,
  not_an_email: () => '電子郵件格式不對，應類似 name@example.com。',
  name_missing: () => '請填寫稱呼。',
  name_too_long: ({ max }) => `稱呼最多 ${max} 個字元。`,
  too_many_codes: ({ again }) => `寄送次數太多，請在日本時間 ${clock(again)} 以後再試。`,
  wrong_code: ({ triesLeft }) => `驗證碼不對，還可以試 ${triesLeft} 次。`,
  code_expired: () => '驗證碼已過期，請重新寄送。',
  too_many_tries: ({ again }) => `輸錯次數太多，請在日本時間 ${clock(again)} 以後重新寄送驗證碼。`,
  proof_expired: () => '等待時間太久，請重新驗證電子郵件。',
  step_up_needed: () => '為了安全，請先用電子郵件驗證碼再次確認是您本人。',
  passkey_unknown: () => '找不到這個通行密鑰，請改用電子郵件驗證碼登入。',
  too_many_passkeys: ({ max }) => `最多可以有 ${max} 個通行密鑰，請先移除一個。`,
  line_not_proved: () => '編號和啟用碼不相符，請對照卡片和說明書確認。多次輸錯後會暫停嘗試。',
  line_held_by_other: () => '這張卡在另一個帳號裡。請對方先移除，或聯絡客服處理。',
  too_many_lines: ({ max }) => `一個帳號最多新增 ${max} 張卡。`,
  line_unknown: () => '找不到這張卡，或您沒有權限。',
  not_waiting: () => '這個流量包已經開始或結束，不需要再開始。',
  line_ended: ({ since }) => `這張卡已於 ${longDate(since)} 註銷，無法再續購。`,
  line_reported_lost: ({ since }) =>
    `這張卡 ${longDate(since)} 已掛失，暫時無法續購。請聯絡客服恢復。`,
  offer_unknown: () => '找不到這個方案，請重新選擇。',
  offer_of_other_network: () => '這個方案不適用您這張卡的電信網路，請重新選擇。',
  offer_not_in_channel: () => '這個方案不在網路上販售，請到門市或打電話購買。',
  offer_off_sale: () => '這個方案已停售，請重新選擇。',
  identity_needed: () => '購買這個方案前要核對身分證件，請到門市辦理。',
  price_changed: ({ shown, price }) =>
    `價格已從 ${yen(shown)} 變為 ${yen(price)}。沒有扣款，請確認新價格後再付款。`,
  terms_not_accepted: () => '請閱讀條款，並勾選同意。',
  too_many_packs: ({ max }) => `這張卡最多同時有 ${max} 個流量包，請等其中一個結束後再買。`,
  too_many_orders: ({ max }) => `已有 ${max} 筆訂單等待付款，請先付款或取消其中一筆。`,
  payment_undecided: () => '上一筆付款銀行還在處理，請等有結果後再試，以免重複扣款。',
  order_unknown: () => '找不到這筆訂單，或您沒有權限。',
  order_not_waiting: () => '這筆訂單已有結果，無法再取消。請查看最新狀態。',
  pay_by_not_passed: ({ payBy }) => `付款期限到 ${end(payBy, payBy)} 為止，訂單仍然有效。`,
  payment_over: () => '這次付款已經結束，請重新選擇方案。',
  busy: ({ retryAfterSeconds }) =>
    `現在使用的人很多，請在 ${retryAfterSeconds} 秒後再試。沒有執行，也沒有扣款。`,
  key_reused: () => '這份表單已經送出過，內容又有改動。請重新開啟頁面再試。',
  campaign_code_unknown: () => '這個優惠碼不適用於這次購買。請檢查，或留空後繼續。',
  points_short: ({ left }) => `點數不足，目前還有 ${yen(left)} 的點數。請重新選擇要用多少。`,
  gift_code_unknown: () =>
    '禮品卡號碼不正確，或這張卡已經用完、過期或尚未啟用。請對照卡片檢查；確認無誤仍不行，請聯絡客服。',
  not_covered: ({ missing }) => `還差 ${yen(missing)}，請選擇一種付款方式支付其餘部分。`,
  rest_too_small: ({ min }) =>
    `其餘部分少於 ${yen(min)}，這種方式無法收取這麼小的金額。請少用一些點數，或換一種付款方式。`,
  rest_too_large: ({ max }) => `這種付款方式一次最多 ${yen(max)}，請換一種。`,
  pay_by_passed: ({ payBy }) => `付款期限 ${end(payBy, payBy)} 已過，請重新下單。`,
  order_not_delivered: () => '這筆訂單現在沒有可以退款的內容。請查看最新狀態。',
  not_refundable: () => '依購買時的規則，這個方案開通後無法退款。',
  pack_started: ({ at }) => `流量包已於 ${end(at, at)} 開始使用，依購買時的規則無法再退款。`,
  refund_time_over: ({ until }) => `可以退款的時間到 ${end(until, until)} 為止，已經過了。`,
  nothing_left_to_refund: () => '沒有可以退還的金額。',
  refund_too_large: ({ max }) => `最多可以退還 ${yen(max)}。`,
  gift_card_expired: ({ at }) =>
    `付款用的禮品卡已於 ${end(at, at)} 到期，無法自動退回。請聯絡客服處理。`,
  refund_disputed: () => '付款方的銀行正在查核這筆款項，結果出來前無法退款。',
  refund_changed: ({ shown, amount }) =>
    `可退金額已從 ${yen(shown)} 變為 ${yen(amount)}。還沒有退款，請確認新的金額。`,
  method_unknown: () => '這個付款方式已經刪除了。',
  recipient_missing: () => '請填寫抬頭。',
  recipient_too_long: ({ max }) => `抬頭最多 ${max} 個字，請縮短。`,
  recipient_unwritable: ({ characters }) => `這些字無法列印：${characters}。請換一種寫法。`,
  invoice_issued: ({ number }) =>
    `這筆訂單已用另一個抬頭開立過（${number}）。如需更正，請聯絡客服。`,
  nothing_supplied: () => '這筆訂單沒有開通任何東西，不能開立單據。',
  gift_code_length: ({ length }) =>
    `禮品卡號碼應為 17 位英文字母與數字，或 25 位數字，現在是 ${length} 位。`,
  gift_code_mistyped: () => '禮品卡號碼裡有一位不正確，請對照卡片逐位檢查。',
  gift_codes_too_many: ({ again }) =>
    `禮品卡號碼輸錯次數太多，請在日本時間 ${clock(again)} 以後再試。`,
  gift_cards_too_many: ({ max }) => `一筆訂單最多用 ${max} 張禮品卡。`,
  points_not_whole: () => '點數請填整數，例如 300。',
  method_unavailable: () => '這種付款方式現在不能用，請換一種。',
  declines_too_many: ({ again }) =>
    `付款連續被拒。為保護卡片，在日本時間 ${clock(again)} 之前暫停付款。您可以先向發卡銀行確認，或到門市用其他方式付款。沒有扣款。`,
  payments_too_many: ({ again }) =>
    `嘗試付款的次數太多，請在日本時間 ${clock(again)} 以後再試。沒有扣款。`,
  cap_below_price: ({ price }) => `每月上限低於一次續購的價格 ${yen(price)}，請提高上限。`,
  cap_too_high: ({ max }) => `每月上限最多為 ${yen(max)}。`,
  cap_not_whole: () => '請用整數填寫每月上限的日圓金額，例如 5000。',
  share_out_of_bounds: ({ min, max }) => `剩餘比例請填 ${min}% 到 ${max}% 之間。`,
  notice_out_of_bounds: ({ max }) => `事先通知最早為提前 ${max / 24} 天。`,
  means_unknown: () => '這個付款方式已不再儲存，請選擇其他方式。',
  means_barred: () => '這張卡不能自動扣款，請選擇其他付款方式。',
  renewal_charging: () => '正在為一次續購扣款，請等它完成後再試。',
  no_mandate: () => '這張卡沒有開啟自動續購。',
  paused_already: () => '自動續購已經暫停。',
  pause_in_the_past: () => '請選擇今後的日期。',
  not_paused: () => '自動續購沒有暫停。',
  pin_wrong_length: ({ min, max }) => `電話密碼是 ${min} 到 ${max} 位數字，請重新輸入。`,
  pin_not_digits: () => '電話密碼只能用數字，請重新輸入。',
  pin_too_easy: () => '相同或連續的數字太容易猜到，請換一個。',
  pins_differ: () => '兩次輸入的不一樣，請重新輸入。',
  telephone_unreadable: () => '這不像是能打通的電話號碼。請核對；日本以外的號碼請以 + 和國碼開頭。',
  short_code_length: ({ digits, expected }) =>
    digits === 0 ? '請輸入付款碼。' : `付款碼是 ${expected} 位數字，您輸入了 ${digits} 位。`,
  short_code_unknown: () =>
    '沒有用這個付款碼等待付款的訂單。請核對數字；過期的話，請到得到它的地方重新取得。',
  tries_too_many: ({ again }) => `嘗試次數太多。請在日本時間 ${clock(again)} 之後再試。`,
}
