/**
 * Risky changes that wait, each with what stops it: behind a letter's link, or for whoever is
 * signed in.
 */
import type { JSX } from 'preact'
import type { ChangeLetter } from '../../../app/accounts/letters.ts'
import type { Instant } from '../../../domain/basics/time.ts'
import { format } from '../../format.ts'
import { Seal, type FormSeal } from '../../form.tsx'
import { paths } from '../paths.ts'
import { changePageWords } from '../words/changes.ts'
import type { Voice } from '../words/words.ts'

export interface StoppableChange {
  readonly token: string
  readonly what: ChangeLetter['what']
  readonly dueAt: Instant
}

export interface ChangesPageProps {
  readonly voice: Voice
  readonly seal: FormSeal
  readonly changes: readonly StoppableChange[]
  /** Instead of changes: what became of the one that was asked for. */
  readonly told: 'stopped' | 'over' | null
}

/** Opening the link changes nothing: mail scanners open links. */
export function ChangesPage({ voice, seal, changes, told }: ChangesPageProps): JSX.Element {
  const said = changePageWords(voice.language)
  const { longMoment } = format(voice.language)
  return (
    <div class="prose">
      <h1>{said.title}</h1>
      {told !== null && <p role="status">{said[told]}</p>}
      {told === null && changes.length === 0 && <p>{said.none}</p>}
      {changes.map(({ token, what, dueAt }) => {
        const due = longMoment(dueAt)
        return (
          <form key={token} method="post" action={paths.changeStop(token)}>
            <Seal seal={seal} />
            <p>
              {what.kind === 'contact'
                ? said.contact(what.newEmailMasked, due)
                : said.sim(what.cardEnds, due)}
            </p>
            <p>{said.ask}</p>
            <button class="main">{said.stop}</button>
          </form>
        )
      })}
    </div>
  )
}
