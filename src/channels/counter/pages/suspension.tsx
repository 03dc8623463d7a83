/** A line is stopped for a reason, or goes on. */
import type { JSX } from 'preact'
import { STAFF_SUSPENSIONS } from '../../../app/staff/suspension.ts'
import { ErrorSummary, Seal, Select } from '../../form.tsx'
import { format } from '../../format.ts'
import { Key, keyed } from '../parts/key.tsx'
import { paths } from '../paths.ts'
import { careWords } from '../words/care/words.ts'
import { consoleWords } from '../words/console/words.ts'
import type { ChangePageProps } from './risky-changes.tsx'

export function SuspensionPage({ language, care, form }: ChangePageProps): JSX.Element {
  const words = careWords(language)
  const said = words.suspension
  const { id, suspension } = care.line
  return (
    <div class="stack">
      <h1>{said.title}</h1>
      <ErrorSummary form={form} title={consoleWords(language).frame.wrongTitle} />
      {suspension === null ? (
        <form class="sheet stack" method="post" action={paths.suspension(id)}>
          <Seal seal={form.seal} />
          <p>{said.running}</p>
          <Select
            form={form}
            name="reason"
            label={said.reason}
            options={STAFF_SUSPENSIONS.map((one) => [one, said.reasons[one]] as const)}
            autocomplete="off"
          />
          <button class="main">{said.stop}</button>
        </form>
      ) : (
        <form class="sheet stack" method="post" action={paths.resumption(id)}>
          <Seal seal={form.seal} />
          <p>
            {said.stopped(
              said.reasons[suspension.reason],
              format(language).moment(suspension.since, care.asOf),
            )}
          </p>
          <button class="main" autofocus>
            {said.goOn}
          </button>
        </form>
      )}
      <a class="button" href={paths.line(id)} {...keyed('b')}>
        {words.toCustomer} <Key name="b" />
      </a>
    </div>
  )
}
