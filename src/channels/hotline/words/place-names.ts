/** Where a caller stands, as an agent reads it. A place without a name does not compile. */
import type { Language, Localised } from '../../../domain/basics/language.ts'
import type { PlaceName } from '../places.ts'

const NAMES: Readonly<Record<PlaceName | 'ring', Localised>> = {
  ring: named(['来电', '來電', 'Ringing', '着信', '수신']),
  language: named(['选择语言', '選擇語言', 'Choosing a language', '言語の選択', '언어 선택']),
  known_how: named([
    '选择身份核实方式',
    '選擇身分核實方式',
    'Choosing how to be verified',
    '本人確認の方法を選択',
    '본인 확인 방법 선택',
  ]),
  iccid: named([
    '输入卡号',
    '輸入卡號',
    'Keying the card number',
    'カード番号の入力',
    '카드 번호 입력',
  ]),
  activation: named([
    '输入激活码',
    '輸入啟用碼',
    'Keying the activation code',
    'アクティベーションコードの入力',
    '활성화 코드 입력',
  ]),
  number_code: named([
    '输入号码确认码',
    '輸入號碼確認碼',
    'Keying the code for the number',
    '電話番号の確認コードの入力',
    '전화번호 확인 코드 입력',
  ]),
  lines: named(['选择线路', '選擇線路', 'Choosing a line', '回線の選択', '회선 선택']),
  home: named(['主菜单', '主選單', 'Main menu', 'メインメニュー', '메인 메뉴']),
  packs: named(['选择流量包', '選擇流量包', 'Choosing a pack', 'パックの選択', '패키지 선택']),
  stay: named([
    '输入停留天数',
    '輸入停留天數',
    'Keying the days of the stay',
    '滞在日数の入力',
    '체류 일수 입력',
  ]),
  advised: named(['收听推荐', '收聽推薦', 'Hearing the advice', 'おすすめの案内', '추천 안내']),
  paying: named([
    '选择付款方式',
    '選擇付款方式',
    'Choosing how to pay',
    '支払い方法の選択',
    '결제 방법 선택',
  ]),
  gift_code: named([
    '输入礼品卡号码',
    '輸入禮品卡號碼',
    'Keying a gift card',
    'ギフトカード番号の入力',
    '기프트 카드 번호 입력',
  ]),
  summary: named([
    '收听付款前说明',
    '收聽付款前說明',
    'Hearing the last words before paying',
    '支払い前の最終案内',
    '결제 전 최종 안내',
  ]),
  pin: named([
    '输入电话密码',
    '輸入電話密碼',
    'Keying the phone PIN',
    '電話用暗証番号の入力',
    '전화 비밀번호 입력',
  ]),
  after: named([
    '已办理完毕',
    '已辦理完畢',
    'Done, asked what else',
    '手続き完了後',
    '처리 완료 후',
  ]),
  stop_card: named([
    '确认挂失停卡',
    '確認掛失停卡',
    'Asked whether to stop the card',
    'カード停止の確認',
    '카드 정지 확인',
  ]),
  questions: named([
    '收听常见问题',
    '收聽常見問題',
    'Hearing answers',
    'よくある質問',
    '자주 묻는 질문',
  ]),
  person: named([
    '等候人工',
    '等候人工',
    'Waiting for a person',
    'オペレーター待ち',
    '상담원 대기',
  ]),
  call_back: named(['选择回电', '選擇回電', 'Offered a call-back', '折り返しの案内', '콜백 안내']),
  call_back_number: named([
    '输入回电号码',
    '輸入回電號碼',
    'Keying a number to call back',
    '折り返し番号の入力',
    '콜백 번호 입력',
  ]),
  over: named(['通话已结束', '通話已結束', 'Over', '終了', '종료']),
}

type Five = readonly [zhCN: string, zhTW: string, en: string, ja: string, ko: string]

function named([zhCN, zhTW, en, ja, ko]: Five): Localised {
  return { 'zh-CN': zhCN, 'zh-TW': zhTW, en, ja, ko }
}

/** A place that is no more keeps its own name. */
export function placeName(place: string, language: Language): string {
  return place in NAMES ? NAMES[place as PlaceName][language] : place
}
