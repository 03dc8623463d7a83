/** Sentences of ordering an eSIM profile at the console, in five languages. */
import type {
  CancelProfileRefusal,
  OrderProfileRefusal,
  ProfileState,
} from '../../../domain/esim/sim-profile.ts'
import type { ShowCodeRefusal } from '../../../app/esim/by-staff.ts'
import type { Language } from '../../../domain/basics/language.ts'
import type { EidRefusal } from '../../../domain/line/eid.ts'
import { careWords, type CareRefusal } from './care/words.ts'
import { consoleWords, type ConsoleRefusal } from './console/words.ts'
import { readingWords, type ReadingRefusal } from './reading/words.ts'
import { wordRefusal, type RefusalWords } from './refusal-words.ts'

type OwnRefusal =
  | Exclude<OrderProfileRefusal, { readonly code: 'line_unknown' }>
  | CancelProfileRefusal
  | ShowCodeRefusal
  | Extract<EidRefusal, { readonly code: 'check_digits' }>

export interface ProfileWords {
  readonly title: string
  readonly lead: string
  readonly sim: string
  readonly chip: string
  readonly anyChip: string
  readonly state: string
  readonly states: Readonly<Record<ProfileState, string>>
  readonly steps: string
  /** How the SM-DP+ named its no, for whoever rings them. */
  readonly refused: (subject: string, reason: string) => string
  readonly order: string
  readonly eid: string
  readonly eidHint: string
  readonly show: string
  readonly showHint: string
  readonly code: string
  readonly codeLabel: string
  readonly codeHint: string
  readonly cancel: string
  readonly cancelHint: string
  readonly waiting: string
  readonly look: string
  readonly done: Readonly<Record<'ordered' | 'cancelled', string>>
  readonly refusals: RefusalWords<OwnRefusal>
}

const WORDS: Readonly<Record<Language, ProfileWords>> = {
  'zh-CN': {
    title: 'eSIM 配置文件',
    lead: '为这条线路的 eSIM 向 SM-DP+ 订购配置文件。续费从来不需要新的配置文件。',
    sim: 'eSIM 尾号',
    chip: '绑定的芯片（EID）',
    anyChip: '任何拿到安装码的手机',
    state: '状态',
    states: {
      ordered: '正在订购',
      allocated: '正在确认',
      released: '安装码可用',
      downloaded: '已被手机下载',
      installed: '已安装在手机上',
      cancelling: '正在取消',
      cancelled: '已取消',
    },
    steps: '经过',
    refused: (subject, reason) => `SM-DP+ 拒绝了（${subject} / ${reason}）。`,
    order: '订购配置文件',
    eid: '手机的 EID',
    eidHint: '32 位数字，在手机上拨 *#06# 可见。填写后只有这部手机能安装。',
    show: '显示安装码',
    showHint: '谁拿到安装码，谁就能安装这条线路。请只给本人看；显示会被记录。',
    code: '安装码',
    codeLabel: 'eSIM 安装码的二维码',
    codeHint: '用手机的“添加 eSIM”扫描，或输入上面的文字。只能安装一次。',
    cancel: '取消这次订购',
    cancelHint: '安装码立即失效。已被手机下载的无法取消。',
    waiting: 'SM-DP+ 还没有答复；系统会继续询问，不会重复订购。',
    look: '再看一次',
    done: { ordered: '已订购。', cancelled: '已取消。' },
    refusals: {
      sim_is_a_card: () => '这条线路用的是实体卡。请先换成 eSIM。',
      profile_waits: () => '已有一个配置文件在进行中。',
      profile_used: () => '已有手机下载过这个配置文件，不能再次安装。请换一个新的 eSIM。',
      other_eid: () => '这个 eSIM 绑定的是另一部手机的 EID。',
      profile_unknown: () => '没有这个配置文件。',
      no_code_to_show: () => '现在没有可用的安装码。',
      check_digits: () => 'EID 不正确，请核对每一位数字。',
    },
  },
  'zh-TW': {
    title: 'eSIM 設定檔',
    lead: '為這條線路的 eSIM 向 SM-DP+ 訂購設定檔。續購從來不需要新的設定檔。',
    sim: 'eSIM 末碼',
    chip: '綁定的晶片（EID）',
    anyChip: '任何拿到安裝碼的手機',
    state: '狀態',
    states: {
      ordered: '正在訂購',
      allocated: '正在確認',
      released: '安裝碼可用',
      downloaded: '已被手機下載',
      installed: '已安裝在手機上',
      cancelling: '正在取消',
      cancelled: '已取消',
    },
    steps: '經過',
    refused: (subject, reason) => `SM-DP+ 拒絕了（${subject} / ${reason}）。`,
    order: '訂購設定檔',
    eid: '手機的 EID',
    eidHint: '32 位數字，在手機上撥 *#06# 可見。填寫後只有這支手機能安裝。',
    show: '顯示安裝碼',
    showHint: '誰拿到安裝碼，誰就能安裝這條線路。請只給本人看；顯示會被記錄。',
    code: '安裝碼',
    codeLabel: 'eSIM 安裝碼的 QR 碼',
    codeHint: '用手機的「加入 eSIM」掃描，或輸入上面的文字。只能安裝一次。',
    cancel: '取消這次訂購',
    cancelHint: '安裝碼立即失效。已被手機下載的無法取消。',
    waiting: 'SM-DP+ 還沒有答覆；系統會繼續詢問，不會重複訂購。',
    look: '再看一次',
    done: { ordered: '已訂購。', cancelled: '已取消。' },
    refusals: {
      sim_is_a_card: () => '這條線路用的是實體卡。請先換成 eSIM。',
      profile_waits: () => '已有一個設定檔在進行中。',
      profile_used: () => '已有手機下載過這個設定檔，不能再次安裝。請換一個新的 eSIM。',
      other_eid: () => '這個 eSIM 綁定的是另一支手機的 EID。',
      profile_unknown: () => '沒有這個設定檔。',
      no_code_to_show: () => '現在沒有可用的安裝碼。',
      check_digits: () => 'EID 不正確，請核對每一位數字。',
    },
  },
  en: {
    title: 'eSIM profile',
    lead: 'Orders the profile of this line’s eSIM at the SM-DP+. A renewal never needs a new profile.',
    sim: 'eSIM ending in',
    chip: 'Bound to the chip (EID)',
    anyChip: 'Any phone that has the code',
    state: 'State',
    states: {
      ordered: 'Being ordered',
      allocated: 'Being confirmed',
      released: 'The install code works',
      downloaded: 'Downloaded by a phone',
      installed: 'Installed on a phone',
      cancelling: 'Being cancelled',
      cancelled: 'Cancelled',
    },
    steps: 'So far',
    refused: (subject, reason) => `The SM-DP+ refused (${subject} / ${reason}).`,
    order: 'Order the profile',
    eid: 'EID of the phone',
    eidHint: '32 digits; the phone shows them after *#06#. With it, only that phone can install.',
    show: 'Show the install code',
    showHint:
      'Whoever has the code can install this line. Show it to its holder alone; that it was shown is written down.',
    code: 'Install code',
    codeLabel: 'QR code of the eSIM’s install code',
    codeHint: 'Scan it with “Add eSIM” on the phone, or type the text above. It installs once.',
    cancel: 'Cancel this order',
    cancelHint: 'The code stops working at once. What a phone has downloaded cannot be cancelled.',
    waiting: 'The SM-DP+ has not answered yet; it is asked again, and nothing is ordered twice.',
    look: 'Look again',
    done: { ordered: 'Ordered.', cancelled: 'Cancelled.' },
    refusals: {
      sim_is_a_card: () => 'This line has a card. Replace it by an eSIM first.',
      profile_waits: () => 'A profile is on its way already.',
      profile_used: () =>
        'A phone has downloaded this profile; it cannot be installed again. Replace the eSIM by another.',
      other_eid: () => 'This eSIM is bound to the EID of another phone.',
      profile_unknown: () => 'There is no such profile.',
      no_code_to_show: () => 'There is no code that works now.',
      check_digits: () => 'That is no right EID. Please compare every digit.',
    },
  },
  ja: {
    title: 'eSIMプロファイル',
    lead: 'この回線のeSIMのプロファイルをSM-DP+に注文します。更新に新しいプロファイルは要りません。',
    sim: 'eSIMの下4桁',
    chip: '結び付けたチップ（EID）',
    anyChip: 'コードを持つどの端末でも可',
    state: '状態',
    states: {
      ordered: '注文中',
      allocated: '確認中',
      released: 'インストールコード有効',
      downloaded: '端末がダウンロード済み',
      installed: '端末にインストール済み',
      cancelling: '取り消し中',
      cancelled: '取り消し済み',
    },
    steps: '経過',
    refused: (subject, reason) => `SM-DP+に断られました（${subject} / ${reason}）。`,
    order: 'プロファイルを注文する',
    eid: '端末のEID',
    eidHint: '32桁の数字。端末で*#06#を押すと表示されます。入力するとその端末だけが使えます。',
    show: 'インストールコードを表示する',
    showHint:
      'コードを持つ人は誰でもこの回線をインストールできます。ご本人だけに見せてください。表示は記録されます。',
    code: 'インストールコード',
    codeLabel: 'eSIMのインストールコードのQRコード',
    codeHint: '端末の「eSIMを追加」で読み取るか、上の文字を入力します。1回だけ使えます。',
    cancel: 'この注文を取り消す',
    cancelHint: 'コードはすぐに無効になります。端末がダウンロードしたものは取り消せません。',
    waiting: 'SM-DP+からまだ回答がありません。再度問い合わせ、二重に注文することはありません。',
    look: 'もう一度見る',
    done: { ordered: '注文しました。', cancelled: '取り消しました。' },
    refusals: {
      sim_is_a_card: () => 'この回線はカードです。先にeSIMに交換してください。',
      profile_waits: () => 'すでに進行中のプロファイルがあります。',
      profile_used: () =>
        '端末がダウンロードしたプロファイルは再インストールできません。別のeSIMに交換してください。',
      other_eid: () => 'このeSIMは別の端末のEIDに結び付いています。',
      profile_unknown: () => 'そのプロファイルはありません。',
      no_code_to_show: () => '今使えるコードはありません。',
      check_digits: () => 'EIDが正しくありません。1桁ずつご確認ください。',
    },
  },
  ko: {
    title: 'eSIM 프로파일',
    lead: '이 회선의 eSIM 프로파일을 SM-DP+에 주문합니다. 충전에는 새 프로파일이 필요 없습니다.',
    sim: 'eSIM 끝자리',
    chip: '연결된 칩(EID)',
    anyChip: '코드를 가진 모든 휴대전화',
    state: '상태',
    states: {
      ordered: '주문 중',
      allocated: '확인 중',
      released: '설치 코드 사용 가능',
      downloaded: '휴대전화가 내려받음',
      installed: '휴대전화에 설치됨',
      cancelling: '취소 중',
      cancelled: '취소됨',
    },
    steps: '경과',
    refused: (subject, reason) => `SM-DP+가 거절했습니다(${subject} / ${reason}).`,
    order: '프로파일 주문',
    eid: '휴대전화의 EID',
    eidHint:
      '32자리 숫자이며 휴대전화에서 *#06#을 누르면 보입니다. 입력하면 그 휴대전화만 설치할 수 있습니다.',
    show: '설치 코드 표시',
    showHint:
      '코드를 가진 사람은 누구나 이 회선을 설치할 수 있습니다. 본인에게만 보여 주세요. 표시한 것은 기록됩니다.',
    code: '설치 코드',
    codeLabel: 'eSIM 설치 코드의 QR 코드',
    codeHint: '휴대전화의 ‘eSIM 추가’로 스캔하거나 위의 글자를 입력하세요. 한 번만 설치됩니다.',
    cancel: '이 주문 취소',
    cancelHint: '코드는 바로 쓸 수 없게 됩니다. 휴대전화가 내려받은 것은 취소할 수 없습니다.',
    waiting: 'SM-DP+가 아직 답하지 않았습니다. 다시 물어보며, 두 번 주문하지 않습니다.',
    look: '다시 보기',
    done: { ordered: '주문했습니다.', cancelled: '취소했습니다.' },
    refusals: {
      sim_is_a_card: () => '이 회선은 카드입니다. 먼저 eSIM으로 교체하세요.',
      profile_waits: () => '이미 진행 중인 프로파일이 있습니다.',
      profile_used: () =>
        '휴대전화가 내려받은 프로파일은 다시 설치할 수 없습니다. 다른 eSIM으로 교체하세요.',
      other_eid: () => '이 eSIM은 다른 휴대전화의 EID에 연결되어 있습니다.',
      profile_unknown: () => '그런 프로파일이 없습니다.',
      no_code_to_show: () => '지금 쓸 수 있는 코드가 없습니다.',
      check_digits: () => 'EID가 올바르지 않습니다. 숫자를 하나씩 확인하세요.',
    },
  },
}

export function profileWords(language: Language): ProfileWords {
  return WORDS[language]
}

type AnyRefusal = OwnRefusal | CareRefusal | ReadingRefusal | ConsoleRefusal

export function profileRefusalText(refusal: AnyRefusal, language: Language): string {
  const words = {
    ...readingWords(language).refusals,
    ...consoleWords(language).refusals,
    ...careWords(language).refusals,
    ...WORDS[language].refusals,
  }
  return wordRefusal<AnyRefusal>(words, refusal)
}
