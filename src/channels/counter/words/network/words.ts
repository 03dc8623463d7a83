/** Sentences of the page of the network at the console, and of sessions on the page of a line. */
import type { Language } from '../../../../domain/basics/language.ts'

export interface NetworkWords {
  readonly title: string
  readonly lead: string
  readonly peers: string
  readonly peer: string
  readonly protocol: string
  readonly any: string
  readonly show: string
  readonly sessions: string
  readonly none: string
  readonly told: string
  readonly should: string
  readonly nothing: string
  readonly differs: string
  readonly older: string
  readonly full: string
  readonly portal: string
  readonly no: string
  readonly open: (count: number) => string
  readonly telling: (count: number) => string
  readonly stopping: (count: number) => string
  readonly used: (volume: string) => string
  readonly since: (at: string) => string
  readonly heard: (at: string) => string
  readonly fullAt: (speed: string) => string
  readonly throttled: (speed: string) => string
}

const WORDS: Readonly<Record<Language, NetworkWords>> = {
  'zh-CN': {
    title: '网络',
    lead: '所有线路上尚未结束的连接，最近开始的在前。',
    peers: '各网关',
    peer: '网关',
    protocol: '协议',
    any: '全部',
    show: '显示',
    sessions: '连接',
    none: '没有连接。',
    told: '放行',
    should: '应为',
    nothing: '未告知',
    differs: '不一致',
    older: '更早的',
    full: '全速',
    portal: '只能打开续费页面',
    no: '停用',
    open: (count) => `${count} 个连接`,
    telling: (count) => `正在通知：第 ${count} 次`,
    stopping: (count) => `正在要求结束：第 ${count} 次`,
    used: (volume) => `本次已用 ${volume}`,
    since: (at) => `从 ${at} 起`,
    heard: (at) => `最近报告 ${at}`,
    fullAt: (speed) => `最高 ${speed}`,
    throttled: (speed) => `限速 ${speed}`,
  },
  'zh-TW': {
    title: '網路',
    lead: '所有線路上尚未結束的連線，最近開始的在前。',
    peers: '各閘道',
    peer: '閘道',
    protocol: '協定',
    any: '全部',
    show: '顯示',
    sessions: '連線',
    none: '沒有連線。',
    told: '放行',
    should: '應為',
    nothing: '未告知',
    differs: '不一致',
    older: '更早的',
    full: '全速',
    portal: '只能開啟續購頁面',
    no: '停用',
    open: (count) => `${count} 個連線`,
    telling: (count) => `正在通知：第 ${count} 次`,
    stopping: (count) => `正在要求結束：第 ${count} 次`,
    used: (volume) => `本次已用 ${volume}`,
    since: (at) => `從 ${at} 起`,
    heard: (at) => `最近回報 ${at}`,
    fullAt: (speed) => `最高 ${speed}`,
    throttled: (speed) => `限速 ${speed}`,
  },
  en: {
    title: 'Network',
    lead: 'Sessions of all lines that have not ended, the last begun first.',
    peers: 'By gateway',
    peer: 'Gateway',
    protocol: 'Protocol',
    any: 'All',
    show: 'Show',
    sessions: 'Sessions',
    none: 'No sessions.',
    told: 'let through',
    should: 'should be',
    nothing: 'was told nothing',
    differs: 'differs',
    older: 'Older ones',
    full: 'full speed',
    portal: 'renewal pages only',
    no: 'nothing',
    open: (count) => (count === 1 ? '1 session' : `${count} sessions`),
    telling: (count) => `being told: try ${count}`,
    stopping: (count) => `being ended: try ${count}`,
    used: (volume) => `${volume} used in this session`,
    since: (at) => `since ${at}`,
    heard: (at) => `last report ${at}`,
    fullAt: (speed) => `up to ${speed}`,
    throttled: (speed) => `slowed to ${speed}`,
  },
  ja: {
    title: 'ネットワーク',
    lead: '全回線の終了していない接続です。新しく始まった順です。',
    peers: 'ゲートウェイ別',
    peer: 'ゲートウェイ',
    protocol: 'プロトコル',
    any: 'すべて',
    show: '表示',
    sessions: '接続',
    none: '接続はありません。',
    told: '許可中',
    should: '本来',
    nothing: '通知なし',
    differs: '不一致',
    older: 'さらに前',
    full: '制限なし',
    portal: '更新ページのみ',
    no: '停止',
    open: (count) => `${count} 件の接続`,
    telling: (count) => `通知中：${count} 回目`,
    stopping: (count) => `終了を要求中：${count} 回目`,
    used: (volume) => `この接続で ${volume} 使用`,
    since: (at) => `${at} から`,
    heard: (at) => `最新の報告 ${at}`,
    fullAt: (speed) => `最大 ${speed}`,
    throttled: (speed) => `${speed} に制限`,
  },
  ko: {
    title: '네트워크',
    lead: '모든 회선의 끝나지 않은 연결입니다. 최근에 시작된 것이 먼저입니다.',
    peers: '게이트웨이별',
    peer: '게이트웨이',
    protocol: '프로토콜',
    any: '전체',
    show: '표시',
    sessions: '연결',
    none: '연결이 없습니다.',
    told: '허용 중',
    should: '원래',
    nothing: '통지 없음',
    differs: '불일치',
    older: '이전 연결',
    full: '제한 없음',
    portal: '충전 페이지만 이용 가능',
    no: '중지',
    open: (count) => `연결 ${count}개`,
    telling: (count) => `통지 중: ${count}번째`,
    stopping: (count) => `종료 요청 중: ${count}번째`,
    used: (volume) => `이 연결에서 ${volume} 사용`,
    since: (at) => `${at}부터`,
    heard: (at) => `최근 보고 ${at}`,
    fullAt: (speed) => `최대 ${speed}`,
    throttled: (speed) => `${speed}로 제한`,
  },
}

export function networkWords(language: Language): NetworkWords {
  return WORDS[language]
}
