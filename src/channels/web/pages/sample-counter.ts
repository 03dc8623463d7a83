/** A shop and the digits that lead an order there, for pages to be looked at. */
import type { ShopView } from '../../../app/queries/views.ts'
import type { ShopId } from '../../../domain/basics/ids.ts'
import { instant } from '../../../domain/basics/time.ts'

export const SHOP: ShopView = {
  id: 'shinjuku' as ShopId,
  name: {
    'zh-CN': '新宿店',
    'zh-TW': '新宿店',
    en: 'Shinjuku',
    ja: '新宿店',
    ko: '신주쿠점',
  },
  address: '東京都新宿区西新宿1-1-1',
  phone: '03-0000-0000',
  tills: ['front'],
}
export const SHORT_CODE = { digits: '12345678', until: instant('2026-11-23T03:30:00Z') }
