import {
  type CommandContext,
  failed,
  ok,
  type Problem,
  type Result,
  refuse,
} from '../../platform/command/index.ts'
import { jsonb, uuidv7 } from '../../platform/db/index.ts'
import { allowed } from '../../rules/permissions/index.ts'
import { fold, slug } from '../../rules/vietnamese/index.ts'
import { nextFree } from '../producers/index.ts'
import { type ProductInput, shopFields, shopsOf } from './input.ts'
import type { ProductSurroundings } from './surroundings.ts'
import './events.ts'
import './tables.ts'

export interface SavedProduct {
  readonly id: string
  readonly slug: string
  readonly version: number
}

/** A product of a producer one may act for. It is shown to the public once it is recognised, not before. */
export async function createProduct(
  ctx: CommandContext,
  around: ProductSurroundings,
  input: ProductInput,
  options: { readonly isDemo?: boolean } = {},
): Promise<Result<SavedProduct>> {
  const owner = await ownerOf(ctx, around, input.producerId)
  if (!owner.ok) return owner
  const place = input.place ?? owner.value.place_code
  const placeDay = input.place === null ? owner.value.place_day : ctx.today
  const checked = check(input, around, place, placeDay ?? ctx.today, owner.value.legal_type)
  if (!checked.ok) return checked
  const id = uuidv7()
  const address = await freeSlug(ctx, input.name)
  await ctx.db
    .insertInto('product')
    .values({
      id,
      slug: address,
      producer_id: input.producerId,
      ...columnsOf(input, around),
      place_code: place,
      place_day: place === null ? null : placeDay,
      province_code: checked.value.provinceCode ?? owner.value.province_code,
      picture_hash: null,
      source: null,
      is_demo: options.isDemo ?? owner.value.is_demo,
      is_public: false,
    })
    .execute()
  ctx.audit({
    action: 'product.created',
    subjectKind: 'product',
    subjectId: id,
    place: checked.value.provinceCode,
    detail: { name: input.name, producer: input.producerId },
  })
  await ctx.emit({ type: 'product.changed', productIds: [id] })
  return ok({ id, slug: address, version: 1 })
}

/** Saves what was typed over the version it was typed upon. Its owner is not changed here: that is a merge or a new product. */
export async function editProduct(
  ctx: CommandContext,
  around: ProductSurroundings,
  id: string,
  version: number,
  input: ProductInput,
): Promise<Result<SavedProduct>> {
  const loaded = await lockProduct(ctx, around, id)
  if (!loaded.ok) return loaded
  const row = loaded.value
  if (row.version !== version) return refuse('changed-meanwhile')
  const owner = row.producer_id === null ? undefined : await legalTypeOf(ctx, row.producer_id)
  const keepsPlace = input.place === null || input.place === row.place_code
  const [place, placeDay] = keepsPlace ? [row.place_code, row.place_day] : [input.place, ctx.today]
  const checked = check(input, around, place, placeDay ?? ctx.today, owner ?? null)
  if (!checked.ok) return checked
  await ctx.db
    .updateTable('product')
    .set({
      ...columnsOf(input, around),
      place_code: place,
      place_day: placeDay,
      province_code: checked.value.provinceCode ?? row.province_code,
      version: version + 1,
      updated_at: ctx.now,
    })
    .where('id', '=', id)
    .execute()
  ctx.audit({
    action: 'product.edited',
    subjectKind: 'product',
    subjectId: id,
    place: checked.value.provinceCode,
    detail: {
      version: version + 1,
      ...(row.set_no !== input.set && { set: { from: row.set_no, to: input.set } }),
    },
  })
  await ctx.emit({ type: 'product.changed', productIds: [id] })
  return ok({ id, slug: row.slug, version: version + 1 })
}

/** Puts a product into another set (Phụ lục I), nothing else: the way of a dossier that is carried over. */
export async function classifyProduct(
  ctx: CommandContext,
  around: ProductSurroundings,
  id: string,
  set: number,
): Promise<Result<void>> {
  const loaded = await lockProduct(ctx, around, id)
  if (!loaded.ok) return loaded
  const { version, set_no, province_code } = loaded.value
  if (!around.sets.some((each) => each.set === set))
    return refuse('set-unknown', { field: 'set', article: 'Phụ lục I' })
  await ctx.db
    .updateTable('product')
    .set({ regime: around.regime, set_no: set, version: version + 1, updated_at: ctx.now })
    .where('id', '=', id)
    .execute()
  ctx.audit({
    action: 'product.edited',
    subjectKind: 'product',
    subjectId: id,
    place: province_code,
    detail: { version: version + 1, set: { from: set_no, to: set } },
  })
  await ctx.emit({ type: 'product.changed', productIds: [id] })
  return ok()
}

/** Loads a product for writing, if the actor may edit it. */
export async function lockProduct(ctx: CommandContext, around: ProductSurroundings, id: string) {
  const row = await ctx.db
    .selectFrom('product')
    .selectAll()
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
  if (!row) return refuse('not-found')
  const resource = { places: around.places.governing(row, ctx.today), producerId: row.producer_id }
  if (!allowed(ctx, 'product.edit', resource)) return refuse('forbidden')
  return { ok: true as const, value: row }
}

/** The owner to be, kept from being merged away until its product stands there: a merge takes what it finds. */
async function ownerOf(ctx: CommandContext, around: ProductSurroundings, producerId: string) {
  const row = await ctx.db
    .selectFrom('producer')
    .select(['id', 'legal_type', 'place_code', 'place_day', 'province_code', 'merged_into', 'is_demo'])
    .where('id', '=', producerId)
    .forShare()
    .executeTakeFirst()
  if (!row) return refuse('producer-unknown', { field: 'producerId' })
  if (row.merged_into) return refuse('producer-merged', { field: 'producerId' })
  const resource = { places: around.places.governing(row, ctx.today), producerId }
  if (!allowed(ctx, 'product.edit', resource)) return refuse('forbidden')
  return { ok: true as const, value: row }
}

async function legalTypeOf(ctx: CommandContext, producerId: string): Promise<string | null> {
  const row = await ctx.db
    .selectFrom('producer')
    .select('legal_type')
    .where('id', '=', producerId)
    .executeTakeFirst()
  return row?.legal_type ?? null
}

function check(
  input: ProductInput,
  around: ProductSurroundings,
  place: string | null,
  day: string,
  legalType: string | null,
): Result<{ provinceCode: string | null }> {
  const problems: Problem[] = []
  if (input.set !== null && !around.sets.some((each) => each.set === input.set))
    problems.push({ code: 'set-unknown', field: 'set', article: 'Phụ lục I' })
  const isTourismOnly = around.legalTypes.some((type) => type.id === legalType && type.tourismOnly)
  if (isTourismOnly && input.set !== null && !around.tourismSets.includes(input.set))
    problems.push({ code: 'legal-type-tourism-only', field: 'set', article: around.legalTypesRef })
  const unit = place === null ? null : around.places.unit(place, day)
  if (place !== null && !unit)
    problems.push({ code: 'place-not-of-day', field: 'place', data: { code: place } })
  for (const [label, url] of shopFields)
    if (input[url] !== null && input[label] === null) problems.push({ code: 'required', field: label })
  return problems.length > 0 ? failed(...problems) : ok({ provinceCode: unit?.provinceCode ?? null })
}

function columnsOf(input: ProductInput, around: ProductSurroundings) {
  const shops = shopsOf(input)
  return {
    name: input.name,
    name_folded: fold(input.name),
    regime: input.set === null ? null : around.regime,
    set_no: input.set,
    description: bilingual(input.descriptionVi, input.descriptionEn),
    story: bilingual(input.storyVi, input.storyEn),
    details: jsonb({
      ...given(input, [
        'nameEn',
        'season',
        'seasonEn',
        'capacity',
        'capacityEn',
        'traceCode',
        'arrive',
        'arriveEn',
        'bookingPhone',
      ]),
      ...(shops.length > 0 && { whereToBuy: shops }),
    }),
  }
}

/** Of these fields, those that were filled in. */
function given(input: ProductInput, fields: readonly (keyof ProductInput)[]) {
  return Object.fromEntries(fields.flatMap((field) => (input[field] ? [[field, input[field]]] : [])))
}

function bilingual(vi: string | undefined, en: string | undefined) {
  return jsonb({ ...(vi && { vi }), ...(en && { en }) })
}

async function freeSlug(ctx: CommandContext, name: string): Promise<string> {
  const base = slug(name, 70) || 'san-pham'
  const taken = await ctx.db
    .selectFrom('product')
    .select('slug')
    .where((eb) => eb.or([eb('slug', '=', base), eb('slug', 'like', `${base}-%`)]))
    .execute()
  return nextFree(base, new Set(taken.map((row) => row.slug)))
}
