/**
 * What a message says, by phrases of five languages: not whether it is true. A request that the
 * same breath forbids ("never tell anybody the code") is none.
 */

export const WORDINGS = [
  'recharge',
  'limited_time',
  'bonus',
  'claims_official',
  'urgency',
  'threatens',
  'parcel',
  'refund_bait',
  'asks_gift_code',
  'asks_secret',
  'asks_to_add',
  'asks_for_sim',
  'personal_payment',
] as const
export type Wording = (typeof WORDINGS)[number]

/** One pattern, written over several lines. */
function phrases(...pieces: readonly string[]): RegExp {
  return new RegExp(pieces.join(''))
}

/** Folded text. Every pattern is of fixed or bounded length, so that time stays linear. */
const PHRASES: Readonly<Record<Wording, RegExp>> = {
  recharge: phrases(
    String.raw`充值|充話費|充话费|充流量|充一下|续费|續費|續購|儲值|流量包|流量卡|加值|top.?up|recharge|renew|チャージ|更新|충전|연장|`,
    String.raw`데이터 ?구매`,
  ),
  limited_time: phrases(
    String.raw`限时|限時|限量|名额有限|名額有限|先到先得|今晚 ?\d{1,2} ?[点點]|特惠|秒杀|秒殺|活动价|活動價|仅限|僅限|最后\d{1,2}|`,
    String.raw`最後\d{1,2}|倒计时|limited.?time|today only|ends (?:today|tonight|soon)|last chance|`,
    String.raw`while stocks|flash sale|期間限定|本日限り|今だけ|先着|한정|오늘만|선착순|특가|마감 ?임박`,
  ),
  bonus: phrases(
    String.raw`(?:送|赠|贈|返|多得|加送|优惠|優惠|立减|立減)[^。!?]{0,6}\d{1,4} ?(?:%|元|块|塊|g|gb|倍)|(?:获得|獲得|免费|免費|`,
    String.raw`無料|free|무료)[^。!?]{0,8}\d{1,4} ?gb|\d{1,4} ?% ?(?:off|bonus|extra|cash ?back|`,
    String.raw`discount|返|赠|贈|优惠|優惠|折|増量|還元|ボーナス|オフ|引き|割引|추가|할인|적립|보너스|페이백)|充 ?\d{1,6} ?(?:元|块|`,
    String.raw`塊|g|`,
    String.raw`gb)? ?(?:送|得|返)|[1-9] ?折|半折|半价|半價|买一送一|買一送一|buy one get|half price|\d{1,4} ?倍|`,
    String.raw`半額|반값|`,
    String.raw`\d{1,2}\+\d{1,2}`,
  ),
  claims_official: phrases(
    String.raw`官方|正规渠道|正規渠道|内部渠道|內部渠道|指定(?:代理|渠道|通道|合作)|授权|授權|总代|總代|official|authori[sz]ed|公式|`,
    String.raw`正規代理|`,
    String.raw`認定代理|공식|정식 ?대리|인증 ?판매`,
  ),
  urgency: phrases(
    String.raw`停机|停機|停用|(?:停止|中止|暂停|暫停)(?:服务|服務|上网|上網)|今日(?:截止|内|內|失效)|`,
    String.raw`今日\d{1,2}[:点點]\d{0,2} ?(?:停|`,
    String.raw`前)|[时時][内內]|分[钟鐘][内內后後]|即将失效|歸零|归零|停止(?:予定|されます)|即將失效|今日失效|失效|逾期|欠费|欠費|未缴|未繳|未支付|`,
    String.raw`最后通知|最後通知|冻结|凍結|異常|异常|urgent|immediately|within \d{1,2} ?(?:h|hour|minute)|suspen|`,
    String.raw`unpaid|overdue|final notice|act now|(?:will|to) be (?:cut|blocked|de-?activated|`,
    String.raw`terminated|disconnected|closed)|points?[^.!?]{0,24}expir|至急|本日中|当日中|未払い|未納|(?:利用|`,
    String.raw`回線)[^。]{0,4}停止|最終(?:通知|警告)|失効|미납|정지|연체|즉시|오늘까지|오늘 ?중|긴급|최종 ?통보|소멸`,
  ),
  threatens: phrases(
    String.raw`注销|註銷|拘留|逮捕|起诉|起訴|公安|涉嫌|违法|違法|强制执行|強制執行|法院|律师函|律師函|legal action|lawsuit|court|`,
    String.raw`arrest|debt collect|prosecut|法的(?:措置|手続)|訴訟|差し?押さえ|裁判所|법적 ?(?:조치|절차)|고소|소송|체포|압류|검찰`,
  ),
  parcel: phrases(
    String.raw`包裹|快递|快遞|宅配|派送|parcel|courier|customs|delivery (?:failed|attempt|address)|`,
    String.raw`undeliver|`,
    String.raw`お荷物|再配達|宅急便|택배|운송장|통관`,
  ),
  refund_bait: phrases(
    String.raw`(?:退款|退费|退費|多扣|返金|還付|過払い|refund|overcharged|환급|환불)[^。]{0,60}(?:atm|便利店|便利商店|`,
    String.raw`コンビニ|激活|`,
    String.raw`手续费|手續費|点击|點擊|点此|點此|口座|claim|링크|계좌|수수료|편의점)`,
  ),
  asks_gift_code: phrases(
    String.raw`(?:苹果|蘋果|itunes|apple|アップル|애플|google ?play|グーグルプレイ|구글 ?(?:플레이|기프트)|amazon|亚马逊|亞馬遜|`,
    String.raw`アマゾン|steam)[^。!?]{0,12}(?:礼品卡|禮品卡|gift ?card|ギフト|기프트)|ビットキャッシュ|bitcash|webmoney|`,
    String.raw`ウェブマネー|電子マネー ?カード|電子マネー(?:の|を)?[^。!?]{0,12}(?:番号|コード|購入|買)|(?:点卡|點卡|點數卡|点数卡|礼品卡|`,
    String.raw`禮品卡|`,
    String.raw`货币卡|貨幣卡|禮物卡|电子钱卡)[^。!?]{0,24}(?:号码|號碼|编号|編號|序號|卡密|密码|密碼|拍照|发|發|传|傳)|`,
    String.raw`プリペイドカード[^。!?]{0,20}(?:番号|コード)|gift ?cards?[^.!?]{0,40}(?:code|number|photo|`,
    String.raw`scratch|`,
    String.raw`pin)|(?:buy|get|purchase)[^.!?]{0,24}(?:gift|e-?money|prepaid) cards?|`,
    String.raw`기프트 ?카드[^.!?]{0,24}(?:번호|코드|사진|핀|보내)|문화상품권`,
  ),
  asks_secret: phrases(
    String.raw`(?:发送|發送|发来|發來|发给|發給|告诉|告訴|提供|回复|回覆|回傳|回传|报给|報給|截图|截圖)[^。!?]{0,16}(?:验证码|驗證碼|密码|密碼|`,
    String.raw`(?<![a-z])pin(?![a-z])|银行卡|銀行卡|卡号|卡號|信用卡|cvv|身份证|身分證|护照|護照)|(?:填写|填寫|输入|輸入|登记|`,
    String.raw`登記)[^。!?]{0,16}(?:银行卡|銀行卡|信用卡|卡号|卡號|cvv|密码|密碼)|(?:验证码|驗證碼|密码|密碼|银行卡号|銀行卡號|信用卡号|`,
    String.raw`信用卡號|`,
    String.raw`安全码|安全碼|激活码|啟用碼)[^。!?]{0,12}(?:给我|給我|发给|發給|发我|發我|传给|傳給|告诉|告訴|报给|報給|提供给|回复|回覆)|`,
    String.raw`(?:send|tell|give|reply with|text|share|read)(?: us| me| back|`,
    String.raw` out)?[^.!?]{0,32}(?:code|digits|otp|(?<![a-z])pin(?![a-z])|password|`,
    String.raw`card (?:number|`,
    String.raw`details)|cvv|passport)|(?:update|confirm|verify|re-?enter)[^.!?]{0,24}(?:card|`,
    String.raw`payment|bank|billing) (?:number|details|information|info)|(?:コード|暗証番号|パスワード|`,
    String.raw`(?<![a-z])pin(?![a-z])|sim番号|生年月日|カード番号|カード情報|クレジットカード|口座番号|`,
    String.raw`セキュリティコード)[^。!?]{0,24}(?:教え|返信|お?送り(?:ください|下さい)|送って|読み上げ)|(?:カード番号|カード情報|クレジットカード|`,
    String.raw`口座番号|暗証番号)[^。!?]{0,14}(?:入力|登録|更新)|(?:인증 ?번호|코드|비밀 ?번호|(?<![a-z])pin(?![a-z])|`,
    String.raw`카드 ?번호|카드 ?정보|계좌 ?번호|보안 ?코드|핀 ?번호|여권)[^.!?]{0,18}(?:알려|보내|회신|답장|불러|전송)|(?:카드 ?번호|`,
    String.raw`카드 ?정보|계좌 ?번호)[^.!?]{0,12}입력`,
  ),
  asks_to_add: phrases(
    String.raw`(?:加|添加|扫码加|掃碼加)[^。!?a-z]{0,8}(?:微信|微|薇|威信|v ?信|vx|wx|好友|客服|line|賴|赖|telegram|tg|`,
    String.raw`飞机)|加 ?(?:v|薇|賴|赖)|私聊|私信|私訊|add (?:me|us|our|my|this)|dm (?:me|us)|message (?:me|`,
    String.raw`us) on|(?:line|ライン|wechat|telegram|whatsapp)[^。!?]{0,36}追加|友だち追加|友達追加|(?:카톡|`,
    String.raw`카카오톡|텔레|`,
    String.raw`라인|친구)[^.!?]{0,10}(?:추가|주세요|문의)|扫(?:码|描)|掃(?:碼|描)|长按识别|長按識別`,
  ),
  asks_for_sim: phrases(
    String.raw`(?:办|辦|收|租|借|卖|賣)[^。!?]{0,12}(?:流量卡|电话卡|電話卡|手机卡|手機卡|sim ?卡)|(?:sim|名義|回線|`,
    String.raw`アカウント)[^。!?]{0,12}(?:買取|貸し?て|買い取|契約して(?:送|渡))|(?:register|`,
    String.raw`activate)[^.!?]{0,20}sims? in your name|유심[^.!?]{0,12}(?:개통해서|빌려)|高収入|高額バイト|高薪|日结|`,
    String.raw`日結|(?:rent|sell|lend|buy)[^.!?]{0,20}(?:your|sim cards?)[^.!?]{0,12}sim|easy money|`,
    String.raw`(?:유심|명의|회선)[^.!?]{0,10}(?:매입|대여|삽니다|팔)|고수익 ?알바`,
  ),
  personal_payment: phrases(
    String.raw`红包|紅包|转账|轉帳|轉賬|收款码|收款碼|个人(?:账户|收款)|個人(?:帳戶|收款)|先款|先付|(?:匯|汇)到我|支付宝(?:转|收款)|`,
    String.raw`paypal ?(?:friends|f&f|友達|친구)|friends (?:and|&) family|bank transfer|western union|`,
    String.raw`usdt|crypto|bitcoin|比特币|虚拟币|虛擬幣|個人口座|個人名義|前払い|送金|振り?込|paypayで送|개인 ?계좌|계좌 ?이체|`,
    String.raw`무통장|입금|`,
    String.raw`송금|선입금`,
  ),
}

const NOT_ASKED = phrases(
  String.raw`不会|不會|从不|從不|绝不|絕不|不要|请勿|請勿|切勿|勿|(?<![特分识識区區级級])[别別](?!人)|无需|無需|never|`,
  String.raw`not |n't|no one|nobody|beware|`,
  String.raw`ません|ないで|しない|ご注意|決して|偽の|冒充|假冒|사칭|않|마세요|절대|말아|주의`,
)
/** Characters around a phrase in which a "never" counts, unless a full stop comes between. */
const AROUND = 60

const REQUESTS: ReadonlySet<Wording> = new Set([
  'asks_gift_code',
  'asks_secret',
  'asks_to_add',
  'personal_payment',
])

export function wordingsIn(folded: string): readonly Wording[] {
  return WORDINGS.filter((wording) => says(folded, wording))
}

function says(folded: string, wording: Wording): boolean {
  if (!REQUESTS.has(wording)) return PHRASES[wording].test(folded)
  for (const found of folded.matchAll(new RegExp(PHRASES[wording], 'g'))) {
    if (!isForbidden(folded, found.index, found.index + found[0].length)) return true
  }
  return false
}

const STOP = /[。!?]|\. /

function isForbidden(folded: string, from: number, until: number): boolean {
  const before =
    folded
      .slice(Math.max(0, from - AROUND), from)
      .split(STOP)
      .at(-1) ?? ''
  const after = folded.slice(until, until + AROUND).split(STOP)[0] ?? ''
  return NOT_ASKED.test(`${before}${folded.slice(from, until)}${after}`)
}

/** Carriers and brands that messages speak for. Latin ones only as words of their own. */
const BRANDS: readonly (readonly [brand: string, pattern: RegExp])[] = [
  ['NTT docomo', /(?<![a-z])docomo|ドコモ|도코모|都科摩|dポイント/],
  ['au', /(?<![a-z.])au(?![a-z.])|kddi|auじぶん/],
  ['SoftBank', /soft ?bank|ソフトバンク|软银|軟銀|소프트뱅크/],
  ['UQ mobile', /(?<![a-z])uq(?![a-z])/],
  ['povo', /(?<![a-z])povo/],
  ['LINEMO', /(?<![a-z])linemo|ラインモ/],
  ['ahamo', /(?<![a-z])ahamo|アハモ/],
  ['Y!mobile', /y!? ?mobile|ワイモバイル/],
  ['Rakuten Mobile', /rakuten mobile|楽天モバイル|乐天移动|樂天移動|라쿠텐 ?모바일/],
  ['IIJmio', /iijmio|(?<![a-z])iij(?![a-z])/],
  ['mineo', /(?<![a-z])mineo|マイネオ/],
  ['b-mobile', /b-mobile/],
]

export function brandsIn(folded: string): readonly string[] {
  return BRANDS.flatMap(([brand, pattern]) => (pattern.test(folded) ? [brand] : []))
}
