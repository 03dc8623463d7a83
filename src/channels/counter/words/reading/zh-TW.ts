/** Traditional Chinese: what is wrong with something that was typed or scanned. */
import type { ReadingWords } from './words.ts'

const field: ReadingWords['field'] = {
  document_number: '證件號碼',
  birth_date: '出生日期',
  expiry_date: '有效期限',
  personal_number: '個人號碼',
  composite: '整行',
  document_code: '證件代碼',
  issuing_state: '簽發國',
  name: '姓名',
  nationality: '國籍',
  sex: '性別',
  optional_data: '附加資料',
}

export const zhTW: ReadingWords = {
  meant: {
    iccid: 'SIM 卡編號（ICCID）',
    mrz: '證件機讀區',
    residence_card: '在留卡號碼',
    gift_code: '禮品卡號碼',
    phone: '電話號碼',
    email: '電子郵件',
  },
  field,
  refusals: {
    not_digits: ({ position, found }) => `第 ${position} 個字元「${found}」不是數字，請確認。`,
    wrong_length: ({ digits, expected }) =>
      digits === 0
        ? `請輸入 ${expected.join(' 或 ')} 位數字。`
        : `應為 ${expected.join(' 或 ')} 位數字，目前是 ${digits} 位。`,
    not_a_sim_number: ({ startsWith }) =>
      `SIM 卡編號開頭是 89，您輸入的開頭是 ${startsWith}。請看卡片上標示 ICCID 的那一行。`,
    check_digit: ({ swappedAt, found, expected }) =>
      swappedAt === null
        ? `有一位數字不對：依前面的數字，最後一位應為 ${expected}，目前是 ${found}。請對照卡片逐位確認。`
        : `第 ${swappedAt} 位和第 ${swappedAt + 1} 位可能顛倒了，請對照卡片確認。`,
    not_mobile_prefix: ({ prefix }) =>
      `${prefix} 開頭的不是日本手機門號，應以 070、080、090、060 或 020 開頭。`,
    foreign_number: ({ countryCode }) => `這是 +${countryCode} 的號碼，這裡需要日本（+81）的號碼。`,
    not_an_email: () => '電子郵件格式不對，應類似 name@example.com。',
    mrz_length: ({ line, got, wanted }) =>
      `第 ${line} 行有 ${got} 個字元，應為 ${wanted} 個。請重新讀取。`,
    mrz_character: ({ field: name, line, position, character, likely }) => {
      const told = `第 ${line} 行第 ${position} 個字元（${field[name]}）不能是「${character}」。`
      return likely === null ? told : `${told}可能是「${likely}」。`
    },
    mrz_check_digit: ({ field: name, line, from, to, position, found, likely }) =>
      likely === null
        ? `第 ${line} 行：${field[name]}與第 ${position} 個字元的檢查碼「${found}」不符，第 ${from} 至 ${to} 個字元中有一個不對。`
        : `第 ${line} 行第 ${position} 個字元（${field[name]}）「${found}」可能應為「${likely}」。`,
    mrz_date: ({ line, position, found }) =>
      `第 ${line} 行第 ${position} 個字元起：「${found}」不是有效的到期日。`,
    mrz_unknown_format: ({ begins }) =>
      begins === ''
        ? '沒有讀到內容。請重新掃描證件底部的兩三行。'
        : `以「${begins}」開頭的不是護照、在留卡或身分證件。`,
    document_number_length: ({ length }) => `證件號碼不會是 ${length} 個字元。`,
    document_number_character: ({ position, character }) =>
      `第 ${position} 個字元「${character}」既不是字母也不是數字。`,
    residence_card_length: ({ got, wanted }) => `在留卡號碼有 ${wanted} 個字元，目前是 ${got} 個。`,
    residence_card_character: ({ position, character, wanted, likely }) => {
      const told = `第 ${position} 個字元「${character}」應為${wanted === 'letter' ? '字母' : '數字'}。`
      return likely === null ? told : `${told}可能是「${likely}」。`
    },
    gift_code_length: ({ length }) =>
      `禮品卡號碼應為 17 位英文字母與數字，或 25 位數字，目前是 ${length} 位。`,
    gift_code_mistyped: () => '禮品卡號碼裡有一位不正確，請對照卡片逐位檢查。',
  },
}
