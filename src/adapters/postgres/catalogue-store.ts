/**
 * The operator's reference tables: catalogue, terms and settings, loaded whole and kept in memory
 * by every process. A counter that moves with each save tells the others to load again.
 */
import type pg from 'pg'
import { SETTINGS, type Operator } from '../../app/operator/operator-files.ts'
import { USUAL_RETENTION } from '../../domain/retention/retention.ts'
import {
  changedRules,
  changedVersions,
  isSame,
  knownRules,
  NO_CATALOGUE,
  offersWithoutNetwork,
  unknownInCampaigns,
  type CatalogueLoad,
  type VersionChanged,
} from '../../app/operator/whole-catalogue.ts'
import type { Terms } from '../../domain/agreement/agreement.ts'
import { fromJson, toJson } from '../../domain/basics/json.ts'
import { refuse, type Result } from '../../domain/basics/result.ts'
import type { CampaignId } from '../../domain/basics/ids.ts'
import type { Campaign } from '../../domain/catalogue/campaign.ts'
import { DEFAULT_RULES, type MoneyRules } from '../../domain/catalogue/money-rules.ts'
import { offerKey, type Catalogue } from '../../domain/catalogue/catalogue.ts'
import type { Answer } from '../../domain/call/answer.ts'
import { withChanges } from '../../domain/directory/changes.ts'
import { NO_DIRECTORY, type Directory } from '../../domain/directory/directory.ts'
import { USUAL_HOTLINE } from '../../app/queries/views.ts'
import type { Network, Offer } from '../../domain/catalogue/offer.ts'
import { loadDirectoryChanges } from './directory-reads.ts'
import { catalogueEdition, moveEdition } from './edition.ts'

/** How often a process looks whether the catalogue has moved. */
export const WATCH_SECONDS = 3

const OPERATOR = 'operator'
/** Files of their own: loading the operator again leaves them. */
const ANSWERS = 'answers'
const DIRECTORY = 'directory'

interface ContentRow {
  readonly content: unknown
}

type Client = pg.Pool | pg.PoolClient

export async function loadCatalogue(client: Client): Promise<Catalogue> {
  const [networks, offers, terms, campaigns, taken, rules] = await Promise.all([
    client.query<ContentRow>('select content from networks order by id'),
    client.query<ContentRow>('select content from offers order by id, version'),
    client.query<ContentRow>('select content from terms order by kind, version'),
    client.query<ContentRow>('select content from campaigns order by rank, id'),
    client.query<{ id: string; taken: bigint }>('select id, taken from campaigns'),
    client.query<ContentRow>('select content from money_rules order by effective_from'),
  ])
  const read = <Value>({ rows }: { rows: ContentRow[] }) =>
    rows.map((row) => fromJson<Value>(row.content))
  return {
    networks: new Map(
      // Networks that were stored before a field existed have its default.
      read<Network>(networks).map((one) => [one.id, { ...NETWORK_DEFAULTS, ...one }]),
    ),
    offers: new Map(read<Offer>(offers).map((one) => [offerKey(one), one])),
    terms: read<Terms>(terms),
    campaigns: read<Campaign>(campaigns),
    exhausted: exhaustedOf(
      read<Campaign>(campaigns),
      new Map(taken.rows.map((row) => [row.id, row.taken])),
    ),
    // Rules that were stored before a field existed have its default.
    rules: read<MoneyRules>(rules).map((one) => ({ ...DEFAULT_RULES, ...one })),
  }
}

const NETWORK_DEFAULTS = { freeRatingGroups: [] } as const

function exhaustedOf(
  campaigns: readonly Campaign[],
  taken: ReadonlyMap<string, bigint>,
): ReadonlySet<CampaignId> {
  const over = campaigns.filter(
    ({ id, totalMax }) => totalMax !== null && (taken.get(id) ?? 0n) >= BigInt(totalMax),
  )
  return new Set(over.map((campaign) => campaign.id))
}

/** With what staff changed of the directory. Null before the operator has said who sells. */
export async function loadOperator(client: Client): Promise<Operator | null> {
  const [operator, answers, file = NO_DIRECTORY, changes] = await Promise.all([
    loadSetting<Operator>(client, OPERATOR),
    loadSetting<readonly Answer[]>(client, ANSWERS),
    loadSetting<Directory>(client, DIRECTORY),
    loadDirectoryChanges(client),
  ])
  if (operator === undefined) return null
  const { view, settings } = operator
  // What was stored before there were shops and a hotline has none of its own.
  const { shops = [], hotline = USUAL_HOTLINE } = view as Partial<typeof view>
  const directory = withChanges(file, changes)
  return {
    view: { ...view, shops, hotline, answers: answers ?? [], directory },
    // And what was stored before a setting or a kind of retention existed has the usual one.
    settings: {
      ...SETTINGS,
      ...settings,
      retention: { ...USUAL_RETENTION, ...settings.retention },
    },
  }
}

async function loadSetting<Value>(client: Client, name: string): Promise<Value | undefined> {
  const { rows } = await client.query<ContentRow>(
    'select content from operator_settings where name = $1',
    [name],
  )
  return rows[0] === undefined ? undefined : fromJson<Value>(rows[0].content)
}

export interface CatalogueSave extends Partial<CatalogueLoad> {
  /** Its answers and its directory do not come with it. */
  readonly operator?: Operator
  /** The whole list. */
  readonly answers?: readonly Answer[] | undefined
  readonly directory?: Directory | undefined
}

export interface Saved {
  readonly created: number
  readonly changed: number
  readonly unchanged: number
}

export type SaveRefusal =
  | { readonly code: 'version_exists'; readonly versions: readonly VersionChanged[] }
  | { readonly code: 'network_unknown'; readonly offers: readonly Offer[] }
  | { readonly code: 'rules_exist'; readonly rules: readonly MoneyRules[] }
  | {
      readonly code: 'campaign_names_unknown'
      readonly names: readonly { readonly campaign: CampaignId; readonly name: string }[]
    }

/** All or nothing. With `dryRun` everything is judged and nothing kept. */
export async function saveCatalogue(
  pool: pg.Pool,
  save: CatalogueSave,
  options: { readonly dryRun?: boolean } = {},
): Promise<Result<Saved, SaveRefusal>> {
  const client = await pool.connect()
  try {
    await client.query('begin')
    // Savers wait for each other here; readers do not.
    await client.query('lock table operator_settings in share row exclusive mode')
    const saved = await saveUnderLock(client, save)
    await client.query(saved.ok && options.dryRun !== true ? 'commit' : 'rollback')
    return saved
  } catch (fault) {
    await client.query('rollback').catch(() => {})
    throw fault
  } finally {
    client.release()
  }
}

async function saveUnderLock(
  client: pg.PoolClient,
  {
    networks = [],
    offers = [],
    terms = [],
    campaigns,
    rules = [],
    operator,
    answers,
    directory,
  }: CatalogueSave,
): Promise<Result<Saved, SaveRefusal>> {
  const stored = await loadCatalogue(client)
  const load = { networks, offers, terms, campaigns, rules }
  const versions = changedVersions(stored, load)
  if (versions.length > 0) return refuse({ code: 'version_exists', versions })
  const homeless = offersWithoutNetwork(stored, load)
  if (homeless.length > 0) return refuse({ code: 'network_unknown', offers: homeless })
  const names = unknownInCampaigns(stored, load)
  if (names.length > 0) return refuse({ code: 'campaign_names_unknown', names })
  const reworded = changedRules(stored, load)
  if (reworded.length > 0) return refuse({ code: 'rules_exist', rules: reworded })

  // From here saving must succeed.
  const tally = { created: 0, changed: 0, unchanged: 0 }
  const count = (before: unknown, after: unknown): boolean => {
    const outcome =
      before === undefined ? 'created' : isSame(before, after) ? 'unchanged' : 'changed'
    tally[outcome] += 1
    return outcome !== 'unchanged'
  }
  for (const one of networks) {
    if (count(stored.networks.get(one.id), one)) await putNetwork(client, one)
  }
  for (const one of offers) {
    if (count(stored.offers.get(offerKey(one)), one)) await putOffer(client, one)
  }
  for (const one of terms) {
    const known = stored.terms.find((t) => t.kind === one.kind && t.version === one.version)
    if (count(known, one)) await putTerms(client, one)
  }
  for (const one of rules) {
    if (count(knownRules(stored, one), one)) await putRules(client, one)
  }
  if (campaigns !== undefined) {
    for (const [rank, one] of campaigns.entries()) {
      const known = stored.campaigns.findIndex(({ id }) => id === one.id)
      // Its place in the list is part of what it says.
      const before = known < 0 ? undefined : { rank: known, ...stored.campaigns[known] }
      if (count(before, { rank, ...one })) await putCampaign(client, one, rank)
    }
    tally.changed += await dropCampaigns(client, campaigns)
  }
  if (operator !== undefined) {
    const before = (await loadOperator(client)) ?? undefined
    const alone = withoutOwnFiles(operator)
    const wasAlone = before === undefined ? undefined : withoutOwnFiles(before)
    if (count(wasAlone, alone)) await putSetting(client, OPERATOR, toJson(alone))
  }
  for (const [name, content] of Object.entries({ [ANSWERS]: answers, [DIRECTORY]: directory })) {
    if (content === undefined) continue
    const before = await loadSetting(client, name)
    if (count(before, content)) await putSetting(client, name, toJson(content))
  }
  if (tally.created + tally.changed > 0) await moveEdition(client)
  return { ok: true, value: tally }
}

async function putNetwork(client: pg.PoolClient, network: Network): Promise<void> {
  await client.query(
    `insert into networks (id, content) values ($1, $2)
     on conflict (id) do update set content = excluded.content`,
    [network.id, JSON.stringify(toJson(network))],
  )
}

async function putOffer(client: pg.PoolClient, offer: Offer): Promise<void> {
  await client.query(
    `insert into offers (id, version, content) values ($1, $2, $3)
     on conflict (id, version) do update set content = excluded.content`,
    [offer.id, offer.version, JSON.stringify(toJson(offer))],
  )
}

async function putTerms(client: pg.PoolClient, terms: Terms): Promise<void> {
  await client.query('insert into terms (kind, version, hash, content) values ($1, $2, $3, $4)', [
    terms.kind,
    terms.version,
    terms.hash,
    JSON.stringify(toJson(terms)),
  ])
}

async function putRules(client: pg.PoolClient, rules: MoneyRules): Promise<void> {
  await client.query('insert into money_rules (effective_from, content) values ($1, $2)', [
    rules.effectiveFrom.toString(),
    JSON.stringify(toJson(rules)),
  ])
}

/** How often it was taken stays. */
async function putCampaign(client: pg.PoolClient, one: Campaign, rank: number): Promise<void> {
  await client.query(
    `insert into campaigns (id, rank, content) values ($1, $2, $3)
     on conflict (id) do update set rank = excluded.rank, content = excluded.content`,
    [one.id, rank, JSON.stringify(toJson(one))],
  )
}

/** Orders keep what they need of a campaign that is gone from the list. */
async function dropCampaigns(client: pg.PoolClient, kept: readonly Campaign[]): Promise<number> {
  const { rowCount } = await client.query('delete from campaigns where id <> all($1::text[])', [
    kept.map(({ id }) => id),
  ])
  return rowCount ?? 0
}

function withoutOwnFiles(operator: Operator): Operator {
  return { ...operator, view: { ...operator.view, answers: [], directory: NO_DIRECTORY } }
}

async function putSetting(client: pg.PoolClient, name: string, content: unknown): Promise<void> {
  await client.query(
    `insert into operator_settings (name, content) values ($1, $2)
     on conflict (name) do update set content = excluded.content`,
    [name, JSON.stringify(content)],
  )
}

export interface Edition {
  readonly catalogue: Catalogue
  readonly operator: Operator | null
}

export interface CatalogueWatch {
  readonly catalogue: () => Catalogue
  readonly operator: () => Operator | null
  /** Looks at once; resolves when what is newest is in use. */
  refresh(): Promise<void>
  stop(): void
}

/**
 * Loads now, then looks every `WATCH_SECONDS` and tells `onChange`. While the database cannot be
 * reached the last edition stays in use: a version in memory never becomes untrue.
 */
export async function watchCatalogue(
  pool: pg.Pool,
  onChange: (edition: Edition) => void = () => {},
): Promise<CatalogueWatch> {
  let known = -1
  let edition: Edition = { catalogue: NO_CATALOGUE, operator: null }
  async function refresh(): Promise<void> {
    const newest = await catalogueEdition(pool)
    if (newest === known) return
    const [catalogue, operator] = await Promise.all([loadCatalogue(pool), loadOperator(pool)])
    const isFirst = known === -1
    known = newest
    edition = { catalogue, operator }
    if (!isFirst) onChange(edition)
  }
  await refresh()
  let looking = false
  const timer = setInterval(() => {
    if (looking) return
    looking = true
    refresh()
      .catch(() => {})
      .finally(() => {
        looking = false
      })
  }, WATCH_SECONDS * 1_000)
  timer.unref()
  return {
    catalogue: () => edition.catalogue,
    operator: () => edition.operator,
    refresh,
    stop: () => clearInterval(timer),
  }
}
