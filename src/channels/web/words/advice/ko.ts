/** 한국어: 가장 싸게 사는 방법. */
import type { AdviceWords } from './words.ts'

export const koAdvice: AdviceWords = {
  advice: {
    title: '가장 저렴하게 사는 방법',
    needByUsage: (volume, day) =>
      `최근 사용량에 여유를 조금 더해, ${day}까지 약 ${volume}가 필요합니다.`,
    needByWords: (volume, day) => `입력하신 조건: ${day}까지 ${volume}.`,
    offerTimes: (offer, count) => (count === 1 ? `‘${offer}’` : `‘${offer}’ ${count}개`),
    nothingNeeded: (day) => `지금 있는 데이터로 ${day}까지 충분합니다. 더 사지 않아도 됩니다.`,
    packs: (offers, price) => `모두 ${offers}, 합계 ${price}입니다.`,
    servedThrough: (day) => `${day}까지 충분합니다.`,
    firstPurchase: (moment) => `지금은 사지 않아도 됩니다. ${moment}에 사면 됩니다.`,
    rule: {
      repeat_last: (offer) => `지난번의 ‘${offer}’ 상품을 계속 사는 것`,
      monthly: (offer) => `월 단위 ‘${offer}’ 상품을 사는 것`,
      one_pack: (offer) => `‘${offer}’ 상품 하나만 사는 것`,
    },
    saves: (price, rule) => `${rule}보다 ${price} 저렴합니다.`,
    dearer: (price, rule, volume) =>
      `${rule}보다 ${price} 비싸지만, 고속 데이터를 ${volume} 더 쓸 수 있습니다.`,
    samePrice: (rule, volume) =>
      `${rule}과 같은 가격에, 고속 데이터를 ${volume} 더 쓸 수 있습니다.`,
    unserved: (volume, day) =>
      `${day}부터 약 ${volume}는 판매 중인 상품으로 채울 수 없어, 느려지거나 끊깁니다.`,
    withoutCover: (span) => `그 사이 모두 ${span} 동안은 데이터 팩이 없습니다.`,
    exact: '모든 조합을 비교했습니다. 같은 만큼 쓸 수 있으면서 더 저렴한 방법은 없습니다.',
    bestFound: (price) =>
      `지금까지 찾은 가장 저렴한 방법입니다. 더 나은 방법이 있어도 차이는 ${price} 이내입니다.`,
    bestFoundServes: (volume) =>
      `지금까지 찾은 가장 좋은 방법입니다. 더 나은 방법이 있어도 고속 데이터 차이는 ${volume} 이내입니다.`,
    nothingHelps: '지금 판매 중인 상품으로는 도움이 되지 않습니다.',
    now: '지금 살 것',
    signInToStart: '바로 시작하려면 로그인하세요',
    later: '나중에 살 것',
    laterNote: '예상일 뿐이며, 지금 결제하지 않습니다. 그때 다시 확인하세요.',
    laterMore: (count) => `그 뒤로 ${count}번 더 살 것으로 예상됩니다.`,
    reason: {
      cover_ended: '유효한 데이터 팩이 없어서',
      data_ended: '데이터를 다 써서',
      spares_others: '다른 데이터 팩을 보충하려고',
      waits_its_turn: '미리 사 두고 차례를 기다립니다',
    },
    prolongs: (end) => `${end}에 끝나기 전에 연장하려고`,
    runsOutBetween: (from, to) =>
      `이 속도라면 지금 있는 데이터는 ${from}에서 ${to} 사이에 다 씁니다.`,
    runsOutOn: (day) => `이 속도라면 지금 있는 데이터는 ${day}에 다 씁니다.`,
    mayRunOut: (day) =>
      `많이 쓰면 지금 있는 데이터는 빠르면 ${day}에 다 씁니다. 아껴 쓰면 사용 기한까지 쓸 수 있습니다.`,
    lasts: '이 속도라면 지금 있는 데이터로 사용 기한까지 충분합니다.',
    ask: '조건을 바꿔 계산하기',
    until: '언제까지 쓰나요(일본을 떠나는 날 등)',
    resident: '일본에 살고 있음(30일 기준으로 계산)',
    gigabytes: '그날까지 약 몇 GB를 쓰나요',
    gigabytesHint: '비워 두면 최근 사용량으로 계산합니다',
    compute: '계산하기',
    tooLittleUsage: (known, needed) =>
      `추천하려면 ${needed}일치 사용량이 필요한데 아직 ${known}일치뿐입니다. 약 몇 GB를 쓸지 입력하면 지금 계산할 수 있습니다.`,
    usageNotShown:
      '약 몇 GB를 쓸지 입력하면 가장 저렴하게 사는 방법을 계산합니다. 로그인하면 사용량에 따라 추천받을 수 있습니다.',
    untilUnreadable: '날짜를 읽을 수 없습니다. 2026-12-14처럼 입력하세요.',
    untilOutOfRange: (earliest, latest) => `${earliest}부터 ${latest} 사이의 날을 고르세요.`,
    untilOrResident: '날짜와 ‘일본에 살고 있음’ 중 하나만 고르세요.',
    gigabytesUnreadable: '10이나 1.5처럼 숫자만 입력하세요.',
    gigabytesOutOfRange: (max) => `0보다 크고 ${max} 이하인 수를 입력하세요.`,
  },
}
