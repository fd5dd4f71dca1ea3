import { z } from 'zod'
import type { Problem } from '../../platform/command/index.ts'
import type { Kernel } from '../../platform/feature.ts'
import {
  fieldText,
  forbidden,
  form,
  goTo,
  notFound,
  page,
  type Reply,
  type RequestContext,
  type Route,
  readForm,
  show,
} from '../../platform/http/index.ts'
import { localPath } from '../../platform/i18n/index.ts'
import { may, mayAnywhere } from '../../rules/permissions/index.ts'
import { problemText } from '../frame/index.ts'
import { createProducer, editProducer } from './commands.ts'
import { producerForm } from './input.ts'
import { keepApart, mergeProducers, partProducers } from './merging.ts'
import { DuplicatesPage } from './pages/duplicates-page.tsx'
import { FormPage } from './pages/form-page.tsx'
import { ListPage } from './pages/list-page.tsx'
import { ProducerPage } from './pages/producer-page.tsx'
import { masked } from './personal.ts'
import {
  duplicatePairs,
  likelyDuplicates,
  listProducers,
  mergesOf,
  producerById,
  productsOf,
} from './queries.ts'
import type { ProducerSurroundings } from './surroundings.ts'

const base = '/lam-viec/chu-the'
const byId = z.object({ id: z.uuid() })
const listQuery = z.object({
  q: z.string().catch('').default(''),
  xa: z.string().catch('').default(''),
  trang: z.coerce.number().int().min(1).max(10_000).catch(1).default(1),
})

/** The producers' desk: list, record, people, duplicates, merges. */
export function producerRoutes(kernel: Kernel, around: ProducerSurroundings): readonly Route[] {
  const errorsOf = (problems: readonly Problem[], ctx: RequestContext) =>
    problems.map((problem) => ({ field: problem.field, text: problemText(problem, ctx.lang) }))

  async function list(ctx: RequestContext<unknown, z.output<typeof listQuery>>): Promise<Reply> {
    const filter = {
      q: ctx.query.q.slice(0, 200),
      place: /^\d{5}$/.test(ctx.query.xa) ? ctx.query.xa : '',
      page: ctx.query.trang,
    }
    const { rows, more } = await listProducers(kernel.db, ctx.actor, ctx.today, filter, around.places)
    return show(
      <ListPage
        ctx={ctx}
        around={around}
        rows={rows}
        filter={filter}
        more={more}
        mayAdd={mayAnywhere(ctx.actor, 'producer.create', ctx.today)}
        mayMerge={mayAnywhere(ctx.actor, 'producer.merge', ctx.today)}
      />,
    )
  }

  /** The record, masked unless its people were asked for by the address that writes the reading down. */
  async function record(
    ctx: RequestContext,
    id: string,
    options: { readonly clear?: boolean; readonly problems?: readonly Problem[] } = {},
  ): Promise<Reply> {
    const producer = await producerById(kernel.db, id)
    if (!producer) return notFound()
    const resource = { places: around.places.governing(producer, ctx.today), producerId: producer.id }
    const can = (permission: Parameters<typeof may>[1]) => may(ctx.actor, permission, resource, ctx.today)
    if (!can('producer.read')) return forbidden()
    const isClear = options.clear === true && can('producer.read-personal')
    if (options.clear && !isClear) return forbidden()
    ctx.subject('producer', id, producer.province_code)
    const person = {
      representative: producer.representative,
      phone: producer.phone,
      email: producer.email,
      taxCode: producer.tax_code,
    }
    const mayMerge = can('producer.merge')
    const [products, likely, merges] = await Promise.all([
      productsOf(kernel.db, id),
      mayMerge ? likelyDuplicates(kernel.db, id) : [],
      mergesOf(kernel.db, id),
    ])
    const problems = options.problems ?? []
    return show(
      <ProducerPage
        ctx={ctx}
        around={around}
        producer={producer}
        person={isClear ? person : masked(person)}
        isClear={isClear}
        may={{
          edit: can('producer.edit'),
          personal: can('producer.read-personal'),
          merge: mayMerge,
          addProduct: can('product.edit'),
        }}
        products={products}
        likely={likely}
        merges={merges}
        errors={errorsOf(problems, ctx)}
      />,
      { status: problems.length > 0 ? 422 : 200 },
    )
  }

  async function editPage(
    ctx: RequestContext,
    id: string,
    problems: readonly Problem[] = [],
  ): Promise<Reply> {
    const producer = await producerById(kernel.db, id)
    if (!producer) return notFound()
    const resource = { places: around.places.governing(producer, ctx.today), producerId: id }
    if (!may(ctx.actor, 'producer.edit', resource, ctx.today)) return forbidden()
    ctx.subject('producer', id, producer.province_code)
    const { representative } = producer
    const recorded = {
      name: producer.name,
      legalType: producer.legal_type ?? '',
      registrationNo: producer.registration_no ?? '',
      registeredOn: producer.registered_on ?? '',
      taxCode: producer.tax_code ?? '',
      representativeName: representative.name ?? '',
      representativePosition: representative.position ?? '',
      representativeGender: representative.gender ?? '',
      representativeEthnicity: representative.ethnicity ?? '',
      representativeAddress: representative.address ?? '',
      phone: producer.phone ?? '',
      email: producer.email ?? '',
      place: producer.place_code ?? '',
      addressText: producer.address_text ?? '',
      introVi: producer.intro.vi ?? '',
      introEn: producer.intro.en ?? '',
    }
    const isRefused = problems.length > 0
    const kept = producer.place_code
      ? {
          code: producer.place_code,
          label: around.places.spoken(producer, ctx.today).formerly ?? producer.place_code,
        }
      : undefined
    return show(
      <FormPage
        ctx={ctx}
        around={around}
        // After “changed meanwhile” the typed text stays, over the new version: saving again is a decision.
        producer={{ id, name: producer.name, version: producer.version }}
        values={isRefused ? { ...recorded, ...ctx.form.fields } : recorded}
        errors={errorsOf(problems, ctx)}
        keptPlace={kept}
      />,
      { status: isRefused ? 422 : 200 },
    )
  }

  const newPage = (ctx: RequestContext, problems: readonly Problem[] = []) =>
    show(<FormPage ctx={ctx} around={around} values={ctx.form.fields} errors={errorsOf(problems, ctx)} />, {
      status: problems.length > 0 ? 422 : 200,
    })
  const back = (ctx: RequestContext, id: string) => goTo(localPath(ctx.lang, `${base}/${id}`))

  return [
    page({ path: base, permission: 'producer.read', audit: null, query: listQuery, handler: list }),
    page({
      path: `${base}/them`,
      permission: 'producer.create',
      audit: null,
      handler: (ctx) => newPage(ctx),
    }),
    form({
      path: `${base}/them`,
      permission: 'producer.create',
      audit: 'producer.created',
      handler: async (ctx) => {
        const input = readForm(producerForm, ctx.form)
        if (!input.ok) return newPage(ctx, input.problems)
        const made = await ctx.run((inner) => createProducer(inner, around, input.value))
        return made.ok ? back(ctx, made.value.id) : newPage(ctx, made.problems)
      },
    }),
    page({
      path: `${base}/trung`,
      permission: 'producer.merge',
      audit: null,
      handler: async (ctx) => {
        const mayAll = may(ctx.actor, 'producer.merge', null, ctx.today)
        const pairs = await duplicatePairs(kernel.db, mayAll ? null : around.places.home)
        return show(<DuplicatesPage ctx={ctx} pairs={pairs} />)
      },
    }),
    page({
      path: `${base}/:id`,
      permission: 'producer.read',
      audit: 'producer.read',
      params: byId,
      handler: (ctx) => record(ctx, ctx.params.id),
    }),
    page({
      path: `${base}/:id/ca-nhan`,
      permission: 'producer.read-personal',
      audit: 'producer.read-personal',
      params: byId,
      handler: (ctx) => record(ctx, ctx.params.id, { clear: true }),
    }),
    page({
      path: `${base}/:id/sua`,
      permission: 'producer.edit',
      audit: 'producer.read-personal',
      params: byId,
      handler: (ctx) => editPage(ctx, ctx.params.id),
    }),
    form({
      path: `${base}/:id/sua`,
      permission: 'producer.edit',
      audit: 'producer.edited',
      params: byId,
      handler: async (ctx) => {
        const { id } = ctx.params
        const input = readForm(producerForm, ctx.form)
        if (!input.ok) return editPage(ctx, id, input.problems)
        const version = Number(fieldText(ctx.form, 'version'))
        const saved = await ctx.run((inner) => editProducer(inner, around, id, version, input.value))
        return saved.ok ? back(ctx, id) : refusedBy(saved.problems, () => editPage(ctx, id, saved.problems))
      },
    }),
    form({
      path: `${base}/:id/gop`,
      permission: 'producer.merge',
      audit: 'producer.merged',
      params: byId,
      handler: async (ctx) => {
        const { id } = ctx.params
        const mergedId = z.uuid().safeParse(fieldText(ctx.form, 'mergedId'))
        if (!mergedId.success) return record(ctx, id, { problems: [{ code: 'producer-unknown' }] })
        const input = { keptId: id, mergedId: mergedId.data, reason: fieldText(ctx.form, 'reason') }
        const merged = await ctx.run((inner) => mergeProducers(inner, around, input))
        return merged.ok
          ? back(ctx, id)
          : refusedBy(merged.problems, () => record(ctx, id, { problems: merged.problems }))
      },
    }),
    form({
      path: `${base}/:id/khac`,
      permission: 'producer.merge',
      audit: 'producer.kept-apart',
      params: byId,
      handler: async (ctx) => {
        const { id } = ctx.params
        const other = z.uuid().safeParse(fieldText(ctx.form, 'mergedId'))
        if (!other.success) return record(ctx, id, { problems: [{ code: 'producer-unknown' }] })
        const done = await ctx.run((inner) => keepApart(inner, around, id, other.data))
        return done.ok
          ? back(ctx, id)
          : refusedBy(done.problems, () => record(ctx, id, { problems: done.problems }))
      },
    }),
    form({
      path: `${base}/:id/tach`,
      permission: 'producer.merge',
      audit: 'producer.parted',
      params: byId,
      handler: async (ctx) => {
        const { id } = ctx.params
        const mergeId = z.uuid().safeParse(fieldText(ctx.form, 'mergeId'))
        if (!mergeId.success) return record(ctx, id, { problems: [{ code: 'not-found' }] })
        const reason = fieldText(ctx.form, 'reason')
        const parted = await ctx.run((inner) => partProducers(inner, around, mergeId.data, reason))
        return parted.ok
          ? back(ctx, id)
          : refusedBy(parted.problems, () => record(ctx, id, { problems: parted.problems }))
      },
    }),
  ]
}

/** What is not there, or not allowed, is no fault of the form. */
function refusedBy(problems: readonly Problem[], again: () => Promise<Reply>): Promise<Reply> | Reply {
  if (problems.some((problem) => problem.code === 'not-found')) return notFound()
  return problems.some((problem) => problem.code === 'forbidden') ? forbidden() : again()
}
