import { z } from 'zod'
import type { Actor } from '../../platform/command/index.ts'
import type { Feature, Kernel } from '../../platform/feature.ts'
import { api, json, notFound, page, show } from '../../platform/http/index.ts'
import { localPath, parseDay } from '../../platform/i18n/index.ts'
import { may, type Permission } from '../../rules/permissions/index.ts'
import { SealsPage, SearchPage, sealsPath, searchPath, TrailPage } from './pages.tsx'
import { findDeeds, ownedKinds, ownershipOf, seals, trailOf } from './queries.ts'

export interface TrailSurroundings {
  /** Codes of places within the actor's reach; undefined: no limit. */
  codesWithin(actor: Actor, permission: Permission, today: string): readonly string[] | undefined
}

const shown = 400
const text = z.string().trim().max(100).catch('')
const searchQuery = z.object({
  ai: text,
  viec: text,
  ve: text,
  tu: text,
  den: text,
  truoc: z.coerce.number().int().min(1).optional().catch(undefined),
})

/** Who saw and did what: for the public its seals, for the auditor a search, for the owner of a record its trail. */
export function createTrail({ db }: Kernel, { codesWithin }: TrailSurroundings): Feature {
  return {
    name: 'trail',
    sitemap: async () => [{ path: sealsPath }],
    menu: [
      {
        path: searchPath,
        label: { vi: 'Nhật ký', en: 'Audit log' },
        icon: 'history',
        permission: 'audit.read',
        order: 930,
      },
    ],
    routes: [
      page({
        path: sealsPath,
        permission: 'open-data.read',
        audit: null,
        handler: async (ctx) => show(<SealsPage ctx={ctx} seals={await seals(db, shown)} />),
      }),
      api({
        method: 'GET',
        path: '/api/v1/audit/seals',
        permission: 'open-data.read',
        audit: null,
        summary: 'Seals of the audit log, a day each, newest first',
        handler: async () => json({ items: await seals(db, 10_000) }),
      }),
      page({
        path: searchPath,
        permission: 'audit.read',
        audit: 'audit.searched',
        query: searchQuery,
        handler: async (ctx) => {
          const { ai, viec, ve, tu, den, truoc } = ctx.query
          const filter = {
            who: ai || undefined,
            action: viec || undefined,
            subject: ve || undefined,
            from: parseDay(tu) ?? undefined,
            to: parseDay(den) ?? undefined,
            before: truoc,
            places: codesWithin(ctx.actor, 'audit.read', ctx.today),
          }
          const { items, next } = await findDeeds(db, filter)
          const asked = new URLSearchParams(ctx.url.searchParams)
          if (next !== null) asked.set('truoc', String(next))
          if (ai || viec || ve || tu || den) ctx.subject('audit', ve || ai || viec || 'log')
          const older = next === null ? null : `${localPath(ctx.lang, searchPath)}?${asked}`
          return show(<SearchPage ctx={ctx} deeds={items} older={older} typed={{ ai, viec, ve, tu, den }} />)
        },
      }),
      page({
        path: '/lam-viec/vet/:kind/:id',
        permission: 'audit.read-own',
        audit: null,
        params: z.object({ kind: z.enum(ownedKinds), id: z.uuid() }),
        handler: async (ctx) => {
          const { kind, id } = ctx.params
          const record = await ownershipOf(db, kind, id)
          // A record of somebody else and one that is not there are answered alike.
          if (!record || !may(ctx.actor, 'audit.read-own', record.resource, ctx.today)) return notFound()
          return show(
            <TrailPage ctx={ctx} kind={kind} name={record.name} deeds={await trailOf(db, kind, id)} />,
          )
        },
      }),
    ],
  }
}
