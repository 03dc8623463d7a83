/** Where staff begin: what can be looked for, what was found, or what was wrong with it. */
import type { JSX } from 'preact'
import type { Language } from '../../../domain/basics/language.ts'
import type { FoundLine, LineClue } from '../../../app/queries/staff/find-line.ts'
import { format } from '../../format.ts'
import { Key, keyed } from '../parts/key.tsx'
import { paths } from '../paths.ts'
import type { ScanRefused } from '../reading/recognise-scan.ts'
import { lineWords } from '../words/line/words.ts'
import { readingRefusalText, readingWords } from '../words/reading/words.ts'

/** Lines that a digit key opens. */
const KEYED_MAX = 9

export type FindTold =
  | { readonly kind: 'start' }
  | { readonly kind: 'none'; readonly clue: LineClue['kind'] }
  | { readonly kind: 'unknown' }
  | { readonly kind: 'order_number' }
  | { readonly kind: 'gift_card_unknown'; readonly text: string }
  | { readonly kind: 'wrong'; readonly scan: ScanRefused }
  | { readonly kind: 'wait'; readonly again: Temporal.Instant }
  | { readonly kind: 'refused'; readonly text: string }
  | { readonly kind: 'several'; readonly lines: readonly FoundLine[]; readonly more: boolean }

export function FindPage(props: {
  readonly language: Language
  readonly told: FindTold
}): JSX.Element {
  const { language, told } = props
  const said = lineWords(language).find
  return (
    <>
      <h1>{said.title}</h1>
      <Answer {...props} />
      {told.kind === 'several' ? (
        <Several {...told} language={language} />
      ) : (
        <p class="sheet prose">{said.lead}</p>
      )}
    </>
  )
}

function Answer({ language, told }: Parameters<typeof FindPage>[0]): JSX.Element | null {
  const text = answerText(told, language)
  if (text === null) return null
  return (
    <div class="notice" role="alert">
      {told.kind === 'wrong' && (
        <p class="soft">
          {lineWords(language).find.understood}
          {format(language).colon}
          {readingWords(language).meant[told.scan.meant]}
        </p>
      )}
      <p>{text}</p>
    </div>
  )
}

function answerText(told: FindTold, language: Language): string | null {
  const said = lineWords(language).find
  switch (told.kind) {
    case 'start':
    case 'several':
      return null
    case 'none':
      return said.none[told.clue]
    case 'unknown':
      return said.unknown
    case 'order_number':
      return said.orderNumber
    case 'gift_card_unknown':
    case 'refused':
      return told.text
    case 'wrong':
      return readingRefusalText(told.scan.refusal, language)
    case 'wait':
      return said.tooManyTries(format(language).clock(told.again))
  }
}

function Several(props: {
  readonly language: Language
  readonly lines: readonly FoundLine[]
  readonly more: boolean
}): JSX.Element {
  const { language, lines } = props
  const words = lineWords(language)
  const { volume } = format(language)
  return (
    <section class="sheet" aria-labelledby="found">
      <h2 id="found">{words.find.several(lines.length)}</h2>
      <ul class="list">
        {lines.map((line, place) => (
          <li key={line.id} class="between">
            <a
              class="button"
              href={paths.line(line.id)}
              {...(place < KEYED_MAX ? keyed(String(place + 1)) : {})}
              {...(place === 0 ? { autofocus: true } : {})}
            >
              {line.network.name[language]} {line.iccidMasked.slice(-4)}{' '}
              {place < KEYED_MAX && <Key name={String(place + 1)} />}
            </a>
            <span>{line.msisdnMasked}</span>
            <span>
              {line.holderName === null ? words.find.notHeld : words.find.heldBy(line.holderName)}
            </span>
            <span class="soft">
              {line.unlimited
                ? words.figures.unlimited
                : line.bytesLeft === null
                  ? words.figures.nothingValid
                  : `${words.figures.left} ${volume(line.bytesLeft, 'GB')}`}
            </span>
          </li>
        ))}
      </ul>
      {props.more && <p class="hint">{words.find.more}</p>}
    </section>
  )
}
