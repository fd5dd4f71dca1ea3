import { z } from 'zod'
import type { Kernel } from '../../platform/feature.ts'
import { api, file, json, notFound, page, type Route, show } from '../../platform/http/index.ts'
import { documentKinds } from './commands.ts'
import { DocumentListPage, DocumentPage } from './pages.tsx'
import { findDocument, listDocuments } from './queries.ts'

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
        trang: z.coerce.number().int().min(1).max(10_000).catch(1),
      }),
      handler: async (ctx) => {
        const { q, loai, trang } = ctx.query
        const query = q?.trim().slice(0, 200) || undefined
        const list = await listDocuments(
          kernel.db,
          { q: query, kind: loai, page: trang, perPage },
          (key, ask) => kernel.cache.keep(key, ctx.today, ['documents'], ask),
        )
        return show(
          <DocumentListPage ctx={ctx} {...list} page={trang} perPage={perPage} q={query} kind={loai} />,
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
        page: z.coerce.number().int().min(1).max(10_000).default(1),
        per_page: z.coerce.number().int().min(1).max(100).default(30),
      }),
      summary: 'The register of documents; a number is found however it is typed',
      handler: async (ctx) => {
        const { q, page: number, per_page } = ctx.query
        const { items, total } = await listDocuments(kernel.db, { q, page: number, perPage: per_page })
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
