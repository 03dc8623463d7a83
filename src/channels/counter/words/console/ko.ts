/** Korean: what every page of the console shares. */
import { STAFF_LOCK_MINUTES, STAFF_TRIES_MAX } from '../../../../domain/staff/staff.ts'
import type { ConsoleWords } from './words.ts'

const roles: ConsoleWords['roles'] = {
  clerk: '점원',
  senior: '선임 점원',
  agent: '전화 상담원',
  operator: '운영자',
  auditor: '감사자',
}

const acts: ConsoleWords['acts'] = {
  find_line: '회선 찾기',
  sell: '판매',
  take_money: '대금 수납',
  open_till: '계산대 열기',
  move_cash: '현금 입출금',
  close_till: '계산대 마감',
  read_shifts: '근무 기록 열람',
  read_anomalies: '명세서의 이상 항목 열람',
  check_identity: '신분증 확인',
  edit_person: '개인정보 변경',
  change_contact: '연락처 변경',
  forget_person: '개인정보 삭제',
  replace_sim: 'SIM 교체',
  order_profile: 'eSIM 프로파일',
  stop_change: '변경 중지',
  suspend_line: '회선 정지',
  resume_line: '회선 재개',
  keep_case: '상담 기록',
  refund: '환불',
  pay_out_refund: '환불금 지급',
  raise_dispute: '이의 신청 대행',
  read_disputes: '이의 신청 열람',
  settle_disputes: '이의 신청 처리',
  give_points: '포인트 지급',
  sell_gift_card: '기프트 카드 판매',
  check_gift_card: '기프트 카드 조회',
  freeze_gift_card: '기프트 카드 동결',
  read_calls: '통화 열람',
  answer_call: '전화 응대',
  read_reports: '신고 열람',
  judge_reports: '신고 판정',
  edit_directory: '공식 목록 편집',
  handle_breach: '유출 대응',
  read_limits: '제한 조회',
  lift_limit: '제한 해제',
  manage_staff: '직원 관리',
  be_second: '두 번째 확인자 역할',
}

export const ko: ConsoleWords = {
  frame: {
    console: '직원 콘솔',
    sandbox: '샌드박스: 실제 돈이나 실제 고객은 없습니다.',
    skip: '본문으로 이동',
    language: '언어',
    menu: '메뉴',
    find: '고객 찾기',
    findHint: 'SIM 번호, 전화번호, 이메일, 이름, 서류 번호, 주문 번호를 스캔하거나 입력하세요',
    search: '찾기',
    till: '계산대',
    shifts: '근무',
    giftCards: '기프트 카드',
    cases: '상담',
    calls: '전화 창구',
    official: '공식·신고',
    account: '계정',
    signIn: '로그인',
    signOut: '로그아웃',
    lock: '잠금',
    noTill: '계산대 미선택',
    tillNamed: (name) => `계산대 ${name}`,
    shortcuts: '키보드 단축키',
    shortcutsHint: '입력란 안에서는 Alt를 함께 누르세요.',
    close: '닫기',
    wrongTitle: '아직 완료되지 않았습니다',
    optional: '선택',
  },
  roles,
  acts,
  trouble: {
    expired: '이 양식은 로그인 이전의 것입니다. 다시 보내 주세요.',
    forbidden: {
      title: '받을 수 없습니다',
      text: '이 양식은 당사 페이지에서 온 것이 아니거나 너무 오래되었습니다. 페이지를 다시 열어 주세요.',
    },
    notFound: {
      title: '찾을 수 없습니다',
      text: '이 주소에는 아무것도 없거나 볼 수 없는 것입니다.',
    },
    tooMany: { title: '시도가 너무 많습니다', text: '이 주소에서 너무 자주 요청했습니다.' },
    fault: {
      title: '문제가 발생했습니다',
      text: '저희 쪽 문제입니다. 두 번 처리된 것은 없습니다. 다시 시도해 주세요.',
    },
    busy: {
      title: '잠시 바쁩니다',
      text: '지금은 시스템이 응답할 수 없습니다. 다시 시도해 주세요.',
    },
    waitSeconds: (seconds) => `${seconds}초 기다려 주세요.`,
    reference: (id) => `조회 번호: ${id}`,
    toStart: '검색으로',
  },
  second: {
    title: '두 번째 확인자',
    hint: '이 작업에는 두 사람이 필요합니다. 옆에 있는 다른 직원이 여기에서 본인임을 증명합니다.',
    name: '두 번째 사람의 로그인 이름',
    password: '두 번째 사람의 비밀번호',
    code: '두 번째 사람의 일회용 코드',
  },
  refusals: {
    act_not_allowed: ({ act, role }) =>
      `${acts[act]} 작업은 “${roles[role]}” 역할로는 할 수 없습니다.`,
    other_shop: ({ act, shop }) => `${acts[act]} 작업은 ${shop} 매장 직원만 할 수 있습니다.`,
    staff_signed_out: () => '로그인이 끝났거나 잠겨 있습니다. 다시 로그인해 주세요.',
    second_person_needed: ({ act }) =>
      `${acts[act]} 작업에는 여기에서 두 번째 사람이 필요합니다. 동료에게 확인을 부탁하세요.`,
    second_person_refused: () =>
      '그 사람은 여기에서 두 번째 사람이 될 수 없습니다. 이 매장에서 권한이 있는 다른 사람이어야 합니다.',
    busy: ({ retryAfterSeconds }) =>
      `시스템이 바쁩니다. ${retryAfterSeconds}초 후에 다시 시도해 주세요.`,
    key_reused: () => '이 양식은 다른 내용으로 이미 보냈습니다. 다시 보내 주세요.',
    staff_not_proved: () =>
      `확인할 수 없습니다. 이름, 비밀번호, 일회용 코드를 확인해 주세요. 코드는 한 번만 쓸 수 있습니다. ${STAFF_TRIES_MAX}번 틀리면 ${STAFF_LOCK_MINUTES}분 동안 받지 않습니다.`,
  },
}
