/**
 * What callers prove by keys: the card in their hand, or the PIN of the account that holds the
 * line. Wrong tries are counted on the card, on the PIN and on the call. Wrong, locked and unknown
 * are one answer.
 */
import type { AccountId, CallId, LineId } from '../../domain/basics/ids.ts'
import { provePin, PIN_TRIES_MAX } from '../../domain/account/phone.ts'
import { accountCalling } from '../../domain/call/caller.ts'
import { CALL_WRONG_PROOFS_MAX, isOver, withProof, type Call } from '../../domain/call/call.ts'
import { decided, refused, type Command } from '../door/command.ts'
import { NO_ACCOUNT, NO_CALL, NO_LINE, type Change } from '../door/state.ts'
import { tryCode } from '../lines/prove-line.ts'

export interface ProveCard {
  readonly call: CallId
  /** Of a card number that is nobody's, a decoy's; it is counted all the same. */
  readonly line: LineId
  readonly codeHash: string
}

export type CardNotProved = {
  readonly code: 'card_not_proved'
  /** No further try on this call. */
  readonly triesOver: boolean
}

export const proveCardOnCall: Command<ProveCard, { readonly line: LineId }, CardNotProved> = {
  name: 'prove_card_on_call',
  keyPlace: 'outcomes',
  reads: [],
  saves: ['lines'],
  homes: ({ call, line }) => [
    { kind: 'call', id: call },
    { kind: 'line', id: line },
  ],
  fingerprint: ({ call, line, codeHash }) => `${call}|${line}|${codeHash}`,
  decide({ states, now }, input) {
    const { call } = states.calls.get(input.call) ?? NO_CALL
    const { line } = states.lines.get(input.line) ?? NO_LINE
    if (call === null || isOver(call) || areTriesOver(call)) {
      return refused({ code: 'card_not_proved', triesOver: true })
    }
    const tried = tryCode(line, input.codeHash, now)
    if (line === null || !tried.proved) {
      const row = withWrongProof(call)
      return refused({ code: 'card_not_proved', triesOver: areTriesOver(row) }, [
        ...tried.changes,
        { table: 'calls', row },
      ])
    }
    const proof = { kind: 'activation', line: line.id, by: null, at: now } as const
    return decided(
      { line: line.id },
      {
        changes: [...tried.changes, { table: 'calls', row: withProof(call, proof) }],
        events: [{ name: 'caller_proved', facts: { call: call.id, by: 'activation' } }],
      },
    )
  },
}

export interface ProvePin {
  readonly call: CallId
  readonly line: LineId
  readonly account: AccountId
  readonly pinHash: string
}

export type PinNotProved = { readonly code: 'pin_not_proved'; readonly triesLeft: number }

/** Whoever calls from the account's number, or has the card of a line that it holds, may try. */
export const provePinOnCall: Command<ProvePin, null, PinNotProved> = {
  name: 'prove_pin',
  keyPlace: 'outcomes',
  reads: [],
  homes: ({ call, account, line }) => [
    { kind: 'call', id: call },
    { kind: 'account', id: account },
    { kind: 'line', id: line },
  ],
  fingerprint: ({ call, account, pinHash }) => `${call}|${account}|${pinHash}`,
  decide({ states, now }, input) {
    const { call } = states.calls.get(input.call) ?? NO_CALL
    const { account } = states.accounts.get(input.account) ?? NO_ACCOUNT
    const { line } = states.lines.get(input.line) ?? NO_LINE
    const none = { code: 'pin_not_proved', triesLeft: 0 } as const
    if (call === null || isOver(call) || areTriesOver(call)) return refused(none)
    const hasCard = call.proofs.some((one) => one.kind === 'activation' && one.line === line?.id)
    const mayTry =
      accountCalling(call) === input.account || (hasCard && line?.holder === input.account)
    if (!mayTry) return refused(none)
    const pin = account?.phone.pin ?? null
    if (account === null || pin === null) {
      // As if there were one: who has a PIN is nobody's to know.
      const row = withWrongProof(call)
      const triesLeft = Math.max(0, PIN_TRIES_MAX - row.wrongProofs)
      return refused({ code: 'pin_not_proved', triesLeft }, [{ table: 'calls', row }])
    }
    const tried = provePin(pin, input.pinHash, now)
    const counted: readonly Change[] =
      tried.pin === pin
        ? []
        : [
            {
              table: 'accounts',
              row: { ...account, phone: { ...account.phone, pin: tried.pin } },
            },
          ]
    if (!tried.proved) {
      return refused({ code: 'pin_not_proved', triesLeft: tried.triesLeft }, [
        ...counted,
        { table: 'calls', row: withWrongProof(call) },
      ])
    }
    const proof = { kind: 'pin', account: account.id, at: now } as const
    return decided(null, {
      changes: [...counted, { table: 'calls', row: withProof(call, proof) }],
      events: [{ name: 'caller_proved', facts: { call: call.id, by: 'pin' } }],
    })
  },
}

function withWrongProof(call: Call): Call {
  return { ...call, wrongProofs: call.wrongProofs + 1 }
}

function areTriesOver({ wrongProofs }: Call): boolean {
  return wrongProofs >= CALL_WRONG_PROOFS_MAX
}
