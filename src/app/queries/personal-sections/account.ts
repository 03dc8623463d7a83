/** Of the account itself: who, how to be reached, who signs in. */
import { DEFAULT_PREFERENCES } from '../../../domain/notice/preferences.ts'
import type { Gathered } from './gathered.ts'
import { at, code, section, text, type Section } from './cells.ts'

export function accountSections({ state, opened, rows }: Gathered): readonly Section[] {
  const { account, passkeys } = state
  const { number, pin } = account.phone
  const { wishes, zone } = account.notices ?? DEFAULT_PREFERENCES
  return [
    section('account', [account], ({ language, country, createdAt }) => ({
      email: text(opened?.email ?? null),
      name: text(opened?.displayName ?? null),
      language: code(language),
      country: text(country),
      from: at(createdAt),
    })),
    section('telephone', number === null && pin === null ? [] : [account.phone], () => ({
      telephone: text(opened?.contactNumber ?? null),
      last_digits: text(number?.lastDigits ?? null),
      from: at(number?.since ?? null),
      pin_set: at(pin?.since ?? null),
    })),
    section('notices', Object.entries(wishes), ([topic, ways]) => ({
      about: code(topic),
      ways: text(ways.join(', ')),
      zone: text(zone),
    })),
    section('sign_ins', rows.signIns, (one) => ({
      from: at(one.since),
      last_used: at(one.lastSeenAt),
      ended: at(one.ended),
      means: code(one.means),
      device: text(one.device),
    })),
    section('passkeys', passkeys, (one) => ({
      name: text(one.name),
      from: at(one.createdAt),
      last_used: at(one.lastUsedAt),
    })),
  ]
}
