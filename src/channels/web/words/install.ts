/** Sentences of the page from which an eSIM goes onto a phone, in five languages. */
import type { ProfileState } from '../../../domain/esim/sim-profile.ts'
import type { Language } from '../../../domain/basics/language.ts'

export interface InstallWords {
  readonly title: string
  readonly link: string
  readonly lead: string
  /** What one must know before. */
  readonly notes: readonly string[]
  /** Null: none was ordered, or the last was cancelled. */
  readonly state: (state: ProfileState | null) => string
  readonly show: string
  readonly showHint: string
  readonly code: string
  readonly codeLabel: string
  readonly steps: readonly string[]
  readonly noCode: string
  readonly isCard: string
}

const NOT_ORDERED = {
  'zh-CN': '现在没有可以安装的配置文件。换手机时，请到门店，我们核对证件后为您准备一个新的 eSIM。',
  'zh-TW': '現在沒有可以安裝的設定檔。換手機時，請到門市，我們核對證件後為您準備一個新的 eSIM。',
  en: 'There is nothing to install now. For another phone please come to a shop with your document: we prepare a new eSIM.',
  ja: '今インストールできるものはありません。機種変更のときは本人確認書類を持って店頭へお越しください。新しいeSIMを用意します。',
  ko: '지금 설치할 수 있는 것이 없습니다. 휴대전화를 바꿀 때는 신분증을 가지고 매장으로 오세요. 새 eSIM을 준비해 드립니다.',
} as const satisfies Record<Language, string>

type Stated = Readonly<Record<'coming' | 'ready' | 'used', string>>

function stateWords(language: Language, stated: Stated): InstallWords['state'] {
  return (state) => {
    if (state === null || state === 'cancelled' || state === 'cancelling') {
      return NOT_ORDERED[language]
    }
    if (state === 'ordered' || state === 'allocated') return stated.coming
    return state === 'released' ? stated.ready : stated.used
  }
}

const WORDS: Readonly<Record<Language, InstallWords>> = {
  'zh-CN': {
    title: '安装到新手机',
    link: 'eSIM：安装到手机',
    lead: '您的 SIM 是 eSIM：它是下载到手机里的一个文件，不是一张卡。安装码让手机下载它，只能用一次。',
    notes: [
      '续费不需要重新安装：流量会加到已有的 eSIM 上。',
      '不要从手机里删除 eSIM。删除后无法重新安装，只能到门店换新的。',
      '安装时手机需要能上网，例如 Wi-Fi。',
      '谁拿到安装码，谁就能用您的线路。请不要截图发给别人。',
    ],
    state: stateWords('zh-CN', {
      coming: '正在准备，通常只要几分钟。请稍后再看。',
      ready: '可以安装了。',
      used: '已安装到一部手机，不能再次下载。',
    }),
    show: '显示安装码',
    showHint: '请在只有您能看到屏幕的地方显示。',
    code: '安装码',
    codeLabel: 'eSIM 安装码的二维码',
    steps: [
      '在要安装的手机上打开“设置”，选择“添加 eSIM”。',
      '扫描上面的二维码；如果就在这部手机上，请复制文字并选择手动输入。',
      '等手机显示已添加，再打开这条线路的数据和漫游。',
    ],
    noCode: '现在没有可用的安装码。',
    isCard: '这条线路用的是实体卡，没有需要安装的东西。',
  },
  'zh-TW': {
    title: '安裝到新手機',
    link: 'eSIM：安裝到手機',
    lead: '您的 SIM 是 eSIM：它是下載到手機裡的一個檔案，不是一張卡。安裝碼讓手機下載它，只能用一次。',
    notes: [
      '續購不需要重新安裝：流量會加到已有的 eSIM 上。',
      '不要從手機裡刪除 eSIM。刪除後無法重新安裝，只能到門市換新的。',
      '安裝時手機需要能上網，例如 Wi-Fi。',
      '誰拿到安裝碼，誰就能用您的線路。請不要截圖傳給別人。',
    ],
    state: stateWords('zh-TW', {
      coming: '正在準備，通常只要幾分鐘。請稍後再看。',
      ready: '可以安裝了。',
      used: '已安裝到一支手機，不能再次下載。',
    }),
    show: '顯示安裝碼',
    showHint: '請在只有您能看到螢幕的地方顯示。',
    code: '安裝碼',
    codeLabel: 'eSIM 安裝碼的 QR 碼',
    steps: [
      '在要安裝的手機上打開「設定」，選擇「加入 eSIM」。',
      '掃描上面的 QR 碼；如果就在這支手機上，請複製文字並選擇手動輸入。',
      '等手機顯示已加入，再打開這條線路的數據和漫遊。',
    ],
    noCode: '現在沒有可用的安裝碼。',
    isCard: '這條線路用的是實體卡，沒有需要安裝的東西。',
  },
  en: {
    title: 'Install on a new phone',
    link: 'eSIM: install on a phone',
    lead: 'Your SIM is an eSIM: a file that the phone downloads, not a card. The install code lets a phone download it, once.',
    notes: [
      'A renewal never needs another install: data is added to the eSIM you have.',
      'Do not delete the eSIM from your phone. A deleted one cannot be installed again; a shop has to replace it.',
      'The phone needs a connection to install, such as Wi-Fi.',
      'Whoever has the code can use your line. Do not send anybody a picture of it.',
    ],
    state: stateWords('en', {
      coming: 'It is being prepared, mostly within minutes. Please look again later.',
      ready: 'It is ready to be installed.',
      used: 'It is on a phone, and cannot be downloaded again.',
    }),
    show: 'Show the install code',
    showHint: 'Show it where nobody else sees your screen.',
    code: 'Install code',
    codeLabel: 'QR code of your eSIM’s install code',
    steps: [
      'On the phone that is to have it, open Settings and choose “Add eSIM”.',
      'Scan the code above; on this very phone, copy the text and choose to enter it by hand.',
      'When the phone says that it was added, switch on data and roaming for this line.',
    ],
    noCode: 'There is no code that works now.',
    isCard: 'This line has a card; there is nothing to install.',
  },
  ja: {
    title: '新しい端末にインストール',
    link: 'eSIM：端末にインストール',
    lead: 'お使いのSIMはeSIMです。カードではなく、端末がダウンロードするデータです。インストールコードで1回だけダウンロードできます。',
    notes: [
      '更新で再インストールは要りません。データは今のeSIMに追加されます。',
      '端末からeSIMを削除しないでください。削除すると再インストールできず、店頭での交換が必要です。',
      'インストールにはWi-Fiなどの通信が必要です。',
      'コードを持つ人は誰でもこの回線を使えます。画面の写真を人に送らないでください。',
    ],
    state: stateWords('ja', {
      coming: '準備中です。通常は数分で終わります。後でもう一度ご覧ください。',
      ready: 'インストールできます。',
      used: '端末にインストール済みで、再ダウンロードはできません。',
    }),
    show: 'インストールコードを表示する',
    showHint: '画面がほかの人に見えない場所で表示してください。',
    code: 'インストールコード',
    codeLabel: 'eSIMのインストールコードのQRコード',
    steps: [
      'インストールする端末で「設定」を開き「eSIMを追加」を選びます。',
      '上のコードを読み取ります。この端末に入れる場合は文字をコピーして手動で入力します。',
      '追加されたら、この回線のデータ通信とローミングをオンにします。',
    ],
    noCode: '今使えるコードはありません。',
    isCard: 'この回線はカードです。インストールするものはありません。',
  },
  ko: {
    title: '새 휴대전화에 설치',
    link: 'eSIM: 휴대전화에 설치',
    lead: '사용 중인 유심은 eSIM입니다. 카드가 아니라 휴대전화가 내려받는 파일입니다. 설치 코드로 한 번만 내려받을 수 있습니다.',
    notes: [
      '충전할 때 다시 설치할 필요가 없습니다. 데이터는 지금의 eSIM에 더해집니다.',
      '휴대전화에서 eSIM을 삭제하지 마세요. 삭제하면 다시 설치할 수 없고 매장에서 교체해야 합니다.',
      '설치하려면 Wi-Fi 같은 인터넷 연결이 필요합니다.',
      '코드를 가진 사람은 누구나 이 회선을 쓸 수 있습니다. 화면 사진을 남에게 보내지 마세요.',
    ],
    state: stateWords('ko', {
      coming: '준비 중이며 보통 몇 분이면 끝납니다. 잠시 뒤 다시 확인해 주세요.',
      ready: '설치할 수 있습니다.',
      used: '이미 휴대전화에 설치되어 다시 내려받을 수 없습니다.',
    }),
    show: '설치 코드 보기',
    showHint: '다른 사람이 화면을 볼 수 없는 곳에서 보세요.',
    code: '설치 코드',
    codeLabel: 'eSIM 설치 코드의 QR 코드',
    steps: [
      '설치할 휴대전화에서 ‘설정’을 열고 ‘eSIM 추가’를 고르세요.',
      '위의 코드를 스캔하세요. 바로 이 휴대전화라면 글자를 복사해 직접 입력을 고르세요.',
      '추가되었다고 나오면 이 회선의 데이터와 로밍을 켜세요.',
    ],
    noCode: '지금 쓸 수 있는 코드가 없습니다.',
    isCard: '이 회선은 카드이므로 설치할 것이 없습니다.',
  },
}

export function installWords(language: Language): InstallWords {
  return WORDS[language]
}
