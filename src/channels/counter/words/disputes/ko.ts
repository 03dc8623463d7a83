/** 한국어: 콘솔의 이의 신청. */
import { format } from '../../../format.ts'
import type { DisputeDeskWords } from './words.ts'

const { day, longMoment } = format('ko')

export const ko: DisputeDeskWords = {
  title: '이의 신청',
  show: { all: '처리 중 전체', mine: '내 담당', unowned: '담당 없음' },
  showLabel: '표시 범위',
  none: '처리 중인 이의 신청이 없습니다.',
  due: '답변 기한',
  late: (due) => `기한 초과(${due})`,
  owner: '담당',
  nobody: '아직 없음',
  you: (name) => `${name}(나)`,
  take: '내가 담당',
  raisedBy: '접수',
  themselves: '고객 본인',
  customerSays: '고객의 설명',
  saysNothing: '덧붙인 설명이 없습니다.',
  weAnswered: '저희의 답변',
  settle: '답변하기',
  mayNot: '이 역할은 이의 신청을 볼 수만 있고 답변할 수 없습니다.',
  words: '고객에게 할 말',
  wordsHint: '고객의 페이지에 그대로 표시됩니다.',
  refund: '환불하기',
  refundHint: '결제한 방법으로, 답변과 함께 환불합니다. 실행 전에 내용을 보여 드립니다.',
  order: '주문',
  noRefund: '이 자리에서 환불할 수 있는 것이 없습니다.',
  anotherWish: '다른 금액으로',
  points: '포인트 주기',
  pointsLabel: '포인트',
  pointsHint: (max) => `1부터 ${max}까지. 1포인트는 1엔입니다.`,
  givePoints: '포인트로 답변',
  explain: '잘못된 점 없음',
  explainHint: '돈은 움직이지 않습니다. 설명이 곧 답변입니다.',
  giveExplanation: '설명으로 답변',
  wordsTooLong: (max) => `${max}자 이내로 적어 주세요.`,
  done: {
    taken: '이 이의 신청을 담당합니다. 고객에게 알립니다.',
    decided: '이의 신청에 답변했습니다. 고객에게 알립니다.',
    raised: '이의 신청을 접수했습니다. 고객에게 알립니다.',
  },
  toOrder: '주문 보기',
  toLine: '고객 화면으로',
  toQueue: '처리 중인 이의 신청',
  raise: '고객 대신 이의 신청',
  raiseHint: '기록은 자동으로 모이며, 약속한 기한까지 담당자가 답변합니다.',
  refusals: {
    line_unknown: () => '그런 회선이 없습니다.',
    already_disputed: () => '이미 처리 중인 건입니다.',
    too_many_disputes: ({ max }) =>
      `이 회선에는 처리 중인 이의 신청이 ${max}건으로 한도에 이르렀습니다.`,
    dispute_too_late: ({ until, months }) =>
      `이의 신청 기간은 ${months}개월이며 ${longMoment(until)}에 끝났습니다.`,
    nothing_charged: () => '이 주문으로 청구된 금액이 없습니다.',
    nothing_used: ({ day: date }) => `${day(date)}에는 보고된 데이터 사용이 없습니다.`,
    dispute_not_open: () => '이미 끝난 이의 신청입니다.',
    dispute_words_needed: () => '환불도 포인트도 없으면 설명이 답변입니다. 적어 주세요.',
    account_unknown: () => '그런 계정이 없습니다.',
    points_out_of_bounds: ({ max }) =>
      `1부터 ${max}포인트까지 줄 수 있습니다. 그 이상은 환불입니다.`,
    nobody_to_give_points: () => '이 회선에는 포인트를 받을 명의자가 없습니다.',
  },
}
