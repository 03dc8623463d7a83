/** Points that staff give an account: an apology, and never a refund. */
import { giveGoodwillPoints } from '../money/goodwill-points.ts'
import { byStaff } from './by-staff.ts'

export const givePointsByStaff = byStaff({ act: 'give_points' }, giveGoodwillPoints)
