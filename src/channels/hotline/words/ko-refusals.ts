/** 한국어: 되지 않는 이유와 할 수 있는 일. */
import type { RefusalWords } from './groups.ts'
import * as speech from '../speech/ko.ts'
import type { Phrase } from '../speech/phrase.ts'
import type { HotlineRefusal } from '../refusals.ts'
import { row } from './ko-row.ts'

const WORDINGS: RefusalWords = {
  line_unknown: () => row('해당 유심을 찾을 수 없습니다.'),
  line_ended: () => row('이 유심은 완전히 해지되어 연장할 수 없습니다.'),
  line_reported_lost: () =>
    row('이 유심은 분실 신고로 정지되었습니다. 다시 쓰시려면 상담원이 도와 드립니다.'),
  offer_unknown: () => row('해당 상품을 찾을 수 없습니다. 다시 선택해 주세요.'),
  offer_of_other_network: () =>
    row('이 상품은 고객님 유심의 통신망용이 아닙니다. 다른 상품을 선택해 주세요.'),
  offer_not_in_channel: () => row('이 상품은 전화로 판매하지 않습니다. 다른 상품을 선택해 주세요.'),
  offer_off_sale: () => row('이 상품은 판매가 끝났습니다. 다른 상품을 선택해 주세요.'),
  identity_needed: () => row('이 상품은 먼저 신분 확인이 필요합니다. 매장을 방문해 주세요.'),
  price_changed: ({ shown, price }) =>
    row(
      '세금을 포함한 가격이',
      speech.yen(shown, 'out_of'),
      speech.yen(price, 'towards'),
      '바뀌었습니다. 청구된 금액은 없습니다.',
    ),
  terms_not_accepted: () =>
    row('약관이 바뀌었습니다. 청구된 금액은 없습니다. 주문 내용을 다시 들어 주세요.'),
  too_many_packs: ({ max }) =>
    row(
      '한 유심에 둘 수 있는 데이터 팩은',
      speech.count(max),
      '개까지입니다. 하나가 끝난 뒤에 구매해 주세요.',
    ),
  too_many_orders: ({ max }) =>
    row(
      '결제를 기다리는 주문이',
      speech.count(max),
      '건 있습니다. 먼저 한 건을 결제하거나 취소해 주세요.',
    ),
  payment_undecided: () =>
    row('이전 결제를 은행에서 처리하고 있습니다. 이중 결제가 되지 않도록 기다려 주세요.'),
  campaign_code_unknown: () => row('이 행사는 이번 구매에 적용되지 않습니다.'),
  points_short: ({ left }) =>
    row('포인트가 모자랍니다. 지금 쓸 수 있는 포인트는', speech.yen(left, 'is')),
  gift_code_unknown: () =>
    row('이 주문에 쓸 수 없는 기프트 카드입니다. 확인하시거나 다른 카드를 써 주세요.'),
  not_covered: ({ missing }) =>
    row('결제할 금액에서', speech.yen(missing, 'subject'), '모자랍니다.'),
  rest_too_small: ({ min }) =>
    row(speech.yen(min), '미만은 이 방법으로 낼 수 없습니다. 다른 방법을 선택해 주세요.'),
  rest_too_large: ({ max }) =>
    row(
      speech.yen(max, 'object'),
      '넘는 금액은 이 방법으로 낼 수 없습니다. 다른 방법을 선택해 주세요.',
    ),
  busy: () => row('지금 이용자가 많습니다. 처리된 것은 없습니다. 잠시 후 다시 시도해 주세요.'),
  no_email: () => row('결제 링크를 보낼 이메일 주소가 등록되어 있지 않습니다.'),
  declines_too_many: ({ again, asOf }) =>
    row(
      '결제가 연속으로 거절되었습니다. 카드 보호를 위해 저장된 결제 수단은 일본 시간으로',
      speech.moment(again, asOf, 'until'),
      '쓰실 수 없습니다. 청구된 금액은 없습니다. 다른 결제 방법을 선택해 주세요.',
    ),
  wait: () => row('너무 여러 번 시도하셨습니다. 시간이 조금 지난 뒤에 다시 시도해 주세요.'),
}

export function refused(refusal: HotlineRefusal): Phrase {
  const word = WORDINGS[refusal.code] as (facts: HotlineRefusal) => Phrase
  return word(refusal)
}
