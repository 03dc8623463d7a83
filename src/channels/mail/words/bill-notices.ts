/** Notices about bills in five languages: a month is over, or something looks odd. */
import type { Language } from '../../../domain/basics/language.ts'
import type { Said } from './notices/words.ts'

export interface BillNoticeWords {
  readonly statement: (told: {
    readonly month: string
    readonly sold: string
    /** Entries that look odd. */
    readonly odd: number
  }) => Said
  /** `what` is its name, `text` its explanation. */
  readonly anomaly: (told: { readonly what: string; readonly text: string }) => Said
  readonly labels: { readonly sold: string; readonly returned: string }
  readonly link: { readonly statement: string; readonly anomaly: string }
}

const WORDS: Readonly<Record<Language, BillNoticeWords>> = {
  'zh-CN': {
    statement: ({ month, sold, odd }) => ({
      subject: `${month}的账单已出`,
      text: `${month}共支付 ${sold}。账单里有订单、退款、税额和流量。${odd > 0 ? `其中有 ${odd} 项请您看一下。` : ''}这不是付款通知。`,
      sms: `${month}的账单已出：${sold}。不是付款通知。`,
    }),
    anomaly: ({ what, text }) => ({
      subject: `请您看一下：${what}`,
      text: `${text}如果不对，请在我们的网站上点“这不对”。`,
      sms: `账单上请您看一下：${what}。`,
    }),
    labels: { sold: '支付合计', returned: '退回合计' },
    link: { statement: '查看账单', anomaly: '查看' },
  },
  'zh-TW': {
    statement: ({ month, sold, odd }) => ({
      subject: `${month}的帳單已出`,
      text: `${month}共支付 ${sold}。帳單裡有訂單、退款、稅額和用量。${odd > 0 ? `其中有 ${odd} 項請您看一下。` : ''}這不是付款通知。`,
      sms: `${month}的帳單已出：${sold}。不是付款通知。`,
    }),
    anomaly: ({ what, text }) => ({
      subject: `請您看一下：${what}`,
      text: `${text}如果不對，請在我們的網站上點「這不對」。`,
      sms: `帳單上請您看一下：${what}。`,
    }),
    labels: { sold: '支付合計', returned: '退回合計' },
    link: { statement: '查看帳單', anomaly: '查看' },
  },
  en: {
    statement: ({ month, sold, odd }) => ({
      subject: `Your statement of ${month}`,
      text: `In ${month} you paid ${sold} in all. The statement has orders, refunds, tax and data.${odd > 0 ? ` ${odd} of its entries: please have a look.` : ''} Nothing is due: it asks for no money.`,
      sms: `Your statement of ${month}: ${sold} in all. Nothing is due.`,
    }),
    anomaly: ({ what, text }) => ({
      subject: `Please have a look: ${what}`,
      text: `${text} If it is not right, say “This is wrong” on our site.`,
      sms: `Please have a look at your bill: ${what}.`,
    }),
    labels: { sold: 'Paid in all', returned: 'Given back in all' },
    link: { statement: 'See the statement', anomaly: 'Have a look' },
  },
  ja: {
    statement: ({ month, sold, odd }) => ({
      subject: `${month}のご利用明細`,
      text: `${month}のお支払いは合計${sold}でした。明細には注文、返金、税額、通信量が載っています。${odd > 0 ? `ご確認いただきたい項目が${odd}件あります。` : ''}請求ではありません。`,
      sms: `${month}のご利用明細：合計${sold}。請求ではありません。`,
    }),
    anomaly: ({ what, text }) => ({
      subject: `ご確認ください：${what}`,
      text: `${text}間違いのときは、当社サイトで「これは違います」を押してください。`,
      sms: `明細をご確認ください：${what}。`,
    }),
    labels: { sold: 'お支払い合計', returned: '返金合計' },
    link: { statement: '明細を見る', anomaly: '確認する' },
  },
  ko: {
    statement: ({ month, sold, odd }) => ({
      subject: `${month} 이용 명세서`,
      text: `${month}에 모두 ${sold}을 결제하셨습니다. 명세서에는 주문, 환불, 세액, 데이터가 있습니다.${odd > 0 ? ` 확인해 주실 항목이 ${odd}건 있습니다.` : ''} 청구서가 아닙니다.`,
      sms: `${month} 이용 명세서: 합계 ${sold}. 청구서가 아닙니다.`,
    }),
    anomaly: ({ what, text }) => ({
      subject: `확인해 주세요: ${what}`,
      text: `${text} 잘못되었으면 저희 사이트에서 “잘못되었습니다”를 눌러 주세요.`,
      sms: `명세서를 확인해 주세요: ${what}.`,
    }),
    labels: { sold: '결제 합계', returned: '환불 합계' },
    link: { statement: '명세서 보기', anomaly: '확인하기' },
  },
}

export function billNoticeWords(language: Language): BillNoticeWords {
  return WORDS[language]
}
