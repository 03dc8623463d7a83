/** What an account wants to be told and how, this device's push notices, and stopping a letter. */
import type { JSX } from 'preact'
import type { Language } from '../../../domain/basics/language.ts'
import { NOTICE_GROUPS, type NoticeGroup } from '../../../domain/notice/notice.ts'
import {
  NOTICE_WAYS,
  type NoticePreferences,
  type NoticeWay,
} from '../../../domain/notice/preferences.ts'
import { ErrorSummary, Seal, Select, type FormProps, type FormSeal } from '../../form.tsx'
import { format } from '../../format.ts'
import { paths } from '../paths.ts'
import { noticePageWords } from '../words/notices/words.ts'
import type { Voice } from '../words/words.ts'

/** Where customers come from and go; any other zone that an account has is listed too. */
const ZONES = [
  'Asia/Tokyo',
  'Asia/Shanghai',
  'Asia/Taipei',
  'Asia/Hong_Kong',
  'Asia/Seoul',
  'Asia/Singapore',
  'Asia/Bangkok',
  'Asia/Ho_Chi_Minh',
  'Asia/Manila',
  'Asia/Kathmandu',
  'Australia/Sydney',
  'Europe/London',
  'Europe/Paris',
  'America/New_York',
  'America/Los_Angeles',
] as const

export interface NoticesPageProps {
  readonly voice: Voice
  readonly preferences: NoticePreferences
  /** Fields: `zone`, and a box `group.way` for each. */
  readonly form: FormProps
  readonly push: {
    /** Browsers subscribe to it. */
    readonly publicKey: string
    readonly begun: boolean
  }
  readonly sendsSms: boolean
  /** The mailbox refuses our letters. */
  readonly silent: boolean
}

export function NoticesPage(props: NoticesPageProps): JSX.Element {
  const { voice, preferences, form, sendsSms } = props
  const said = noticePageWords(voice.language)
  const ways = NOTICE_WAYS.filter((way) => way !== 'sms' || sendsSms)
  return (
    <>
      <div class="prose">
        <h1>{said.title}</h1>
        <p>{said.lead}</p>
      </div>
      <ErrorSummary form={form} title={voice.words.frame.wrongTitle} />
      {props.silent && <p class="notice">{said.silent}</p>}
      <form class="sheet stack" method="post" action={paths.notices}>
        <Seal seal={form.seal} />
        {NOTICE_GROUPS.map((group) => (
          <Group key={group} {...{ group, ways, preferences }} language={voice.language} />
        ))}
        {sendsSms && <p class="hint">{said.smsHint}</p>}
        <Select
          form={form}
          name="zone"
          label={said.zone}
          hint={said.zoneHint}
          value={preferences.zone}
          options={zonesFor(preferences.zone, voice.language)}
        />
        <button class="main">{said.save}</button>
      </form>
      <ThisDevice {...props} />
    </>
  )
}

function Group(props: {
  readonly group: NoticeGroup
  readonly ways: readonly NoticeWay[]
  readonly preferences: NoticePreferences
  readonly language: Language
}): JSX.Element {
  const { group, ways, preferences, language } = props
  const said = noticePageWords(language)
  const hint = `${group}-hint`
  return (
    <fieldset aria-describedby={hint}>
      <legend>{said.groups[group].name}</legend>
      <p class="hint" id={hint}>
        {said.groups[group].hint}
      </p>
      {ways.map((way) => (
        <label class="tick" key={way}>
          <input
            type="checkbox"
            name={`${group}.${way}`}
            value="yes"
            checked={preferences.wishes[group].includes(way)}
          />
          <span>{said.ways[way]}</span>
        </label>
      ))}
    </fieldset>
  )
}

/** Asking the browser needs a script; ending does not. */
function ThisDevice({ voice, form, push }: NoticesPageProps): JSX.Element {
  const said = noticePageWords(voice.language).push
  return (
    <section class="sheet stack" aria-labelledby="push">
      <h2 id="push">{said.title}</h2>
      <p class="soft">{said.lead}</p>
      {push.begun ? (
        <form method="post" action={paths.noticesPushEnd}>
          <Seal seal={form.seal} />
          <p>{said.begun}</p>
          <button>{said.end}</button>
        </form>
      ) : (
        <>
          <p class="soft" data-push-unsupported>
            {said.unsupported}
          </p>
          <form
            method="post"
            action={paths.noticesPush}
            data-push={push.publicKey}
            data-failed={said.failed}
            hidden
          >
            <Seal seal={form.seal} />
            <input type="hidden" name="endpoint" value="" />
            <input type="hidden" name="p256dh" value="" />
            <input type="hidden" name="auth" value="" />
            <button>{said.begin}</button>
            <p class="wrong" role="status" hidden />
          </form>
        </>
      )}
    </section>
  )
}

function zonesFor(own: string, language: Language): readonly (readonly [string, string])[] {
  const zones: readonly string[] = (ZONES as readonly string[]).includes(own)
    ? ZONES
    : [own, ...ZONES]
  return zones.map((zone) => [zone, zoneName(zone, language)])
}

const names = new Map<string, string>()

/** "Japan Standard Time" in the reader's language, and the zone's own name to tell equal ones. */
function zoneName(zone: string, language: Language): string {
  const key = `${language} ${zone}`
  const known = names.get(key)
  if (known !== undefined) return known
  const parts = new Intl.DateTimeFormat(language, { timeZone: zone, timeZoneName: 'longGeneric' })
    .formatToParts(0)
    .find(({ type }) => type === 'timeZoneName')
  const city = zone.slice(zone.lastIndexOf('/') + 1).replaceAll('_', ' ')
  const name = `${parts?.value ?? zone}${format(language).brackets(city)}`
  names.set(key, name)
  return name
}

export interface UnsubscribePageProps {
  readonly voice: Voice
  readonly seal: FormSeal
  readonly state:
    | {
        readonly kind: 'ask' | 'done'
        readonly group: NoticeGroup
        readonly token: string
        readonly hasRequired: boolean
      }
    /** The link is not one of ours. */
    | { readonly kind: 'unknown' }
}

/** Opening the link changes nothing: mail scanners open links. */
export function UnsubscribePage({ voice, seal, state }: UnsubscribePageProps): JSX.Element {
  const words = noticePageWords(voice.language)
  const said = words.unsubscribe
  const preferences = <a href={paths.notices}>{said.preferences}</a>
  if (state.kind === 'unknown') {
    return (
      <div class="prose">
        <h1>{said.title}</h1>
        <p>{said.unknown}</p>
        <p>{preferences}</p>
      </div>
    )
  }
  const { name } = words.groups[state.group]
  return (
    <div class="prose">
      <h1>{said.title}</h1>
      <p>{state.kind === 'ask' ? said.ask(name) : said.done(name)}</p>
      {state.hasRequired && <p class="soft">{said.required}</p>}
      {state.kind === 'ask' && (
        <form method="post" action={paths.unsubscribe(state.token)}>
          <Seal seal={seal} />
          <button class="main">{said.stop}</button>
        </form>
      )}
      <p>{preferences}</p>
    </div>
  )
}
