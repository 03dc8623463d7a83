/** 한국어: 키마다 하는 일. */
import type { OptionWords } from './groups.ts'
import * as speech from '../speech/ko.ts'
import type { Phrase } from '../speech/phrase.ts'
import type { Option, PaidHow } from '../utterances.ts'
import { means, packInFull, packInShort, press, row } from './ko-row.ts'

/** Each ends where "… 번을 눌러 주세요" follows. */
const WORDINGS: OptionWords = {
  this_language: () => row('한국어 안내는'),
  by_card: () => row('유심 카드 번호와 개통 코드가 있으시면'),
  confirm_number: () => row('웹사이트의 확인 코드로 지금 거신 전화번호를 확인하시려면'),
  questions: () => row('자주 묻는 질문은'),
  person: () => row('상담원 연결은'),
  again: () => row('다시 들으시려면'),
  back: () => row('이전으로 돌아가시려면'),
  main_menu: () => row('처음 메뉴로 가시려면'),
  finish: () => row('통화를 마치시려면'),
  line: ({ lastDigits }) => row('끝자리', speech.digits(lastDigits), '유심은'),
  more: () => row('다른 항목을 더 들으시려면'),
  repeat_pack: ({ pack }) => row('지난번과 같은 상품,', packInShort(pack), '구매는'),
  choose_pack: () => row('데이터 팩을 고르시려면'),
  advice: () => row('머무시는 동안 가장 저렴한 상품을 추천받으시려면'),
  details: () => row('결제 예정일과 최근 주문 내역은'),
  stop_card: () => row('유심 카드를 잃어버려 정지하시려면'),
  other_line: () => row('다른 유심을 선택하시려면'),
  key_pin: () => row('전화 비밀번호를 누르고 포인트나 저장된 결제 수단을 쓰시려면'),
  pack: ({ pack }) => row(packInFull(pack), '선택은'),
  take_it: () => row('이 상품을 구매하시려면'),
  pay: ({ how }) => paying(how),
  points_first: ({ points }) =>
    row('먼저 포인트로', speech.yen(points, 'object'), '할인받으시려면'),
  another_gift_card: () => row('기프트 카드를 한 장 더 쓰시려면'),
  agree_and_pay: ({ amount }) =>
    row('약관에 동의하고 지금 세금을 포함하여', speech.yen(amount, 'object'), '결제하시려면'),
  agree_to_link: ({ amount }) =>
    row(
      '약관에 동의하고 세금을 포함하여',
      speech.yen(amount, 'object'),
      '나중에 내는 주문을 하시려면',
    ),
  agree_free: () => row('약관에 동의하고 무료로 주문하시려면'),
  yes_stop_card: () => row('이 유심 카드를 지금 정지하시려면'),
  call_back_here: ({ lastDigits }) =>
    row('끝자리', speech.digits(lastDigits), '번호로 전화를 받으시려면'),
  call_back_other: () => row('다른 번호로 전화를 받으시려면'),
  answer: ({ question }) => row([question.ko], '항목은'),
}

function paying(how: PaidHow): Phrase {
  switch (how.kind) {
    case 'points':
      return row('포인트로', speech.yen(how.points, 'object'), '결제하시려면')
    case 'saved':
      return row(means(how.means), '결제 수단으로', speech.yen(how.amount, 'object'), '내시려면')
    case 'gift_card':
      return row('기프트 카드로 결제하시려면')
    case 'link':
      return row('이메일로 받는 결제 링크로', speech.yen(how.amount, 'object'), '결제하시려면')
    case 'web_code':
      return row(
        '지금 들려 드리는 숫자를 웹사이트에 넣어',
        speech.yen(how.amount, 'object'),
        '결제하시려면',
      )
  }
}

export function option(key: string, chosen: Option): Phrase {
  const word = WORDINGS[chosen.kind] as (facts: Option) => Phrase
  return row(word(chosen), press(key))
}
