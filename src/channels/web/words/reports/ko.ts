/** Korean: reporting what pretends to be us. */
import type { ReportWords } from './words.ts'

export const koReports: ReportWords = {
  title: '신고하기',
  one: '이것을 신고',
  oneHint: '내용은 암호화되어 저희 직원에게 전달됩니다. 이름이나 연락처는 필요 없습니다.',
  more: '무슨 일이 있었는지 추가',
  lead: '저희를 사칭하는 메시지, 링크, 번호, 계정을 알려 주세요. 링크는 열지 않습니다.',
  field: '받은 내용',
  fieldHint: '전문을 붙여 넣으세요. 본인의 인증 번호나 카드 번호는 빼 주세요.',
  pictures: '사진은 보낼 수 없습니다. 사진에 있는 링크, 번호, 계정을 입력해 주세요.',
  happened: '있었던 일',
  happenings: {
    received: '받기만 했다',
    opened_link: '링크를 열었다',
    added_account: '계정을 추가했다',
    told_secret: '인증 번호, 비밀번호, 번호를 알려 주었다',
    paid: '돈을 냈다',
    gave_sim: '유심이나 계약을 넘겼다',
  },
  words: '추가 설명',
  wordsHint: '이름과 연락처는 쓰지 마세요. 필요하지 않습니다.',
  optional: '(선택)',
  send: '신고 보내기',
  kept: '보낸 내용은 암호화해 보관하고 직원만 읽으며, 기한이 지나면 삭제합니다.',
  needed: '받은 내용을 붙여 넣으세요.',
  tooLong: (max) => `${max}자 이내로 입력해 주세요.`,
  tooOften: (minutes) => `짧은 시간에 여러 번 신고했습니다. ${minutes}분 후에 다시 시도해 주세요.`,
  thanks: '알려 주셔서 감사합니다',
  next: [
    '직원이 접수된 순서대로 확인합니다.',
    '확인된 것은 여기서 조회하는 모든 분께 “신고됨”으로 표시됩니다.',
    '저희는 회신하지 않습니다. 신고를 이유로 연락하는 사람은 저희가 아닙니다.',
  ],
  lost: '돈을 냈거나 인증 번호, 카드 번호를 알려 주었다면',
  lostText: '지금 바로 은행이나 카드사에 연락해 결제를 막고, 아래 번호로 전화하세요.',
  back: '다른 것 확인하기',
}
