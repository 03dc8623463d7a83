/** Documents as the sample pages show them: a receipt, and an invoice that names somebody. */
import type { DocumentSheet } from '../../../app/documents/ports.ts'
import type { DocumentId } from '../../../domain/basics/ids.ts'
import { NOW } from './samples.ts'
import type { PaperLink } from './receipt.tsx'

const RECEIPT_ID = '00000000-0000-7000-8000-0000000000d1' as DocumentId
const INVOICE_ID = '00000000-0000-7000-8000-0000000000d2' as DocumentId

export const PAPERS: readonly PaperLink[] = [
  { id: RECEIPT_ID, title: '收据', number: 'R2026-000122' },
  { id: INVOICE_ID, title: '账单兼收据', number: 'Q2026-000007' },
]

export const RECEIPT_SHEET: DocumentSheet = {
  language: 'zh-CN',
  issuedAt: NOW,
  title: '收据',
  legalName: { text: '適格簡易請求書', language: 'ja' },
  number: 'R2026-000122',
  recipient: null,
  total: { label: '实收金额', value: '1,430 日元', note: '含税' },
  facts: [
    { label: '开具日期', value: '2026年11月22日' },
    { label: '订单号', value: '7F3A91C2' },
  ],
  heads: { name: '项目', rate: '税率', quantity: '数量', amount: '金额（含税）' },
  items: [
    { name: '7天 10 GB', rate: '10%', quantity: '1', amount: '1,760 日元' },
    { name: '积分抵扣', rate: '10%', quantity: '', amount: '-330 日元' },
  ],
  sums: [
    { label: '10% 税率合计（含税）', value: '1,430 日元' },
    { label: '其中消费税（10%）', value: '130 日元' },
    { label: '合计（含税）', value: '1,430 日元' },
  ],
  settled: { title: '付款方式', rows: [{ label: '银行卡', value: '1,430 日元' }] },
  seller: {
    title: '开具方',
    names: ['樱数据株式会社', { text: 'さくらデータ株式会社', language: 'ja' }],
    rows: [
      { label: '登记号码', value: 'T7000012050002' },
      { label: '地址', value: { text: '東京都千代田区霞が関3-1-1', language: 'ja' } },
    ],
  },
  notes: ['本单据为电子文件，无论下载多少次，内容都不会改变。'],
}

export const INVOICE_SHEET: DocumentSheet = {
  ...RECEIPT_SHEET,
  title: '账单兼收据',
  legalName: { text: '適格請求書', language: 'ja' },
  number: 'Q2026-000007',
  recipient: '抬头：髙﨑贸易（上海）有限公司',
}
