/** 繁體中文的提醒。 */
import type { StopWhy } from '../../../../domain/renewal/mandate.ts'
import type { AfterDataSaid, NoticeWords } from './words.ts'

const STOPPED: Readonly<Record<StopWhy, string>> = {
  by_owner: '您已關閉自動續購。',
  replaced: '您設定了新的自動續購，原本的已停止。',
  retries_exhausted: '多次扣款都沒有成功，自動續購已停止。',
  means_barred: '發卡銀行不允許再次扣款，自動續購已停止。',
  means_gone: '儲存的付款方式已無法使用，自動續購已停止。',
  price_raised: '方案價格高於您當初同意的價格，沒有扣款，自動續購已停止。',
  offer_gone: '這個方案已停售，自動續購已停止。',
  identity_needed: '購買這個方案現在需要核對身分，自動續購已停止。',
  not_confirmed: '銀行要求您本人確認，但沒有收到確認，自動續購已停止。',
  line_ended: '這張卡已經註銷，自動續購已停止。',
  holder_changed: '這張卡已更換持有人，自動續購已停止。',
}

function after(told: AfterDataSaid): string {
  switch (told.kind) {
    case 'left':
      return `其他流量包還剩 ${told.volume}，可以繼續使用。`
    case 'unlimited':
      return '您還有吃到飽的流量包，可以繼續使用。'
    case 'throttled':
      return `網速已降到 ${told.speed}，續購頁面仍可開啟。`
    case 'stopped':
      return '目前只能開啟續購頁面，購買後立即恢復上網。'
  }
}

export const zhTW: NoticeWords = {
  dataUsed: ({ percent, offer, left }) => {
    const rest = left === null ? '您還有吃到飽的流量包。' : `流量總共還剩 ${left}。`
    return {
      subject: `流量已用 ${percent}%：${offer}`,
      text: `「${offer}」的流量已用 ${percent}%。${rest}`,
      sms: `流量已用${percent}%。${rest}`,
    }
  },
  dataGone: ({ offer, after: told }) => ({
    subject: `流量已用完：${offer}`,
    text: `「${offer}」的流量已用完。${after(told)}`,
    sms: `流量包已用完。${after(told)}`,
  }),
  end: ({ end, renewsItself }) => ({
    subject: `使用期限將至：${end}`,
    text: `使用期限到 ${end}。${renewsItself ? '到期前會自動續購，您不需要做任何事。' : '在此之前續購，上網不會中斷。'}`,
    sms: `使用期限到${end}。${renewsItself ? '將自動續購。' : '請及時續購。'}`,
  }),
  numberLoss: ({ end }) => ({
    subject: `門號將無法保留：${end}`,
    text: `使用期限已過。${end} 之後，這張卡將被註銷，門號無法找回。在此之前續購，就能保留。`,
    sms: `${end}後這張卡將註銷，門號無法找回。續購即可保留。`,
  }),
  renewal: {
    upcoming: ({ offer, price, at }) => ({
      subject: `即將自動續購：${offer}`,
      text: `${at === null ? '符合您設定的條件時' : `${at} 起`}，我們會依您的設定自動購買「${offer}」，扣款 ${price}。開始扣款之前，隨時可以在自動續購頁面關閉。`,
      sms: `${at ?? '即將'}自動續購，扣款${price}。可在網站關閉。`,
    }),
    done: ({ offer, price }) => ({
      subject: `自動續購成功：${offer}`,
      text: `已自動購買「${offer}」，扣款 ${price}。`,
      sms: `自動續購成功，已扣款${price}。`,
    }),
    failed: ({ offer, price, again }) => ({
      subject: `自動續購扣款失敗：${offer}`,
      text: `「${offer}」的 ${price} 沒有扣款成功。${again === null ? '我們會再試一次。' : `我們會在 ${again} 再試一次。`}您也可以現在自己續購，改用其他付款方式。`,
      sms: `自動續購扣款失敗。${again === null ? '將再試一次。' : `${again}再試。`}也可自行續購。`,
    }),
    needsYou: ({ offer, price, until }) => ({
      subject: `自動續購需要您確認：${offer}`,
      text: `「${offer}」的 ${price} 還沒有扣款：銀行要求您本人確認。請${until === null ? '' : `在 ${until} 之前`}開啟下面的連結付款。`,
      sms: `自動續購需要您本人確認付款${price}。請看電子郵件或開啟網站。`,
    }),
    stopped: ({ offer, why }) => ({
      subject: `自動續購已停止：${offer}`,
      text: `${STOPPED[why]}這張卡仍可隨時自己續購。`,
      sms: STOPPED[why],
    }),
    cap: ({ offer, price, cap }) => ({
      subject: `自動續購已達每月上限：${offer}`,
      text: `再購買「${offer}」（${price}）會超過您設定的每月上限 ${cap}，所以沒有扣款。您可以提高上限，或自己續購。`,
      sms: `已達自動續購每月上限${cap}，沒有扣款。請自行續購。`,
    }),
  },
  points: ({ points, end }) => ({
    subject: `${points} 點數即將到期`,
    text: `${points} 點數的期限到 ${end}。續購時可以用點數折抵。`,
    sms: `${points}點數期限到${end}，續購時可折抵。`,
  }),
  means: ({ means, end }) => ({
    subject: '自動續購的付款卡即將到期',
    text: `儲存的付款卡 ${means} 有效期限到 ${end}。請換一張卡，否則下次自動續購會失敗。`,
    sms: `付款卡${means}有效期限到${end}，請更換，以免自動續購失敗。`,
  }),
  disputes: {
    raised: ({ due }) => ({
      subject: '已收到您的異議',
      text: `我們正在查核，最遲於${due}回覆。下面的頁面列出目前已知的情況，您不需要再做什麼。`,
      sms: `已收到您的異議，最遲${due}回覆。`,
    }),
    taken: ({ due }) => ({
      subject: '您的異議已有專人處理',
      text: `我們的工作人員已開始處理，最遲於${due}回覆。`,
      sms: `您的異議已有專人處理，最遲${due}回覆。`,
    }),
    overdue: {
      subject: '對您異議的回覆已經逾期',
      text: '我們承諾的回覆時間已過，卻還沒有回覆，非常抱歉。它已排在工作人員待辦的最前面，您提出的內容沒有遺失。',
      sms: '對您異議的回覆已逾期，非常抱歉，仍在處理中。',
    },
    explained: {
      subject: '您的異議已有回覆',
      text: '我們查核後認為沒有錯誤，理由寫在下面的頁面上。如果還有沒說清楚的地方，您可以再次提出。',
      sms: '您的異議已有回覆，請到我們的網站查看。',
    },
    refunded: {
      subject: '您的異議已有回覆：將退款',
      text: '款項會依原來的付款方式退還給您。金額和理由寫在下面的頁面上。',
      sms: '您的異議已有回覆：款項將依原付款方式退回。',
    },
    adjusted: {
      subject: '您的異議已有回覆：已贈送點數',
      text: '我們為此給了您點數。數量和理由寫在下面的頁面上。',
      sms: '您的異議已有回覆：已贈送點數。',
    },
  },
  labels: {
    end: '使用期限',
    left: '剩餘流量',
    unlimited: '吃到飽',
    charge: '開始扣款',
    again: '下次扣款',
    cap: '每月上限',
    answeredBy: '最遲回覆',
    goesBack: '退還金額',
    pointsGiven: '贈送點數',
  },
  link: {
    line: '查看這張卡並續購',
    renewal: '自動續購頁面',
    pay: '確認並付款',
    account: '我的帳號',
    dispute: '查看這項異議',
    advice: '這不是登入連結。也可以不點，自己開啟我們的網站查看。',
    payAdvice: '這個連結只能支付這一筆訂單，不會顯示您的個人資料，也不會登入您的帳號。',
  },
  stop: {
    mail: '不再用電子郵件接收這類提醒',
    preferences: '提醒設定',
    required: '這類提醒是法律要求的，不能全部關閉，但可以換一種接收方式。',
  },
}
