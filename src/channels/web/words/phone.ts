/** Sentences of the page about the contact number and the PIN for the telephone, in five languages. */
import type { Language } from '../../../domain/basics/language.ts'

export interface PhonePageWords {
  readonly title: string
  readonly lead: string
  readonly number: {
    readonly title: string
    readonly lead: string
    readonly now: string
    readonly since: (date: string) => string
    /** Its code is shown below, or in another browser. */
    readonly waits: (ends: string) => string
    readonly steps: {
      readonly call: (until: string) => string
      readonly choose: string
      readonly key: string
    }
    readonly codeElsewhere: string
    readonly field: string
    readonly fieldHint: string
    readonly claim: string
    readonly forget: string
  }
  readonly pin: {
    readonly title: string
    readonly lead: string
    readonly keep: string
    readonly none: string
    readonly since: (date: string) => string
    readonly locked: (moment: string) => string
    readonly field: string
    readonly fieldHint: (min: number, max: number) => string
    readonly again: string
    readonly set: string
    readonly replace: string
    readonly remove: string
  }
  readonly told: Readonly<Record<'pin_set' | 'pin_removed' | 'number_forgotten', string>>
}

const WORDS: Readonly<Record<Language, PhonePageWords>> = {
  'zh-CN': {
    title: '电话热线',
    lead: '拨打热线也可以查余量、续费。数据卡不能打电话，请用另一部电话拨打。',
    number: {
      title: '联系电话',
      lead: '从这个号码打来，热线就知道是您，不必再按卡号。',
      now: '已确认的号码',
      since: (date) => `${date}确认`,
      waits: (ends) => `末四位为 ${ends} 的号码等待确认`,
      steps: {
        call: (until) => `在 ${until} 之前，用这个号码拨打热线，不要隐藏来电号码：`,
        choose: '选好语言后，选“确认电话号码”。',
        key: '听到提示后，按这六位数字：',
      },
      codeElsewhere: '验证码只在申请它的浏览器里显示。看不到时，在下面重新申请一个。',
      field: '您的电话号码',
      fieldHint: '日本号码照平时拨打的写；其他国家和地区的号码以 + 和区号开头。',
      claim: '获取验证码',
      forget: '删除号码',
    },
    pin: {
      title: '电话密码',
      lead: '在电话里用积分或已保存的方式付款时，要按这个密码。',
      keep: '只在听到提示后用按键输入，不要说给任何人听，包括我们的工作人员。',
      none: '还没有设置。',
      since: (date) => `${date}设置`,
      locked: (moment) => `${moment} 起锁定：连续按错三次。设置一个新密码后就能再用。`,
      field: '新密码',
      fieldHint: (min, max) => `${min} 到 ${max} 位数字，不要用生日或连续的数字。`,
      again: '再输入一次',
      set: '设置密码',
      replace: '更换密码',
      remove: '删除密码',
    },
    told: {
      pin_set: '电话密码已设置。',
      pin_removed: '电话密码已删除。',
      number_forgotten: '电话号码已删除。',
    },
  },
  'zh-TW': {
    title: '電話專線',
    lead: '撥打專線也可以查餘量、續約。資料卡不能打電話，請用另一支電話撥打。',
    number: {
      title: '聯絡電話',
      lead: '從這個號碼打來，專線就知道是您，不必再按卡號。',
      now: '已確認的號碼',
      since: (date) => `${date}確認`,
      waits: (ends) => `末四碼為 ${ends} 的號碼等待確認`,
      steps: {
        call: (until) => `在 ${until} 之前，用這個號碼撥打專線，不要隱藏來電號碼：`,
        choose: '選好語言後，選「確認電話號碼」。',
        key: '聽到提示後，按這六位數字：',
      },
      codeElsewhere: '驗證碼只在申請它的瀏覽器裡顯示。看不到時，在下面重新申請一個。',
      field: '您的電話號碼',
      fieldHint: '日本號碼照平時撥打的寫；其他國家和地區的號碼以 + 和國碼開頭。',
      claim: '取得驗證碼',
      forget: '刪除號碼',
    },
    pin: {
      title: '電話密碼',
      lead: '在電話中用點數或已儲存的方式付款時，要按這個密碼。',
      keep: '只在聽到提示後用按鍵輸入，不要說給任何人聽，包括我們的人員。',
      none: '還沒有設定。',
      since: (date) => `${date}設定`,
      locked: (moment) => `${moment} 起鎖定：連續按錯三次。設定一個新密碼後就能再用。`,
      field: '新密碼',
      fieldHint: (min, max) => `${min} 到 ${max} 位數字，不要用生日或連續的數字。`,
      again: '再輸入一次',
      set: '設定密碼',
      replace: '更換密碼',
      remove: '刪除密碼',
    },
    told: {
      pin_set: '電話密碼已設定。',
      pin_removed: '電話密碼已刪除。',
      number_forgotten: '電話號碼已刪除。',
    },
  },
  en: {
    title: 'Telephone',
    lead: 'Our hotline tells what is left and renews, too. A data SIM cannot call, so use another phone.',
    number: {
      title: 'Contact number',
      lead: 'When you call from it, the hotline knows you and no SIM number need be keyed.',
      now: 'Confirmed number',
      since: (date) => `confirmed on ${date}`,
      waits: (ends) => `The number ending in ${ends} waits to be confirmed`,
      steps: {
        call: (until) => `Before ${until}, call the hotline from that number, without hiding it:`,
        choose: 'Choose your language, then “confirm your number”.',
        key: 'When asked, key these six digits:',
      },
      codeElsewhere:
        'The code shows only in the browser that asked for it. If it is not at hand, get another below.',
      field: 'Your telephone number',
      fieldHint: 'A Japanese number as you dial it; any other with + and its country code.',
      claim: 'Get a code',
      forget: 'Remove the number',
    },
    pin: {
      title: 'Phone PIN',
      lead: 'Needed on the telephone to pay with points or a saved way to pay.',
      keep: 'Key it only when the recording asks. Never say it to anybody, not even to our staff.',
      none: 'Not set yet.',
      since: (date) => `set on ${date}`,
      locked: (moment) => `Locked since ${moment} after three wrong tries. Set a new PIN to go on.`,
      field: 'New PIN',
      fieldHint: (min, max) => `${min} to ${max} digits; no birthday, no digits in a row.`,
      again: 'The same once more',
      set: 'Set the PIN',
      replace: 'Replace the PIN',
      remove: 'Remove the PIN',
    },
    told: {
      pin_set: 'The phone PIN is set.',
      pin_removed: 'The phone PIN was removed.',
      number_forgotten: 'The telephone number was removed.',
    },
  },
  ja: {
    title: 'お電話',
    lead: 'お電話でも残量の確認や更新ができます。データ専用SIMでは通話できないため、別の電話からおかけください。',
    number: {
      title: '連絡先の電話番号',
      lead: 'この番号からおかけになると、ご本人と分かり、カード番号の入力がいりません。',
      now: '確認済みの番号',
      since: (date) => `${date}に確認`,
      waits: (ends) => `末尾 ${ends} の番号は確認待ちです`,
      steps: {
        call: (until) => `${until}までに、番号を通知してその電話からおかけください。`,
        choose: '言語を選び、「電話番号の確認」を選びます。',
        key: '案内のあと、次の6桁を押してください。',
      },
      codeElsewhere:
        '確認コードは、取得したブラウザにだけ表示されます。見られないときは、下で取り直してください。',
      field: '電話番号',
      fieldHint: '日本の番号はふだんのとおりに、海外の番号は + と国番号から入力してください。',
      claim: '確認コードを取得',
      forget: '番号を削除',
    },
    pin: {
      title: '電話用暗証番号',
      lead: 'お電話でポイントや登録済みのお支払い方法を使うときに必要です。',
      keep: '案内に従ってボタンで入力するだけです。スタッフを含め、だれにも口頭で伝えないでください。',
      none: 'まだ設定されていません。',
      since: (date) => `${date}に設定`,
      locked: (moment) =>
        `${moment}から、3回の入力間違いのためロックされています。新しい暗証番号を設定すると使えます。`,
      field: '新しい暗証番号',
      fieldHint: (min, max) => `数字${min}〜${max}桁。誕生日や連番は避けてください。`,
      again: 'もう一度入力',
      set: '暗証番号を設定',
      replace: '暗証番号を変更',
      remove: '暗証番号を削除',
    },
    told: {
      pin_set: '電話用暗証番号を設定しました。',
      pin_removed: '電話用暗証番号を削除しました。',
      number_forgotten: '電話番号を削除しました。',
    },
  },
  ko: {
    title: '전화',
    lead: '전화로도 잔여량 확인과 충전을 할 수 있습니다. 데이터 전용 유심은 통화할 수 없으니 다른 전화로 걸어 주세요.',
    number: {
      title: '연락처 전화번호',
      lead: '이 번호로 전화하면 본인으로 확인되어 카드 번호를 누르지 않아도 됩니다.',
      now: '확인된 번호',
      since: (date) => `${date} 확인`,
      waits: (ends) => `끝자리 ${ends} 번호가 확인을 기다립니다`,
      steps: {
        call: (until) => `${until}까지 발신 번호를 숨기지 말고 그 번호로 전화해 주세요.`,
        choose: '언어를 고른 뒤 ‘전화번호 확인’을 선택합니다.',
        key: '안내가 나오면 이 여섯 자리를 누르세요.',
      },
      codeElsewhere:
        '확인 코드는 받은 브라우저에만 표시됩니다. 보이지 않으면 아래에서 다시 받아 주세요.',
      field: '전화번호',
      fieldHint: '일본 번호는 평소 거는 대로, 다른 나라 번호는 +와 국가 번호부터 입력해 주세요.',
      claim: '확인 코드 받기',
      forget: '번호 삭제',
    },
    pin: {
      title: '전화 비밀번호',
      lead: '전화로 포인트나 저장된 결제 수단을 쓸 때 필요합니다.',
      keep: '안내가 나올 때 버튼으로만 누르세요. 직원을 포함해 누구에게도 말하지 마세요.',
      none: '아직 설정되지 않았습니다.',
      since: (date) => `${date} 설정`,
      locked: (moment) =>
        `${moment}부터 세 번 잘못 눌러 잠겨 있습니다. 새 비밀번호를 설정하면 다시 쓸 수 있습니다.`,
      field: '새 비밀번호',
      fieldHint: (min, max) => `숫자 ${min}~${max}자리. 생일이나 연속된 숫자는 피해 주세요.`,
      again: '한 번 더 입력',
      set: '비밀번호 설정',
      replace: '비밀번호 변경',
      remove: '비밀번호 삭제',
    },
    told: {
      pin_set: '전화 비밀번호를 설정했습니다.',
      pin_removed: '전화 비밀번호를 삭제했습니다.',
      number_forgotten: '전화번호를 삭제했습니다.',
    },
  },
}

export function phonePageWords(language: Language): PhonePageWords {
  return WORDS[language]
}
