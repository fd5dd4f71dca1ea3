import {
  type CommandContext,
  failed,
  ok,
  type Problem,
  type Result,
  refuse,
} from '../../platform/command/index.ts'
import { jsonb, uuidv7 } from '../../platform/db/index.ts'
import { allowed, type Permission } from '../../rules/permissions/index.ts'
import { fold, slug } from '../../rules/vietnamese/index.ts'
import type { ProducerInput } from './input.ts'
import { nameKey } from './matching.ts'
import type { ProducerSurroundings } from './surroundings.ts'
import type { Representative } from './tables.ts'
import './events.ts'

export interface SavedProducer {
  readonly id: string
  readonly slug: string
  readonly version: number
}

/** Registers a producer (Điều 2 khoản 3). A person who registers one for themselves acts for it from then on. */
export async function createProducer(
  ctx: CommandContext,
  around: ProducerSurroundings,
  input: ProducerInput,
  options: { readonly isDemo?: boolean } = {},
): Promise<Result<SavedProducer>> {
  const checked = checkInput(input, around, ctx.today)
  if (!checked.ok) return checked
  const resource = { places: checked.value.governing, accountId: ctx.actor.accountId }
  if (!allowed(ctx, 'producer.create', resource)) return refuse('forbidden')
  const id = uuidv7()
  const values = { ...columnsOf(input, around, ctx.today), is_demo: options.isDemo ?? false }
  const address = await freeSlug(ctx, input.name)
  await ctx.db
    .insertInto('producer')
    .values({ id, slug: address, source: null, merged_into: null, ...values })
    .execute()
  ctx.audit({
    action: 'producer.created',
    subjectKind: 'producer',
    subjectId: id,
    place: checked.value.provinceCode,
    detail: { name: input.name },
  })
  const registersOwn = !allowed(ctx, 'producer.create', { places: checked.value.governing })
  if (ctx.actor.accountId !== null && registersOwn)
    await ctx.emit({ type: 'producer.registered', producerId: id, accountId: ctx.actor.accountId })
  await ctx.emit({ type: 'producer.changed', producerIds: [id] })
  return ok({ id, slug: address, version: 1 })
}

/** Saves what was typed over the version it was typed upon; a later version is never overwritten. */
export async function editProducer(
  ctx: CommandContext,
  around: ProducerSurroundings,
  id: string,
  version: number,
  input: ProducerInput,
): Promise<Result<SavedProducer>> {
  const loaded = await lockProducer(ctx, around, id, 'producer.edit')
  if (!loaded.ok) return loaded
  const row = loaded.value
  if (row.merged_into) return refuse('producer-merged')
  if (row.version !== version) return refuse('changed-meanwhile')
  const keepsPlace = input.place !== null && input.place === row.place_code
  const checked = checkInput(input, around, keepsPlace ? (row.place_day ?? ctx.today) : ctx.today)
  if (!checked.ok) return checked
  const there = { places: checked.value.governing, producerId: id }
  if (!allowed(ctx, 'producer.edit', there)) return refuse('place-not-yours', { field: 'place' })
  await ctx.db
    .updateTable('producer')
    .set({
      ...columnsOf(input, around, keepsPlace ? (row.place_day ?? ctx.today) : ctx.today),
      version: version + 1,
      updated_at: ctx.now,
    })
    .where('id', '=', id)
    .execute()
  ctx.audit({
    action: 'producer.edited',
    subjectKind: 'producer',
    subjectId: id,
    place: checked.value.provinceCode,
    detail: { version: version + 1 },
  })
  await ctx.emit({ type: 'producer.changed', producerIds: [id] })
  return ok({ id, slug: row.slug, version: version + 1 })
}

/** Loads a producer for writing, if the actor may. What one may not see does not exist for them. */
export async function lockProducer(
  ctx: CommandContext,
  around: ProducerSurroundings,
  id: string,
  permission: Permission,
) {
  const row = await ctx.db
    .selectFrom('producer')
    .selectAll()
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
  if (!row) return refuse('not-found')
  const resource = { places: around.places.governing(row, ctx.today), producerId: row.id }
  if (!allowed(ctx, permission, resource)) return refuse('forbidden')
  return { ok: true as const, value: row }
}

function checkInput(
  input: ProducerInput,
  around: ProducerSurroundings,
  day: string,
): Result<{ governing: readonly string[]; provinceCode: string | null }> {
  const problems: Problem[] = []
  if (input.legalType !== null && !around.legalTypes.some((type) => type.id === input.legalType))
    problems.push({ code: 'legal-type-unknown', field: 'legalType', article: around.legalTypesRef })
  if (input.registeredOn !== null && input.registeredOn > day)
    problems.push({ code: 'day-in-future', field: 'registeredOn' })
  const unit = input.place === null ? null : around.places.unit(input.place, day)
  if (input.place === null) problems.push({ code: 'required', field: 'place' })
  else if (!unit) problems.push({ code: 'place-not-of-day', field: 'place', data: { code: input.place } })
  if (problems.length > 0) return failed(...problems)
  const place = { place_code: input.place, place_day: day, province_code: unit?.provinceCode ?? null }
  return ok({ governing: around.places.governing(place, day), provinceCode: unit?.provinceCode ?? null })
}

function columnsOf(input: ProducerInput, around: ProducerSurroundings, day: string) {
  const representative: Representative = {
    ...(input.representativeName && { name: input.representativeName }),
    ...(input.representativePosition && { position: input.representativePosition }),
    ...(input.representativeGender && { gender: input.representativeGender }),
    ...(input.representativeEthnicity && { ethnicity: input.representativeEthnicity }),
    ...(input.representativeAddress && { address: input.representativeAddress }),
  }
  const unit = input.place === null ? null : around.places.unit(input.place, day)
  return {
    name: input.name,
    name_folded: fold(input.name),
    name_key: nameKey(input.name, around.abbreviations),
    legal_type: input.legalType,
    registration_no: input.registrationNo,
    registered_on: input.registeredOn,
    tax_code: input.taxCode,
    representative: jsonb(representative),
    phone: input.phone,
    email: input.email,
    address_text: input.addressText,
    place_code: input.place,
    place_day: input.place === null ? null : day,
    province_code: unit?.provinceCode ?? null,
    intro: jsonb({
      ...(input.introVi && { vi: input.introVi }),
      ...(input.introEn && { en: input.introEn }),
    }),
  }
}

/** The name as an address; `-2`, `-3`… where another bears it already. */
async function freeSlug(ctx: CommandContext, name: string): Promise<string> {
  const base = slug(name, 70) || 'chu-the'
  const taken = await ctx.db
    .selectFrom('producer')
    .select('slug')
    .where((eb) => eb.or([eb('slug', '=', base), eb('slug', 'like', `${base}-%`)]))
    .execute()
  return nextFree(base, new Set(taken.map((row) => row.slug)))
}

/** The first of `base`, `base-2`, `base-3`… that is not taken. */
export function nextFree(base: string, taken: ReadonlySet<string>): string {
  if (!taken.has(base)) return base
  for (let number = 2; ; number++) if (!taken.has(`${base}-${number}`)) return `${base}-${number}`
}
