import { z } from 'zod'
import { type Problem, type Result, refuse } from '../../platform/command/index.ts'
import { uuidv7 } from '../../platform/db/index.ts'
import type { Kernel } from '../../platform/feature.ts'
import {
  type FormReading,
  fieldText,
  file,
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
import { suggestSets } from '../../rules/classification/index.ts'
import { may } from '../../rules/permissions/index.ts'
import { problemText } from '../frame/index.ts'
import { dayField, lineField } from '../producers/index.ts'
import { createProduct, editProduct } from './commands.ts'
import type { ProductSections } from './feature.ts'
import { productForm, shopFields } from './input.ts'
import { FormPage } from './pages/form-page.tsx'
import { ListPage } from './pages/list-page.tsx'
import { ProductPage } from './pages/product-page.tsx'
import {
  addLabel,
  largestPictureBytes,
  makeSizes,
  type NewPicture,
  pictureTypes,
  pictureWidths,
  setPicture,
} from './pictures.ts'
import {
  examplesLike,
  listOwnProducts,
  ownersToAddFor,
  picturedOn,
  pictureFile,
  productById,
} from './queries.ts'
import type { ProductSurroundings } from './surroundings.ts'

const base = '/lam-viec/san-pham'
const byId = z.object({ id: z.uuid() })
const listQuery = z.object({
  q: z.string().catch('').default(''),
  xa: z.string().catch('').default(''),
  trang: z.coerce.number().int().min(1).max(10_000).catch(1).default(1),
})
const labelForm = z.object({ usedFrom: dayField, note: lineField(1000) })
const pictureName = z.object({ file: z.string().regex(/^[0-9a-f]{64}-\d{3,4}\.webp$/) })
const files = { fields: ['picture'], maxBytes: largestPictureBytes, maxFiles: 1, accept: pictureTypes }

/** The products' desk, and the pictures everybody sees. */
export function productRoutes(
  kernel: Kernel,
  around: ProductSurroundings,
  sections: ProductSections,
): readonly Route[] {
  const errorsOf = (problems: readonly Problem[], ctx: RequestContext) =>
    problems.map((problem) => ({ field: problem.field, text: problemText(problem, ctx.lang) }))
  const back = (ctx: RequestContext, id: string) => goTo(localPath(ctx.lang, `${base}/${id}`))

  async function record(
    ctx: RequestContext,
    id: string,
    refused: { readonly picture?: readonly Problem[]; readonly label?: readonly Problem[] } = {},
  ): Promise<Reply> {
    const found = await productById(kernel.db, id)
    if (!found) return notFound()
    const { product } = found
    const resource = { places: around.places.governing(product, ctx.today), producerId: product.producer_id }
    if (!may(ctx.actor, 'product.read', resource, ctx.today)) return forbidden()
    ctx.subject('product', id, product.province_code)
    return show(
      <ProductPage
        ctx={ctx}
        around={around}
        found={found}
        mayEdit={may(ctx.actor, 'product.edit', resource, ctx.today)}
        sections={await sections(ctx, id)}
        pictureErrors={errorsOf(refused.picture ?? [], ctx)}
        labelErrors={errorsOf(refused.label ?? [], ctx)}
      />,
      { status: refused.picture || refused.label ? 422 : 200 },
    )
  }

  async function suggestionsFor(ctx: RequestContext) {
    const name = fieldText(ctx.form, 'name').slice(0, 300)
    const description = fieldText(ctx.form, 'descriptionVi').slice(0, 2000)
    return suggestSets({ name, description }, around.hints, name ? await examplesLike(kernel.db, name) : [])
  }

  async function newPage(
    ctx: RequestContext,
    producerId: string,
    options: { readonly problems?: readonly Problem[]; readonly suggest?: boolean } = {},
  ): Promise<Reply> {
    const id = z.uuid().safeParse(producerId)
    const producer = id.success
      ? await kernel.db.selectFrom('producer').selectAll().where('id', '=', id.data).executeTakeFirst()
      : undefined
    if (!producer) return notFound()
    const resource = { places: around.places.governing(producer, ctx.today), producerId: producer.id }
    if (!may(ctx.actor, 'product.edit', resource, ctx.today)) return forbidden()
    return show(
      <FormPage
        ctx={ctx}
        around={around}
        producer={producer}
        values={ctx.form.fields}
        errors={errorsOf(options.problems ?? [], ctx)}
        suggestions={options.suggest ? await suggestionsFor(ctx) : undefined}
      />,
      { status: options.problems ? 422 : 200 },
    )
  }

  async function editPage(
    ctx: RequestContext,
    id: string,
    options: { readonly problems?: readonly Problem[]; readonly suggest?: boolean } = {},
  ): Promise<Reply> {
    const found = await productById(kernel.db, id)
    if (!found?.product.producer_id) return notFound()
    const { product } = found
    const resource = { places: around.places.governing(product, ctx.today), producerId: product.producer_id }
    if (!may(ctx.actor, 'product.edit', resource, ctx.today)) return forbidden()
    const shops = product.details.whereToBuy ?? []
    const recorded = {
      name: product.name,
      set: product.set_no === null ? '' : String(product.set_no),
      place: product.place_code ?? '',
      descriptionVi: product.description.vi ?? '',
      descriptionEn: product.description.en ?? '',
      storyVi: product.story.vi ?? '',
      storyEn: product.story.en ?? '',
      ...Object.fromEntries(
        (
          [
            'nameEn',
            'season',
            'seasonEn',
            'capacity',
            'capacityEn',
            'traceCode',
            'arrive',
            'arriveEn',
            'bookingPhone',
          ] as const
        ).map((field) => [field, product.details[field] ?? '']),
      ),
      ...Object.fromEntries(
        shopFields.flatMap(([label, url], index) => [
          [label, shops[index]?.label ?? ''],
          [url, shops[index]?.url ?? ''],
        ]),
      ),
    }
    const isAgain = options.problems !== undefined || options.suggest === true
    return show(
      <FormPage
        ctx={ctx}
        around={around}
        producer={{ id: product.producer_id!, name: product.producerName ?? '' }}
        product={{ id, name: product.name, version: product.version }}
        values={isAgain ? { ...recorded, ...ctx.form.fields } : recorded}
        errors={errorsOf(options.problems ?? [], ctx)}
        suggestions={options.suggest ? await suggestionsFor(ctx) : undefined}
      />,
      { status: options.problems ? 422 : 200 },
    )
  }

  return [
    page({
      path: base,
      permission: 'product.read',
      audit: null,
      query: listQuery,
      handler: async (ctx) => {
        const filter = {
          q: ctx.query.q.slice(0, 200),
          place: /^\d{5}$/.test(ctx.query.xa) ? ctx.query.xa : '',
          page: ctx.query.trang,
        }
        const { rows, more } = await listOwnProducts(kernel.db, ctx.actor, ctx.today, filter, around.places)
        const owners = await ownersToAddFor(kernel.db, ctx.actor, ctx.today)
        return show(<ListPage {...{ ctx, around, rows, filter, more, owners }} />)
      },
    }),
    page({
      path: `${base}/them`,
      permission: 'product.edit',
      audit: null,
      query: z.object({ 'chu-the': z.string().catch('').default('') }),
      handler: (ctx) => newPage(ctx, ctx.query['chu-the']),
    }),
    form({
      path: `${base}/them`,
      permission: 'product.edit',
      audit: 'product.created',
      handler: async (ctx) => {
        const producerId = fieldText(ctx.form, 'producerId')
        if (fieldText(ctx.form, 'do') === 'suggest') return newPage(ctx, producerId, { suggest: true })
        const input = readForm(productForm, withSuggested(ctx.form))
        if (!input.ok) return newPage(ctx, producerId, { problems: input.problems })
        const made = await ctx.run((inner) => createProduct(inner, around, input.value))
        return made.ok
          ? back(ctx, made.value.id)
          : refusedBy(made.problems, () => newPage(ctx, producerId, { problems: made.problems }))
      },
    }),
    page({
      path: `${base}/:id`,
      permission: 'product.read',
      audit: 'product.read',
      params: byId,
      handler: (ctx) => record(ctx, ctx.params.id),
    }),
    page({
      path: `${base}/:id/sua`,
      permission: 'product.edit',
      audit: null,
      params: byId,
      handler: (ctx) => editPage(ctx, ctx.params.id),
    }),
    form({
      path: `${base}/:id/sua`,
      permission: 'product.edit',
      audit: 'product.edited',
      params: byId,
      handler: async (ctx) => {
        const { id } = ctx.params
        if (fieldText(ctx.form, 'do') === 'suggest') return editPage(ctx, id, { suggest: true })
        const input = readForm(productForm, withSuggested(ctx.form))
        if (!input.ok) return editPage(ctx, id, { problems: input.problems })
        const version = Number(fieldText(ctx.form, 'version'))
        const saved = await ctx.run((inner) => editProduct(inner, around, id, version, input.value))
        return saved.ok
          ? back(ctx, id)
          : refusedBy(saved.problems, () => editPage(ctx, id, { problems: saved.problems }))
      },
    }),
    form({
      path: `${base}/:id/anh`,
      permission: 'product.edit',
      audit: 'product.pictured',
      params: byId,
      files,
      handler: async (ctx) => {
        const { id } = ctx.params
        const picture = await receivedPicture(kernel, ctx.form)
        if (!picture.ok) return record(ctx, id, { picture: picture.problems })
        const saved = await ctx.run((inner) => setPicture(inner, around, id, picture.value))
        return saved.ok
          ? back(ctx, id)
          : refusedBy(saved.problems, () => record(ctx, id, { picture: saved.problems }))
      },
    }),
    form({
      path: `${base}/:id/nhan`,
      permission: 'product.edit',
      audit: 'product.label-added',
      params: byId,
      files,
      handler: async (ctx) => {
        const { id } = ctx.params
        const input = readForm(labelForm, ctx.form)
        if (!input.ok) return record(ctx, id, { label: input.problems })
        const { usedFrom, note } = input.value
        if (usedFrom === null) return record(ctx, id, { label: [{ code: 'required', field: 'usedFrom' }] })
        const picture = await receivedPicture(kernel, ctx.form)
        if (!picture.ok) return record(ctx, id, { label: picture.problems })
        const label = { ...picture.value, usedFrom, note, id: uuidv7() }
        const saved = await ctx.run((inner) => addLabel(inner, around, id, label))
        return saved.ok
          ? back(ctx, id)
          : refusedBy(saved.problems, () => record(ctx, id, { label: saved.problems }))
      },
    }),
    page({
      path: '/tap-tin/anh/:file',
      permission: 'register.read',
      audit: null,
      params: pictureName,
      handler: async (ctx) => {
        const [hash = '', width = ''] = ctx.params.file.replace('.webp', '').split('-')
        if (!pictureWidths.some((each) => each === Number(width))) return notFound()
        const shown = await picturedOn(kernel.db, hash)
        const isPublic = shown.some((product) => product.is_public)
        const mayRead = shown.some((product) =>
          may(
            ctx.actor,
            'product.read',
            { places: around.places.governing(product, ctx.today), producerId: product.producer_id },
            ctx.today,
          ),
        )
        if (!isPublic && !mayRead) return notFound()
        const size = await pictureFile(kernel.db, hash, Number(width))
        const stream = size && (await kernel.files.open(size.file_hash))
        if (!stream) return notFound()
        return file(stream, 'image/webp', isPublic ? { maxAge: 31_536_000 } : {})
      },
    }),
  ]
}

/** A set taken from the helper's list stands above the one chosen before it was asked. */
function withSuggested(reading: FormReading): FormReading {
  const taken = fieldText(reading, 'suggestedSet')
  return taken === '' ? reading : { ...reading, fields: { ...reading.fields, set: taken } }
}

/** The picture of a form, with its sizes made. */
async function receivedPicture(kernel: Kernel, reading: FormReading): Promise<Result<NewPicture>> {
  const received = reading.files.find((each) => each.field === 'picture')
  if (received?.problem) return { ok: false, problems: [{ ...received.problem, field: 'picture' }] }
  if (!received?.stored) return refuse('picture-missing', { field: 'picture' })
  if (!received.stored.mediaType.startsWith('image/')) return refuse('file-type', { field: 'picture' })
  const sizes = await makeSizes(kernel.files, received.stored.hash)
  return sizes.ok ? { ok: true, value: { hash: received.stored.hash, sizes: sizes.value } } : sizes
}

/** What is not there, or not allowed, is no fault of the form. */
function refusedBy(problems: readonly Problem[], again: () => Promise<Reply>): Promise<Reply> | Reply {
  if (problems.some((problem) => problem.code === 'not-found')) return notFound()
  return problems.some((problem) => problem.code === 'forbidden') ? forbidden() : again()
}
