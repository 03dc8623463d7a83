/** Which channel staff stand in: the hotline's agents on the telephone, all others at a counter. */
import type { Channel } from '../../domain/catalogue/offer.ts'
import type { Staff } from '../../domain/staff/staff.ts'

export type StaffChannel = Extract<Channel, 'counter' | 'phone'>

export function channelOf({ role }: Pick<Staff, 'role'>): StaffChannel {
  return role === 'agent' ? 'phone' : 'counter'
}
