/** What the operator's staff are told of a contested charge, in Japanese and English. */
import type { ProviderDispute } from '../../../domain/payment/provider.ts'

export type StaffLanguage = 'ja' | 'en'

interface DisputeWords {
  readonly state: Readonly<Record<ProviderDispute['state'], string>>
  readonly todo: Readonly<Record<ProviderDispute['state'], string>>
  readonly undone: string
  readonly order: string
  readonly placedAt: string
  readonly offer: string
  readonly contested: string
  readonly fee: string
  readonly charge: string
  readonly dispute: string
}

export const DISPUTE_MAIL: Readonly<Record<StaffLanguage, DisputeWords>> = {
  ja: {
    state: {
      open: '異議申立て中',
      won: '当社の主張が認められました',
      lost: '確定（回収されました）',
    },
    todo: {
      open: '決済会社の管理画面で、期限までに証拠書類を提出してください。決着まで、この金額は決済会社に留め置かれます。',
      won: '留め置かれた金額は戻ります。手数料は戻らないことがあります。対応は不要です。',
      lost: '金額は支払者に戻りました。同じ支払い手段は今後使えず、自動更新は止まります。',
    },
    undone: 'この注文の残りのデータは停止しました。',
    order: '注文番号',
    placedAt: '注文日時',
    offer: 'プラン',
    contested: '異議の金額',
    fee: '決済会社の手数料',
    charge: '決済番号',
    dispute: '異議番号',
  },
  en: {
    state: { open: 'Contested', won: 'Decided for us', lost: 'Lost: the money was taken back' },
    todo: {
      open: 'Please hand in evidence on the payment provider’s console before its deadline. Until it is decided the provider withholds the amount.',
      won: 'What was withheld comes back; the fee may not. There is nothing to do.',
      lost: 'The money went back to the payer. These means are charged no more, and automatic renewal with them stops.',
    },
    undone: 'What was left of the data of this order has been stopped.',
    order: 'Order',
    placedAt: 'Ordered',
    offer: 'Pack',
    contested: 'Contested amount',
    fee: 'Provider’s fee',
    charge: 'Charge',
    dispute: 'Dispute',
  },
}
