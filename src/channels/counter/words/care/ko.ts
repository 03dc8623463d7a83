/** Korean: looking after a line. */
import { format } from '../../../format.ts'
import type { CareWords } from './words.ts'

const { longMoment } = format('ko')

const reasons: CareWords['suspension']['reasons'] = {
  lost_card: '카드 분실',
  misuse: '부정 사용',
  request: '명의자 요청',
}

export const ko: CareWords = {
  toCustomer: '고객 화면으로',
  saved: '저장했습니다.',
  identity: {
    title: '신분증 확인',
    document: '여권, 재류카드 또는 신분증',
    documentHint:
      '기계 판독란 두세 줄을 스캔하거나 붙여 넣거나 입력하세요. 재류카드는 번호를 입력하세요.',
    expires: '유효 기간 (재류카드)',
    expiresHint: '카드에 적힌 대로, 예: 2028-05-01',
    read: '읽기',
    compare: '본인과 비교하고 위조 여부를 확인하세요',
    kind: '신분증',
    name: '이름',
    state: '발급국',
    number: '번호 끝자리',
    lastDay: '유효 기간',
    noEnd: '기한 없음',
    expired: '이 신분증은 기한이 지났습니다.',
    isHolder: '본인입니다',
    isNot: '본인이 아니거나 위조됨',
    another: '다른 신분증 읽기',
    keeps: '종류, 번호 끝자리, 번호의 암호 해시, 결과, 담당자 이름, 시각만 남습니다.',
    recorded: {
      accepted: '신분증을 확인했습니다.',
      expired: '기록됨: 기한이 지난 신분증이라 확인으로 인정되지 않습니다.',
      refused: '기록됨: 신분증을 인정하지 않았습니다.',
    },
    numberAlone: '번호만으로는 검사할 수 없습니다. 신분증의 기계 판독란을 읽어 주세요.',
    notADocument: '신분증이 아닙니다. 다시 읽어 주세요.',
    tooOld: '읽은 지 오래되었습니다. 신분증을 다시 읽어 주세요.',
  },
  person: {
    title: '개인 정보',
    name: '이름',
    language: '화면과 메일 언어',
    country: '국가',
    countryHint: '영문 두 자(예: VN). 비워 두어도 됩니다.',
    save: '저장',
    notHeld: '이 회선에는 명의자가 없어 개인 정보가 없습니다.',
  },
  contact: {
    title: '이메일 변경',
    now: '현재 이메일',
    fresh: '새 이메일',
    told: (hours) =>
      `기존 이메일로 바로 알리며, 거기서 중지할 수 있습니다. ${hours}시간 뒤에 변경되고 모든 기기에서 로그아웃됩니다.`,
    ask: '변경 신청',
    asked: (due) => `신청되었습니다. ${due}에 적용됩니다.`,
    otherDocument: '오늘 확인한 신분증이 이전과 다릅니다. 같은 사람인지 확인하세요.',
  },
  sim: {
    title: '유심 교체',
    now: '현재 카드',
    iccid: '새 카드 번호 (ICCID)',
    code: '새 카드의 개통 코드',
    codeHint: '카드에 인쇄된 숫자 열 자리입니다.',
    told: (hours) =>
      `명의자에게 바로 알리며, 거기서 중지할 수 있습니다. ${hours}시간 뒤에 새 카드로 바뀌고 팩과 전화번호는 그대로입니다.`,
    ask: '교체 신청',
    asked: (due) => `신청되었습니다. ${due}에 적용됩니다.`,
  },
  forget: {
    title: '계정과 개인정보 삭제',
    told: (days) =>
      `고객에게 바로 알리며, 그때까지 중지할 수 있습니다. ${days}일 뒤 이름, 이메일, 로그인 정보, 전화번호, 메모가 삭제되고 포인트는 소멸하며 계정의 모든 회선이 해제됩니다. 청구서는 법이 정한 기간 동안 보관합니다.`,
    ask: '삭제 신청',
    asked: (due) => `신청되었습니다. ${due}에 삭제됩니다.`,
  },
  waiting: {
    title: '대기 중인 변경',
    contact: (email, due) => `새 이메일 ${email}, ${due}`,
    sim: (cardEnds, due) => `새 카드 끝자리 ${cardEnds}, ${due}`,
    forget: (due) => `${due}에 계정과 개인정보 삭제`,
    byHolder: (at) => `${at}에 본인이 포털에서 신청`,
    by: (first, second, at) => `${at} ${first}, ${second} 접수`,
    stop: '이 변경 중지',
    stopped: '변경을 중지했습니다.',
  },
  suspension: {
    reasons,
    reason: '이유',
    title: '회선 정지',
    stop: '회선 정지',
    goOn: '정지 해제',
    stopped: (reason, since) => `${since}부터 정지: ${reason}`,
    running: '회선은 정지되어 있지 않습니다.',
  },
  cases: {
    title: '상담 기록',
    allTitle: '진행 중인 상담',
    none: '기록이 없습니다.',
    open: '기록 시작',
    subject: '내용',
    note: '메모',
    noteHint: '암호화되어 보관되며 직원만 읽습니다.',
    add: '메모 추가',
    close: '상담 종료',
    openedBy: (name, at) => `${at} ${name} 시작`,
    closedBy: (name, at) => `${at} ${name} 종료`,
    noteBy: (name, at) => `${name}, ${at}`,
    noteNeeded: '메모를 입력하세요.',
    noteTooLong: (max) => `${max}자 이내로 입력하세요.`,
    toLine: '회선 보기',
  },
  refusals: {
    line_unknown: () => '회선이 없거나 명의자가 바뀌었습니다. 다시 찾아 주세요.',
    line_not_held: () => '이 회선에는 명의자가 없거나 다른 사람으로 바뀌었습니다.',
    identity_check_today_needed: () => '먼저 오늘 본인의 신분증을 확인해야 합니다.',
    earlier_identity_check_needed: () =>
      '이 회선의 신분증 확인은 오늘이 처음입니다. 이메일 변경은 내일부터 신분증을 다시 확인한 뒤 신청할 수 있습니다.',
    change_waits_already: ({ dueAt }) =>
      `같은 종류의 변경이 ${longMoment(dueAt)}까지 대기 중입니다. 먼저 중지하세요.`,
    same_email: () => '이미 이 이메일입니다.',
    email_taken: () => '다른 계정이 이 이메일로 로그인합니다.',
    card_unknown: () => '이 통신망의 재고에 그 번호의 카드가 없습니다.',
    card_not_in_stock: () => '사용 중이거나 사용했던 카드입니다. 다른 카드를 사용하세요.',
    card_not_proved: () =>
      '개통 코드가 이 카드의 것이 아니거나 너무 여러 번 틀렸습니다. 카드와 비교해 보세요.',
    order_not_over: () =>
      '이 계정의 회선에 끝나지 않은 주문이 있습니다. 먼저 결제, 취소 또는 환불을 마쳐 주세요.',
    dispute_not_over: () =>
      '이 계정의 회선에 처리 중인 이의 제기가 있습니다. 먼저 답변하거나 철회해야 합니다.',
    lines_moved: () => '계정의 회선이 그사이 바뀌었습니다. 다시 시도해 주세요.',
    change_not_waiting: () => '이 변경은 이미 끝났습니다(적용, 중지 또는 무효).',
    line_suspended_already: ({ since, reason }) =>
      `회선은 ${longMoment(since)}부터 정지 중입니다: ${reasons[reason]}.`,
    line_not_suspended: () => '회선은 정지되어 있지 않습니다.',
    too_many_open_cases: ({ max }) => `진행 중인 상담이 ${max}건 있습니다. 먼저 하나를 종료하세요.`,
    case_not_open: () => '이 상담은 종료되었습니다.',
    too_many_notes: ({ max }) => `상담 하나에 메모는 ${max}건까지입니다. 새로 시작하세요.`,
    name_missing: () => '이름을 입력하세요.',
    name_too_long: ({ max }) => `이름은 ${max}자까지입니다.`,
    expiry_date_shape: () => '연월일을 입력하세요. 예: 2028-05-01',
    expiry_date_unknown_day: ({ year, month, day }) =>
      `${year}년 ${month}월 ${day}일은 없는 날짜입니다. 확인하세요.`,
  },
}
