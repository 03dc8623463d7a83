/** How messages write accounts of chat apps: the app's many names, then the account. */
import type { ChatApp } from './directory.ts'

const GAP = String.raw`[\s:：=/_\-—~〜"“”「」『』【】\[\](（）)]{0,6}`

/** What may stand between the app and the account. */
const BETWEEN = [
  '号码|號碼|公众号|公眾號|服务号|官方帐号|官方账号|官方帳號|号|號|id|アカウント',
  '公式アカウント|아이디|채널|搜索|搜|谈|談|聊|领|領|account|official account|channel|is|为|為|是',
].join('|')

interface Written {
  readonly app: ChatApp | null
  /** The account is the first group. */
  readonly pattern: RegExp
}

function after(app: ChatApp, words: readonly string[], name: string): Written {
  const lead = String.raw`(?:${words.join('|')})${GAP}(?:(?:${BETWEEN})${GAP}){0,3}@?`
  return { app, pattern: new RegExp(`${lead}(${name})(?![a-z0-9_@])`, 'g') }
}

/** App words that are everyday letters count only where nothing but an account can follow. */
const WECHAT = [
  '微信|薇信|威信|徽信|微 ?信 ?号|v ?信|公众号|公眾號|weixin|wechat|위챗|ウィーチャット',
  String.raw`加 ?(?:薇|微|v|w)|\+v|(?<![a-z])(?:vx|wx)|[薇微](?=[:：])|(?<![a-z])v(?=[:：])`,
]
const LINE = [
  '(?<![a-z])line ?(?:id|@|公式(?:アカウント)?|官方(?:帳號|帐号|账号)?|official(?: account)?)',
  '(?<![a-z])line ?(?:공식|채널|[:：])|加 ?line|加賴|加赖|add (?:us on |me on |our )?line',
  'ライン(?:id|[:：])|라인',
]
const KAKAO = ['카톡|카카오톡|카카오|kakao ?talk|kakao|カカオトーク?|플친']
const TELEGRAM = [
  '텔레그램|텔레|telegram|テレグラム|电报|電報|纸飞机|紙飛機|飞机(?:号|:)|(?<![a-z])tg',
]

export const ACCOUNTS: readonly Written[] = [
  after('wechat', WECHAT, String.raw`[a-z][a-z0-9_-]{4,29}|1[3-9]\d{9}`),
  after('line', LINE, '[a-z0-9][a-z0-9._-]{2,19}'),
  after('kakao', KAKAO, '[a-z0-9][a-z0-9_.-]{3,19}'),
  after('telegram', TELEGRAM, '[a-z][a-z0-9_]{4,31}'),
  after('whatsapp', ['whats ?app|ワッツアップ|왓츠앱'], String.raw`\+?\d[\d -]{6,18}\d`),
  after(
    'instagram',
    ['instagram|インスタ(?:グラム)?|인스타(?:그램)?|(?<![a-z])ins(?=[:：@])'],
    '[a-z0-9._]{3,30}',
  ),
  after('x', ['(?:twitter|(?<![a-z])x) ?(?=@)'], String.raw`\w{3,20}`),
  {
    app: 'line',
    pattern: /(?:line|ライン)で[^。「]{0,16}「@?([a-z0-9][a-z0-9._-]{2,29})」/g,
  },
  { app: null, pattern: /(?:请加|請加|添加) ?([a-z][a-z0-9_-]{5,19})(?![a-z0-9_@.])/g },
  { app: null, pattern: /(?<![a-z0-9._@])@([a-z][a-z0-9_.]{2,30})(?![a-z0-9_@])/g },
]

/** English goes on after the app's name; these are no accounts. */
export const NO_ACCOUNT: ReadonlySet<string> = new Set(
  (
    'official account channel group support contact message messenger friend friends payment ' +
    'click please number and our the for with name search add app link us me chat or id'
  ).split(' '),
)
