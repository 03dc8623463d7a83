/** Where the account is signed in, and the way to end each sign-in or all of them. */
import type { JSX } from 'preact'
import type { SignInView } from '../../../app/queries/views.ts'
import { Seal, type FormSeal } from '../../form.tsx'
import { paths } from '../paths.ts'
import type { Voice } from '../words/words.ts'

export interface SignInsPageProps {
  readonly voice: Voice
  readonly signIns: readonly SignInView[]
  readonly seal: FormSeal
}

export function SignInsPage({ voice, signIns, seal }: SignInsPageProps): JSX.Element {
  const said = voice.words.signIns
  return (
    <>
      <div class="prose">
        <h1>{said.title}</h1>
        <p>{said.lead}</p>
      </div>
      <ul class="sheet list">
        {signIns.map((signIn) => (
          <li key={signIn.id} class="stack">
            <h2>
              {signIn.device} {signIn.current && <span class="tag on">{said.current}</span>}
            </h2>
            <p class="soft">
              {[
                said.means[signIn.means],
                said.since(voice.format.longMoment(signIn.since)),
                said.lastSeen(voice.format.longMoment(signIn.lastSeenAt)),
              ].join(' · ')}
            </p>
            {!signIn.current && (
              <form method="post" action={paths.endSignIn(signIn.id)}>
                <Seal seal={seal} />
                <button>
                  {said.end}
                  <span class="unseen"> {signIn.device}</span>
                </button>
              </form>
            )}
          </li>
        ))}
      </ul>
      <form class="stack" method="post" action={paths.endAllSignIns} data-forget>
        <Seal seal={seal} />
        <button>{said.endAll}</button>
        <p class="hint">{said.endAllHint}</p>
      </form>
    </>
  )
}
