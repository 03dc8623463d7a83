/** Korean: signing in, locking, the own account and the till. */
import type { SignInWords } from './words.ts'

export const ko: SignInWords = {
  signIn: {
    title: '직원 로그인',
    name: '로그인 이름',
    password: '비밀번호',
    code: '일회용 코드',
    codeHint: '인증 앱의 숫자 여섯 자리입니다. 처음이라면 비워 두세요.',
    submit: '로그인',
    passkey: '패스키로 로그인',
  },
  passkeyFailed: '패스키를 확인하지 못했습니다. 다시 시도하거나 비밀번호를 사용해 주세요.',
  setUp: {
    title: '일회용 코드 설정',
    lead: '인증 앱으로 이 그림을 스캔하거나 키를 입력하세요. 앱에 표시된 코드를 입력하면 다른 기능을 쓸 수 있습니다.',
    picture: '인증 앱용 키가 담긴 QR 코드',
    secret: '키',
    submit: '설정 완료',
  },
  lock: {
    title: '잠김',
    lead: '한동안 사용하지 않았거나 잠갔습니다. 비밀번호를 입력하면 보던 화면으로 돌아갑니다.',
    submit: '잠금 해제',
    passkey: '패스키로 해제',
    other: '다른 사람으로 로그인',
  },
  account: {
    title: '내 계정',
    role: '역할',
    shop: '매장',
    noShop: '매장 없음',
    passkeys: '패스키',
    passkeysLead: '지문, 얼굴 또는 PIN을 확인하는 패스키는 비밀번호와 코드를 대신합니다.',
    noPasskeys: '아직 없습니다.',
    passkeyName: '패스키 이름',
    addPasskey: '패스키 추가',
    needsScript: '패스키에는 스크립트와 지원 브라우저가 필요합니다.',
    removePasskey: '삭제',
    signIns: '로그인된 곳',
    thisOne: '이 브라우저',
    endAll: '모든 곳에서 로그아웃',
    ended: '모든 곳에서 로그아웃했습니다.',
  },
  till: {
    title: '계산대 선택',
    lead: '이 브라우저의 현금과 단말기 결제는 여기에서 고른 계산대로 처리됩니다.',
    none: '사용할 수 있는 계산대가 없습니다.',
    open: '근무 중',
    here: '선택됨',
  },
  refusals: {
    till_unknown: () => '그 계산대는 없거나 다른 매장의 것입니다.',
    one_time_code_there: () =>
      '일회용 코드가 이미 설정되어 있습니다. 운영자가 초기화할 수 있습니다.',
    one_time_code_wrong: () =>
      '지금의 코드가 아닙니다. 휴대전화의 시계를 확인하고 최신 코드를 입력해 주세요.',
    too_many_passkeys: ({ max }) => `패스키가 이미 ${max}개 있습니다. 먼저 하나를 삭제하세요.`,
  },
}
