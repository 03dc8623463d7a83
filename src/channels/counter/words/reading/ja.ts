/** Japanese: what is wrong with something that was typed or scanned. */
import type { ReadingWords } from './words.ts'

const field: ReadingWords['field'] = {
  document_number: '書類番号',
  birth_date: '生年月日',
  expiry_date: '有効期限',
  personal_number: '個人番号',
  composite: '行全体',
  document_code: '書類の種類',
  issuing_state: '発行国',
  name: '氏名',
  nationality: '国籍',
  sex: '性別',
  optional_data: '任意記載欄',
}

export const ja: ReadingWords = {
  meant: {
    iccid: 'SIMの番号（ICCID）',
    mrz: '書類の機械読取欄',
    residence_card: '在留カードの番号',
    gift_code: 'ギフトカードの番号',
    phone: '電話番号',
    email: 'メールアドレス',
  },
  field,
  refusals: {
    not_digits: ({ position, found }) =>
      `${position}文字目の「${found}」は数字ではありません。ご確認ください。`,
    wrong_length: ({ digits, expected }) =>
      digits === 0
        ? `${expected.join('桁または')}桁の数字を入力してください。`
        : `${expected.join('桁または')}桁のはずですが、今は${digits}桁です。`,
    not_a_sim_number: ({ startsWith }) =>
      `SIMの番号は89で始まりますが、入力は${startsWith}で始まっています。カードのICCIDと書かれた行をご覧ください。`,
    check_digit: ({ swappedAt, found, expected }) =>
      swappedAt === null
        ? `どこか1桁が違います。ほかの数字からすると最後の桁は${expected}のはずですが、${found}になっています。カードと1桁ずつ見比べてください。`
        : `${swappedAt}桁目と${swappedAt + 1}桁目が逆かもしれません。カードと見比べてください。`,
    not_mobile_prefix: ({ prefix }) =>
      `${prefix}で始まる番号は、日本の携帯電話番号ではありません。070・080・090・060・020のいずれかで始まります。`,
    foreign_number: ({ countryCode }) =>
      `+${countryCode}の番号です。ここでは日本（+81）の番号が必要です。`,
    not_an_email: () =>
      'メールアドレスの形ではありません。name@example.com のように入力してください。',
    mrz_length: ({ line, got, wanted }) =>
      `${line}行目は${wanted}文字のはずですが、${got}文字です。読み取り直してください。`,
    mrz_character: ({ field: name, line, position, character, likely }) => {
      const told = `${line}行目の${position}文字目（${field[name]}）に「${character}」は入りません。`
      return likely === null ? told : `${told}「${likely}」かもしれません。`
    },
    mrz_check_digit: ({ field: name, line, from, to, position, found, likely }) =>
      likely === null
        ? `${line}行目：${field[name]}が${position}文字目の検査数字「${found}」と合いません。${from}文字目から${to}文字目のどれかが違います。`
        : `${line}行目の${position}文字目（${field[name]}）「${found}」は「${likely}」かもしれません。`,
    mrz_date: ({ line, position, found }) =>
      `${line}行目の${position}文字目から：「${found}」は有効期限の日付ではありません。`,
    mrz_unknown_format: ({ begins }) =>
      begins === ''
        ? '読み取れませんでした。書類の下にある2～3行をもう一度読み取ってください。'
        : `「${begins}」で始まる書類は、旅券・在留カード・身分証ではありません。`,
    document_number_length: ({ length }) => `${length}文字の書類番号はありません。`,
    document_number_character: ({ position, character }) =>
      `${position}文字目の「${character}」は英字でも数字でもありません。`,
    residence_card_length: ({ got, wanted }) =>
      `在留カードの番号は${wanted}文字ですが、${got}文字です。`,
    residence_card_character: ({ position, character, wanted, likely }) => {
      const told = `${position}文字目の「${character}」は${wanted === 'letter' ? '英字' : '数字'}のはずです。`
      return likely === null ? told : `${told}「${likely}」かもしれません。`
    },
    gift_code_length: ({ length }) =>
      `ギフトカードの番号は英数字17桁または数字25桁ですが、今は${length}桁です。`,
    gift_code_mistyped: () =>
      'ギフトカードの番号に違う文字があります。カードと1文字ずつ照らし合わせてください。',
  },
}
