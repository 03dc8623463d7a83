/** The directory of what is really ours, one entry to be written, and the code of a seller. */
import type { JSX } from 'preact'
import type { EntryView } from '../../../app/queries/staff/directory.ts'
import { LANGUAGES, type Language } from '../../../domain/basics/language.ts'
import type { Instant } from '../../../domain/basics/time.ts'
import {
  CHAT_APPS,
  isSeller,
  SELLER_KINDS,
  type ChatApp,
  type Entry,
} from '../../../domain/directory/directory.ts'
import { reachOf, type StaffRole } from '../../../domain/staff/permissions.ts'
import { ErrorSummary, Field, Seal, Select, type FormProps } from '../../form.tsx'
import { format } from '../../format.ts'
import { QrCode } from '../../qr-code.tsx'
import { OfficialNav } from '../parts/official-nav.tsx'
import { SecondPerson } from '../parts/second-person.tsx'
import { paths } from '../paths.ts'
import { consoleWords, LANGUAGE_NAMES } from '../words/console/words.ts'
import { officialWords } from '../words/official/words.ts'

const KINDS = [
  'domain',
  'phone',
  'sender_id',
  'email',
  'handle',
  ...SELLER_KINDS,
  'carrier',
] as const

const APP_NAMES: Readonly<Record<ChatApp, string>> = {
  wechat: 'WeChat',
  line: 'LINE',
  kakao: 'KakaoTalk',
  whatsapp: 'WhatsApp',
  telegram: 'Telegram',
  x: 'X',
  instagram: 'Instagram',
}

/** Of the box that ends an entry at once. */
export const END_NOW_FIELD = 'end-now'

export function nameField(language: Language): string {
  return `name-${language}`
}

interface Shown {
  readonly language: Language
  readonly role: StaffRole
}

export function DirectoryPage(
  props: Shown & { readonly entries: readonly EntryView[]; readonly asOf: Instant },
): JSX.Element {
  const { language, role, entries } = props
  const said = officialWords(language).directory
  const kinds = KINDS.filter((kind) => entries.some(({ entry }) => entry.kind === kind))
  return (
    <div class="stack">
      <h1>{said.title}</h1>
      <OfficialNav {...props} here="directory" />
      <p>{said.lead}</p>
      {reachOf(role, 'edit_directory') !== 'no' && (
        <p>
          <a class="button main" href={paths.directoryNew}>
            {said.add}
          </a>
        </p>
      )}
      {entries.length === 0 && <p class="sheet soft">{said.none}</p>}
      {kinds.map((kind) => (
        <section class="sheet" key={kind}>
          <h2>{said.kinds[kind]}</h2>
          <ul class="list">
            {entries
              .filter(({ entry }) => entry.kind === kind)
              .map((one) => (
                <OneEntry key={one.entry.id} {...props} one={one} />
              ))}
          </ul>
        </section>
      ))}
    </div>
  )
}

function OneEntry(props: Shown & { readonly one: EntryView; readonly asOf: Instant }): JSX.Element {
  const { language, role, one, asOf } = props
  const { entry, edited } = one
  const said = officialWords(language).directory
  const { moment } = format(language)
  return (
    <li>
      <strong>{entry.name[language]}</strong> {valueText(entry)}
      <p class="soft">
        {[
          entry.id,
          said.from(moment(entry.since, asOf)),
          ...(entry.until === null ? [] : [said.until(moment(entry.until, asOf))]),
          ...(edited === null ? [] : [said.edited(edited.by, moment(edited.at, asOf))]),
        ].join(' · ')}
      </p>
      <p>
        {reachOf(role, 'edit_directory') !== 'no' && (
          <a href={paths.directoryEntry(entry.id)}>{said.change}</a>
        )}{' '}
        {isSeller(entry) && <a href={paths.directoryCode(entry.id)}>{said.code}</a>}
      </p>
    </li>
  )
}

function valueText(entry: Entry): string {
  return entry.kind === 'handle' ? `${APP_NAMES[entry.app]} @${entry.value}` : entry.value
}

export interface EntryPageProps {
  readonly language: Language
  readonly role: StaffRole
  /** Null: a new one. */
  readonly entry: Entry | null
  readonly form: FormProps
}

export function EntryPage(props: EntryPageProps): JSX.Element {
  const { language, entry, form } = props
  const words = officialWords(language)
  const said = words.directory
  const action = entry === null ? paths.directoryEntries : paths.directoryEntry(entry.id)
  return (
    <div class="stack">
      <h1>{entry === null ? said.add : entry.name[language]}</h1>
      <OfficialNav {...props} here="directory" />
      <ErrorSummary form={form} title={consoleWords(language).frame.wrongTitle} />
      <form class="stack" method="post" action={action}>
        <Seal seal={form.seal} />
        {entry === null ? <WhatItIs {...props} /> : <AsItIs {...props} entry={entry} />}
        <section class="sheet">
          <Field
            form={form}
            name="value"
            label={said.value}
            hint={said.valueHint}
            value={entry === null ? '' : valueTyped(entry)}
            autocomplete="off"
          />
          {LANGUAGES.map((one) => (
            <Field
              key={one}
              form={form}
              name={nameField(one)}
              label={said.name(LANGUAGE_NAMES[one])}
              value={entry?.name[one]}
              autocomplete="off"
            />
          ))}
        </section>
        <Times {...props} />
        <SecondPerson form={form} language={language} />
        <button class="main">{said.save}</button>
      </form>
      <a href={paths.directory}>{said.back}</a>
    </div>
  )
}

function valueTyped(entry: Entry): string {
  return entry.kind === 'handle' ? `@${entry.value}` : entry.value
}

function WhatItIs({ language, form }: EntryPageProps): JSX.Element {
  const said = officialWords(language).directory
  return (
    <section class="sheet">
      <Select
        form={form}
        name="kind"
        label={said.kind}
        options={KINDS.map((kind) => [kind, said.kinds[kind]] as const)}
      />
      <Select
        form={form}
        name="app"
        label={said.app}
        options={[
          ['', said.noApp],
          ...CHAT_APPS.map((app): [string, string] => [app, APP_NAMES[app]]),
        ]}
      />
      <Field form={form} name="id" label={said.id} hint={said.idHint} autocomplete="off" />
    </section>
  )
}

/** What is the thing it is about does not change; another thing is another entry. */
function AsItIs({ language, entry }: EntryPageProps & { readonly entry: Entry }): JSX.Element {
  const said = officialWords(language).directory
  return (
    <p class="sheet">
      <span class="tag">{said.kinds[entry.kind]}</span>{' '}
      {entry.kind === 'handle' && <span class="tag">{APP_NAMES[entry.app]}</span>} {entry.id}
    </p>
  )
}

function Times({ language, entry, form }: EntryPageProps): JSX.Element {
  const said = officialWords(language).directory
  return (
    <section class="sheet">
      <Field
        form={form}
        name="since"
        label={said.since}
        hint={said.sinceHint}
        value={entry?.since.toString()}
        autocomplete="off"
      />
      <Field
        form={form}
        name="until"
        label={said.end}
        hint={said.endHint}
        value={entry?.until?.toString()}
        optional={consoleWords(language).frame.optional}
        autocomplete="off"
      />
      {entry !== null && entry.until === null && (
        <label class="tick">
          <input type="checkbox" name={END_NOW_FIELD} value="yes" />
          <span>{said.endNow}</span>
        </label>
      )}
    </section>
  )
}

/** To be printed and put up. */
export function SellerCodePage(props: {
  readonly language: Language
  readonly entry: Entry
  readonly url: string
}): JSX.Element {
  const { language, entry, url } = props
  const said = officialWords(language).directory
  return (
    <div class="stack">
      <h1>{entry.name[language]}</h1>
      <section class="sheet">
        <p class="written">{entry.value}</p>
        <QrCode text={url} label={said.code} />
        <p>{said.codeLead}</p>
        <p class="soft">{url}</p>
      </section>
      <a href={paths.directory}>{said.back}</a>
    </div>
  )
}
