/** Korean: giving money back. */
import { format } from '../../../format.ts'
import type { RefundWords } from './words.ts'

const { yen, longMoment } = format('ko')

export const ko: RefundWords = {
  title: (number) => `주문 ${number} 환불`,
  offer: '구입 내용',
  price: '결제 금액',
  left: '아직 환불하지 않은 금액',
  byRule: '상품 규정에 따른 환불',
  goodwill: '재량 환불',
  goodwillHint: '규정에 없는 환불입니다. 사유를 골라 주세요.',
  amount: '금액(엔)',
  reason: '사유',
  reasons: {
    no_service: '통신이 되지 않음',
    slow_service: '통신이 너무 느림',
    wrong_offer: '상품을 잘못 구입함',
    duplicate: '두 번 구입함',
    cannot_use: '기기나 유심에서 사용할 수 없음',
    courtesy: '사과의 뜻',
    other: '기타(내용을 적어 주세요)',
  },
  byRuleReason: '상품 규정',
  note: '내용',
  noteHint: '“기타”일 때 필요합니다. 암호화해 보관하며 이름은 적지 마세요.',
  data: '이 주문의 데이터',
  keep: '데이터는 고객에게 남김',
  take: '데이터를 회수함',
  show: '환불 내역 보기',
  confirm: '환불 내역',
  total: '환불 합계',
  ways: {
    provider: '온라인에서 결제한 방법으로 환불',
    partner: '대금을 받은 제휴사와 정산',
    cash: '계산대에서 현금으로 환불',
    terminal: '카드 단말기에서 취소',
    gift_card: '기프트 카드로 되돌림',
    points: '포인트로 되돌림',
  },
  asMoney: '기프트 카드 기한이 지나 현금으로 환불',
  tax: '그중 소비세',
  pointsTakenBack: '이 주문으로 적립된 포인트 회수',
  shortfall: '이미 쓴 적립 포인트(환불에서 차감)',
  revokes: '이 주문의 데이터는 바로 회수됩니다.',
  keeps: '이 주문의 데이터는 고객에게 남습니다.',
  overCard:
    '결제에 쓴 기프트 카드의 기한이 지났고 연장할 수 없습니다. 그 몫은 현금으로 돌려드리며 반드시 두 사람이 처리합니다.',
  give: (amount) => `${amount} 환불하기`,
  given: '지금까지의 환불',
  givenAt: (moment) => moment,
  done: '환불을 처리했습니다.',
  payOuts: '계산대에서 지급할 환불',
  payOutHint: '지급할 때까지 갚을 돈으로 남습니다.',
  payCash: (amount) => `현금 ${amount} 지급`,
  payTerminal: (amount) => `단말기에서 ${amount} 취소함`,
  reference: '단말기 취소 번호',
  paidOut: '지급함',
  noTill: '지급하려면 열린 계산대를 골라 주세요.',
  toCustomer: '고객 화면으로 돌아가기',
  amountNeeded: (max) => `1엔부터 ${max}까지의 금액을 입력해 주세요.`,
  reasonNeeded: '사유를 골라 주세요.',
  noteNeeded: '내용을 적어 주세요.',
  noteTooLong: (max) => `${max}자 이내로 적어 주세요.`,
  refusals: {
    order_unknown: () => '그런 주문이 없습니다.',
    order_not_delivered: () =>
      '이 주문은 데이터가 제공되지 않았거나 이미 환불되었습니다. 환불할 것이 없습니다.',
    not_refundable: () => '이 상품은 환불 없이 판매됩니다. 재량 환불만 할 수 있습니다.',
    pack_started: ({ at }) =>
      `${longMoment(at)}에 이용이 시작되었습니다. 규정 환불은 그때까지였고 재량 환불만 할 수 있습니다.`,
    refund_time_over: ({ until }) =>
      `규정 환불은 ${longMoment(until)}까지였습니다. 재량 환불만 할 수 있습니다.`,
    nothing_left_to_refund: () => '환불할 수 있는 금액이 남아 있지 않습니다.',
    refund_too_large: ({ max }) => `아직 환불하지 않은 금액은 ${yen(max)}뿐입니다.`,
    gift_card_expired: ({ at }) =>
      `결제에 쓴 기프트 카드는 ${longMoment(at)}에 기한이 지났고 연장할 수 없습니다. 그 몫은 두 사람이 현금으로 지급할 수 있습니다.`,
    refund_disputed: () =>
      '결제한 사람이 은행에 이의를 제기했습니다. 은행이 결정할 때까지 환불할 수 없습니다.',
    refund_changed: ({ shown, amount }) =>
      `화면에는 ${yen(shown)}였지만 지금은 ${yen(amount)}입니다. 다시 확인해 주세요.`,
  },
}
