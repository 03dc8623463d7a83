/** 한국어 알림. */
import type { StopWhy } from '../../../../domain/renewal/mandate.ts'
import type { AfterDataSaid, NoticeWords } from './words.ts'

const STOPPED: Readonly<Record<StopWhy, string>> = {
  by_owner: '자동 연장을 끄셨습니다.',
  replaced: '새 자동 연장을 설정하여 이전 자동 연장은 중지되었습니다.',
  retries_exhausted: '결제가 여러 번 실패하여 자동 연장을 중지했습니다.',
  means_barred: '카드사가 재청구를 허용하지 않아 자동 연장을 중지했습니다.',
  means_gone: '저장된 결제 수단을 쓸 수 없어 자동 연장을 중지했습니다.',
  price_raised: '가격이 동의하신 금액보다 올라 청구하지 않고 자동 연장을 중지했습니다.',
  offer_gone: '상품 판매가 끝나 자동 연장을 중지했습니다.',
  identity_needed: '이 상품은 이제 본인 확인이 필요하여 자동 연장을 중지했습니다.',
  not_confirmed: '카드사의 본인 확인이 완료되지 않아 자동 연장을 중지했습니다.',
  line_ended: '유심이 해지되어 자동 연장도 끝났습니다.',
  holder_changed: '유심의 소유자가 바뀌어 자동 연장을 중지했습니다.',
}

function after(told: AfterDataSaid): string {
  switch (told.kind) {
    case 'left':
      return `다른 상품에 ${told.volume}가 남아 있어 계속 쓸 수 있습니다.`
    case 'unlimited':
      return '무제한 상품이 있어 계속 쓸 수 있습니다.'
    case 'throttled':
      return `속도가 ${told.speed}로 줄었습니다. 연장 화면은 열립니다.`
    case 'stopped':
      return '지금은 연장 화면만 열립니다. 구매하면 바로 다시 쓸 수 있습니다.'
  }
}

export const ko: NoticeWords = {
  dataUsed: ({ percent, offer, left }) => {
    const rest = left === null ? '무제한 상품도 있습니다.' : `남은 데이터는 모두 ${left}입니다.`
    return {
      subject: `데이터 ${percent}% 사용: ${offer}`,
      text: `‘${offer}’의 데이터를 ${percent}% 사용했습니다. ${rest}`,
      sms: `데이터를 ${percent}% 사용했습니다. ${rest}`,
    }
  },
  dataGone: ({ offer, after: told }) => ({
    subject: `데이터를 모두 사용했습니다: ${offer}`,
    text: `‘${offer}’의 데이터를 모두 사용했습니다. ${after(told)}`,
    sms: `데이터를 모두 썼습니다. ${after(told)}`,
  }),
  end: ({ end, renewsItself }) => ({
    subject: `사용 기한 안내: ${end}까지`,
    text: `사용 기한은 ${end}까지입니다. ${renewsItself ? '그 전에 자동으로 연장되므로 따로 하실 일은 없습니다.' : '그 전에 연장하면 끊김 없이 쓸 수 있습니다.'}`,
    sms: `사용 기한은 ${end}까지입니다. ${renewsItself ? '자동으로 연장됩니다.' : '연장해 주세요.'}`,
  }),
  numberLoss: ({ end }) => ({
    subject: `유심과 번호가 곧 사라집니다: ${end}`,
    text: `사용 기한이 지났습니다. ${end} 이후 이 유심은 해지되며 번호는 되찾을 수 없습니다. 그 전에 연장하면 유지됩니다.`,
    sms: `${end} 이후 유심이 해지되고 번호가 사라집니다. 연장하면 유지됩니다.`,
  }),
  renewal: {
    upcoming: ({ offer, price, at }) => ({
      subject: `곧 자동으로 연장됩니다: ${offer}`,
      text: `${at === null ? '설정하신 조건이 되면' : `${at}부터`} 설정에 따라 ‘${offer}’ 상품을 자동으로 구매하고 ${price}을 청구합니다. 청구가 시작되기 전에는 자동 연장 화면에서 언제든지 끌 수 있습니다.`,
      sms: `${at === null ? '곧' : `${at}에`} 자동 연장되며 ${price} 청구됩니다. 사이트에서 끌 수 있습니다.`,
    }),
    done: ({ offer, price }) => ({
      subject: `자동으로 연장했습니다: ${offer}`,
      text: `설정에 따라 ‘${offer}’ 상품을 구매하고 ${price}을 청구했습니다.`,
      sms: `자동 연장되어 ${price} 청구되었습니다.`,
    }),
    failed: ({ offer, price, again }) => ({
      subject: `자동 연장 결제에 실패했습니다: ${offer}`,
      text: `‘${offer}’ 상품의 ${price} 결제가 되지 않았습니다. ${again === null ? '다시 시도하겠습니다.' : `${again}에 다시 시도합니다.`} 지금 직접 다른 방법으로 연장하실 수도 있습니다.`,
      sms: `자동 연장 결제 실패. ${again === null ? '다시 시도합니다.' : `${again}에 다시 시도.`} 직접 연장도 됩니다.`,
    }),
    needsYou: ({ offer, price, until }) => ({
      subject: `자동 연장에 본인 확인이 필요합니다: ${offer}`,
      text: `‘${offer}’ 상품의 ${price}은 아직 결제되지 않았습니다. 카드사가 본인 확인을 요청했습니다. ${until === null ? '' : `${until} 전에 `}아래 링크를 열어 결제해 주세요.`,
      sms: `자동 연장 ${price} 결제에 본인 확인이 필요합니다. 이메일이나 사이트를 봐 주세요.`,
    }),
    stopped: ({ offer, why }) => ({
      subject: `자동 연장이 중지되었습니다: ${offer}`,
      text: `${STOPPED[why]} 이 유심은 언제든지 직접 연장할 수 있습니다.`,
      sms: STOPPED[why],
    }),
    cap: ({ offer, price, cap }) => ({
      subject: `자동 연장이 월 한도에 이르렀습니다: ${offer}`,
      text: `‘${offer}’(${price})을 구매하면 설정하신 월 한도 ${cap}을 넘게 되어 청구하지 않았습니다. 한도를 올리거나 직접 연장해 주세요.`,
      sms: `자동 연장 월 한도 ${cap}에 이르러 청구하지 않았습니다. 직접 연장해 주세요.`,
    }),
  },
  points: ({ points, end }) => ({
    subject: `${points}포인트가 곧 만료됩니다`,
    text: `${points}포인트는 ${end}까지 쓸 수 있습니다. 연장할 때 쓸 수 있습니다.`,
    sms: `${points}포인트는 ${end}까지 쓸 수 있습니다.`,
  }),
  means: ({ means, end }) => ({
    subject: '자동 연장에 쓰는 카드가 곧 만료됩니다',
    text: `저장된 카드 ${means}의 유효 기간은 ${end}까지입니다. 다른 카드로 바꾸지 않으면 다음 자동 연장이 실패합니다.`,
    sms: `카드 ${means}는 ${end}까지입니다. 자동 연장을 위해 바꿔 주세요.`,
  }),
  disputes: {
    raised: ({ due }) => ({
      subject: '이의 신청을 접수했습니다',
      text: `내용을 확인해 ${due}까지 답변드립니다. 지금까지 확인된 내용은 아래 페이지에서 볼 수 있으며, 따로 하실 일은 없습니다.`,
      sms: `이의 신청을 접수했습니다. ${due}까지 답변드립니다.`,
    }),
    taken: ({ due }) => ({
      subject: '이의 신청의 담당자가 정해졌습니다',
      text: `담당자가 확인하고 있으며 ${due}까지 답변드립니다.`,
      sms: `이의 신청을 담당자가 확인 중입니다. ${due}까지 답변드립니다.`,
    }),
    overdue: {
      subject: '이의 신청에 대한 답변이 늦어지고 있습니다',
      text: '약속한 날짜가 지났는데 아직 답변을 드리지 못했습니다. 죄송합니다. 담당자가 가장 먼저 확인하고 있으며, 신청하신 내용은 그대로 남아 있습니다.',
      sms: '이의 신청 답변이 늦어져 죄송합니다. 계속 확인하고 있습니다.',
    },
    explained: {
      subject: '이의 신청에 답변드렸습니다',
      text: '확인한 결과 잘못된 점이 없었습니다. 이유는 아래 페이지에 있습니다. 빠진 점이 있으면 다시 신청하실 수 있습니다.',
      sms: '이의 신청에 답변드렸습니다. 저희 사이트에서 확인해 주세요.',
    },
    refunded: {
      subject: '이의 신청에 답변드렸습니다: 환불합니다',
      text: '결제하신 방법 그대로 돌려드립니다. 금액과 이유는 아래 페이지에 있습니다.',
      sms: '이의 신청에 답변드렸습니다: 결제하신 방법으로 환불합니다.',
    },
    adjusted: {
      subject: '이의 신청에 답변드렸습니다: 포인트를 드렸습니다',
      text: '이 건에 대해 포인트를 드렸습니다. 포인트 수와 이유는 아래 페이지에 있습니다.',
      sms: '이의 신청에 답변드렸습니다: 포인트를 드렸습니다.',
    },
  },
  labels: {
    end: '사용 기한',
    left: '남은 데이터',
    unlimited: '무제한',
    charge: '청구 시작',
    again: '다음 청구',
    cap: '월 한도',
    answeredBy: '답변 기한',
    goesBack: '환불 금액',
    pointsGiven: '드린 포인트',
  },
  link: {
    line: '이 유심 보기 및 연장',
    renewal: '자동 연장 화면',
    pay: '확인하고 결제',
    account: '내 계정',
    dispute: '이의 신청 보기',
    advice: '로그인 링크가 아닙니다. 누르지 않고 직접 저희 사이트를 여셔도 됩니다.',
    payAdvice:
      '이 링크로는 이 주문만 결제할 수 있습니다. 개인 정보는 보이지 않고 로그인되지도 않습니다.',
  },
  stop: {
    mail: '이 종류의 알림을 이메일로 받지 않기',
    preferences: '알림 설정',
    required:
      '이 종류의 알림은 법에 따라 보내 드리는 것이라 모두 끌 수는 없지만, 받는 방법은 바꿀 수 있습니다.',
  },
}
