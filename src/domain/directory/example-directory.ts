/** A directory to try against: for tests, benches and sample pages. */
import type { Localised } from '../basics/language.ts'
import { instant } from '../basics/time.ts'
import type { Directory, Entry } from './directory.ts'

export const SINCE = instant('2024-04-01T00:00:00+09:00')
export const GIVEN_UP = instant('2026-04-01T00:00:00+09:00')

const named = (name: string): Localised => ({
  'zh-CN': name,
  'zh-TW': name,
  en: name,
  ja: name,
  ko: name,
})
const listed = (id: string, name: string) =>
  ({ id, name: named(name), since: SINCE, until: null }) as const

const ENTRIES: readonly Entry[] = [
  { ...listed('portal', 'Portal'), kind: 'domain', value: 'kadoya.example.com' },
  { ...listed('hotline', 'Hotline'), kind: 'phone', value: '+81300000142' },
  { ...listed('mail', 'Mail'), kind: 'email', value: 'help@kadoya.example.com' },
  { ...listed('sms', 'SMS'), kind: 'sender_id', value: '00051234' },
  { ...listed('line', 'LINE'), kind: 'handle', app: 'line', value: 'kadoya' },
  { ...listed('wechat', 'WeChat'), kind: 'handle', app: 'wechat', value: 'kadoya_tsushin' },
  { ...listed('shinjuku', 'Kadoya Shinjuku'), kind: 'shop', value: '1-2-3 Kakucho, Shinjuku' },
  { ...listed('docomo', 'NTT docomo'), kind: 'carrier', value: 'docomo.ne.jp' },
  {
    ...listed('old-sms', 'Old SMS'),
    kind: 'sender_id',
    value: '00059999',
    until: GIVEN_UP,
  },
]

export const DIRECTORY: Directory = {
  entries: ENTRIES,
  names: ['kadoya', '角屋通信', 'かどや通信', '가도야통신'],
  reported: ['link kaduya-pay.example'],
}
