/** Sentences of what wrong tries have locked, and of ending that, in five languages. */
import type { Language } from '../../../domain/basics/language.ts'
import type { LiftLockRefusal, Lockable } from '../../../app/staff/locks.ts'
import type { RefusalWords } from './refusal-words.ts'

export interface LockWords {
  readonly title: string
  /** Until when; of a PIN, since when. */
  readonly stands: Readonly<Record<Lockable['kind'], (moment: string) => string>>
  readonly lift: string
  readonly lead: string
  readonly lifted: string
  readonly refusals: RefusalWords<LiftLockRefusal>
}

const WORDS: Readonly<Record<Language, LockWords>> = {
  'zh-CN': {
    title: '因多次输错而锁定',
    stands: {
      activation: (until) => `卡片激活码锁定到 ${until}`,
      mailbox: (until) => `持有人的邮箱验证码登录锁定到 ${until}`,
      phone_pin: (since) => `电话密码自 ${since} 起锁定，直到持有人重新设置`,
    },
    lift: '解锁',
    lead: '激活码、邮箱和密码都不变，理由会被记录。',
    lifted: '已解锁，可以重新尝试。',
    refusals: { not_locked: () => '已经没有锁定。' },
  },
  'zh-TW': {
    title: '因多次輸錯而鎖定',
    stands: {
      activation: (until) => `卡片啟用碼鎖定到 ${until}`,
      mailbox: (until) => `持有人的電子郵件驗證碼登入鎖定到 ${until}`,
      phone_pin: (since) => `電話密碼自 ${since} 起鎖定，直到持有人重新設定`,
    },
    lift: '解鎖',
    lead: '啟用碼、電子郵件和密碼都不變，理由會被記錄。',
    lifted: '已解鎖，可以重新嘗試。',
    refusals: { not_locked: () => '已經沒有鎖定。' },
  },
  en: {
    title: 'Locked by wrong tries',
    stands: {
      activation: (until) => `The card’s activation code is locked until ${until}`,
      mailbox: (until) => `Signing in by e-mail code is locked for the holder until ${until}`,
      phone_pin: (since) => `The phone PIN is locked since ${since}, until its holder sets another`,
    },
    lift: 'Unlock',
    lead: 'Code, address and PIN stay as they are. The reason is written down.',
    lifted: 'Unlocked; trying is open again.',
    refusals: { not_locked: () => 'That is not locked any more.' },
  },
  ja: {
    title: '入力間違いによるロック',
    stands: {
      activation: (until) => `カードの認証コードは${until}までロックされています`,
      mailbox: (until) => `契約者のメールコードでのサインインは${until}までロックされています`,
      phone_pin: (since) =>
        `電話の暗証番号は${since}からロックされています。契約者が再設定するまで続きます`,
    },
    lift: 'ロックを解除する',
    lead: 'コード、メールアドレス、暗証番号は変わりません。理由は記録されます。',
    lifted: 'ロックを解除しました。もう一度お試しいただけます。',
    refusals: { not_locked: () => 'すでにロックされていません。' },
  },
  ko: {
    title: '여러 번 틀려서 잠김',
    stands: {
      activation: (until) => `카드 인증 코드가 ${until}까지 잠겨 있습니다`,
      mailbox: (until) => `보유자의 이메일 코드 로그인이 ${until}까지 잠겨 있습니다`,
      phone_pin: (since) =>
        `전화 비밀번호가 ${since}부터 잠겨 있으며, 보유자가 새로 정하면 풀립니다`,
    },
    lift: '잠금 해제',
    lead: '코드, 이메일, 비밀번호는 그대로입니다. 이유는 기록됩니다.',
    lifted: '잠금을 해제했습니다. 다시 시도할 수 있습니다.',
    refusals: { not_locked: () => '이미 잠겨 있지 않습니다.' },
  },
}

export function lockWords(language: Language): LockWords {
  return WORDS[language]
}
