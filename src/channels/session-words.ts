/** Sentences about live data sessions and usage by the hour, of the portal and of the console. */
import type { Language } from '../domain/basics/language.ts'

export interface SessionWords {
  readonly title: string
  readonly none: string
  readonly since: (at: string) => string
  readonly used: (volume: string) => string
  readonly heard: (at: string) => string
  readonly hours: string
  readonly hour: string
  readonly table: string
  readonly chart: (total: string, hour: string, most: string) => string
  /** Instead of the other where nothing was used. */
  readonly chartNone: string
}

export const SESSION_WORDS: Readonly<Record<Language, SessionWords>> = {
  'zh-CN': {
    title: '当前连接',
    none: '现在没有连接。',
    since: (at) => `从 ${at} 起`,
    used: (volume) => `本次已用 ${volume}`,
    heard: (at) => `网络最近报告：${at}`,
    hours: '最近 24 小时',
    hour: '时间',
    table: '每小时用量表',
    chart: (total, hour, most) => `最近 24 小时共用 ${total}，最多的是 ${hour}：${most}。`,
    chartNone: '最近 24 小时没有使用流量。',
  },
  'zh-TW': {
    title: '目前連線',
    none: '現在沒有連線。',
    since: (at) => `從 ${at} 起`,
    used: (volume) => `本次已用 ${volume}`,
    heard: (at) => `網路最近回報：${at}`,
    hours: '最近 24 小時',
    hour: '時間',
    table: '每小時用量表',
    chart: (total, hour, most) => `最近 24 小時共用 ${total}，最多的是 ${hour}：${most}。`,
    chartNone: '最近 24 小時沒有使用流量。',
  },
  en: {
    title: 'Connected now',
    none: 'Not connected now.',
    since: (at) => `since ${at}`,
    used: (volume) => `${volume} used in this connection`,
    heard: (at) => `last report ${at}`,
    hours: 'Last 24 hours',
    hour: 'Hour',
    table: 'Usage by hour as a table',
    chart: (total, hour, most) => `${total} used in the last 24 hours; most at ${hour}: ${most}.`,
    chartNone: 'No data was used in the last 24 hours.',
  },
  ja: {
    title: '現在の接続',
    none: '現在は接続していません。',
    since: (at) => `${at} から`,
    used: (volume) => `この接続で ${volume} 使用`,
    heard: (at) => `最新の報告 ${at}`,
    hours: '直近24時間',
    hour: '時刻',
    table: '1時間ごとの使用量の表',
    chart: (total, hour, most) => `直近24時間で ${total} 使用。最も多いのは ${hour}：${most}。`,
    chartNone: '直近24時間、データは使われていません。',
  },
  ko: {
    title: '현재 연결',
    none: '지금은 연결되어 있지 않습니다.',
    since: (at) => `${at}부터`,
    used: (volume) => `이 연결에서 ${volume} 사용`,
    heard: (at) => `최근 보고 ${at}`,
    hours: '최근 24시간',
    hour: '시각',
    table: '시간별 사용량 표',
    chart: (total, hour, most) =>
      `최근 24시간 동안 ${total} 사용. 가장 많은 시간은 ${hour}: ${most}.`,
    chartNone: '최근 24시간 동안 사용한 데이터가 없습니다.',
  },
}
