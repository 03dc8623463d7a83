/**
 * The token of an unsubscribe link: names an account and a group of notices, and proves that we
 * wrote it. It switches e-mail of that group off and can do nothing else, so it does not expire.
 */
import { parseId, type AccountId } from '../../domain/basics/ids.ts'
import { parseNoticeGroup, type NoticeGroup } from '../../domain/notice/notice.ts'
import type { Vault } from '../vault.ts'

/** Hex digits of the proof: 128 bits. */
export const PROOF_LENGTH = 32

export function unsubscribeToken(vault: Vault, account: AccountId, group: NoticeGroup): string {
  return `${account}.${group}.${proof(vault, account, group)}`
}

/** Null for a token that is not ours. */
export function readUnsubscribeToken(
  vault: Vault,
  token: string,
): { readonly account: AccountId; readonly group: NoticeGroup } | null {
  const [id = '', name = '', given, ...rest] = token.split('.')
  const account = parseId<AccountId>(id)
  const group = parseNoticeGroup(name)
  if (account === null || group === null || rest.length > 0) return null
  // Compared as keyed hashes: how far two of them agree tells nothing of the right one.
  const same = (text: string) => vault.keyed('unsubscribe', `compared ${text}`)
  if (same(given ?? '') !== same(proof(vault, account, group))) return null
  return { account, group }
}

function proof(vault: Vault, account: AccountId, group: NoticeGroup): string {
  return vault.keyed('unsubscribe', `${account} ${group}`).slice(0, PROOF_LENGTH)
}
