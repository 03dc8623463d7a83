/** Simplified Chinese: what is wrong with something that was typed or scanned. */
import type { ReadingWords } from './words.ts'

const field: ReadingWords['field'] = {
  document_number: '证件号码',
  birth_date: '出生日期',
  expiry_date: '有效期',
  personal_number: '个人号码',
  composite: '整行',
  document_code: '证件代码',
  issuing_state: '签发国',
  name: '姓名',
  nationality: '国籍',
  sex: '性别',
  optional_data: '附加资料',
}

export const zhCN: ReadingWords = {
  meant: {
    iccid: 'SIM 卡编号（ICCID）',
    mrz: '证件机读区',
    residence_card: '在留卡号码',
    gift_code: '礼品卡号码',
    phone: '电话号码',
    email: '邮箱',
  },
  field,
  refusals: {
    not_digits: ({ position, found }) => `第 ${position} 个字符“${found}”不是数字，请检查。`,
    wrong_length: ({ digits, expected }) =>
      digits === 0
        ? `请输入 ${expected.join(' 或 ')} 位数字。`
        : `应为 ${expected.join(' 或 ')} 位数字，现在是 ${digits} 位。`,
    not_a_sim_number: ({ startsWith }) =>
      `SIM 卡编号以 89 开头，您输入的以 ${startsWith} 开头。请看卡上标有 ICCID 的那一行。`,
    check_digit: ({ swappedAt, found, expected }) =>
      swappedAt === null
        ? `有一位数字不对：按前面的数字，最后一位应为 ${expected}，现在是 ${found}。请对照卡片逐位检查。`
        : `第 ${swappedAt} 位和第 ${swappedAt + 1} 位可能颠倒了，请对照卡片检查。`,
    not_mobile_prefix: ({ prefix }) =>
      `${prefix} 开头的不是日本手机号码。应以 070、080、090、060 或 020 开头。`,
    foreign_number: ({ countryCode }) => `这是 +${countryCode} 的号码。这里需要日本（+81）的号码。`,
    not_an_email: () => '邮箱格式不对，应类似 name@example.com。',
    mrz_length: ({ line, got, wanted }) =>
      `第 ${line} 行有 ${got} 个字符，应为 ${wanted} 个。请重新读取。`,
    mrz_character: ({ field: name, line, position, character, likely }) => {
      const told = `第 ${line} 行第 ${position} 个字符（${field[name]}）不能是“${character}”。`
      return likely === null ? told : `${told}可能是“${likely}”。`
    },
    mrz_check_digit: ({ field: name, line, from, to, position, found, likely }) =>
      likely === null
        ? `第 ${line} 行：${field[name]}与第 ${position} 个字符的校验位“${found}”不符，第 ${from} 至 ${to} 个字符中有一个不对。`
        : `第 ${line} 行第 ${position} 个字符（${field[name]}）“${found}”可能应为“${likely}”。`,
    mrz_date: ({ line, position, found }) =>
      `第 ${line} 行第 ${position} 个字符起：“${found}”不是有效的到期日。`,
    mrz_unknown_format: ({ begins }) =>
      begins === ''
        ? '没有读到内容。请重新扫描证件底部的两三行。'
        : `以“${begins}”开头的不是护照、在留卡或身份证件。`,
    document_number_length: ({ length }) => `证件号码不会是 ${length} 个字符。`,
    document_number_character: ({ position, character }) =>
      `第 ${position} 个字符“${character}”既不是字母也不是数字。`,
    residence_card_length: ({ got, wanted }) => `在留卡号码有 ${wanted} 个字符，现在是 ${got} 个。`,
    residence_card_character: ({ position, character, wanted, likely }) => {
      const told = `第 ${position} 个字符“${character}”应为${wanted === 'letter' ? '字母' : '数字'}。`
      return likely === null ? told : `${told}可能是“${likely}”。`
    },
    gift_code_length: ({ length }) =>
      `礼品卡号码应为 17 位字母和数字，或 25 位数字，现在是 ${length} 位。`,
    gift_code_mistyped: () => '礼品卡号码里有一位不对，请对照卡片逐位检查。',
  },
}
