/** What the telephone says of itself, in English as all of the sandbox, on pages and by script. */
import type { HeardNote } from '../../../domain/call/call.ts'
import type { PhoneState } from '../phone-ports.ts'

export function stateText(state: PhoneState): string {
  switch (state.kind) {
    case 'in_flow':
      return 'In the flow'
    case 'waiting':
      return `Waiting for a person since ${timeOf(state.since)}`
    case 'with_agent':
      return `With ${state.agent} since ${timeOf(state.since)}`
    case 'over':
      return ENDINGS[state.how]
  }
}

const ENDINGS = {
  hung_up: 'Over: the caller hung up',
  finished: 'Over: the call is finished',
  lost: 'Over: nothing was heard of the call for too long',
} as const

export function heardText(heard: HeardNote): string {
  switch (heard.kind) {
    case 'digits':
      return heard.digits === '' ? '#' : heard.digits
    case 'secret_digits':
      return dots(heard.count)
    default:
      return HEARD[heard.kind]
  }
}

const HEARD = {
  ring: 'It rings',
  silence: 'Nothing was keyed',
  hang_up: 'Hung up',
  nobody_came: 'Nobody came',
  person_left: 'The person is gone',
  stepped_in: 'A person stepped in',
  too_long: 'The call took too long',
} as const

export function dots(count: number): string {
  return '•'.repeat(count)
}

/** Of the sandbox's clock, on a watch in Japan. */
function timeOf(at: { toString(): string }): string {
  const watch = new Intl.DateTimeFormat('en-GB', { timeZone: 'Asia/Tokyo', timeStyle: 'medium' })
  return watch.format(Date.parse(at.toString()))
}
