/** Korean: what is wrong with something that was typed or scanned. */
import type { ReadingWords } from './words.ts'

const field: ReadingWords['field'] = {
  document_number: '증서 번호',
  birth_date: '생년월일',
  expiry_date: '유효 기간',
  personal_number: '개인 번호',
  composite: '줄 전체',
  document_code: '증서 종류',
  issuing_state: '발급 국가',
  name: '이름',
  nationality: '국적',
  sex: '성별',
  optional_data: '선택 정보',
}

export const ko: ReadingWords = {
  meant: {
    iccid: '유심 번호(ICCID)',
    mrz: '신분증의 기계 판독 영역',
    residence_card: '체류 카드 번호',
    gift_code: '기프트 카드 번호',
    phone: '전화번호',
    email: '이메일',
  },
  field,
  refusals: {
    not_digits: ({ position, found }) =>
      `${position}번째 글자 ‘${found}’은(는) 숫자가 아닙니다. 확인해 주세요.`,
    wrong_length: ({ digits, expected }) =>
      digits === 0
        ? `${expected.join('자리 또는 ')}자리 숫자를 입력해 주세요.`
        : `${expected.join('자리 또는 ')}자리여야 하는데 지금은 ${digits}자리입니다.`,
    not_a_sim_number: ({ startsWith }) =>
      `유심 번호는 89로 시작하는데 입력한 번호는 ${startsWith}(으)로 시작합니다. 카드에서 ICCID라고 적힌 줄을 확인해 주세요.`,
    check_digit: ({ swappedAt, found, expected }) =>
      swappedAt === null
        ? `한 자리가 다릅니다. 다른 숫자로 보면 마지막 자리는 ${expected}여야 하는데 ${found}입니다. 카드와 한 자리씩 비교해 주세요.`
        : `${swappedAt}번째와 ${swappedAt + 1}번째 숫자의 순서가 바뀐 것 같습니다. 카드와 비교해 주세요.`,
    not_mobile_prefix: ({ prefix }) =>
      `${prefix}(으)로 시작하는 번호는 일본 휴대전화 번호가 아닙니다. 070, 080, 090, 060, 020 중 하나로 시작해야 합니다.`,
    foreign_number: ({ countryCode }) =>
      `+${countryCode} 번호입니다. 여기에는 일본(+81) 번호가 필요합니다.`,
    not_an_email: () => '이메일 형식이 아닙니다. name@example.com과 같이 입력해 주세요.',
    mrz_length: ({ line, got, wanted }) =>
      `${line}번째 줄은 ${wanted}자여야 하는데 ${got}자입니다. 다시 읽어 주세요.`,
    mrz_character: ({ field: name, line, position, character, likely }) => {
      const told = `${line}번째 줄 ${position}번째 글자(${field[name]})에는 ‘${character}’이(가) 올 수 없습니다.`
      return likely === null ? told : `${told} ‘${likely}’일 수 있습니다.`
    },
    mrz_check_digit: ({ field: name, line, from, to, position, found, likely }) =>
      likely === null
        ? `${line}번째 줄: ${field[name]}이(가) ${position}번째 글자의 검사 숫자 ‘${found}’와 맞지 않습니다. ${from}번째에서 ${to}번째 글자 중 하나가 틀렸습니다.`
        : `${line}번째 줄 ${position}번째 글자(${field[name]}) ‘${found}’은(는) ‘${likely}’일 수 있습니다.`,
    mrz_date: ({ line, position, found }) =>
      `${line}번째 줄 ${position}번째 글자부터: ‘${found}’은(는) 유효 기간 날짜가 아닙니다.`,
    mrz_unknown_format: ({ begins }) =>
      begins === ''
        ? '읽은 내용이 없습니다. 신분증 아래쪽 두세 줄을 다시 스캔해 주세요.'
        : `‘${begins}’(으)로 시작하는 것은 여권, 체류 카드, 신분증이 아닙니다.`,
    document_number_length: ({ length }) => `${length}자인 증서 번호는 없습니다.`,
    document_number_character: ({ position, character }) =>
      `${position}번째 글자 ‘${character}’은(는) 영문자도 숫자도 아닙니다.`,
    residence_card_length: ({ got, wanted }) => `체류 카드 번호는 ${wanted}자인데 ${got}자입니다.`,
    residence_card_character: ({ position, character, wanted, likely }) => {
      const told = `${position}번째 글자 ‘${character}’은(는) ${wanted === 'letter' ? '영문자' : '숫자'}여야 합니다.`
      return likely === null ? told : `${told} ‘${likely}’일 수 있습니다.`
    },
    gift_code_length: ({ length }) =>
      `기프트 카드 번호는 영문·숫자 17자리 또는 숫자 25자리인데, 지금은 ${length}자리입니다.`,
    gift_code_mistyped: () =>
      '기프트 카드 번호에 틀린 글자가 있습니다. 카드와 한 글자씩 비교해 주세요.',
  },
}
