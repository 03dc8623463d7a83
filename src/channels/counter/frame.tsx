/**
 * The frame of every console page: a whole HTML document as text, with its style sheet, our own
 * deferred script and nothing from anywhere else. Not the pages (`pages/`) nor the headers they are
 * sent with (`page.tsx`).
 */
import type { JSX } from 'preact'
import { renderToString } from 'preact-render-to-string'
import { LANGUAGES, type Language } from '../../domain/basics/language.ts'
import { reachOf, type StaffAct, type StaffRole } from '../../domain/staff/permissions.ts'
import { IDLE_LOCK_MINUTES } from '../../domain/staff/staff.ts'
import { Seal, type FormSeal } from '../form.tsx'
import { MARK_PATH } from '../mark.ts'
import { DARK, LIGHT } from '../tokens.ts'
import { STYLES } from './look/styles.ts'
import { Key, keyed } from './parts/key.tsx'
import { inLanguage, paths } from './paths.ts'
import { SCAN_LENGTH_MAX } from './reading/recognise-scan.ts'
import type { SignedIn } from './staffer.ts'
import { breachWords } from './words/breach.ts'
import { usageFileWords } from './words/usage-files/words.ts'
import { billsWords } from './words/bills/words.ts'
import { fulfilmentDeskWords } from './words/fulfilment.ts'
import { limitWords } from './words/limits/words.ts'
import { networkWords } from './words/network/words.ts'
import { consoleWords, LANGUAGE_NAMES, type ConsoleWords } from './words/console/words.ts'
import { disputeDeskWords } from './words/disputes/words.ts'

export type Place =
  | 'search'
  | 'till'
  | 'shifts'
  | 'gift_cards'
  | 'cases'
  | 'calls'
  | 'official'
  | 'bills'
  | 'disputes'
  | 'limits'
  | 'network'
  | 'usage_files'
  | 'fulfilments'
  | 'account'

export interface FrameProps {
  readonly language: Language
  readonly title: string
  /** Path and query of the page as a GET, for the language switcher and the way back. */
  readonly path: string
  readonly body: JSX.Element
  readonly sandbox: boolean
  readonly here?: Place | undefined
  /** One notice above the page: "saved", "closed". */
  readonly banner?: string | undefined
  readonly head?: JSX.Element | undefined
  /** Absent: nobody is signed in, or the page says nothing of them. */
  readonly desk?: { readonly signedIn: SignedIn; readonly seal: FormSeal } | undefined
  /** The search field is where one begins. */
  readonly findsFirst?: boolean | undefined
}

export function frame(props: FrameProps): string {
  return `<!doctype html>${renderToString(<Document {...props} />)}`
}

function Document(props: FrameProps): JSX.Element {
  const words = consoleWords(props.language)
  const { desk } = props
  return (
    <html lang={props.language}>
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="robots" content="noindex" />
        <title>{`${props.title} · Tsuzuki`}</title>
        <style dangerouslySetInnerHTML={{ __html: STYLES }} />
        <meta name="color-scheme" content="light dark" />
        <meta name="theme-color" content={LIGHT.paper} media="(prefers-color-scheme:light)" />
        <meta name="theme-color" content={DARK.paper} media="(prefers-color-scheme:dark)" />
        <meta name="format-detection" content="telephone=no" />
        <link rel="icon" type="image/svg+xml" href={paths.icon} />
        <script type="module" src={paths.script} />
        {props.head}
      </head>
      <body {...(desk === undefined ? {} : signsOfLife(desk.seal, props.path))}>
        <a class="skip unseen" href="#main">
          {words.frame.skip}
        </a>
        <Head {...props} words={words} />
        <main id="main" tabindex={-1} {...(desk === undefined ? { class: 'narrow' } : {})}>
          {props.banner !== undefined && (
            <p class="notice" role="status">
              {props.banner}
            </p>
          )}
          {props.body}
        </main>
        <Foot {...props} words={words} />
        <Shortcuts words={words} />
      </body>
    </html>
  )
}

/** For the script: where keystrokes are told as signs of life; when and where the page locks. */
function signsOfLife({ csrf }: FormSeal, path: string) {
  return {
    'data-seen': paths.seen,
    'data-csrf': csrf,
    'data-lock': paths.locked(path),
    'data-idle': (IDLE_LOCK_MINUTES * 60).toString(),
  }
}

type Framed = FrameProps & { readonly words: ConsoleWords }

function Head(props: Framed): JSX.Element {
  const { words, desk } = props
  return (
    <header>
      {props.sandbox && <p class="ribbon">{words.frame.sandbox}</p>}
      <div class="head">
        <a class="mark" href={paths.first}>
          <svg viewBox="0 0 28 28" width="28" height="28" aria-hidden="true">
            <path d={MARK_PATH} />
          </svg>
          Tsuzuki
        </a>
        {desk !== undefined && <Find {...props} seal={desk.seal} />}
        {desk !== undefined && <Who {...props} {...desk} />}
        {desk !== undefined && <Menu {...props} signedIn={desk.signedIn} />}
      </div>
    </header>
  )
}

/** A post, so that a name never stands in an address. A scanner's text ends up here too. */
function Find(props: Framed & { readonly seal: FormSeal }): JSX.Element {
  const { words } = props
  return (
    <form class="find" role="search" method="post" action={paths.search} data-find>
      <input type="hidden" name="csrf" value={props.seal.csrf} />
      <input
        name="q"
        aria-label={words.frame.find}
        placeholder={words.frame.findHint}
        maxlength={SCAN_LENGTH_MAX}
        autocomplete="off"
        spellcheck={false}
        required
        {...(props.findsFirst === true ? { autofocus: true } : {})}
        {...keyed('/')}
      />
      <button>{words.frame.search}</button>
    </form>
  )
}

function Who(
  props: Framed & { readonly signedIn: SignedIn; readonly seal: FormSeal },
): JSX.Element {
  const { words, signedIn } = props
  const { staff, till } = signedIn
  return (
    <div class="who">
      <span>
        <strong>{staff.name}</strong> {staff.shop ?? words.roles[staff.role]}
      </span>
      {hasTill(signedIn) && (
        <a href={paths.tillChoice}>
          {till === null ? words.frame.noTill : words.frame.tillNamed(till.name)}
        </a>
      )}
      <form class="inline" method="post" action={paths.lock}>
        <Seal seal={props.seal} />
        <input type="hidden" name="back" value={props.path} />
        <button {...keyed('l')}>
          {words.frame.lock} <Key name="l" />
        </button>
      </form>
    </div>
  )
}

function hasTill({ staff }: SignedIn): boolean {
  return reachOf(staff.role, 'take_money') !== 'no'
}

function Menu(props: Framed & { readonly signedIn: SignedIn }): JSX.Element {
  const { words } = props
  const { role } = props.signedIn.staff
  const entries: readonly (readonly [Place, string, string, string, StaffAct])[] = [
    ['search', paths.first, words.frame.find, 's', 'find_line'],
    ['till', paths.till, words.frame.till, 't', 'take_money'],
    ['shifts', paths.shifts, words.frame.shifts, 'z', 'read_shifts'],
    ['gift_cards', paths.giftCards, words.frame.giftCards, 'g', 'check_gift_card'],
    ['cases', paths.cases, words.frame.cases, 'c', 'keep_case'],
    ['calls', paths.calls, words.frame.calls, 'h', 'read_calls'],
    ['official', officialPath(role), words.frame.official, 'j', 'find_line'],
    [
      'disputes',
      paths.disputes('all'),
      disputeDeskWords(props.language).title,
      '9',
      'read_disputes',
    ],
    ['network', paths.network, networkWords(props.language).title, '5', 'read_network'],
    ['limits', paths.limits, limitWords(props.language).title, '8', 'read_limits'],
    ['bills', paths.anomalies, billsWords(props.language).title, '0', 'read_anomalies'],
  ]
  return (
    <nav aria-label={words.frame.menu}>
      <ul>
        {entries
          .filter(([, , , , act]) => reachOf(role, act) !== 'no')
          .map(([place, href, label, key]) => (
            <li key={place}>
              <a
                href={href}
                {...keyed(key)}
                {...(props.here === place ? { 'aria-current': 'page' as const } : {})}
              >
                {label} <Key name={key} />
              </a>
            </li>
          ))}
        <Rarely {...props} role={role} />
        <li>
          <a
            href={paths.account}
            {...(props.here === 'account' ? { 'aria-current': 'page' as const } : {})}
          >
            {words.frame.account}
          </a>
        </li>
      </ul>
    </nav>
  )
}

/** What few ask for, without keys of their own. */
function Rarely(props: Framed & { readonly role: StaffRole }): JSX.Element {
  const { language, role, here } = props
  const entries: readonly (readonly [Place | null, string, string, StaffAct])[] = [
    ['usage_files', paths.usageFiles, usageFileWords(language).title, 'read_usage_files'],
    ['fulfilments', paths.fulfilments, fulfilmentDeskWords(language).title, 'read_fulfilments'],
    [null, paths.breach, breachWords(language).title, 'handle_breach'],
  ]
  return (
    <>
      {entries
        .filter(([, , , act]) => reachOf(role, act) !== 'no')
        .map(([place, href, label]) => (
          <li key={href}>
            <a href={href} {...(here === place ? { 'aria-current': 'page' as const } : {})}>
              {label}
            </a>
          </li>
        ))}
    </>
  )
}

/** Whoever may read reports sees first whether any wait. */
function officialPath(role: StaffRole): string {
  return reachOf(role, 'read_reports') === 'no' ? paths.directory : paths.reports
}

function Foot(props: Framed): JSX.Element {
  const { words, desk } = props
  return (
    <footer class="foot">
      <nav aria-label={words.frame.language}>
        <ul class="languages">
          {LANGUAGES.map((language) => (
            <li key={language}>
              <a
                href={inLanguage(props.path, language)}
                lang={language}
                hreflang={language}
                {...(language === props.language ? { 'aria-current': 'true' as const } : {})}
              >
                {LANGUAGE_NAMES[language]}
              </a>
            </li>
          ))}
        </ul>
      </nav>
      <button type="button" class="plain" data-shows-keys hidden {...keyed('?')}>
        {words.frame.shortcuts} <Key name="?" />
      </button>
      {desk !== undefined && (
        <form method="post" action={paths.signOut}>
          <Seal seal={desk.seal} />
          <button class="plain">{words.frame.signOut}</button>
        </form>
      )}
    </footer>
  )
}

/** Filled by the script out of what the page has; without the script there are none. */
function Shortcuts(props: { readonly words: ConsoleWords }): JSX.Element {
  const { frame: said } = props.words
  return (
    <dialog data-keys aria-labelledby="keys">
      <div class="stack">
        <h2 id="keys">{said.shortcuts}</h2>
        <dl class="rows" />
        <p class="hint">{said.shortcutsHint}</p>
        <form method="dialog">
          <button>{said.close}</button>
        </form>
      </div>
    </dialog>
  )
}
