/** 한국어 편지. */
import { FULFILMENT_WORDS } from '../../fulfilment-words.ts'
import type { MailWords } from './words.ts'

export const ko: MailWords = {
  colon: ': ',
  frame: {
    from: (name) => `보낸 곳: ${name}`,
    never:
      '이메일, 전화, 문자, 채팅으로 비밀번호, 인증 코드, 카드 번호, 기프트카드 번호를 묻는 일은 절대 없습니다. 개인 계좌로 송금을 요청하지도 않습니다.',
    contact: (phone, hours, email) => `전화 ${phone} (${hours}), 이메일 ${email}`,
    japanTime: '일본 시간',
  },
  code: {
    signInSubject: '로그인 인증 코드',
    signIn: '로그인을 진행 중입니다. 로그인 화면에 다음 인증 코드를 입력하세요.',
    registerSubject: '가입 인증 코드',
    register:
      '이 이메일로 만든 계정이 아직 없습니다. 다음 인증 코드를 입력하면 가입할 수 있습니다.',
    changeEmailSubject: '이메일 변경 인증 코드',
    changeEmail: '로그인 이메일을 변경하는 중입니다. 계정 화면에 다음 인증 코드를 입력하세요.',
    until: (clock) => `일본 시간 ${clock}까지 유효하며 한 번만 쓸 수 있습니다.`,
    keep: '인증 코드는 저희 직원이라고 말하는 사람을 포함해 누구에게도 알려 주지 마세요. 이 메일에는 로그인 링크가 없습니다. 직접 저희 사이트를 열어 그곳에서만 입력하세요.',
    notYou:
      '본인이 요청하지 않았다면 이 메일은 무시하세요. 인증 코드가 없으면 아무도 로그인할 수 없습니다.',
    notYouChange: '본인이 요청하지 않았다면 인증 코드를 사용하지 말고 바로 연락해 주세요.',
  },
  emailChanged: {
    subject: '로그인 이메일이 변경되었습니다',
    text: (moment, newEmail) =>
      `${moment}에 로그인 이메일이 ${newEmail} 주소로 변경되었습니다. 앞으로 인증 코드와 알림은 새 주소로 보내 드립니다.`,
    notYou: '본인이 변경하지 않았다면 바로 연락해 주세요.',
  },
  signedIn: {
    subject: '계정에 새로운 로그인이 있습니다',
    text: (moment, device) => `${moment}에 다음 기기에서 로그인했습니다: ${device}`,
    notYou:
      '본인이라면 아무것도 하지 않아도 됩니다. 아니라면 직접 저희 사이트를 열어 ‘로그인된 기기’에서 로그아웃시키고 연락해 주세요.',
  },
  order: {
    delivered: {
      subject: (offer) => `연장 완료: ${offer}`,
      now: '결제가 완료되어 지금 바로 데이터를 쓸 수 있습니다.',
      queued: '결제가 완료되어 상품을 등록했습니다. 지금 쓰는 상품이 끝나면 자동으로 시작됩니다.',
      firstUse: '결제가 완료되어 상품을 등록했습니다. 처음 사용할 때 시작됩니다.',
    },
    refundDue: {
      subject: (number) => `환불 처리 중: 주문 ${number}`,
      text: '결제한 수단으로 돌려드리고 있습니다. 카드는 보통 며칠의 영업일이 걸리며, 따로 하실 일은 없습니다.',
    },
    refunded: {
      subject: (number) => `환불 완료: 주문 ${number}`,
      text: '결제한 수단으로 환불했습니다. 카드 반영 시점은 카드사에 따라 다릅니다.',
    },
    chargedBack: {
      subject: (number) => `은행이 결제를 회수함: 주문 ${number}`,
      text: '결제한 은행이 이 금액을 회수하여 남은 데이터를 중지했습니다. 원하신 일이 아니라면 은행에 확인한 뒤 연락해 주세요.',
    },
    why: {
      line_ended: '유심이 해지되어 개통할 수 없었습니다.',
      too_many_packs: '대기 중인 데이터 팩이 한도에 이르렀습니다.',
      replaced: '다른 주문으로 대체되었습니다.',
      too_late: '주문이 끝나 포인트와 기프트 카드를 돌려드린 뒤에 입금되었습니다.',
      asked: '요청하신 대로 환불합니다.',
      goodwill: '고객센터에서 환불을 처리했습니다.',
      ...FULFILMENT_WORDS.ko.refundWhy,
    },
    newEnd: '새 사용 기한',
    noEnd: '기한 없음(다 쓸 때까지)',
    endAtFirstUse: '처음 사용할 때부터 계산',
    data: '추가된 데이터',
    total: (volume) => `총 ${volume}`,
    daily: (volume, hour) =>
      hour === 0 ? `하루 ${volume}, 자정에 다시 채움` : `하루 ${volume}, ${hour}:00에 다시 채움`,
    unlimited: '데이터 무제한',
    starts: '시작',
    offer: '상품',
    price: '가격',
    taxed: (price, percent, tax) => `${price} (소비세 ${percent}% ${tax} 포함)`,
    untaxed: (price) => `${price} (소비세 없음)`,
    amount: '환불 금액',
    line: '충전한 유심',
    number: '주문 번호',
    placedAt: '주문 시각',
    receipt: '영수증',
    page: '주문 화면',
    linkAdvice: '링크를 누르지 않고 직접 저희 사이트를 열어 ‘주문’에서 볼 수도 있습니다.',
  },
}
