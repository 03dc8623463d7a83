/**
 * The meaning of `kind: operator` (the seller as law wants it printed) and `kind: staff` files.
 * Passwords are never in a file; what the operator chooses about money is dated, and in
 * `money-rules-files.ts`.
 */
import { USUAL_HOTLINE, type OperatorView } from '../queries/views.ts'
import { hotline } from './hotline-files.ts'
import { retention } from './retention-files.ts'
import { usageSources } from './usage-sources.ts'
import { USUAL_RETENTION, type Retention } from '../../domain/retention/retention.ts'
import { USUAL_SOURCES, type UsageSource } from '../../domain/charging/usage-source.ts'
import { parseRegistrationNumber } from '../../domain/bill/registration-number.ts'
import type { ShopId } from '../../domain/basics/ids.ts'
import { reachOf, STAFF_ROLES, type StaffRole } from '../../domain/staff/permissions.ts'
import {
  and,
  listOf,
  localised,
  matching,
  named,
  oneOf,
  orElse,
  orNull,
  parsed,
  read,
  record,
  tell,
  text,
  unique,
  whole,
  within,
  type Read,
  type Reader,
} from './reading.ts'
import { NO_DIRECTORY } from '../../domain/directory/directory.ts'

export interface OperatorSettings {
  /** Receipts are kept so long (Consumption Tax Act: seven years). */
  readonly receiptYears: number
  /** Of what law does not want kept. */
  readonly retention: Retention
  /** Who sends files of usage. */
  readonly usageSources: readonly UsageSource[]
}

export interface Operator {
  readonly view: OperatorView
  readonly settings: OperatorSettings
}

/** As law stands; an operator that states nothing gets these. */
export const SETTINGS: OperatorSettings = {
  receiptYears: 7,
  retention: USUAL_RETENTION,
  usageSources: USUAL_SOURCES,
}

const LINE_LENGTH_MAX = 200
const EMAIL = /^[^\s@]+@[^\s@]+\.[^\s@]+$/
const PHONE = /^[+0-9][0-9 -]{6,20}$/

const phone = matching(PHONE, 'a quoted telephone number is needed here')

const seller = {
  name: localised({ max: LINE_LENGTH_MAX }),
  representative: text({ max: LINE_LENGTH_MAX }),
  address: text({ max: LINE_LENGTH_MAX }),
  phone,
  email: matching(EMAIL, 'an e-mail address is needed here'),
  hotline_hours: localised({ max: LINE_LENGTH_MAX }),
  invoice_number: orNull(
    parsed(parseRegistrationNumber, 'T and 13 digits with a right check digit are needed here'),
  ),
}

/** Stood here once; whoever still gives it is told where it belongs. */
const taxRounding: Reader<null> = (given, place) =>
  given === undefined ? null : tell(place, 'belongs to a dated entry of kind: money-rules')

const settings = record({
  tax_rounding: taxRounding,
  receipt_years: orElse(whole({ min: 7, max: 30 }), SETTINGS.receiptYears),
})

export const SHOPS_MAX = 500
export const TILLS_IN_A_SHOP_MAX = 50

const shopName = named<ShopId>()
const tillName = matching(/^[a-z0-9][a-z0-9-]{0,19}$/, 'a short name of a till is needed')

const shop = record({
  id: shopName,
  name: localised({ max: LINE_LENGTH_MAX }),
  address: text({ max: LINE_LENGTH_MAX }),
  phone,
  tills: unique(listOf(tillName, { min: 1, max: TILLS_IN_A_SHOP_MAX }), (one) => one),
})

const shops = unique(listOf(shop, { min: 0, max: SHOPS_MAX }), (one) => one.id)

export function readOperator(file: unknown): Read<Operator> {
  const fields = {
    kind: oneOf(['operator']),
    seller: record(seller),
    shops: orElse(shops, []),
    hotline: orElse(hotline, USUAL_HOTLINE),
    settings: orElse(settings, { tax_rounding: null, receipt_years: SETTINGS.receiptYears }),
    retention: orElse(retention, SETTINGS.retention),
    usage_sources: usageSources,
  }
  return read(
    and(record(fields), (given) => {
      const { hotline_hours: hotlineHours, invoice_number: invoiceNumber, ...rest } = given.seller
      return {
        view: {
          ...rest,
          hotlineHours,
          invoiceNumber,
          shops: given.shops,
          hotline: given.hotline,
          // In files of their own, and stored apart.
          answers: [],
          directory: NO_DIRECTORY,
        },
        settings: {
          receiptYears: given.settings.receipt_years,
          retention: given.retention,
          usageSources: given.usage_sources,
        },
      }
    }),
    file,
  )
}

export const STAFF_IN_A_FILE_MAX = 500

export interface StaffEntry {
  readonly name: string
  readonly role: StaffRole
  /** Null for whoever works at no counter. */
  readonly shop: ShopId | null
}

export function readStaff(file: unknown): Read<readonly StaffEntry[]> {
  const name = matching(/^[a-z0-9][a-z0-9._-]{1,39}$/, 'a short sign-in name is needed')
  const fields = { name, role: oneOf(STAFF_ROLES), shop: orNull(shopName) }
  const entry = and(record(fields), (given, place) =>
    given.shop === null && worksAtCounter(given.role)
      ? tell(within(place, 'shop'), `a ${given.role} works at a shop: say which`)
      : given,
  )
  const staff = listOf(entry, { min: 1, max: STAFF_IN_A_FILE_MAX })
  const top = { kind: oneOf(['staff']), staff: unique(staff, (one) => one.name) }
  return read(
    and(record(top), (given) => given.staff),
    file,
  )
}

/** Whose acts at a till are bound to their own shop. */
function worksAtCounter(role: StaffRole): boolean {
  return reachOf(role, 'take_money') === 'own'
}
