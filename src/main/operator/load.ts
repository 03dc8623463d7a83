/**
 * `npm run operator -- load`: files into the database, in the order in which they need each other.
 */
import {
  loadOperator,
  saveCatalogue,
  type SaveRefusal,
} from '../../adapters/postgres/catalogue-store.ts'
import { hashPassword, newPassword } from '../../adapters/secrets/passwords.ts'
import { loadLines, type LoadRefusal } from '../../app/lines/load-lines.ts'
import { withLoad } from '../../app/operator/whole-catalogue.ts'
import type { Origin } from '../../app/origin.ts'
import { putStaff } from '../../app/staff/put-staff.ts'
import { putTill, tillName } from '../../app/tills/put-till.ts'
import type { ShopView } from '../../app/queries/views.ts'
import type { StaffId, TillId } from '../../domain/basics/ids.ts'
import type { Desk } from './desk.ts'
import { understand, type PlacedLine, type PlacedStaff, type Understood } from './files.ts'

export interface Told {
  say(line: string): void
  complain(line: string): void
}

const LOADING: Origin = { channel: 'auto', actor: 'system', key: null }

/** Whether everything was loaded. With troubles in any file nothing at all is. */
export async function load(
  desk: Desk,
  told: Told,
  given: { readonly paths: readonly string[]; readonly dryRun: boolean },
): Promise<boolean> {
  const { files, troubles } = understand(given.paths, desk.vault.digest)
  const all = [...troubles, ...(await strayStaff(desk, files))]
  for (const trouble of all) told.complain(trouble)
  if (all.length > 0) {
    told.complain('nothing was loaded')
    return false
  }
  const { dryRun } = given
  if (!(await loadCatalogueFiles(desk, told, { files, dryRun }))) return false
  await loadStaff(desk, told, { staff: files.staff, dryRun })
  await loadTills(desk, told, { shops: files.operator?.view.shops ?? [], dryRun })
  const isWhole = await loadCards(desk, told, { files, dryRun })
  if (dryRun) told.say('dry run: nothing was kept')
  return isWhole
}

/** Staff of shops that neither these files nor an earlier loading know. */
async function strayStaff({ pool }: Desk, files: Understood): Promise<readonly string[]> {
  const operator = files.operator ?? (await loadOperator(pool))
  const shops = new Set(operator?.view.shops.map(({ id }) => id))
  return files.staff.flatMap(({ entry: { name, shop }, at }) =>
    shop === null || shops.has(shop) ? [] : [`${at}: ${name} works at ${shop}, which is no shop`],
  )
}

interface Loading {
  readonly files: Understood
  readonly dryRun: boolean
}

async function loadCatalogueFiles(desk: Desk, told: Told, loading: Loading): Promise<boolean> {
  const { networks, offers, terms, campaigns, rules, operator, answers, directory } = loading.files
  const count = networks.length + offers.length + terms.length + rules.length
  const isGiven =
    count > 0 || [campaigns, answers, directory, operator ?? undefined].some((one) => one)
  if (!isGiven) return true
  const reference = { networks, offers, terms, campaigns, rules, answers, directory }
  const save = operator === null ? reference : { ...reference, operator }
  const saved = await saveCatalogue(desk.pool, save, { dryRun: loading.dryRun })
  if (!saved.ok) {
    for (const line of worded(saved.refusal)) told.complain(line)
    told.complain('nothing was loaded')
    return false
  }
  told.say(`catalogue: ${counted(saved.value)}`)
  await desk.refreshCatalogue()
  return true
}

function worded(refusal: SaveRefusal): readonly string[] {
  if (refusal.code === 'network_unknown') {
    return refusal.offers.map((one) => `offer ${one.id}: network ${one.network} is not loaded`)
  }
  if (refusal.code === 'campaign_names_unknown') {
    return refusal.names.map(({ campaign, name }) => `campaign ${campaign}: ${name} is not loaded`)
  }
  if (refusal.code === 'rules_exist') {
    return refusal.rules.map(
      ({ effectiveFrom }) =>
        `money rules from ${effectiveFrom.toString()} are published with other content; ` +
        'give the new ones a later date',
    )
  }
  return refusal.versions.map(
    ({ kind, name, version }) =>
      `${kind} ${name} version ${version} is published with other content; give it version ` +
      `${version + 1} instead`,
  )
}

function counted(counts: { created: number; changed: number; unchanged: number }): string {
  return `${counts.created} created, ${counts.changed} changed, ${counts.unchanged} unchanged`
}

async function loadStaff(
  desk: Desk,
  told: Told,
  { staff, dryRun }: { readonly staff: readonly PlacedStaff[]; readonly dryRun: boolean },
): Promise<void> {
  if (staff.length === 0) return
  const counts = { created: 0, changed: 0, unchanged: 0 }
  for (const { entry } of staff) {
    const { name, role, shop } = entry
    const found = await desk.reads.find('staff', name)
    const before = found === null ? null : (await desk.reads.staff(found.home.id as StaffId)).staff
    const same = before?.role === role && before.shop === shop && before.ended === null
    counts[before === null ? 'created' : same ? 'unchanged' : 'changed'] += 1
    if (dryRun || same) continue
    const password = before === null ? newPassword(desk.dice) : null
    const passwordHash = password === null ? null : await hashPassword(password, desk.dice)
    const id = before?.id ?? desk.ids.next<StaffId>()
    const input = { staff: id, name, role, shop, passwordHash, sealedSecret: null }
    await desk.door.ask(putStaff, input, LOADING)
    if (password !== null) told.say(`${name} may sign in with ${password} (shown once)`)
  }
  told.say(`staff: ${counted(counts)}`)
}

/** Tills that the file no longer names stay: their shifts are in the books. */
async function loadTills(
  desk: Desk,
  told: Told,
  { shops, dryRun }: { readonly shops: readonly ShopView[]; readonly dryRun: boolean },
): Promise<void> {
  if (shops.length === 0) return
  const counts = { created: 0, changed: 0, unchanged: 0 }
  for (const { id: shop, tills } of shops) {
    for (const name of tills) {
      const found = await desk.reads.find('till', tillName(shop, name))
      counts[found === null ? 'created' : 'unchanged'] += 1
      if (dryRun || found !== null) continue
      await desk.door.ask(putTill, { till: desk.ids.next<TillId>(), shop, name }, LOADING)
    }
  }
  told.say(`tills: ${counted(counts)}`)
}

async function loadCards(desk: Desk, told: Told, { files, dryRun }: Loading): Promise<boolean> {
  if (files.lines.length === 0) return true
  // A dry run judges cards by the networks that come with them.
  const catalogue = dryRun ? withLoad(desk.catalogue(), files) : desk.catalogue()
  const report = await loadLines(
    { ...desk, catalogue: () => catalogue },
    files.lines.map((one) => one.line),
    { dryRun, origin: LOADING },
  )
  for (const { index, refusal } of report.refused) {
    told.complain(`${placeOf(files.lines, index)}: ${wordedCard(refusal)}`)
  }
  told.say(`lines: ${counted(report)}, ${report.refused.length} refused`)
  return report.refused.length === 0
}

function placeOf(lines: readonly PlacedLine[], index: number): string {
  return lines[index]?.at ?? `entry ${index + 1}`
}

function wordedCard(refusal: LoadRefusal): string {
  switch (refusal.code) {
    case 'network_unknown':
      return `network ${refusal.network} is not loaded`
    case 'card_of_other_issuer':
      return `cards of this network begin with ${refusal.prefixes.join(' or ')}`
    case 'line_of_other_network':
      return `this card's line is on ${refusal.network} and stays there`
    case 'card_replaced':
      return 'this card was replaced; its line has another one now'
    case 'number_taken':
      return `this ${refusal.number} belongs to another line`
  }
}
