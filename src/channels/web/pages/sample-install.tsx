/** The page that installs an eSIM, in its situations. */
import type { JSX } from 'preact'
import type { LineId } from '../../../domain/basics/ids.ts'
import { refusalText } from '../words/refusals.ts'
import type { Voice } from '../words/words.ts'
import { InstallPage, type InstallPageProps } from './install.tsx'
import { FORM, SEAL } from './samples.ts'

const ID = '00000000-0000-7000-8000-000000000001' as LineId
/** As long as ours become. */
const CODE = 'LPA:1$smdp-plus.operator.example.com$7K3QZ-ABCDE-FGH12-34567-89JKM-NPQRS-TV'

export function installPages(speech: Voice): readonly (readonly [string, JSX.Element])[] {
  const bare: InstallPageProps = {
    voice: speech,
    form: FORM,
    line: ID,
    isEsim: true,
    state: 'released',
    isFresh: true,
    code: null,
  }
  const refusal = refusalText({ code: 'step_up_needed' }, speech.language)
  return [
    ['install', <InstallPage {...bare} />],
    ['install-stale', <InstallPage {...bare} isFresh={false} />],
    ['install-wrong', <InstallPage {...bare} isFresh={false} form={{ seal: SEAL, refusal }} />],
    ['install-code', <InstallPage {...bare} code={CODE} />],
    ['install-none', <InstallPage {...bare} state={null} />],
    ['install-coming', <InstallPage {...bare} state="allocated" />],
    ['install-used', <InstallPage {...bare} state="installed" />],
    ['install-card', <InstallPage {...bare} isEsim={false} state={null} />],
  ]
}
