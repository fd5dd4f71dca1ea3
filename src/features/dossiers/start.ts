import { type CommandContext, ok, type Result, refuse } from '../../platform/command/index.ts'
import { jsonb, uuidv7 } from '../../platform/db/index.ts'
import type { FormValue } from '../../rules/forms/index.ts'
import { actingFor } from '../consents/index.ts'
import { papersWhere } from '../evidence/index.ts'
import { type Places, placeToday } from '../places/index.ts'
import type { Regulation } from '../regulation/index.ts'
import { type Dossier, dossierById, priorRecognition } from './dossier.ts'
import type { DossierKind } from './tables.ts'

export interface StartInput {
  readonly productId: string
  readonly kind: DossierKind
}

/**
 * Opens a dossier for a product: its set is the product's, its regime the one of today and the kind (checked again on the day
 * it is filed), its forms filled from the records and, for an upgrade or a re-evaluation, from the dossier filed before.
 */
export async function startDossier(
  ctx: CommandContext,
  { regulation, places }: { readonly regulation: Regulation; readonly places: Places },
  { productId, kind }: StartInput,
): Promise<Result<Dossier>> {
  const product = await productToFile(ctx, productId)
  if (!product) return refuse('not-found', { field: 'productId' })
  if (product.producer_id === null) return refuse('product-without-producer', { field: 'productId' })
  const {
    commune: place,
    province,
    governing,
  } = placeToday(
    places,
    {
      place_code: product.place_code ?? product.producer_place,
      place_day: product.place_code === null ? product.producer_place_day : product.place_day,
      province_code: product.province_code ?? product.producer_province,
    },
    ctx.today,
  )
  const acting = await actingFor(ctx, 'dossier.edit', {
    producerId: product.producer_id,
    places: governing,
  })
  if (!acting.ok) return acting
  if (place === null || province === null) return refuse('product-without-place', { field: 'productId' })
  if (product.set_no === null)
    return refuse('product-without-set', { field: 'productId', article: 'Phụ lục I' })
  const choice = regulation.regimeForDossier({ filedOn: ctx.today, kind, set: product.set_no })
  if (!choice.scorable || choice.regime === null) return { ok: false, problems: [choice.reason!] }
  if (product.regime !== choice.regime.id)
    return refuse('product-set-of-other-regime', { field: 'productId', data: { regime: choice.regime.name } })
  const open = await openDossierOf(ctx, productId)
  if (open) return refuse('dossier-open-already', { field: 'productId', data: { id: open } })
  const prior = await priorRecognition(ctx.db, productId)
  if (kind !== 'first' && !prior) return refuse('no-prior-recognition', { field: 'kind' })
  const before = kind === 'first' ? null : await lastFiled(ctx, productId)
  const id = uuidv7()
  await ctx.db
    .insertInto('dossier')
    .values({
      id,
      product_id: productId,
      producer_id: product.producer_id,
      kind,
      regime: choice.regime.id,
      set_no: product.set_no,
      place_code: place,
      province_code: province,
      year: Number(ctx.today.slice(0, 4)),
      round_id: null,
      wish_star: null,
      form: jsonb({
        ...factsOnRecord(product),
        ...(await ticksFromVault(ctx, product.producer_id)),
        ...carriedForm(before),
      }),
      answers: jsonb(before?.answers ?? {}),
      notes: jsonb(before?.notes ?? {}),
      filed_on: null,
      product_code: null,
      commune_receipt_no: null,
      province_receipt_no: null,
      prior_recognition_id: prior?.id ?? null,
      samples_received: null,
      is_demo: product.is_demo,
      created_by: ctx.actor.accountId,
    })
    .execute()
  if (before) await carryPins(ctx, before.id, id)
  ctx.audit({
    action: 'dossier.start',
    subjectKind: 'dossier',
    subjectId: id,
    place,
    detail: { product: productId, kind, regime: choice.regime.id, onBehalfOf: acting.value.onBehalfOf },
  })
  return ok((await dossierById(ctx.db, id))!)
}

async function productToFile(ctx: CommandContext, productId: string) {
  return ctx.db
    .selectFrom('product as t')
    .leftJoin('producer as p', 'p.id', 't.producer_id')
    .select([
      't.id',
      't.name',
      't.producer_id',
      't.regime',
      't.set_no',
      't.place_code',
      't.place_day',
      't.province_code',
      't.description',
      't.is_demo',
      'p.name as producer_name',
      'p.legal_type',
      'p.address_text',
      'p.phone',
      'p.email',
      'p.registered_on',
      'p.registration_no',
      'p.representative',
      'p.place_code as producer_place',
      'p.place_day as producer_place_day',
      'p.province_code as producer_province',
    ])
    .where('t.id', '=', productId)
    .forUpdate('t')
    .executeTakeFirst()
}

type ProductToFile = NonNullable<Awaited<ReturnType<typeof productToFile>>>

async function openDossierOf(ctx: CommandContext, productId: string): Promise<string | null> {
  const row = await ctx.db
    .selectFrom('dossier')
    .select('id')
    .where('product_id', '=', productId)
    .where('status', 'not in', ['recognised', 'not-recognised', 'withdrawn', 'refused'])
    .executeTakeFirst()
  return row?.id ?? null
}

/** The dossier of this product filed last under the same set: what it said need not be typed again. */
async function lastFiled(ctx: CommandContext, productId: string) {
  return ctx.db
    .selectFrom('dossier as d')
    .innerJoin('product as t', (join) =>
      join
        .onRef('t.id', '=', 'd.product_id')
        .onRef('t.set_no', '=', 'd.set_no')
        .onRef('t.regime', '=', 'd.regime'),
    )
    .select(['d.id', 'd.form', 'd.answers', 'd.notes'])
    .where('d.product_id', '=', productId)
    .where('d.filed_on', 'is not', null)
    .orderBy('d.filed_on', 'desc')
    .limit(1)
    .executeTakeFirst()
}

/** Boxes of Mẫu số 02 that a paper in the vault already answers: nobody ticks what is on file. */
const TICKED_BY: Readonly<Record<string, string>> = {
  'dang-ky-kinh-doanh': 'hasBusinessRegistration',
  'cong-bo-chat-luong': 'hasQualityDeclaration',
}

async function ticksFromVault(ctx: CommandContext, producerId: string): Promise<Record<string, true>> {
  const papers = await papersWhere(ctx.db, { producerId })
  const fields = papers
    .filter((paper) => paper.validUntil === null || paper.validUntil >= ctx.today)
    .map((paper) => TICKED_BY[paper.kind])
  return Object.fromEntries(fields.filter((name) => name !== undefined).map((name) => [name, true as const]))
}

/** What changed since recognition is asked anew; everything else of the former dossier is carried over. */
function carriedForm(before: { form: Record<string, unknown> } | null | undefined): Record<string, unknown> {
  const entries = Object.entries(before?.form ?? {})
  return Object.fromEntries(
    entries.filter(([name, value]) => value !== '' && !/^(reevaluationUpdate|upgradeChanges)/.test(name)),
  )
}

async function carryPins(ctx: CommandContext, from: string, to: string): Promise<void> {
  const pins = await ctx.db
    .selectFrom('dossier_pin as n')
    .innerJoin('paper as p', 'p.id', 'n.paper_id')
    .select(['n.paper_id', 'n.criterion', 'n.page', 'n.region', 'n.note'])
    .where('n.dossier_id', '=', from)
    .where('p.removed_at', 'is', null)
    .execute()
  if (pins.length === 0) return
  await ctx.db
    .insertInto('dossier_pin')
    .values(
      pins.map((pin) => ({
        id: uuidv7(),
        dossier_id: to,
        ...pin,
        region: pin.region ? jsonb(pin.region) : null,
      })),
    )
    .execute()
}

/** Mẫu số 01 and 02 as far as the records know the answers; nothing is guessed. */
function factsOnRecord(product: ProductToFile): Record<string, FormValue> {
  const person = (product.representative ?? {}) as Record<string, string | undefined>
  const facts: Record<string, string | null | undefined> = {
    ownerName: product.producer_name,
    ownerType: product.legal_type,
    address: product.address_text,
    phone: product.phone,
    email: product.email,
    foundedOn: product.registered_on,
    registrationNo: product.registration_no,
    representativeName: person.name,
    position: person.position,
    representativeGender: genderOf(person.gender),
    representativeEthnicity: person.ethnicity,
    representativeResidence: person.address,
    productName: product.name,
    productDescription: (product.description as { vi?: string } | null)?.vi,
  }
  return Object.fromEntries(
    Object.entries(facts).filter((entry): entry is [string, string] => Boolean(entry[1])),
  )
}

/** The words of the form (Nam, Nữ), however the record writes it. */
function genderOf(recorded: string | undefined): string | undefined {
  if (recorded === undefined) return undefined
  if (/^(nữ|female|f)$/i.test(recorded)) return 'Nữ'
  return /^(nam|male|m)$/i.test(recorded) ? 'Nam' : undefined
}
