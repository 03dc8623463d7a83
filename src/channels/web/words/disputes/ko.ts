/** 한국어: 이의 신청 페이지. */
import { format } from '../../../format.ts'
import type { DisputePageWords } from './words.ts'

const { day, end: endOf } = format('ko')
/** Seen from there every year differs: what lies back says its year. */
const FAR_AWAY = Temporal.Instant.fromEpochMilliseconds(0)
const end = (at: Parameters<typeof endOf>[0]) => endOf(at, FAR_AWAY)

export const ko: DisputePageWords = {
  listTitle: '이의 신청',
  listLead: '지금까지의 이의 신청과 그 결과입니다.',
  none: '이의 신청이 없습니다.',
  wrong: '이 주문에 문제가 있나요?',
  wrongText:
    '중복 청구, 표시와 다른 가격, 본인이 아닌 구매라면 한 번만 누르세요. 기록은 자동으로 모읍니다.',
  wrongButton: '이 주문에 이의 신청',
  see: '이 주문의 이의 신청 보기',
  lead: (due) => `${due}까지 답변드립니다. 따로 하실 일은 없습니다.`,
  late: '약속한 날짜가 지났는데 아직 답변을 드리지 못했습니다. 죄송합니다.',
  yourWords: '남기신 설명',
  tellMore: '덧붙일 말씀이 있나요?',
  tellMoreHint: '선택 사항이며 한 번만 보낼 수 있습니다. 저희 직원만 읽습니다.',
  send: '보내기',
  answer: '저희의 답변',
  toOrder: '주문과 서류 보기',
  toPoints: '내 포인트 보기',
  withdraw: '이의 신청 취소',
  withdrawText: '해결되었다면 취소할 수 있습니다. 나중에 다시 신청할 수 있습니다.',
  refusedTitle: '이의 신청이 접수되지 않았습니다',
  back: '돌아가기',
  wordsNeeded: '내용을 적어 주세요.',
  refusals: {
    already_disputed: () => '이미 확인하고 있는 건입니다.',
    too_many_disputes: ({ max }) =>
      `이 회선의 이의 신청 ${max}건을 확인하고 있습니다. 그중 하나의 답변을 기다리시거나 전화해 주세요.`,
    dispute_too_late: ({ until, months }) =>
      `이의 신청 기간은 ${months}개월이며 ${end(until)}에 끝났습니다. 궁금한 점은 전화해 주세요.`,
    nothing_charged: () => '이 주문으로 청구된 금액이 없습니다.',
    nothing_used: ({ day: date }) => `${day(date)}에는 통신망이 보고한 데이터 사용이 없습니다.`,
    dispute_not_open: () => '이미 끝난 이의 신청입니다.',
    dispute_words_said: () => '이미 설명을 남기셨습니다. 덧붙일 말씀은 전화로 부탁드립니다.',
  },
}
