/** 한국어: 결제 직전의 안내. What the law asks for, in whole sentences. */
import type { SummaryCode } from './groups.ts'
import type { RefundRule } from '../../../domain/catalogue/offer.ts'
import * as speech from '../speech/ko.ts'
import type { Phrase } from '../speech/phrase.ts'
import { means, packInFull, row } from './ko-row.ts'
import type { Facts, HotlineWords } from './words.ts'

export const summaries: Pick<HotlineWords, SummaryCode> = {
  summary_pack: ({ pack }) =>
    row('동의하시기 전에 잘 들어 주세요. 주문하시는 것은', packInFull(pack), '한 개입니다.'),
  summary_period: (facts) => row(starting(facts), ending(facts)),
  summary_price: ({ price, taxPercent, tax }) => {
    if (price === 0n) return row('가격은 무료이며, 내실 금액도 다른 요금도 없습니다.')
    if (taxPercent === 0) {
      return row('가격은', speech.yen(price, 'is_and'), '소비세는 없습니다. 다른 요금은 없습니다.')
    }
    return row(
      '가격은',
      speech.yen(price, 'is_and'),
      '소비세',
      speech.number(BigInt(taxPercent)),
      '퍼센트인',
      speech.yen(tax, 'subject'),
      '포함되어 있습니다. 다른 요금은 없습니다.',
    )
  },
  summary_parts: ({ points, giftCards, rest }) =>
    row(
      ...(points > 0n ? (['포인트로', speech.yen(points, 'object'), '냅니다.'] as const) : []),
      ...(giftCards > 0n
        ? (['기프트 카드로', speech.yen(giftCards, 'object'), '냅니다.'] as const)
        : []),
      ...(rest > 0n
        ? (['남은 금액은', speech.yen(rest, 'is')] as const)
        : (['남은 금액은 없습니다.'] as const)),
    ),
  summary_paid: (facts) => paid(facts),
  summary_refund: ({ rule }) => row('결제 전에는 언제든 취소할 수 있습니다.', refund(rule)),
  summary_once: () => row('한 번만 결제하는 주문이며, 자동으로 연장되거나 더 청구되지 않습니다.'),
  summary_terms: () =>
    row(
      '오늘 시행 중인 저희 이용 약관이 적용됩니다.',
      '약관은 웹사이트에서 읽으실 수 있고, 영수증과 함께 보내 드립니다.',
    ),
}

function starting({ effect, from, asOf }: Facts<'summary_period'>): Phrase {
  switch (effect) {
    case 'runs_now':
      return row('결제가 확인되면 바로 시작됩니다.')
    case 'extends':
      return row(
        '지금 쓰시는 데이터 팩의 기한이 늘어나고, 데이터는 결제가 확인되면 바로 쓰실 수 있습니다.',
      )
    case 'queues':
      return from === null
        ? row('지금 쓰시는 데이터 팩이 끝나면 자동으로 시작됩니다.')
        : row(
            '지금 쓰시는 데이터 팩이 끝난 뒤, 일본 시간으로',
            speech.start(from, asOf, 'at'),
            '시작됩니다.',
          )
    case 'first_use':
      return from === null
        ? row('처음 쓰실 때 시작됩니다.')
        : row(
            '처음 쓰실 때 시작됩니다. 일본 시간으로',
            speech.moment(from, asOf, 'until'),
            '쓰기 시작해 주세요.',
          )
  }
}

function ending({ effect, until, asOf }: Facts<'summary_period'>): Phrase {
  if (until !== null) {
    return row('지금 결제하시면 일본 시간으로', speech.moment(until, asOf, 'until'), '유효합니다.')
  }
  return effect === 'runs_now'
    ? row('끝나는 날짜는 정해져 있지 않으며, 위의 조건을 따릅니다.')
    : row('끝나는 때는 시작하는 때에 따라 정해집니다.')
}

function paid({ how, payBy, asOf }: Facts<'summary_paid'>): Phrase {
  switch (how?.kind) {
    case undefined:
      return row('동의하시면 바로 전액이 처리되며, 더 내실 금액은 없습니다.')
    case 'points':
      return row('동의하시면 바로 포인트에서', speech.yen(how.points, 'subject'), '차감됩니다.')
    case 'saved':
      return row(
        '동의하시면 바로',
        means(how.means),
        '결제 수단에서',
        speech.yen(how.amount, 'subject'),
        '일시불로 결제됩니다.',
      )
    case 'gift_card':
      return row(
        '동의하시면 바로 기프트 카드에서',
        speech.yen(how.amount, 'subject'),
        '차감됩니다.',
      )
    case 'link':
      return row(
        '이메일로 결제 링크를 보내 드립니다. 고객님이나 링크를 받은 분이',
        ...payLater(how.amount, { payBy, asOf }),
      )
    case 'web_code':
      return row(
        '여덟 자리 숫자를 들려 드립니다. 그 숫자를 웹사이트에 넣어',
        ...payLater(how.amount, { payBy, asOf }),
      )
  }
}

function payLater(
  amount: Parameters<typeof speech.yen>[0],
  { payBy, asOf }: Pick<Facts<'summary_paid'>, 'payBy' | 'asOf'>,
) {
  return [
    '일본 시간으로',
    speech.moment(payBy, asOf, 'until'),
    speech.yen(amount, 'object'),
    '일시불로 결제해 주세요. 그때까지 결제되지 않으면 주문은 끝나고 청구되지 않습니다.',
  ] as const
}

function refund(rule: RefundRule): Phrase {
  switch (rule.kind) {
    case 'none':
      return row('개통된 뒤에는 취소나 환불이 되지 않습니다.')
    case 'pro_rata':
      return row('개통된 뒤에는 쓰지 않은 데이터와 남은 기간의 비율 중 적은 쪽을 환불해 드립니다.')
    case 'full_while_unstarted':
      return row(
        '구매 후',
        speech.days(rule.withinDays),
        '이내이고 아직 시작되지 않았으면 전액 환불해 드리며, 시작된 뒤에는 환불되지 않습니다.',
      )
  }
}
