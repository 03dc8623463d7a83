/**
 * 한국어 안내: 합니다체, 짧고 따뜻하게. Figures are `speech/ko.ts`; keys, refusals and the last
 * words before paying have files of their own.
 */
import type { AskCode, LineCode, OutcomeCode, PastCode, PeopleCode, TroubleCode } from './groups.ts'
import type { FailureReason } from '../../../domain/payment/provider.ts'
import * as speech from '../speech/ko.ts'
import type { Phrase } from '../speech/phrase.ts'
import { option } from './ko-options.ts'
import { refused } from './ko-refusals.ts'
import { packInFull, row } from './ko-row.ts'
import { summaries } from './ko-summary.ts'
import type { Facts, HotlineWords } from './words.ts'

const HASH = '누르신 다음 우물 정자를 눌러 주세요.'
const GO_BACK = '이전으로 돌아가시려면 별표를 눌러 주세요.'
const IN_JAPAN = '일본 시간으로'

const asks: Pick<HotlineWords, AskCode> = {
  ask_iccid: () =>
    row('카드에 적힌, 팔구로 시작하는 열아홉 자리 또는 스무 자리 유심 카드 번호를', HASH, GO_BACK),
  ask_activation: ({ digits }) =>
    row('이번에는 카드와 함께 받으신', speech.count(digits), '자리 개통 코드를', HASH, GO_BACK),
  ask_number_code: ({ digits }) =>
    row(
      '이 전화번호를 위해 웹사이트에 표시된',
      speech.count(digits),
      '자리 확인 코드를',
      HASH,
      GO_BACK,
    ),
  ask_pin: () => row('네 자리에서 여섯 자리의 전화 비밀번호를', HASH, GO_BACK),
  ask_gift_code: ({ digits }) =>
    row('기프트 카드의 숫자', speech.count(digits), '자리를 이어서', HASH, GO_BACK),
  ask_stay: () =>
    row(
      '이 유심을 일본에서 앞으로 며칠 더 쓰십니까? 날수를',
      HASH,
      '일본에 사시면 영을 눌러 주세요. 아직 모르시면 그대로 기다려 주세요.',
    ),
  ask_call_back_number: () =>
    row('전화를 받으실 번호를', HASH, '일본 번호는 영부터, 다른 나라 번호는 국가 번호부터입니다.'),
  ask_line: () => row('유심이 여러 개 있습니다. 어느 유심으로 하시겠습니까?'),
  ask_how_to_pay: ({ rest }) =>
    row('결제하실 금액은', speech.yen(rest, 'is'), '결제 방법을 선택해 주세요.'),
  ask_how_to_be_known: () => row('고객님의 유심을 찾을 방법을 선택해 주세요.'),
}

const troubles: Pick<HotlineWords, TroubleCode> = {
  nothing_heard: () => row('누르신 키가 들리지 않았습니다.'),
  wrong_key: () => row('여기에서는 쓰지 않는 키입니다.'),
  digits_missing: ({ keyed, expected }) =>
    row(
      ...(keyed === 0
        ? (['숫자를 누르지 않으셨습니다.'] as const)
        : (['누르신 숫자는', speech.count(keyed), '자리입니다.'] as const)),
      either(expected),
      '자리여야 합니다. 다시 눌러 주세요.',
    ),
  iccid_mistyped: () => row('카드 번호 가운데 한 자리가 맞지 않습니다. 카드와 비교해 주세요.'),
  card_not_proved: () =>
    row(
      '카드 번호와 개통 코드를 확인할 수 없습니다. 카드와 비교해 주세요.',
      '여러 번 틀리시면 잠시 시도하실 수 없습니다.',
    ),
  number_not_confirmed: () =>
    row('이 코드로는 번호를 확인할 수 없습니다. 웹사이트에서 새 코드를 받아 주세요.'),
  number_confirmed: () => row('감사합니다. 이 전화번호가 확인되었습니다.'),
  pin_wrong: ({ triesLeft }) =>
    row('전화 비밀번호가 맞지 않습니다.', speech.count(triesLeft), '번 더 시도하실 수 있습니다.'),
  pin_locked: () =>
    row(
      '안전을 위해 전화 비밀번호가 잠겼습니다. 웹사이트에서 새로 정하실 수 있습니다.',
      '그때까지는 포인트와 저장된 결제 수단 외의 방법으로 결제하실 수 있습니다.',
    ),
  pin_not_set: () =>
    row('포인트나 저장된 결제 수단을 쓰시려면 먼저 웹사이트에서 전화 비밀번호를 정해 주세요.'),
  gift_code_mistyped: () =>
    row('기프트 카드 번호 가운데 한 자리가 맞지 않습니다. 카드와 비교해 주세요.'),
  gift_code_unknown: () =>
    row(
      '쓸 수 없는 기프트 카드입니다. 번호가 틀렸거나, 다 썼거나, 기한이 지났거나, 활성화 전입니다.',
    ),
  tries_used_up: () => row('잘 되지 않는 것 같습니다. 저희가 도와 드리겠습니다.'),
  call_back_number_wrong: () => row('전화를 걸 수 없는 번호입니다. 번호를 확인해 주세요.'),
  refused: ({ refusal }) => refused(refusal),
  trouble: () =>
    row(
      '죄송합니다. 저희 쪽에 문제가 있었습니다. 두 번 청구되는 일은 없습니다. 다시 시도해 주세요.',
    ),
}

const line: Pick<HotlineWords, LineCode> = {
  line_said: ({ lastDigits }) =>
    row('끝자리', speech.digits(lastDigits), '유심에 대한 안내입니다.'),
  no_lines: () => row('고객님의 계정에는 아직 유심이 없습니다.'),
  data_left: ({ bytes, gigabyte }) => {
    if (bytes === null) return row('데이터를 무제한으로 쓰실 수 있습니다.')
    if (bytes === 0n) return row('남은 데이터가 없습니다.')
    return row('데이터가', speech.bytesSaid(bytes, gigabyte), '남아 있습니다.')
  },
  slowed: ({ kbps }) => row('지금은', speech.kbps(kbps), '속도로 느려져 있습니다.'),
  valid_until: ({ at, asOf }) =>
    row(IN_JAPAN, speech.moment(at, asOf, 'until'), '쓰실 수 있습니다.'),
  valid_until_used: () => row('데이터를 다 쓰실 때까지 유효합니다.'),
  not_begun: () => row('데이터 팩이 아직 시작되지 않았습니다. 처음 쓰실 때 시작됩니다.'),
  in_grace: ({ suspendedFrom, asOf }) =>
    row(
      '데이터 팩이 끝났습니다. 연장하지 않으시면',
      IN_JAPAN,
      speech.start(suspendedFrom, asOf, 'at'),
      '유심이 정지됩니다.',
    ),
  in_suspension: ({ endsAt, asOf }) =>
    row(
      '유심이 정지되어 있지만 아직 연장하실 수 있습니다.',
      IN_JAPAN,
      speech.start(endsAt, asOf, 'at'),
      '완전히 해지되어 번호가 없어집니다.',
    ),
  line_over: () => row('이 유심은 해지되어 연장하실 수 없습니다. 새 카드가 필요합니다.'),
  card_is_stopped: () => row('이 유심 카드는 분실 신고로 정지되어 있습니다.'),
  packs_follow: ({ count }) =>
    row('그다음에 시작될 데이터 팩이', speech.count(count), '개 더 있습니다.'),
  nothing_on_sale: () => row('지금 이 유심으로 전화로 구매하실 수 있는 상품이 없습니다.'),
  pack_said: ({ pack }) => row('선택하신 상품은', packInFull(pack), '상품입니다.'),
  advised: (facts) => advised(facts),
  nothing_needed: () => row('지금 있는 데이터로 충분합니다. 더 구매하지 않으셔도 됩니다.'),
  no_advice: () => row('지금은 이 유심에 추천해 드릴 상품이 없습니다.'),
}

const outcomes: Pick<HotlineWords, OutcomeCode> = {
  renewed: ({ until, asOf }) =>
    until === null
      ? row('감사합니다. 결제되었습니다. 새 데이터를 바로 쓰실 수 있습니다.')
      : row(
          '감사합니다. 결제되었습니다. 이제',
          IN_JAPAN,
          speech.moment(until, asOf, 'until'),
          '쓰실 수 있습니다.',
        ),
  renewed_queued: ({ from, asOf }) =>
    from === null
      ? row('감사합니다. 결제되었습니다. 데이터 팩은 자동으로 시작됩니다.')
      : row(
          '감사합니다. 결제되었습니다. 데이터 팩은',
          IN_JAPAN,
          speech.start(from, asOf, 'at'),
          '자동으로 시작됩니다.',
        ),
  bank_is_deciding: () =>
    row(
      '은행에서 아직 처리하고 있으며, 두 번 청구되지 않습니다. 다시 결제하지 마세요.',
      '결정되면 바로 데이터를 쓰실 수 있거나, 청구 없이 주문이 끝납니다.',
    ),
  charge_failed: ({ reason }) => row('결제되지 않았습니다.', failed(reason)),
  money_comes_back: () =>
    row('데이터를 드리지 못했습니다. 내신 금액은 결제하신 방법으로 돌려 드립니다.'),
  data_is_coming: ({ by, asOf }) =>
    row(
      '결제가 확인되었습니다. 통신사가 데이터를 추가하고 있습니다.',
      IN_JAPAN,
      speech.moment(by, asOf, 'until'),
      '추가되지 않으면 자동으로 환불됩니다.',
    ),
  link_sent: ({ payBy, asOf }) =>
    row(
      '등록된 이메일로 결제 링크를 보냈습니다.',
      IN_JAPAN,
      speech.moment(payBy, asOf, 'until'),
      '결제해 주세요.',
    ),
  web_code: ({ digits, minutes }) =>
    row(
      '웹사이트에서 이 숫자를 넣고 결제해 주세요.',
      speech.digits(digits),
      '다시 말씀드립니다.',
      speech.digits(digits),
      '이 숫자는',
      speech.number(BigInt(minutes)),
      '분 동안 쓰실 수 있습니다.',
    ),
  receipt_by_mail: () => row('영수증과 약관은 이메일로 보내 드립니다.'),
  card_stopped_now: () =>
    row('유심 카드가 정지되어 이제 아무도 쓸 수 없습니다. 새 카드는 상담원이 도와 드립니다.'),
  stop_card_warning: () =>
    row(
      '유심 카드를 정지하면 바로 쓸 수 없게 되며, 해제는 상담원만 할 수 있습니다.',
      '데이터 팩은 남지만 기한은 계속 지나갑니다.',
    ),
}

const past: Pick<HotlineWords, PastCode> = {
  next_reset: ({ at, asOf }) =>
    row('하루 데이터는', IN_JAPAN, speech.start(at, asOf, 'at'), '다시 채워집니다.'),
  auto_renewal_on: ({ chargesAt, asOf }) =>
    chargesAt === null
      ? row('자동 연장이 켜져 있습니다.')
      : row(
          '자동 연장이 켜져 있으며, 다음 결제는',
          IN_JAPAN,
          speech.start(chargesAt, asOf, 'from'),
          '진행됩니다.',
        ),
  auto_renewal_off: () => row('자동 연장이 꺼져 있습니다.'),
  past_order: ({ placedAt, asOf, price, state }) =>
    row(
      IN_JAPAN,
      speech.start(placedAt, asOf, 'at'),
      '하신',
      speech.yen(price),
      ORDER_STATES[state],
    ),
  no_orders: () => row('아직 주문 내역이 없습니다.'),
}

const ORDER_STATES: Readonly<Record<Facts<'past_order'>['state'], string>> = {
  paid: '주문은 결제되었습니다.',
  coming: '주문은 결제되었고, 통신사가 데이터를 추가하고 있습니다.',
  waiting: '주문은 결제를 기다리고 있습니다.',
  not_paid: '주문은 결제되지 않았습니다.',
  returned: '주문은 환불되었습니다.',
}

const people: Pick<HotlineWords, PeopleCode> = {
  person_comes: () => row('잠시만 기다려 주세요. 상담원을 연결해 드리겠습니다.'),
  still_waiting: () => row('기다려 주셔서 감사합니다. 아직 상담원을 찾고 있습니다.'),
  nobody_free: () => row('죄송합니다. 지금은 모든 상담원이 통화 중입니다.'),
  people_away: ({ opens, asOf }) =>
    opens === null
      ? row('지금은 상담 시간이 아닙니다. 자동 안내는 언제든 쓰실 수 있습니다.')
      : row(
          '지금은 상담 시간이 아닙니다. 상담은',
          IN_JAPAN,
          speech.start(opens, asOf, 'from'),
          '받으실 수 있습니다.',
        ),
  call_back_promised: ({ lastDigits, from, until, asOf }) =>
    row(
      '끝자리',
      speech.digits(lastDigits),
      '번호로',
      IN_JAPAN,
      speech.start(from, asOf, 'from'),
      speech.moment(until, asOf),
      '사이에 전화드리겠습니다.',
    ),
  answer_said: ({ answer }) => row([answer.ko]),
  no_answers: () => row('지금 들려 드릴 답변이 없습니다.'),
  anything_else: () => row('더 도와 드릴 일이 있습니까?'),
  goodbye: () => row('전화해 주셔서 감사합니다. 안녕히 계세요.'),
}

export const ko: HotlineWords = {
  option: ({ key, option: chosen }) => option(key, chosen),
  welcome: ({ name }) =>
    name === null
      ? row('안녕하세요, 고객센터입니다.')
      : row('안녕하세요,', [name.ko], '고객센터입니다.'),
  demonstration: () => row('시연용 안내입니다. 실제로 판매되거나 청구되지 않습니다.'),
  number_known: () => row('거신 전화번호로 고객님을 확인했습니다.'),
  never_asked: () =>
    row(
      '저희는 결제 카드 번호를 묻지 않습니다.',
      '비밀번호를 말해 달라는 사람은 아무도 없습니다. 비밀번호는 키로만 누르고 말하지 마세요.',
    ),
  ...asks,
  ...troubles,
  ...line,
  ...summaries,
  ...outcomes,
  ...past,
  ...people,
}

function either(counts: readonly number[]): Phrase {
  return counts.flatMap((count, index) =>
    row(...(index === 0 ? [] : ['또는']), speech.count(count)),
  )
}

function advised({ pack, lastDay, asOf, saves, purchases, total }: Facts<'advised'>): Phrase {
  return row(
    speech.day(lastDay, asOf, 'until'),
    '가장 저렴하게 충분히 쓰실 수 있는 상품은',
    packInFull(pack),
    '상품입니다.',
    ...(purchases > 1
      ? ([
          '데이터 팩을 모두',
          speech.count(purchases),
          '개 구매하시며, 합계는',
          speech.yen(total, 'is'),
        ] as const)
      : []),
    ...(saves === null
      ? []
      : (['지난번 상품을 반복하실 때보다', speech.yen(saves, 'subject'), '절약됩니다.'] as const)),
  )
}

function failed(reason: FailureReason | null): Phrase {
  switch (reason) {
    case null:
      return row('청구된 금액은 없습니다. 다른 방법을 선택해 주세요.')
    case 'declined':
      return row('은행에서 승인하지 않았으며 청구된 금액은 없습니다. 다른 방법을 선택해 주세요.')
    case 'authentication_failed':
      return row('은행의 본인 인증이 되지 않았으며 청구된 금액은 없습니다.')
    case 'authentication_needed':
      return row(
        '은행에서 화면으로 본인 인증을 요구합니다. 청구된 금액은 없습니다.',
        '결제 링크나 웹사이트로 결제해 주세요.',
      )
    case 'insufficient_funds':
      return row('잔액이 모자라며 청구된 금액은 없습니다.')
    case 'expired_card':
      return row('저장된 카드의 유효 기간이 지났으며 청구된 금액은 없습니다.')
    case 'barred':
      return row(
        '이 카드로는 더 결제할 수 없으며 청구된 금액은 없습니다. 다른 방법을 선택해 주세요.',
      )
    case 'provider_error':
      return row('결제 회사에 문제가 있으며 청구된 금액은 없습니다. 나중에 다시 시도해 주세요.')
  }
}
