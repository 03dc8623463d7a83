/** 한국어: 되지 않은 이유와 다음에 할 수 있는 일. */
import { format } from '../format.ts'
import type { PortalRefusalWords } from '../refusals.ts'

const { clock, end, longDate, yen } = format('ko')

export const koRefusals: PortalRefusalWords = {
  not_digits: ({ position, found }) =>
    `${position}번째 글자 ‘${found}’은(는) 숫자가 아닙니다. 확인해 주세요.`,
  wrong_length: ({ digits, expected }) =>
    digits === 0
      ? `${expected.join('자리 또는 ')}자리 숫자를 입력해 주세요.`
      : `${expected.join('자리 또는 ')}자리여야 하는데 지금은 ${digits}자리입니다.`,
  not_a_sim_number: ({ startsWith }) =>
    `유심 번호는 89로 시작하는데 입력한 번호는 ${startsWith}(으)로 시작합니다. 카드에서 ICCID라고 적힌 줄을 확인해 주세요.`,
  check_digit: ({ swappedAt, found, expected }) =>
    swappedAt === null
      ? `한 자리가 다릅니다. 다른 숫자로 보면 마지막 자리는 ${expected}여야 하는데 ${found}입니다. 카드와 한 자리씩 비교해 주세요.`
      : `${swappedAt}번째와 ${swappedAt + 1}번째 숫자의 순서가 바뀐 것 같습니다. 카드와 비교해 주세요.`,
  not_mobile_prefix: ({ prefix }) =>
    `${prefix}(으)로 시작하는 번호는 일본 휴대전화 번호가 아닙니다. 070, 080, 090, 060, 020 중 하나로 시작해야 합니다.`,
  foreign_number: ({ countryCode }) =>
    `+${countryCode} 번호입니다. 여기에는 일본(+81) 번호가 필요합니다.`,
  not_an_email: () => '이메일 형식이 아닙니다. name@example.com과 같이 입력해 주세요.',
  name_missing: () => '이름을 입력해 주세요.',
  name_too_long: ({ max }) => `이름은 ${max}자까지 쓸 수 있습니다.`,
  too_many_codes: ({ again }) =>
    `너무 여러 번 보냈습니다. 일본 시간 ${clock(again)} 이후에 다시 시도해 주세요.`,
  wrong_code: ({ triesLeft }) => `인증 코드가 맞지 않습니다. ${triesLeft}번 더 시도할 수 있습니다.`,
  code_expired: () => '인증 코드가 만료되었습니다. 다시 보내 주세요.',
  too_many_tries: ({ again }) =>
    `너무 여러 번 틀렸습니다. 일본 시간 ${clock(again)} 이후에 인증 코드를 다시 보내 주세요.`,
  proof_expired: () => '시간이 너무 지났습니다. 이메일을 다시 확인해 주세요.',
  step_up_needed: () => '안전을 위해 먼저 이메일 인증 코드로 본인임을 확인해 주세요.',
  passkey_unknown: () => '등록되지 않은 패스키입니다. 이메일 인증 코드로 로그인해 주세요.',
  too_many_passkeys: ({ max }) =>
    `패스키는 ${max}개까지 둘 수 있습니다. 먼저 하나를 삭제해 주세요.`,
  line_not_proved: () =>
    '번호와 개통 코드가 맞지 않습니다. 카드와 안내지를 비교해 주세요. 여러 번 틀리면 잠시 시도할 수 없습니다.',
  line_held_by_other: () =>
    '이 유심은 다른 계정에 등록되어 있습니다. 그 계정에서 먼저 삭제하거나 고객센터로 연락해 주세요.',
  too_many_lines: ({ max }) => `한 계정에는 유심을 ${max}개까지 등록할 수 있습니다.`,
  line_unknown: () => '해당 유심이 없거나 볼 수 있는 권한이 없습니다.',
  not_waiting: () => '이 데이터 팩은 이미 시작되었거나 끝났습니다.',
  line_ended: ({ since }) => `이 유심은 ${longDate(since)}에 해지되어 충전할 수 없습니다.`,
  line_reported_lost: ({ since }) =>
    `이 유심은 ${longDate(since)}에 분실로 정지되어 지금은 충전할 수 없습니다. 고객센터로 연락해 주세요.`,
  offer_unknown: () => '해당 상품이 없습니다. 다시 선택해 주세요.',
  offer_of_other_network: () =>
    '이 상품은 사용 중인 유심의 통신망용이 아닙니다. 다시 선택해 주세요.',
  offer_not_in_channel: () =>
    '이 상품은 온라인에서 판매하지 않습니다. 매장이나 전화로 구매해 주세요.',
  offer_off_sale: () => '판매가 끝난 상품입니다. 다시 선택해 주세요.',
  identity_needed: () => '이 상품은 구매 전에 신분 확인이 필요합니다. 매장을 방문해 주세요.',
  price_changed: ({ shown, price }) =>
    `가격이 ${yen(shown)}에서 ${yen(price)}으로 바뀌었습니다. 청구된 금액은 없습니다. 새 가격을 확인한 뒤 결제해 주세요.`,
  terms_not_accepted: () => '약관을 읽고 동의란에 체크해 주세요.',
  too_many_packs: ({ max }) =>
    `한 유심에 둘 수 있는 데이터 팩은 ${max}개까지입니다. 하나가 끝난 뒤 구매해 주세요.`,
  too_many_orders: ({ max }) =>
    `결제를 기다리는 주문이 ${max}건 있습니다. 먼저 하나를 결제하거나 취소해 주세요.`,
  payment_undecided: () =>
    '이전 결제를 은행에서 처리하고 있습니다. 이중 청구를 막기 위해 결과가 나올 때까지 기다려 주세요.',
  order_unknown: () => '해당 주문이 없거나 볼 수 있는 권한이 없습니다.',
  order_not_waiting: () =>
    '이미 결과가 나온 주문이라 취소할 수 없습니다. 최신 상태를 확인해 주세요.',
  pay_by_not_passed: ({ payBy }) =>
    `주문은 유효합니다. ${end(payBy, payBy)}까지 결제할 수 있습니다.`,
  payment_over: () => '이 결제는 끝났습니다. 상품을 다시 선택해 주세요.',
  busy: ({ retryAfterSeconds }) =>
    `지금 이용자가 많습니다. ${retryAfterSeconds}초 후에 다시 시도해 주세요. 처리되거나 청구된 것은 없습니다.`,
  key_reused: () => '이 양식은 이미 보낸 뒤 내용이 바뀌었습니다. 페이지를 다시 열어 주세요.',
  campaign_code_unknown: () =>
    '이 행사 코드는 이번 구매에 쓸 수 없습니다. 확인하거나 비워 두고 진행해 주세요.',
  points_short: ({ left }) =>
    `포인트가 부족합니다. 지금 ${yen(left)}어치가 있습니다. 쓸 만큼 다시 선택해 주세요.`,
  gift_code_unknown: () =>
    '기프트 카드 번호가 틀렸거나, 다 썼거나 기한이 지났거나 아직 활성화되지 않은 카드입니다. 카드와 비교해 보고, 맞는데도 안 되면 고객센터에 연락해 주세요.',
  not_covered: ({ missing }) =>
    `${yen(missing)}이 부족합니다. 나머지를 낼 결제 방법을 선택해 주세요.`,
  rest_too_small: ({ min }) =>
    `나머지가 ${yen(min)}보다 적어 이 방법으로는 결제할 수 없습니다. 포인트를 덜 쓰거나 다른 방법을 선택해 주세요.`,
  rest_too_large: ({ max }) =>
    `이 방법은 한 번에 ${yen(max)}까지입니다. 다른 방법을 선택해 주세요.`,
  pay_by_passed: ({ payBy }) => `결제 기한(${end(payBy, payBy)})이 지났습니다. 다시 주문해 주세요.`,
  order_not_delivered: () => '지금 이 주문에는 환불할 것이 없습니다. 최신 상태를 확인해 주세요.',
  not_refundable: () => '판매 조건에 따라 이 상품은 개통 후 환불되지 않습니다.',
  pack_started: ({ at }) =>
    `데이터 팩이 ${end(at, at)}에 시작되어, 판매 조건에 따라 환불할 수 없습니다.`,
  refund_time_over: ({ until }) => `환불할 수 있는 기간은 ${end(until, until)}까지였습니다.`,
  nothing_left_to_refund: () => '환불할 금액이 남아 있지 않습니다.',
  refund_too_large: ({ max }) => `최대 ${yen(max)}까지 환불할 수 있습니다.`,
  gift_card_expired: ({ at }) =>
    `결제에 쓴 기프트 카드가 ${end(at, at)}에 만료되어 자동으로 돌려드릴 수 없습니다. 고객센터에 연락해 주세요.`,
  refund_disputed: () =>
    '결제한 은행이 이 청구를 조사하고 있습니다. 결과가 나오기 전에는 환불할 수 없습니다.',
  refund_changed: ({ shown, amount }) =>
    `환불 금액이 ${yen(shown)}에서 ${yen(amount)}으로 바뀌었습니다. 아직 환불하지 않았습니다. 새 금액을 확인해 주세요.`,
  method_unknown: () => '이미 삭제된 결제 방법입니다.',
  recipient_missing: () => '받는 이를 입력해 주세요.',
  recipient_too_long: ({ max }) => `받는 이는 ${max}자까지입니다. 줄여 주세요.`,
  recipient_unwritable: ({ characters }) =>
    `다음 글자는 인쇄할 수 없습니다: ${characters}. 다르게 적어 주세요.`,
  invoice_issued: ({ number }) =>
    `이 주문은 이미 다른 이름으로 발행되었습니다(${number}). 정정하려면 고객센터로 연락해 주세요.`,
  nothing_supplied: () => '이 주문으로 제공된 것이 없어 청구서를 발행할 수 없습니다.',
  gift_code_length: ({ length }) =>
    `기프트 카드 번호는 영문·숫자 17자리 또는 숫자 25자리인데, 지금은 ${length}자리입니다.`,
  gift_code_mistyped: () =>
    '기프트 카드 번호에 틀린 글자가 있습니다. 카드와 한 글자씩 비교해 주세요.',
  gift_codes_too_many: ({ again }) =>
    `틀린 기프트 카드 번호를 너무 많이 입력했습니다. 일본 시간 ${clock(again)} 이후에 다시 시도해 주세요.`,
  gift_cards_too_many: ({ max }) => `한 주문에 기프트 카드는 ${max}장까지 쓸 수 있습니다.`,
  points_not_whole: () => '포인트는 300처럼 정수로 입력해 주세요.',
  method_unavailable: () => '지금은 이 결제 방법을 쓸 수 없습니다. 다른 방법을 선택해 주세요.',
  declines_too_many: ({ again }) =>
    `결제가 연속으로 거절되었습니다. 카드 보호를 위해 일본 시간 ${clock(again)}까지 결제를 멈춥니다. 그동안 카드사에 문의하시거나 매장에서 다른 방법으로 결제해 주세요. 청구된 금액은 없습니다.`,
  payments_too_many: ({ again }) =>
    `결제 시도가 너무 많습니다. 일본 시간 ${clock(again)} 이후에 다시 시도해 주세요. 청구된 금액은 없습니다.`,
  cap_below_price: ({ price }) =>
    `월 한도가 연장 1회 가격(${yen(price)})보다 낮습니다. 한도를 높여 주세요.`,
  cap_too_high: ({ max }) => `월 한도는 ${yen(max)}까지입니다.`,
  cap_not_whole: () => '월 한도는 5000처럼 엔 단위의 정수로 입력해 주세요.',
  share_out_of_bounds: ({ min, max }) => `남은 비율은 ${min}%에서 ${max}% 사이로 정해 주세요.`,
  notice_out_of_bounds: ({ max }) => `미리 알림은 ${max / 24}일 전까지입니다.`,
  means_unknown: () => '이 결제 수단은 저장되어 있지 않습니다. 다른 수단을 골라 주세요.',
  means_barred: () => '이 카드는 자동으로 청구할 수 없습니다. 다른 결제 수단을 골라 주세요.',
  renewal_charging: () => '지금 연장 결제가 진행 중입니다. 끝난 뒤에 다시 시도해 주세요.',
  no_mandate: () => '이 유심은 자동 연장이 켜져 있지 않습니다.',
  paused_already: () => '자동 연장이 이미 일시 중지되었습니다.',
  pause_in_the_past: () => '앞으로 올 날을 골라 주세요.',
  not_paused: () => '자동 연장이 일시 중지되어 있지 않습니다.',
  pin_wrong_length: ({ min, max }) =>
    `전화 비밀번호는 숫자 ${min}~${max}자리입니다. 다시 입력해 주세요.`,
  pin_not_digits: () => '전화 비밀번호는 숫자만 쓸 수 있습니다. 다시 입력해 주세요.',
  pin_too_easy: () => '같은 숫자나 연속된 숫자는 알아내기 쉽습니다. 다른 번호로 정해 주세요.',
  pins_differ: () => '두 번 입력한 번호가 다릅니다. 다시 입력해 주세요.',
  telephone_unreadable: () =>
    '전화를 걸 수 있는 번호가 아닙니다. 확인해 주세요. 일본 밖의 번호는 +와 국가 번호로 시작합니다.',
  short_code_length: ({ digits, expected }) =>
    digits === 0
      ? '결제 코드를 입력해 주세요.'
      : `결제 코드는 ${expected}자리인데 ${digits}자리가 입력되었습니다.`,
  short_code_unknown: () =>
    '이 코드로 결제를 기다리는 주문이 없습니다. 숫자를 확인해 주세요. 기한이 지났다면 받은 곳에서 새 코드를 받아 주세요.',
  tries_too_many: ({ again }) =>
    `시도 횟수가 너무 많습니다. 일본 시간 ${clock(again)} 이후에 다시 시도해 주세요.`,
}
