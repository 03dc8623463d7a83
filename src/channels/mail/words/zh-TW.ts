/** 繁體中文的信件。 */
import { FULFILMENT_WORDS } from '../../fulfilment-words.ts'
import type { MailWords } from './words.ts'

export const zhTW: MailWords = {
  colon: '：',
  frame: {
    from: (name) => `寄件方：${name}`,
    never:
      '我們絕不會透過電子郵件、電話、簡訊或聊天軟體索取密碼、驗證碼、信用卡號或禮物卡號碼，也絕不會請您匯款到個人帳戶。',
    contact: (phone, hours, email) => `電話 ${phone}（${hours}）　電子郵件 ${email}`,
    japanTime: '日本時間',
  },
  code: {
    signInSubject: '登入驗證碼',
    signIn: '您正在登入。請在登入頁面輸入這組驗證碼：',
    registerSubject: '註冊驗證碼',
    register: '這個信箱還沒有帳號。輸入這組驗證碼就能註冊：',
    changeEmailSubject: '更換信箱的驗證碼',
    changeEmail: '您正在更換登入信箱。請在帳號頁面輸入這組驗證碼：',
    until: (clock) => `日本時間 ${clock} 前有效，只能使用一次。`,
    keep: '請不要把驗證碼告訴任何人，包括自稱客服的人。這封信裡沒有登入連結：請自行開啟我們的網站，只在那裡輸入驗證碼。',
    notYou: '如果不是您本人操作，請忽略這封信。沒有驗證碼，任何人都無法登入。',
    notYouChange: '如果不是您本人操作，請不要使用這組驗證碼，並立即與我們聯絡。',
  },
  emailChanged: {
    subject: '登入信箱已更換',
    text: (moment, newEmail) =>
      `您的登入信箱已於 ${moment} 換成 ${newEmail}。之後的驗證碼和通知都會寄到新信箱。`,
    notYou: '如果不是您本人操作，請立即與我們聯絡。',
  },
  signedIn: {
    subject: '您的帳號有新的登入',
    text: (moment, device) => `${moment}，有一台裝置登入了您的帳號：${device}。`,
    notYou:
      '如果是您本人，不需要做任何事。如果不是，請自行開啟我們的網站，在「已登入的裝置」將它登出，並與我們聯絡。',
  },
  order: {
    delivered: {
      subject: (offer) => `續購成功：${offer}`,
      now: '付款成功，流量已入帳，現在就能使用。',
      queued: '付款成功，流量包已登記，目前的流量包結束後會自動開始。',
      firstUse: '付款成功，流量包已登記，第一次用到它時開始。',
    },
    refundDue: {
      subject: (number) => `退款處理中：訂單 ${number}`,
      text: '我們正在把款項退回原付款方式；退回信用卡通常需要幾個工作天，您不需要做任何事。',
    },
    refunded: {
      subject: (number) => `已退款：訂單 ${number}`,
      text: '款項已退回原付款方式。信用卡的實際入帳時間由發卡銀行決定。',
    },
    chargedBack: {
      subject: (number) => `付款已被銀行收回：訂單 ${number}`,
      text: '付款方的銀行收回了這筆款項，所以剩餘流量已停用。如果這不是您的意思，請先向銀行確認，再聯絡我們。',
    },
    why: {
      line_ended: '這張卡已經註銷，流量無法開通。',
      too_many_packs: '這張卡排隊中的流量包已達上限。',
      replaced: '您已用另一筆訂單取代它。',
      too_late: '款項入帳時訂單已經結束，點數和禮品卡也已退回。',
      asked: '依您的申請退款。',
      goodwill: '客服為您辦理了退款。',
      ...FULFILMENT_WORDS['zh-TW'].refundWhy,
    },
    newEnd: '新的使用期限',
    noEnd: '沒有期限，用完為止',
    endAtFirstUse: '從第一次用到它時起算',
    data: '新增流量',
    total: (volume) => `共 ${volume}`,
    daily: (volume, hour) =>
      hour === 0 ? `每天 ${volume}，凌晨零點恢復` : `每天 ${volume}，${hour}:00 恢復`,
    unlimited: '流量吃到飽',
    starts: '開始',
    offer: '方案',
    price: '價格',
    taxed: (price, percent, tax) => `${price}（已含 ${percent}% 消費稅 ${tax}）`,
    untaxed: (price) => `${price}（不課消費稅）`,
    amount: '退款金額',
    line: '儲值卡號',
    number: '訂單編號',
    placedAt: '下單時間',
    receipt: '收據',
    page: '訂單頁面',
    linkAdvice: '也可以不點連結，自行開啟我們的網站，在「訂單」裡查看。',
  },
}
