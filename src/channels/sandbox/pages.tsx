/**
 * The sandbox's own pages: what there is to try, the clock, caught mail. For whoever tries or tests
 * the product, so in English alone; no customer meets them.
 */
import type { ComponentChildren, JSX } from 'preact'
import { renderToString } from 'preact-render-to-string'
import { TOKYO, type Instant } from '../../domain/basics/time.ts'
import type { MovingRefusal } from './moving.ts'
import type { CaughtMail } from './ports.ts'
import { STYLE } from './style.ts'
import { readTable, type Table } from './world.ts'

export function sandboxPage(given: {
  readonly now: Instant
  readonly world: unknown
  readonly refused: MovingRefusal | null
  readonly hasPhone: boolean
}): string {
  const { world } = given
  return page(
    'Sandbox',
    <>
      <p>
        Everything of Tsuzuki runs here, with a demonstration world: no money moves, no network is
        bought, no letter leaves. Mail is caught, the payment provider is our own, and the clock can
        be moved forward, so that a month of renewals can be watched in a minute.
      </p>
      <nav aria-label="Sandbox">
        <a href="/">Portal</a>
        <a href="/sandbox/mail">Caught mail</a>
        {given.hasPhone && <a href="/sandbox/phone">Telephone</a>}
        <a href="/sandbox/world.json">world.json</a>
        <a href="/sandbox/clock">Clock as JSON</a>
      </nav>
      <ClockForms now={given.now} refused={given.refused} />
      <TableOf title="Demo lines" table={readTable(world, 'lines')} />
      <TableOf title="Demo accounts" table={readTable(world, 'accounts')} />
      <TableOf
        title="Staff"
        note="At /staff. A one-time code is good once; half a minute later this page has the next."
        table={readTable(world, 'staff')}
      />
      <TableOf title="API keys" table={readTable(world, 'apiKeys')} />
      <TableOf title="Gift cards" table={readTable(world, 'giftCards')} />
      <TableOf title="Test cards" table={readTable(world, 'testCards')} />
    </>,
  )
}

function ClockForms(props: {
  readonly now: Instant
  readonly refused: MovingRefusal | null
}): JSX.Element {
  const local = props.now.toZonedDateTimeISO(TOKYO).toPlainDateTime()
  return (
    <section class="sheet" aria-labelledby="clock">
      <h2 id="clock">Clock</h2>
      {props.refused !== null && (
        <p class="sheet said" role="alert">
          {movingText(props.refused)}
        </p>
      )}
      <p class="now">{shown(props.now)}</p>
      <p class="soft">It moves forward only, for every part of the sandbox at once.</p>
      <Advance duration="PT1H" label="Forward 1 hour" />
      <Advance duration="P1D" label="Forward 1 day" />
      <form method="post" action="/sandbox/clock">
        <label>
          Forward to (Japan time)
          <input
            type="datetime-local"
            name="now"
            required
            value={local.round('minute').toString({ smallestUnit: 'minute' })}
          />
        </label>
        <button>Move the clock</button>
      </form>
    </section>
  )
}

function Advance(props: { readonly duration: string; readonly label: string }): JSX.Element {
  return (
    <form method="post" action="/sandbox/clock/advance">
      <input type="hidden" name="duration" value={props.duration} />
      <button>{props.label}</button>
    </form>
  )
}

function TableOf(props: {
  readonly title: string
  readonly note?: string
  readonly table: Table
}): JSX.Element | null {
  const { columns, rows } = props.table
  if (rows.length === 0) return null
  return (
    <section>
      <h2>{props.title}</h2>
      {props.note !== undefined && <p class="soft">{props.note}</p>}
      <div class="sheet">
        <table>
          <thead>
            <tr>
              {columns.map((column) => (
                <th key={column.field} scope="col">
                  {column.title}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr key={row.join('|')}>
                {row.map((cell, index) => (
                  <td key={columns[index]?.field}>
                    {columns[index]?.isCode === true ? <code>{cell}</code> : cell}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  )
}

export function mailPage(mails: readonly CaughtMail[], recipient: string | null): string {
  return page(
    'Caught mail',
    <>
      <nav aria-label="Sandbox">
        <a href="/sandbox">Sandbox</a>
        {recipient !== null && <a href="/sandbox/mail">Mail to everybody</a>}
      </nav>
      <form method="get" action="/sandbox/mail">
        <label>
          To
          <input type="email" name="to" value={recipient ?? ''} autocomplete="off" />
        </label>
        <button>Show</button>
      </form>
      {mails.length === 0 && <p>No mail yet.</p>}
      {mails.map((mail) => (
        <article key={mail.id} class="sheet" lang={mail.language}>
          <h2>{mail.subject}</h2>
          <p class="soft" lang="en">
            {shown(mail.at)} · to{' '}
            <a href={`/sandbox/mail?to=${encodeURIComponent(mail.recipient)}`}>{mail.recipient}</a>
          </p>
          <pre>{mail.body}</pre>
        </article>
      ))}
    </>,
  )
}

export function refusedPage(text: string): string {
  return page('Not open from here', <p>{text}</p>)
}

export function movingText(refused: MovingRefusal): string {
  switch (refused.code) {
    case 'instant_unreadable':
      return 'Give an instant such as 2026-04-01T09:00:00+09:00.'
    case 'duration_unreadable':
      return 'Give a duration such as PT1H, P1D or P1M.'
    case 'only_forward':
      return `The clock moves forward only; it is ${refused.now.toString()} now.`
    case 'too_far':
      return `One move goes no further than ${refused.daysMax} days.`
  }
}

function shown(at: Instant): string {
  const local = at.toZonedDateTimeISO(TOKYO).toPlainDateTime()
  return `${local.toString({ smallestUnit: 'second' }).replace('T', ' ')} Japan time`
}

/** `own`: of a page with more style, and a script, than the others have. */
export function page(
  title: string,
  body: ComponentChildren,
  own: { readonly style: string; readonly script: string } | null = null,
): string {
  return `<!doctype html>${renderToString(
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="robots" content="noindex" />
        <title>{`${title} · Tsuzuki`}</title>
        <style dangerouslySetInnerHTML={{ __html: STYLE }} />
        {own !== null && <style dangerouslySetInnerHTML={{ __html: own.style }} />}
        {own !== null && <script type="module" src={own.script} />}
      </head>
      <body>
        <p class="ribbon">Sandbox: no real money, no real data</p>
        <main>
          <h1 tabIndex={-1}>{title}</h1>
          {body}
        </main>
      </body>
    </html>,
  )}`
}
