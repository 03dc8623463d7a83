/** 繁體中文：訂單的每一種狀態，以及收據。 */
import { FULFILMENT_WORDS } from '../../../fulfilment-words.ts'
import { always } from '../told.ts'
import type { Words } from '../words.ts'

export const zhTWOrders: Pick<Words, 'order' | 'receipt'> = {
  order: {
    title: (number) => `訂單 ${number}`,
    listTitle: '訂單',
    none: '還沒有訂單。',
    state: {
      awaiting_payment: {
        created: {
          title: '付款頁面還沒有開啟',
          text: '還沒有扣款。請再試一次，或換一種付款方式。',
        },
        open: { title: '等待付款', text: '還沒有扣款。請繼續完成付款。' },
        undecided: {
          title: '銀行處理中',
          text: '銀行還沒有結果，目前尚未確認扣款。請不要重複付款；一有結果，本頁和電子郵件會馬上通知您。',
        },
        succeeded: { title: '付款成功，正在開通', text: '款項已收到，幾秒內就會開通。' },
        failed: { title: '付款沒有成功', text: '沒有扣款。可以再試一次，或換一種付款方式。' },
      },
      fulfilling: always(FULFILMENT_WORDS['zh-TW'].title, FULFILMENT_WORDS['zh-TW'].text),
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
      refund_due: always('退款處理中', '款項會退回原付款方式；退回信用卡通常需要幾個工作天。'),
      refunded: always('已退款', '款項已退回原付款方式。信用卡的實際入帳時間由發卡銀行決定。'),
      charged_back: always(
        '付款已被銀行收回',
        '付款方的銀行收回了這筆款項，剩餘流量已停用。有疑問請聯絡客服。',
      ),
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
      authentication_needed: '銀行要求本人確認這筆付款，請在付款頁面完成驗證',
      barred: '發卡方不允許再用這個付款方式，請換一種',
      provider_error: '金流服務商發生問題，不是您卡片的原因',
      expired: '付款頁面逾時',
      cancelled: '付款已取消',
    },
    refundWhy: {
      line_ended: '這張卡已經註銷，流量無法開通。',
      too_many_packs: '這張卡排隊中的流量包已達上限。',
      replaced: '您已用另一筆訂單取代它。',
      too_late: '款項入帳時訂單已經結束，點數和禮品卡也已退回。',
      asked: '依您的申請退款。',
      goodwill: '客服為您辦理了退款。',
      ...FULFILMENT_WORDS['zh-TW'].refundWhy,
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
    papers: '可保存的單據',
    download: (name) => `${name}（PDF）`,
    invoiceTitle: '開立有抬頭的帳單兼收據',
    invoiceText: '報帳或記帳需要抬頭時可以開立。開立後不能更改抬頭。',
    recipient: '抬頭',
    recipientHint: '請按正式寫法填寫，髙、﨑等字也可以',
    invoiceButton: '以此抬頭開立',
  },
}
