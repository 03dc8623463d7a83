/** 简体中文：拒绝的原因，以及接下来可以怎么做。 */
import { format } from '../format.ts'
import type { PortalRefusalWords } from '../refusals.ts'

const { clock, end, longDate, yen } = format('zh-CN')

export const zhCNRefusals: PortalRefusalWords = {
  not_digits: ({ position, found }) => `第 ${position} 个字符“${found}”不是数字，请检查。`,
  wrong_length: ({ digits, expected }) =>
    digits === 0
      ? `请输入 ${expected.join(' 或 ')} 位数字。`
      : `应为 ${expected.join(' 或 ')} 位数字，现在是 ${digits} 位。`,
  not_a_sim_number: ({ startsWith }) =>
    `SIM 卡编号以 89 开头，您输入的以 ${startsWith} 开头。请看卡上标有 ICCID 的那一行。`,
  check_digit: ({ swappedAt, found, expected }) =>
    swappedAt === null
      ? `有一位数字不对：按前面的数字，最后一位应为 ${expected}，现在是 ${found}。请对照卡片逐位检查。`
      : `第 ${swappedAt} 位和第 ${swappedAt + 1} 位可能颠倒了，请对照卡片检查。`,
  not_mobile_prefix: ({ prefix }) =>
    `${prefix} 开头的不是日本手机号码。应以 070、080、090、060 或 020 开头。`,
  foreign_number: ({ countryCode }) => `这是 +${countryCode} 的号码。这里需要日本（+81）的号码。`,
  not_an_email: () => '邮箱格式不对，应类似 name@example.com。',
  name_missing: () => '请填写称呼。',
  name_too_long: ({ max }) => `称呼最多 ${max} 个字符。`,
  too_many_codes: ({ again }) => `发送次数太多，请在日本时间 ${clock(again)} 以后再试。`,
  wrong_code: ({ triesLeft }) => `验证码不对，还可以试 ${triesLeft} 次。`,
  code_expired: () => '验证码已过期，请重新发送。',
  too_many_tries: ({ again }) => `输错次数太多，请在日本时间 ${clock(again)} 以后重新发送验证码。`,
  proof_expired: () => '等待时间太长，请重新验证邮箱。',
  step_up_needed: () => '为了安全，请先用邮箱验证码再次确认是您本人。',
  passkey_unknown: () => '没有找到这个通行密钥，请改用邮箱验证码登录。',
  too_many_passkeys: ({ max }) => `最多可以有 ${max} 个通行密钥，请先移除一个。`,
  line_not_proved: () => '编号和激活码对不上，请对照卡片和说明纸检查。多次输错后会暂停尝试。',
  line_held_by_other: () => '这张卡在另一个账户里。请对方先移除，或联系客服处理。',
  too_many_lines: ({ max }) => `一个账户最多添加 ${max} 张卡。`,
  line_unknown: () => '找不到这张卡，或您没有权限。',
  not_waiting: () => '这个流量包已经开始或已结束，不需要再开始。',
  line_ended: ({ since }) => `这张卡已于 ${longDate(since)} 注销，不能再续费。`,
  line_reported_lost: ({ since }) =>
    `这张卡 ${longDate(since)} 已挂失，暂时不能续费。请联系客服恢复。`,
  offer_unknown: () => '找不到这个套餐，请重新选择。',
  offer_of_other_network: () => '这个套餐不适用于您这张卡的网络，请重新选择。',
  offer_not_in_channel: () => '这个套餐不在网上销售，请到门店或打电话购买。',
  offer_off_sale: () => '这个套餐已停售，请重新选择。',
  identity_needed: () => '这个套餐购买前要核对身份证件，请到门店办理。',
  price_changed: ({ shown, price }) =>
    `价格已从 ${yen(shown)} 变为 ${yen(price)}。没有扣款，请确认新价格后再付款。`,
  terms_not_accepted: () => '请阅读条款，并勾选同意。',
  too_many_packs: ({ max }) => `这张卡上最多同时有 ${max} 个流量包，请等一个结束后再买。`,
  too_many_orders: ({ max }) => `已有 ${max} 笔订单等待付款，请先付款或取消其中一笔。`,
  payment_undecided: () => '上一笔付款银行还在处理，请等有结果后再试，以免重复扣款。',
  order_unknown: () => '找不到这笔订单，或您没有权限。',
  order_not_waiting: () => '这笔订单已有结果，不能再取消。请查看最新状态。',
  pay_by_not_passed: ({ payBy }) => `付款期限到 ${end(payBy, payBy)} 为止，订单仍然有效。`,
  payment_over: () => '这次付款已经结束，请重新选择套餐。',
  busy: ({ retryAfterSeconds }) =>
    `现在人很多，请在 ${retryAfterSeconds} 秒后再试。没有执行，也没有扣款。`,
  key_reused: () => '这个表单已经提交过，内容又有改动。请重新打开页面再试。',
  campaign_code_unknown: () => '这个优惠码不适用于这次购买。请检查，或留空后继续。',
  points_short: ({ left }) => `积分不够了，现在还有 ${yen(left)} 的积分。请重新选择用多少。`,
  gift_code_unknown: () =>
    '礼品卡号码不对，或这张卡已经用完、过期或还没有激活。请对照卡片检查；确认无误仍不行，请联系客服。',
  not_covered: ({ missing }) => `还差 ${yen(missing)}，请选择一种付款方式支付剩余部分。`,
  rest_too_small: ({ min }) =>
    `剩余部分少于 ${yen(min)}，这种方式收不了这么小的金额。请少用一些积分，或换一种付款方式。`,
  rest_too_large: ({ max }) => `这种付款方式一次最多 ${yen(max)}，请换一种。`,
  pay_by_passed: ({ payBy }) => `付款期限 ${end(payBy, payBy)} 已过，请重新下单。`,
  order_not_delivered: () => '这笔订单现在没有可以退款的内容。请查看最新状态。',
  not_refundable: () => '按购买时的规则，这个套餐开通后不能退款。',
  pack_started: ({ at }) => `流量包已于 ${end(at, at)} 开始使用，按购买时的规则不能再退款。`,
  refund_time_over: ({ until }) => `可以退款的时间到 ${end(until, until)} 为止，已经过了。`,
  nothing_left_to_refund: () => '没有可以退回的金额。',
  refund_too_large: ({ max }) => `最多可以退回 ${yen(max)}。`,
  gift_card_expired: ({ at }) =>
    `付款用的礼品卡已于 ${end(at, at)} 到期，不能自动退回。请联系客服处理。`,
  refund_disputed: () => '付款方的银行正在核查这笔款项，结果出来前不能退款。',
  refund_changed: ({ shown, amount }) =>
    `可退金额已从 ${yen(shown)} 变为 ${yen(amount)}。还没有退款，请确认新的金额。`,
  method_unknown: () => '这种付款方式已经删除了。',
  recipient_missing: () => '请填写抬头。',
  recipient_too_long: ({ max }) => `抬头最多 ${max} 个字，请缩短。`,
  recipient_unwritable: ({ characters }) => `这些字无法打印：${characters}。请换一种写法。`,
  invoice_issued: ({ number }) =>
    `这个订单已经用另一个抬头开具过（${number}）。如需更正，请联系客服。`,
  nothing_supplied: () => '这个订单没有开通任何东西，不能开具单据。',
  gift_code_length: ({ length }) =>
    `礼品卡号码应为 17 位字母和数字，或 25 位数字，现在是 ${length} 位。`,
  gift_code_mistyped: () => '礼品卡号码里有一位不对，请对照卡片逐位检查。',
  gift_codes_too_many: ({ again }) =>
    `礼品卡号码输错次数太多，请在日本时间 ${clock(again)} 以后再试。`,
  gift_cards_too_many: ({ max }) => `一笔订单最多用 ${max} 张礼品卡。`,
  points_not_whole: () => '积分请填整数，例如 300。',
  method_unavailable: () => '这种付款方式现在不能用，请换一种。',
  declines_too_many: ({ again }) =>
    `付款连续被拒。为保护卡片，在日本时间 ${clock(again)} 之前暂停付款。您可以先向发卡银行确认，或到门店用其他方式付款。没有扣款。`,
  payments_too_many: ({ again }) =>
    `尝试付款的次数太多，请在日本时间 ${clock(again)} 以后再试。没有扣款。`,
  cap_below_price: ({ price }) => `每月上限低于一次续费的价格 ${yen(price)}，请提高上限。`,
  cap_too_high: ({ max }) => `每月上限最多为 ${yen(max)}。`,
  cap_not_whole: () => '请用整数填写每月上限的日元金额，例如 5000。',
  share_out_of_bounds: ({ min, max }) => `剩余比例请填 ${min}% 到 ${max}% 之间。`,
  notice_out_of_bounds: ({ max }) => `事先通知最早为提前 ${max / 24} 天。`,
  means_unknown: () => '这个付款方式已不再保存，请选择其他方式。',
  means_barred: () => '这张卡不能自动扣款，请选择其他付款方式。',
  renewal_charging: () => '正在为一次续费扣款，请等它完成后再试。',
  no_mandate: () => '这张卡没有开启自动续费。',
  paused_already: () => '自动续费已经暂停。',
  pause_in_the_past: () => '请选择今后的日期。',
  not_paused: () => '自动续费没有暂停。',
  pin_wrong_length: ({ min, max }) => `电话密码是 ${min} 到 ${max} 位数字，请重新输入。`,
  pin_not_digits: () => '电话密码只能用数字，请重新输入。',
  pin_too_easy: () => '相同或连续的数字太容易猜到，请换一个。',
  pins_differ: () => '两次输入的不一样，请重新输入。',
  telephone_unreadable: () => '这不像是能打通的电话号码。请核对；日本以外的号码请以 + 和区号开头。',
  short_code_length: ({ digits, expected }) =>
    digits === 0 ? '请输入付款码。' : `付款码是 ${expected} 位数字，您输入了 ${digits} 位。`,
  short_code_unknown: () =>
    '没有用这个付款码等待付款的订单。请核对数字；过期的话，请到得到它的地方重新获取。',
  tries_too_many: ({ again }) => `尝试次数太多。请在日本时间 ${clock(again)} 之后再试。`,
}
