/** Simplified Chinese: looking after a line. */
import { format } from '../../../format.ts'
import type { CareWords } from './words.ts'

const { longMoment } = format('zh-CN')

const reasons: CareWords['suspension']['reasons'] = {
  lost_card: '卡片遗失',
  misuse: '滥用',
  request: '持有人要求',
}

export const zhCN: CareWords = {
  toCustomer: '返回客户页面',
  saved: '已保存。',
  identity: {
    title: '核对证件',
    document: '护照、在留卡或身份证件',
    documentHint: '请扫描、粘贴或输入证件的两三行机读码，或输入在留卡号码。',
    expires: '有效期限（在留卡）',
    expiresHint: '按卡面所写，例如 2028-05-01。',
    read: '读取',
    compare: '请与本人比对，并检查有无涂改',
    kind: '证件',
    name: '姓名',
    state: '签发国',
    number: '号码末位',
    lastDay: '有效期限',
    noEnd: '长期有效',
    expired: '此证件已过期。',
    isHolder: '是本人',
    isNot: '不是本人，或有涂改',
    another: '读取另一份证件',
    keeps: '只保留证件种类、号码末位、号码的加密摘要、结果、您的名字和时间，其他一概不留。',
    recorded: {
      accepted: '证件已核对。',
      expired: '已记录：证件过期，不算核对通过。',
      refused: '已记录：证件未通过。',
    },
    numberAlone: '只有号码无法校验。请读取证件的机读码。',
    notADocument: '这不是证件。请重新读取。',
    tooOld: '读取的时间太久了。请再读取一次证件。',
  },
  person: {
    title: '个人资料',
    name: '姓名',
    language: '页面和信件的语言',
    country: '国家或地区',
    countryHint: '两个字母，例如 VN；可以不填。',
    save: '保存',
    notHeld: '这条线路没有持有人，所以没有个人资料。',
  },
  contact: {
    title: '更换邮箱',
    now: '现在的邮箱',
    fresh: '新邮箱',
    told: (hours) =>
      `会马上通知旧邮箱，对方可以停止。变更在 ${hours} 小时后生效，届时所有设备都要重新登录。`,
    ask: '申请更换',
    asked: (due) => `已申请，将于 ${due} 生效。`,
    otherDocument: '今天核对的证件与以前的不同。请确认是同一个人。',
  },
  sim: {
    title: '更换 SIM 卡',
    now: '现在的卡',
    iccid: '新卡号码（ICCID）',
    code: '新卡的激活码',
    codeHint: '卡上印的十位数字。',
    told: (hours) =>
      `会马上通知持有人，对方可以停止。线路在 ${hours} 小时后换到新卡，流量包和号码不变。`,
    ask: '申请换卡',
    asked: (due) => `已申请，将于 ${due} 生效。`,
  },
  waiting: {
    title: '等待生效的变更',
    contact: (email, due) => `新邮箱 ${email}，${due} 生效`,
    sim: (cardEnds, due) => `新卡末四位 ${cardEnds}，${due} 生效`,
    by: (first, second, at) => `${at} 由 ${first} 和 ${second} 申请`,
    stop: '停止这项变更',
    stopped: '变更已停止。',
  },
  suspension: {
    reasons,
    reason: '原因',
    title: '停用线路',
    stop: '停用线路',
    goOn: '恢复线路',
    stopped: (reason, since) => `自 ${since} 停用：${reason}`,
    running: '线路没有停用。',
  },
  cases: {
    title: '个案与备注',
    allTitle: '未结个案',
    none: '没有个案。',
    open: '新建个案',
    subject: '内容',
    note: '备注',
    noteHint: '加密保存，只有员工能看。',
    add: '添加备注',
    close: '结案',
    openedBy: (name, at) => `${name} 于 ${at} 新建`,
    closedBy: (name, at) => `${name} 于 ${at} 结案`,
    noteBy: (name, at) => `${name}，${at}`,
    noteNeeded: '请写点内容。',
    noteTooLong: (max) => `请不要超过 ${max} 个字。`,
    toLine: '查看线路',
  },
  refusals: {
    line_unknown: () => '没有这条线路，或持有人已变。请重新查找。',
    line_not_held: () => '这条线路没有持有人，或已换成别人。',
    identity_check_today_needed: () => '请先在今天核对本人的证件。',
    earlier_identity_check_needed: () =>
      '今天是这条线路第一次核对证件。从明天起再核对一次，就能申请更换邮箱。',
    change_waits_already: ({ dueAt }) =>
      `同类变更正在等待，将于 ${longMoment(dueAt)} 生效。请先停止它。`,
    same_email: () => '已经是这个邮箱了。',
    email_taken: () => '另一个账户正在用这个邮箱登录。',
    card_unknown: () => '这个网络的库存里没有这张卡。',
    card_not_in_stock: () => '这张卡正在使用，或已经用过。请换一张。',
    card_not_proved: () => '激活码与这张卡不符，或错得太多次。请与卡片核对。',
    change_not_waiting: () => '这项变更已经结束：已生效、已停止或已作废。',
    line_suspended_already: ({ since, reason }) =>
      `线路自 ${longMoment(since)} 已停用：${reasons[reason]}。`,
    line_not_suspended: () => '线路没有停用。',
    too_many_open_cases: ({ max }) => `已有 ${max} 个未结个案。请先结掉一个。`,
    case_not_open: () => '这个个案已经结案。',
    too_many_notes: ({ max }) => `一个个案最多 ${max} 条备注。请新建一个。`,
    name_missing: () => '请输入姓名。',
    name_too_long: ({ max }) => `姓名最多 ${max} 个字。`,
    expiry_date_shape: () => '请输入年月日，例如 2028-05-01。',
    expiry_date_unknown_day: ({ year, month, day }) =>
      `没有 ${year} 年 ${month} 月 ${day} 日这一天。请检查。`,
  },
}
