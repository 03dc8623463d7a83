/** Changed terms of auto-renewal as a notice, in every language. */
import type { Language } from '../../../../domain/basics/language.ts'
import type { Said } from './words.ts'

interface TermsWords {
  /** `from` is when the version counts; null: it does already, and renewals wait. */
  readonly changed: (told: { readonly title: string; readonly from: string | null }) => Said
  readonly from: string
  readonly read: string
}

const WORDS: Readonly<Record<Language, TermsWords>> = {
  'zh-CN': {
    changed: ({ title, from }) => ({
      subject: `请确认新的${title}`,
      text: `${from === null ? `《${title}》已有新版本。` : `《${title}》的新版本自 ${from} 起生效。`}在您同意之前，${from === null ? '我们' : '那之后我们'}不会自动续费，也不会扣款。下面的页面标出了修改之处，并可在那里同意。您随时可以自己续费。`,
      sms: `${title}有新版本，同意前不自动扣款。请打开网站查看。`,
    }),
    from: '生效时间',
    read: '查看修改并同意',
  },
  'zh-TW': {
    changed: ({ title, from }) => ({
      subject: `請確認新的${title}`,
      text: `${from === null ? `《${title}》已有新版本。` : `《${title}》的新版本自 ${from} 起生效。`}在您同意之前，${from === null ? '我們' : '那之後我們'}不會自動續購，也不會扣款。下面的頁面標出了修改之處，並可在那裡同意。您隨時可以自己續購。`,
      sms: `${title}有新版本，同意前不自動扣款。請開啟網站查看。`,
    }),
    from: '生效時間',
    read: '查看修改並同意',
  },
  en: {
    changed: ({ title, from }) => ({
      subject: `Please look at the changed terms: ${title}`,
      text: `${from === null ? `There is a new version of "${title}". Until` : `A new version of "${title}" takes effect at ${from}. From then on, until`} you accept it, nothing is renewed or charged by itself. The page below marks what changed, and you can accept it there. You can always renew yourself.`,
      sms: `The terms "${title}" changed. Nothing is charged by itself until you accept them on our site.`,
    }),
    from: 'Takes effect',
    read: 'See what changed and accept',
  },
  ja: {
    changed: ({ title, from }) => ({
      subject: `新しい規約をご確認ください：${title}`,
      text: `${from === null ? `「${title}」の新しい版があります。` : `「${title}」の新しい版は${from}から適用します。適用後は、`}同意されるまで、自動での更新も請求も行いません。次のページに変更箇所を示しており、そのまま同意いただけます。ご自身での更新はいつでもできます。`,
      sms: `「${title}」が変わります。同意されるまで自動で請求しません。サイトをご覧ください。`,
    }),
    from: '適用開始',
    read: '変更箇所を見て同意する',
  },
  ko: {
    changed: ({ title, from }) => ({
      subject: `바뀐 약관을 확인해 주세요: ${title}`,
      text: `${from === null ? `‘${title}’의 새 버전이 있습니다.` : `‘${title}’의 새 버전이 ${from}부터 적용됩니다. 적용된 뒤에는`} 동의하시기 전까지 자동으로 연장하거나 청구하지 않습니다. 아래 페이지에 바뀐 부분이 표시되어 있으며 그곳에서 동의하실 수 있습니다. 직접 연장하는 것은 언제든지 가능합니다.`,
      sms: `‘${title}’가 바뀝니다. 동의 전에는 자동 청구하지 않습니다. 사이트를 봐 주세요.`,
    }),
    from: '적용 시작',
    read: '바뀐 부분을 보고 동의하기',
  },
}

export function termsNoticeWords(language: Language): TermsWords {
  return WORDS[language]
}
