/**
 * The frame of every portal page: a whole HTML document as text. It carries its style sheet, one
 * deferred script of our own and nothing from anywhere else. Not the pages (`pages/`).
 */
import type { ComponentChildren, JSX } from 'preact'
import { renderToString } from 'preact-render-to-string'
import { LANGUAGES, type Language } from '../../domain/basics/language.ts'
import { MARK_PATH } from '../mark.ts'
import { STYLES, STYLES_HASH } from './look/styles.ts'
import { DARK, LIGHT } from '../tokens.ts'
import { HelpLines } from './parts/help-lines.tsx'
import type { FormSeal } from '../form.tsx'
import { format } from '../format.ts'
import { inLanguage, paths } from './paths.ts'
import { termsWords } from './words/terms.ts'
import { verifyWords } from './words/verify/words.ts'
import { LANGUAGE_NAMES, voice, type Voice } from './words/words.ts'

export interface DocumentProps {
  readonly language: Language
  /** The page's own title; the product's name is added. */
  readonly title: string
  /** Path and query of the page as a GET, for the language switcher. */
  readonly path: string
  readonly body: JSX.Element
  /** Further elements of the head, such as a refresh. */
  readonly head?: JSX.Element
  /** Present when signed in; seals the sign-out form. */
  readonly signedIn?: FormSeal
  readonly sandbox: boolean
  /** One notice above the page: "saved", "signed out". */
  readonly banner?: string
  /** Whoever is signed in has terms to look at; a page that is about them leaves it out. */
  readonly asksTerms?: boolean
  /** The page whose menu entry is the current one. */
  readonly here?: 'home' | 'orders' | 'account' | 'help'
}

/** The whole document, doctype included. */
export function document(props: DocumentProps): string {
  return `<!doctype html>${renderToString(<Document {...props} />)}`
}

/** HTML of a part, for server-sent events. */
export function fragment(part: JSX.Element): string {
  return renderToString(part)
}

/**
 * The policy that pages need. `formTargets` are the origins that a form may end at after redirects,
 * such as the payment provider's: browsers apply `form-action` to redirects too.
 */
export function contentSecurityPolicy(formTargets: readonly string[]): string {
  return [
    "default-src 'none'",
    `style-src ${STYLES_HASH}`,
    "script-src 'self'",
    "img-src 'self'",
    "connect-src 'self'",
    "manifest-src 'self'",
    "worker-src 'self'",
    `form-action ${["'self'", ...formTargets].join(' ')}`,
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ].join('; ')
}

function Document(props: DocumentProps): JSX.Element {
  const speech = voice(props.language)
  const { frame } = speech.words
  return (
    <html lang={props.language}>
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>{`${props.title} · Tsuzuki`}</title>
        <style dangerouslySetInnerHTML={{ __html: STYLES }} />
        <meta name="color-scheme" content="light dark" />
        <meta name="theme-color" content={LIGHT.paper} media="(prefers-color-scheme:light)" />
        <meta name="theme-color" content={DARK.paper} media="(prefers-color-scheme:dark)" />
        <meta name="format-detection" content="telephone=no" />
        <link rel="icon" type="image/svg+xml" href={paths.icon} />
        <link rel="manifest" href={paths.manifest(props.language)} />
        <script src={paths.script} defer />
        {props.head}
      </head>
      <body data-yours={frame.yourTime}>
        <a class="skip unseen" href="#main">
          {frame.skip}
        </a>
        <Head {...props} voice={speech} />
        <main id="main" tabindex={-1}>
          {props.banner !== undefined && (
            <p class="notice" role="status">
              {props.banner}
            </p>
          )}
          {props.asksTerms === true && <AsksTerms language={props.language} />}
          {props.body}
        </main>
        <Foot signedIn={props.signedIn} voice={speech} />
      </body>
    </html>
  )
}

function Head(props: DocumentProps & { readonly voice: Voice }): JSX.Element {
  const { frame } = props.voice.words
  const here = (page: DocumentProps['here']) =>
    props.here === page ? { 'aria-current': 'page' as const } : {}
  return (
    <header>
      {props.sandbox && <p class="ribbon">{frame.sandbox}</p>}
      <div class="head">
        <a class="mark" href={paths.first}>
          <svg viewBox="0 0 28 28" width="30" height="30" aria-hidden="true">
            <path d={MARK_PATH} />
          </svg>
          Tsuzuki
        </a>
        <details>
          <summary>
            <span class="unseen">
              {frame.language}
              {format(props.language).colon}
            </span>
            {LANGUAGE_NAMES[props.language]}
          </summary>
          <ul>
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
        </details>
        <nav aria-label={frame.menu} class={props.signedIn === undefined ? 'short' : 'full'}>
          <ul>
            {props.signedIn === undefined ? (
              <li>
                <a href={paths.signIn}>{frame.signIn}</a>
              </li>
            ) : (
              <>
                <MenuEntry href={paths.lines} current={here('home')} children={frame.home} />
                <MenuEntry href={paths.orders} current={here('orders')} children={frame.orders} />
                <MenuEntry
                  href={paths.profile}
                  current={here('account')}
                  children={frame.account}
                />
              </>
            )}
          </ul>
        </nav>
      </div>
    </header>
  )
}

function MenuEntry(props: {
  readonly href: string
  readonly current: { 'aria-current'?: 'page' }
  readonly children: ComponentChildren
}): JSX.Element {
  return (
    <li>
      <a href={props.href} {...props.current}>
        {props.children}
      </a>
    </li>
  )
}

/** Calm, and never in the way of what was paid for. */
function AsksTerms({ language }: Pick<DocumentProps, 'language'>): JSX.Element {
  const said = termsWords(language)
  return (
    <p class="soft">
      {said.asks} <a href={paths.pendingTerms}>{said.asksLink}</a>
    </p>
  )
}

/** Everything kept for offline reading goes with it: the script sees `data-forget`. */
function SignOut(props: { readonly seal: FormSeal; readonly voice: Voice }): JSX.Element {
  return (
    <form method="post" action={paths.signOut} data-forget>
      <input type="hidden" name="csrf" value={props.seal.csrf} />
      <button class="plain">{props.voice.words.frame.signOut}</button>
    </form>
  )
}

function Foot(props: {
  readonly signedIn: FormSeal | undefined
  readonly voice: Voice
}): JSX.Element {
  const { frame } = props.voice.words
  return (
    <footer class="foot" aria-label={frame.footLabel}>
      <p>
        <strong>{frame.caution.title}</strong> {frame.caution.text}
      </p>
      <HelpLines voice={props.voice} />
      <div class="links">
        <a href={paths.help}>{frame.help}</a>
        <a href={paths.verify}>{verifyWords(props.voice.language).title}</a>
        <a href={paths.lineProof}>{props.voice.words.lineProof.title}</a>
        <a href={paths.allTerms}>{termsWords(props.voice.language).title}</a>
        {props.signedIn !== undefined && <SignOut seal={props.signedIn} voice={props.voice} />}
      </div>
    </footer>
  )
}
