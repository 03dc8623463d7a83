/** Traditional Chinese: looking after a line. */
import { format } from '../../../format.ts'
import type { CareWords } from './words.ts'

const { longMoment } = format('zh-TW')

const reasons: CareWords['suspension']['reasons'] = {
  lost_card: '卡片遺失',
  misuse: '濫用',
  request: '持有人要求',
}

export const zhTW: CareWords = {
  toCustomer: '返回客戶頁面',
  saved: '已儲存。',
  identity: {
    title: '核對證件',
    document: '護照、在留卡或身分證件',
    documentHint: '請掃描、貼上或輸入證件的兩三行機讀碼，或輸入在留卡號碼。',
    expires: '有效期限（在留卡）',
    expiresHint: '依卡面所寫，例如 2028-05-01。',
    read: '讀取',
    compare: '請與本人比對，並檢查有無塗改',
    kind: '證件',
    name: '姓名',
    state: '核發國',
    number: '號碼末位',
    lastDay: '有效期限',
    noEnd: '長期有效',
    expired: '此證件已過期。',
    isHolder: '是本人',
    isNot: '不是本人，或有塗改',
    another: '讀取另一份證件',
    keeps: '只保留證件種類、號碼末位、號碼的加密摘要、結果、您的名字和時間，其他一概不留。',
    recorded: {
      accepted: '證件已核對。',
      expired: '已記錄：證件過期，不算核對通過。',
      refused: '已記錄：證件未通過。',
    },
    numberAlone: '只有號碼無法檢核。請讀取證件的機讀碼。',
    notADocument: '這不是證件。請重新讀取。',
    tooOld: '讀取的時間太久了。請再讀取一次證件。',
  },
  person: {
    title: '個人資料',
    name: '姓名',
    language: '頁面和信件的語言',
    country: '國家或地區',
    countryHint: '兩個字母，例如 VN；可以不填。',
    save: '儲存',
    notHeld: '這個門號沒有持有人，所以沒有個人資料。',
  },
  contact: {
    title: '更換信箱',
    now: '目前的信箱',
    fresh: '新信箱',
    told: (hours) =>
      `會立即通知舊信箱，對方可以停止。變更在 ${hours} 小時後生效，屆時所有裝置都要重新登入。`,
    ask: '申請更換',
    asked: (due) => `已申請，將於 ${due} 生效。`,
    otherDocument: '今天核對的證件與以前的不同。請確認是同一個人。',
  },
  sim: {
    title: '更換 SIM 卡',
    now: '目前的卡',
    iccid: '新卡號碼（ICCID）',
    code: '新卡的啟用碼',
    codeHint: '卡上印的十位數字。',
    told: (hours) =>
      `會立即通知持有人，對方可以停止。門號在 ${hours} 小時後換到新卡，方案和號碼不變。`,
    ask: '申請換卡',
    asked: (due) => `已申請，將於 ${due} 生效。`,
  },
  waiting: {
    title: '等待生效的變更',
    contact: (email, due) => `新信箱 ${email}，${due} 生效`,
    sim: (cardEnds, due) => `新卡末四碼 ${cardEnds}，${due} 生效`,
    by: (first, second, at) => `${at} 由 ${first} 和 ${second} 申請`,
    stop: '停止這項變更',
    stopped: '變更已停止。',
  },
  suspension: {
    reasons,
    reason: '原因',
    title: '停用門號',
    stop: '停用門號',
    goOn: '恢復門號',
    stopped: (reason, since) => `自 ${since} 停用：${reason}`,
    running: '門號沒有停用。',
  },
  cases: {
    title: '個案與備註',
    allTitle: '未結個案',
    none: '沒有個案。',
    open: '新增個案',
    subject: '內容',
    note: '備註',
    noteHint: '加密保存，只有員工能看。',
    add: '新增備註',
    close: '結案',
    openedBy: (name, at) => `${name} 於 ${at} 新增`,
    closedBy: (name, at) => `${name} 於 ${at} 結案`,
    noteBy: (name, at) => `${name}，${at}`,
    noteNeeded: '請寫點內容。',
    noteTooLong: (max) => `請不要超過 ${max} 個字。`,
    toLine: '查看門號',
  },
  refusals: {
    line_unknown: () => '沒有這個門號，或持有人已變。請重新查找。',
    line_not_held: () => '這個門號沒有持有人，或已換成別人。',
    identity_check_today_needed: () => '請先在今天核對本人的證件。',
    earlier_identity_check_needed: () =>
      '今天是這個門號第一次核對證件。從明天起再核對一次，就能申請更換信箱。',
    change_waits_already: ({ dueAt }) =>
      `同類變更正在等待，將於 ${longMoment(dueAt)} 生效。請先停止它。`,
    same_email: () => '已經是這個信箱了。',
    email_taken: () => '另一個帳號正在用這個信箱登入。',
    card_unknown: () => '這個網路的庫存裡沒有這張卡。',
    card_not_in_stock: () => '這張卡正在使用，或已經用過。請換一張。',
    card_not_proved: () => '啟用碼與這張卡不符，或錯得太多次。請與卡片核對。',
    change_not_waiting: () => '這項變更已經結束：已生效、已停止或已作廢。',
    line_suspended_already: ({ since, reason }) =>
      `門號自 ${longMoment(since)} 已停用：${reasons[reason]}。`,
    line_not_suspended: () => '門號沒有停用。',
    too_many_open_cases: ({ max }) => `已有 ${max} 個未結個案。請先結掉一個。`,
    case_not_open: () => '這個個案已經結案。',
    too_many_notes: ({ max }) => `一個個案最多 ${max} 則備註。請新增一個。`,
    name_missing: () => '請輸入姓名。',
    name_too_long: ({ max }) => `姓名最多 ${max} 個字。`,
    expiry_date_shape: () => '請輸入年月日，例如 2028-05-01。',
    expiry_date_unknown_day: ({ year, month, day }) =>
      `沒有 ${year} 年 ${month} 月 ${day} 日這一天。請檢查。`,
  },
}
