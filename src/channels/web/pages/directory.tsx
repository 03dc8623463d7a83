/** The operator's own channels as a page, the code of one seller, and where the signed list is. */
import type { JSX } from 'preact'
import { isSeller, type Entry } from '../../../domain/directory/directory.ts'
import { QrCode } from '../../qr-code.tsx'
import { paths } from '../paths.ts'
import { verifyWords } from '../words/verify/words.ts'
import type { Voice } from '../words/words.ts'

export interface DirectoryPageProps {
  readonly voice: Voice
  /** Those in force. */
  readonly entries: readonly Entry[]
  readonly validUntil: string
  readonly publicKey: string
}

const KINDS = [
  'domain',
  'phone',
  'sender_id',
  'email',
  'handle',
  'shop',
  'reseller',
  'voucher_seller',
  'carrier',
] as const

export function DirectoryPage(props: DirectoryPageProps): JSX.Element {
  const { voice, entries, validUntil, publicKey } = props
  const said = verifyWords(voice.language)
  const words = said.directory
  return (
    <>
      <div class="prose">
        <h1>{words.title}</h1>
        <p>{entries.length === 0 ? words.none : words.lead}</p>
        <p>
          <a href={paths.verify}>{said.title}</a>
        </p>
      </div>
      {KINDS.map((kind) => (
        <Group
          key={kind}
          voice={voice}
          title={words.kinds[kind]}
          entries={entries.filter((entry) => entry.kind === kind)}
        />
      ))}
      <section class="sheet">
        <h2>{words.signedTitle}</h2>
        <p>{words.signed(validUntil)}</p>
        <p>
          <a href={paths.directoryList}>{words.list}</a> ·{' '}
          <a href={paths.directorySignature}>{words.signature}</a> ·{' '}
          <a href={paths.directoryKey}>{words.key}</a>
        </p>
        <p class="any soft">{publicKey}</p>
      </section>
    </>
  )
}

function Group(props: {
  readonly voice: Voice
  readonly title: string
  readonly entries: readonly Entry[]
}): JSX.Element | null {
  const { voice, title, entries } = props
  if (entries.length === 0) return null
  return (
    <section class="sheet">
      <h2>{title}</h2>
      <dl class="rows">
        {entries.map((entry) => (
          <div key={entry.id}>
            <dt>
              {isSeller(entry) ? (
                <a href={paths.directorySeller(entry.id)}>{entry.name[voice.language]}</a>
              ) : (
                entry.name[voice.language]
              )}
            </dt>
            <dd class="any">{entry.kind === 'handle' ? `@${entry.value}` : entry.value}</dd>
          </div>
        ))}
      </dl>
    </section>
  )
}

/** To be printed and put up at the shop. */
export function SellerPage(props: {
  readonly voice: Voice
  readonly entry: Entry
  readonly url: string
}): JSX.Element {
  const { voice, entry, url } = props
  const words = verifyWords(voice.language).directory
  return (
    <>
      <h1>{entry.name[voice.language]}</h1>
      <section class="sheet">
        <p class="lines">{entry.value}</p>
        <QrCode text={url} label={words.code} />
        <p>{words.codeLead}</p>
        <p class="any soft">{url}</p>
      </section>
      <a href={paths.directory}>{words.title}</a>
    </>
  )
}
