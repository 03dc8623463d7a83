/** The paper of a refund that answered a dispute, issued before its customer is told of it. */
import type { DisputeId, LineId } from '../../domain/basics/ids.ts'
import type { Language } from '../../domain/basics/language.ts'
import type { App } from '../app.ts'
import { documentsOf } from '../documents/papers.ts'

/** What a return invoice is issued in where nobody is known who reads it. */
const HOUSE_LANGUAGE: Language = 'ja'

/** Nothing where no money went back; asked again, nothing more. */
export async function issueReturnPaper(
  app: App,
  asked: { readonly line: LineId; readonly dispute: DisputeId },
): Promise<void> {
  const dispute = await app.reads.dispute(asked.line, asked.dispute)
  if (dispute?.state.kind !== 'decided') return
  const { outcome } = dispute.state
  if (outcome.kind !== 'refunded') return
  const holder = dispute.account === null ? null : await app.reads.account(dispute.account)
  const language = holder?.account?.language ?? HOUSE_LANGUAGE
  await documentsOf(app, { line: dispute.line, order: outcome.order }, language)
}
