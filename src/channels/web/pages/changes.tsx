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
import { changePageWords, type ChangePageWords } from '../words/changes.ts'
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
            <p>{toldOf(what, due, said)}</p>
            <p>{what.kind === 'forget' ? said.askForget : said.ask}</p>
            <button class="main">{what.kind === 'forget' ? said.stopForget : said.stop}</button>
          </form>
        )
      })}
    </div>
  )
}

function toldOf(what: StoppableChange['what'], due: string, said: ChangePageWords): string {
  if (what.kind === 'contact') return said.contact(what.newEmailMasked, due)
  return what.kind === 'sim' ? said.sim(what.cardEnds, due) : said.forget(due)
}
