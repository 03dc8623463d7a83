/** 한국어: 주문의 모든 상태와 영수증. */
import { FULFILMENT_WORDS } from '../../../fulfilment-words.ts'
import { always } from '../told.ts'
import type { Words } from '../words.ts'

export const koOrders: Pick<Words, 'order' | 'receipt'> = {
  order: {
    title: (number) => `주문 ${number}`,
    listTitle: '주문',
    none: '주문이 아직 없습니다.',
    state: {
      awaiting_payment: {
        created: {
          title: '결제 페이지가 아직 열리지 않았습니다',
          text: '아직 청구되지 않았습니다. 다시 시도하거나 다른 방법으로 결제해 주세요.',
        },
        open: { title: '결제 대기 중', text: '아직 청구되지 않았습니다. 결제를 계속해 주세요.' },
        undecided: {
          title: '은행에서 처리 중입니다',
          text: '아직 결과가 나오지 않았고 청구가 확정되지 않았습니다. 다시 결제하지 마세요. 결과가 나오면 이 페이지와 이메일로 바로 알려 드립니다.',
        },
        succeeded: {
          title: '결제 완료, 개통 중',
          text: '결제를 확인했습니다. 몇 초 안에 개통됩니다.',
        },
        failed: {
          title: '결제되지 않았습니다',
          text: '청구된 금액은 없습니다. 다시 시도하거나 다른 방법으로 결제하세요.',
        },
      },
      fulfilling: always(FULFILMENT_WORDS.ko.title, FULFILMENT_WORDS.ko.text),
      delivered: {
        ...always('개통되었습니다', '결제가 완료되어 데이터를 쓸 수 있습니다.'),
        undecided: {
          title: '개통되었습니다',
          text: '데이터를 쓸 수 있습니다. 결제는 마지막 확인 중입니다.',
        },
      },
      cancelled: {
        ...always('주문이 취소되었습니다', '청구된 금액은 없습니다.'),
        undecided: {
          title: '취소됨, 은행 답변 대기 중',
          text: '은행의 결과가 아직 나오지 않았습니다. 나중에 청구되면 자동으로 개통하거나 전액 환불합니다.',
        },
        succeeded: {
          title: '취소 후 입금이 확인되었습니다',
          text: '개통 또는 환불을 처리하고 있습니다. 따로 하실 일은 없습니다.',
        },
      },
      expired: {
        ...always(
          '결제 기한이 지났습니다',
          '청구된 금액은 없으며 주문은 무효가 되었습니다. 필요하면 상품을 다시 선택하세요.',
        ),
        undecided: {
          title: '기한 만료, 은행 답변 대기 중',
          text: '은행의 결과가 아직 나오지 않았습니다. 나중에 청구되면 자동으로 개통하거나 전액 환불합니다.',
        },
        succeeded: {
          title: '기한 후 입금이 확인되었습니다',
          text: '개통 또는 환불을 처리하고 있습니다. 따로 하실 일은 없습니다.',
        },
      },
      refund_due: always(
        '환불 처리 중입니다',
        '결제한 수단으로 돌려드립니다. 카드는 보통 며칠의 영업일이 걸립니다.',
      ),
      refunded: always(
        '환불되었습니다',
        '결제한 수단으로 환불했습니다. 카드 반영 시점은 카드사에 따라 다릅니다.',
      ),
      charged_back: always(
        '은행이 결제를 회수했습니다',
        '결제한 은행이 이 금액을 회수하여 남은 데이터를 중지했습니다. 문의는 고객센터로 연락해 주세요.',
      ),
    },
    queued: {
      title: '구매 완료, 대기 중',
      text: '결제되었습니다. 현재 데이터 팩이 끝나면 자동으로 시작되며 따로 하실 일은 없습니다.',
    },
    firstUse: {
      title: '구매 완료, 첫 사용 대기',
      text: '결제되었습니다. 처음 사용할 때 시작됩니다.',
    },
    lastTry: (reason) => `지난번 결제는 완료되지 않았습니다: ${reason}`,
    failure: {
      declined: '카드사가 결제를 거절했습니다',
      authentication_failed: '카드사의 본인 인증(3-D Secure)을 통과하지 못했습니다',
      insufficient_funds: '잔액 또는 한도가 부족합니다',
      expired_card: '카드 유효 기간이 지났습니다',
      authentication_needed: '은행이 본인 확인을 요구합니다. 결제 페이지에서 확인해 주세요',
      barred: '카드사가 이 수단으로 더 결제하는 것을 막았습니다. 다른 수단을 이용하세요',
      provider_error: '결제사에 문제가 있었습니다. 카드 때문이 아닙니다',
      expired: '결제 페이지의 시간이 초과되었습니다',
      cancelled: '결제가 취소되었습니다',
    },
    refundWhy: {
      line_ended: '유심이 해지되어 개통할 수 없었습니다.',
      too_many_packs: '대기 중인 데이터 팩이 한도에 이르렀습니다.',
      replaced: '다른 주문으로 대체되었습니다.',
      too_late: '주문이 끝나 포인트와 기프트 카드를 돌려드린 뒤에 입금되었습니다.',
      asked: '요청하신 대로 환불합니다.',
      goodwill: '고객센터에서 환불을 처리했습니다.',
      ...FULFILMENT_WORDS.ko.refundWhy,
    },
    ended: (reason) => `이유: ${reason}`,
    payBy: (end) => `${end} 전에 결제해 주세요`,
    continuePayment: (price) => `${price} 결제 계속하기`,
    payAgain: (price) => `${price} 다시 결제`,
    refresh: '최신 상태 보기',
    cancel: '주문 취소',
    cancelHint: '아직 결제 전이라 취소해도 비용이 들지 않습니다.',
    newEnd: '새 사용 기한',
    newData: '추가된 데이터',
    placedAt: '주문 시각',
    offer: '상품',
    price: '가격',
    means: '결제 수단',
    meansOf: (brand, lastDigits) => `${brand} 끝자리 ${lastDigits}`,
    receipt: '영수증 보기',
    agreement: '동의한 내용 보기',
    replacement: '대체한 주문 보기',
    details: '주문 상세',
  },
  receipt: {
    papers: '보관할 수 있는 문서',
    download: (name) => `${name} (PDF)`,
    invoiceTitle: '받는 이가 적힌 청구서 겸 영수증',
    invoiceText:
      '회계 처리 등에 받는 이 이름이 필요할 때 발행할 수 있습니다. 발행한 뒤에는 이름을 바꿀 수 없습니다.',
    recipient: '받는 이',
    recipientHint: '이체자도 평소 쓰는 그대로 입력해 주세요',
    invoiceButton: '이 이름으로 발행',
  },
}
