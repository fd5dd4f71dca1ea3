import { z } from 'zod'
import type { Kernel } from '../../platform/feature.ts'
import { api, DayText, file, json, notFound, page, type Route, show } from '../../platform/http/index.ts'
import { readDays } from '../../platform/i18n/index.ts'
import { documentKinds } from './commands.ts'
import { DocumentListPage, DocumentPage } from './pages.tsx'
import { documentStandings, findDocument, listDocuments } from './queries.ts'

const perPage = 30
const byId = z.object({ id: z.uuid() })

export function documentRoutes(kernel: Kernel): readonly Route[] {
  return [
    page({
      path: '/van-ban',
      permission: 'portal.read',
      audit: null,
      query: z.object({
        q: z.string().max(10_000).optional().catch(undefined),
        loai: z.enum(documentKinds).optional().catch(undefined),
        hieuluc: z.enum(documentStandings).optional().catch(undefined),
        tu: z.string().max(40).catch('').default(''),
        den: z.string().max(40).catch('').default(''),
        trang: z.coerce.number().int().min(1).max(10_000).catch(1),
      }),
      handler: async (ctx) => {
        const { q, loai, hieuluc, tu, den, trang } = ctx.query
        const days = readDays(tu, den)
        const query = q?.trim().slice(0, 200) || undefined
        const list = await listDocuments(
          kernel.db,
          {
            q: query,
            kind: loai,
            from: days.from,
            to: days.to,
            standing: hieuluc && { is: hieuluc, on: ctx.today },
            page: trang,
            perPage,
          },
          (key, ask) => kernel.cache.keep(key, ctx.today, ['documents'], ask),
        )
        return show(
          <DocumentListPage
            ctx={ctx}
            {...list}
            page={trang}
            perPage={perPage}
            q={query}
            kind={loai}
            standing={hieuluc}
            days={days}
          />,
          { cache: ['documents'] },
        )
      },
    }),
    page({
      path: '/van-ban/:slug',
      permission: 'portal.read',
      audit: null,
      params: z.object({ slug: z.string().min(1).max(200) }),
      handler: async (ctx) => {
        const document = await findDocument(kernel.db, { slug: ctx.params.slug })
        return document
          ? show(<DocumentPage ctx={ctx} document={document} />, { cache: ['documents'] })
          : notFound()
      },
    }),
    api({
      method: 'GET',
      path: '/van-ban/tap-tin/:id',
      permission: 'portal.read',
      audit: null,
      params: byId,
      summary: 'A file of a document in the register',
      handler: async (ctx) => {
        const found = await kernel.db
          .selectFrom('document_file')
          .select(['file_hash as hash', 'name', 'media_type as mediaType'])
          .where('id', '=', ctx.params.id)
          .where('removed_at', 'is', null)
          .executeTakeFirst()
        const content = found && (await kernel.files.open(found.hash))
        return found && content ? file(content, found.mediaType, { name: found.name }) : notFound()
      },
    }),
    api({
      method: 'GET',
      path: '/api/v1/documents',
      permission: 'portal.read',
      audit: null,
      query: z.object({
        q: z.string().max(200).optional(),
        kind: z.enum(documentKinds).optional(),
        from: DayText.optional(),
        to: DayText.optional(),
        standing: z.enum(documentStandings).optional(),
        page: z.coerce.number().int().min(1).max(10_000).default(1),
        per_page: z.coerce.number().int().min(1).max(100).default(30),
      }),
      summary: 'The register of documents; a number is found however it is typed',
      handler: async (ctx) => {
        const { standing, page: number, per_page, ...asked } = ctx.query
        const { items, total } = await listDocuments(kernel.db, {
          ...asked,
          standing: standing && { is: standing, on: ctx.today },
          page: number,
          perPage: per_page,
        })
        return json(
          {
            items: items.map((item) => ({ ...item, url: `${kernel.config.baseUrl}/van-ban/${item.slug}` })),
            total,
            page: number,
          },
          { cache: ['documents'] },
        )
      },
    }),
  ]
}
