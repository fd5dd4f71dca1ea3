import { sql } from 'kysely'
import { type CommandContext, ok, type Problem, type Result, refuse } from '../../platform/command/index.ts'
import { uuidv7 } from '../../platform/db/index.ts'
import { fold, matchKey, slug } from '../../rules/vietnamese/index.ts'
import { nameKey } from './matching.ts'
import type { ProducerSurroundings } from './surroundings.ts'
import type { Source } from './tables.ts'
import './events.ts'

/** An owner as a list names it. */
export interface ListedOwner {
  readonly name: string
  readonly printedName: string | null
  /** What the list calls it (`hop_tac_xa`, “Hợp tác xã”), folded. */
  readonly kind: string | null
  readonly provinceCode: string | null
  readonly placeCode: string | null
  readonly placeDay: string | null
  /** Commune and district as printed, and folded each. */
  readonly printedPlace: string | null
  readonly printedProvince: string | null
  readonly commune: string | null
  readonly district: string | null
  readonly address: string | null
  readonly source: Source
}

export interface TakenOwner {
  readonly id: string | null
  readonly version: number
  readonly isNew: boolean
  /** Why no producer could be named for it. */
  readonly problem: Problem | null
}

interface Candidate {
  readonly id: string
  readonly version: number
  readonly commune: string | null
  readonly district: string | null
}

/**
 * Finds the producers a list names, or records them: one name in one province is one producer unless two communes are
 * stated, which makes two. A row that fits several is not guessed at. Answers in the order of `owners`.
 */
export async function takeListedOwners(
  ctx: CommandContext,
  around: ProducerSurroundings,
  owners: readonly ListedOwner[],
  isDemo: boolean,
): Promise<readonly TakenOwner[]> {
  const keys = owners.map((owner) => nameKey(owner.name, around.abbreviations))
  const known = await candidatesByName(ctx, [...new Set(keys)])
  const born: NewProducer[] = []
  const taken = owners.map((owner, index): TakenOwner => {
    const group = `${owner.provinceCode ?? ''}/${keys[index]}`
    const same = known.get(group) ?? []
    const fitting = same.filter((each) => mayBeOnePlace(each, owner))
    if (fitting.length > 1) {
      const problem = {
        code: 'owner-ambiguous',
        field: 'owner',
        data: { name: owner.name, count: fitting.length },
      }
      return { id: null, version: 0, isNew: false, problem }
    }
    const [found] = fitting
    if (found) return { id: found.id, version: found.version, isNew: false, problem: null }
    const id = uuidv7()
    born.push({ id, owner, key: keys[index]! })
    known.set(group, [...same, { id, version: 1, commune: owner.commune, district: owner.district }])
    return { id, version: 1, isNew: true, problem: null }
  })
  await insertProducers(ctx, around, born, isDemo)
  return taken
}

/** Two statements of place contradict only where both name a commune, or both a district, and these differ. */
function mayBeOnePlace(
  a: { commune: string | null; district: string | null },
  b: { commune: string | null; district: string | null },
): boolean {
  if (a.district && b.district && a.district !== b.district) return false
  return !a.commune || !b.commune || a.commune === b.commune
}

async function candidatesByName(
  ctx: CommandContext,
  keys: readonly string[],
): Promise<Map<string, Candidate[]>> {
  const groups = new Map<string, Candidate[]>()
  if (keys.length === 0) return groups
  const { rows } = await sql<{
    id: string
    version: number
    name_key: string
    province_code: string | null
    printed: string | null
  }>`
    SELECT CASE WHEN p.merged_into IS NULL THEN p.id ELSE producer_kept(p.id) END AS id, p.version, p.name_key, p.province_code, p.source ->> 'printedPlace' AS printed
    FROM producer p WHERE p.name_key = ANY(${keys}::text[]) ORDER BY p.created_at, p.id`.execute(ctx.db)
  for (const row of rows) {
    const group = `${row.province_code ?? ''}/${row.name_key}`
    const held = groups.get(group) ?? []
    if (!held.some((each) => each.id === row.id))
      held.push({ id: row.id, version: row.version, ...readPrinted(row.printed) })
    groups.set(group, held)
  }
  return groups
}

/** “Xã Thạnh Phú, Huyện Cầu Kè” as the list printed it. */
function readPrinted(printed: string | null): { commune: string | null; district: string | null } {
  const parts = (printed ?? '').split(', ').map(matchKey).filter(Boolean)
  const isDistrict = (part: string) => /^(huyen|quan|thi xa|thanh pho) /.test(part)
  return {
    commune: parts.find((part) => !isDistrict(part)) ?? null,
    district: parts.find(isDistrict) ?? null,
  }
}

interface NewProducer {
  readonly id: string
  readonly owner: ListedOwner
  readonly key: string
}

async function insertProducers(
  ctx: CommandContext,
  around: ProducerSurroundings,
  born: readonly NewProducer[],
  isDemo: boolean,
): Promise<void> {
  if (born.length === 0) return
  const slugs = await freeSlugs(
    ctx,
    'producer',
    born.map(({ id, owner }) => ({ id, wanted: [slug(owner.name, 70) || 'chu-the'] })),
  )
  const rows = born.map(({ id, owner, key }) => ({
    id,
    slug: slugs.get(id),
    name: owner.name,
    name_folded: fold(owner.name),
    name_key: key,
    legal_type: legalTypeOf(owner.kind, around),
    address_text: owner.address,
    place_code: owner.placeCode,
    place_day: owner.placeDay,
    province_code: owner.provinceCode,
    source: {
      ...owner.source,
      ...(owner.printedName && { printedName: owner.printedName }),
      ...(owner.kind && { statedKind: owner.kind }),
      ...(owner.printedPlace && { printedPlace: owner.printedPlace }),
      ...(owner.printedProvince && { printedProvince: owner.printedProvince }),
    },
    is_demo: isDemo,
  }))
  await sql`
    INSERT INTO producer (id, slug, name, name_folded, name_key, legal_type, address_text, place_code, place_day, province_code,
      source, is_demo)
    SELECT id, slug, name, name_folded, name_key, legal_type, address_text, place_code, place_day, province_code, source, is_demo
    FROM jsonb_populate_recordset(NULL::producer, ${JSON.stringify(rows)}::jsonb)`.execute(ctx.db)
}

/** Only what is the decree's own word: “doanh nghiệp” alone does not say that it is a small or medium one. */
function legalTypeOf(kind: string | null, around: ProducerSurroundings): string | null {
  if (kind === null) return null
  const said = kind.replaceAll('_', ' ')
  return around.legalTypes.find((type) => matchKey(type.label.vi) === said || type.id === kind)?.id ?? null
}

/**
 * An address for each new record: the first wanted one that is free, else with the end of its id. One reading for a whole
 * portion of a list.
 */
export async function freeSlugs(
  ctx: CommandContext,
  table: 'producer' | 'product',
  born: readonly { readonly id: string; readonly wanted: readonly string[] }[],
): Promise<ReadonlyMap<string, string>> {
  const wanted = [...new Set(born.flatMap((each) => each.wanted))]
  const rows = await ctx.db
    .selectFrom(table)
    .select('slug')
    .where(sql<boolean>`slug = ANY(${wanted}::text[])`)
    .execute()
  const taken = new Set(rows.map((row) => row.slug))
  const slugs = new Map<string, string>()
  for (const { id, wanted: choices } of born) {
    const free = choices.find((choice) => !taken.has(choice)) ?? `${choices[0]}-${id.slice(-6)}`
    taken.add(free)
    slugs.set(id, free)
  }
  return slugs
}

/** Takes back producers an import recorded; refuses when one was edited or something now rests on it. */
export async function undoListedOwners(
  ctx: CommandContext,
  made: readonly { readonly id: string; readonly version: number }[],
): Promise<Result<void>> {
  if (made.length === 0) return ok()
  const { rows } = await sql<{ name: string }>`
    SELECT p.name FROM producer p
    JOIN jsonb_to_recordset(${JSON.stringify(made)}::jsonb) AS m(id uuid, version integer) ON m.id = p.id
    WHERE p.version <> m.version OR EXISTS (SELECT 1 FROM product x WHERE x.producer_id = p.id)
      OR EXISTS (SELECT 1 FROM dossier x WHERE x.producer_id = p.id)
      OR EXISTS (SELECT 1 FROM paper x WHERE x.producer_id = p.id)
      OR EXISTS (SELECT 1 FROM recognition x WHERE x.producer_id = p.id)
      OR EXISTS (SELECT 1 FROM role_grant x WHERE x.producer_id = p.id)
      OR EXISTS (SELECT 1 FROM producer_merge x WHERE p.id IN (x.kept_id, x.merged_id))
    LIMIT 5`.execute(ctx.db)
  if (rows.length > 0)
    return refuse('import-in-use', { data: { names: rows.map((row) => row.name).join('; ') } })
  const ids = made.map((each) => each.id)
  await ctx.db.deleteFrom('producer').where(sql<boolean>`id = ANY(${ids}::uuid[])`).execute()
  return ok()
}
