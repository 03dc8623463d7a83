/** Giving an account points, for the page of a line; nothing for whoever may not. */
import type { JSX } from 'preact'
import { GOODWILL_POINTS_MAX } from '../../../app/money/goodwill-points.ts'
import type { AccountId, OrderId } from '../../../domain/basics/ids.ts'
import type { Language } from '../../../domain/basics/language.ts'
import { reachOf, type StaffRole } from '../../../domain/staff/permissions.ts'
import { ErrorSummary, Field, Seal, type FormProps } from '../../form.tsx'
import { paths } from '../paths.ts'
import { consoleWords } from '../words/console/words.ts'
import { giftWords } from '../words/gift/words.ts'

export function GivePoints(props: {
  readonly language: Language
  readonly role: StaffRole
  readonly account: AccountId
  /** What it is about, where it is about an order. */
  readonly order?: OrderId | null
  readonly form: FormProps
  /** The page to come back to: an address of the console. */
  readonly back: string
}): JSX.Element | null {
  const { language, role, account, order = null, form, back } = props
  if (reachOf(role, 'give_points') === 'no') return null
  const { points } = giftWords(language)
  return (
    <form class="sheet stack" method="post" action={paths.accountPoints(account)}>
      <h2>{points.title}</h2>
      <ErrorSummary form={form} title={consoleWords(language).frame.wrongTitle} />
      <Seal seal={form.seal} />
      <input type="hidden" name="back" value={back} />
      {order !== null && <input type="hidden" name="order" value={order} />}
      <Field
        form={form}
        name="points"
        label={points.label}
        hint={points.hint(GOODWILL_POINTS_MAX.toLocaleString(language))}
        digits
        autocomplete="off"
        maxlength={6}
      />
      <button>{points.give}</button>
    </form>
  )
}
