/** 繁體中文：訂單的每一種狀態，以及收據。 */
import { always } from '../told.ts'
import type { Words } from '../words.ts'

export const zhTWOrders: Pick<Words, 'order' | 'receipt'> = {
  order: {
    title: (number) => `訂單 ${number}`,
    listTitle: '訂單',
    none: '還沒有訂單。',
    state: {
      awaiting_payment: {
        created: { title: '正在準備付款頁面', text: '還沒有扣款。請稍等幾秒，再重新整理本頁。' },
        open: { title: '等待付款', text: '還沒有扣款。請繼續完成付款。' },
        undecided: {
          title: '銀行處理中',
          text: '銀行還沒有結果，目前尚未確認扣款。請不要重複付款；一有結果，本頁和電子郵件會馬上通知您。',
        },
        succeeded: { title: '付款成功，正在開通', text: '款項已收到，幾秒內就會開通。' },
        failed: { title: '付款沒有成功', text: '沒有扣款。可以重新付款，或換一張卡。' },
      },
      delivered: {
        ...always('已開通', '付款成功，流量已入帳。'),
        undecided: { title: '已開通', text: '流量已入帳，付款正在做最後確認。' },
      },
      cancelled: {
        ...always('訂單已取消', '沒有扣款。'),
        undecided: {
          title: '訂單已取消，等待銀行回覆',
          text: '銀行還沒有結果。如果之後扣了款，我們會自動為您開通或全額退還。',
        },
        succeeded: {
          title: '訂單已取消，但收到了款項',
          text: '我們正在為您開通或退款，您不需要做任何事。',
        },
      },
      expired: {
        ...always('超過付款期限', '沒有扣款，訂單已失效。需要的話，請重新選擇方案。'),
        undecided: {
          title: '超過付款期限，等待銀行回覆',
          text: '銀行還沒有結果。如果之後扣了款，我們會自動為您開通或全額退還。',
        },
        succeeded: {
          title: '超過期限後收到了款項',
          text: '我們正在為您開通或退款，您不需要做任何事。',
        },
      },
      refund_due: always('退款處理中', '款項會全額退回付款的卡片，通常需要幾個工作天。'),
      refunded: always('已退款', '款項已全額退回付款的卡片。實際入帳時間由發卡銀行決定。'),
    },
    queued: {
      title: '購買成功，排隊中',
      text: '付款成功。現有流量包結束後自動開始，您不需要操作。',
    },
    firstUse: { title: '購買成功，等待首次使用', text: '付款成功。第一次用到它時開始計算。' },
    lastTry: (reason) => `上一次付款沒有成功：${reason}`,
    failure: {
      declined: '發卡銀行拒絕了這筆付款',
      authentication_failed: '沒有通過銀行的身分驗證（3-D Secure）',
      insufficient_funds: '餘額或額度不足',
      expired_card: '卡片已過期',
      provider_error: '金流服務商發生問題，不是您卡片的原因',
      expired: '付款頁面逾時',
      cancelled: '付款已取消',
    },
    refundWhy: {
      line_ended: '這張卡已經註銷，流量無法開通。',
      too_many_packs: '這張卡排隊中的流量包已達上限。',
      replaced: '您已用另一筆訂單取代它。',
    },
    ended: (reason) => `原因：${reason}`,
    payBy: (end) => `請在 ${end} 前付款`,
    continuePayment: (price) => `繼續支付 ${price}`,
    payAgain: (price) => `重新支付 ${price}`,
    refresh: '查看最新狀態',
    cancel: '取消訂單',
    cancelHint: '還沒有付款，取消不會產生費用。',
    newEnd: '新的使用期限',
    newData: '新增流量',
    placedAt: '下單時間',
    offer: '方案',
    price: '價格',
    means: '付款方式',
    meansOf: (brand, lastDigits) => `${brand} 末四碼 ${lastDigits}`,
    receipt: '查看收據',
    agreement: '查看您同意的內容',
    replacement: '查看取代它的訂單',
    details: '訂單明細',
  },
  receipt: {
    title: '收據',
    qualified: '適格簡易請求書（日本簡易合格發票）',
    number: '編號',
    paidAt: '付款日期',
    item: '項目',
    forLine: '儲值卡號',
    total: '合計（含稅）',
    rateTotal: (percent) => `${percent}% 課稅金額（含稅）`,
    rateTax: (percent) => `其中消費稅（${percent}%）`,
    untaxed: '不課稅金額',
    seller: '開立者',
    invoiceNumber: '登錄號碼',
    notRegistered: '開立者不是合格發票登錄業者。',
    paidWith: '付款方式',
    card: '信用卡或金融卡',
    refunded: (at) => `這筆款項已於 ${at} 退還。`,
    print: '需要紙本收據時，請使用瀏覽器的列印功能。',
  },
}
