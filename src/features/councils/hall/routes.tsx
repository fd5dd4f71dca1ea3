import { z } from 'zod'
import { notFound, page, type Route, raw, show } from '../../../platform/http/index.ts'
import type { Parts } from '../parts.ts'
import { type ItemView, isRevealed, type SittingView, viewSitting } from '../sittings/view.ts'
import type { SittingLine } from './line.ts'
import { HallPage } from './pages/hall-page.tsx'

const params = z.object({ id: z.uuid() })

/** The hall's screen and the line every device listens to. */
export function hallRoutes(parts: Parts, line: SittingLine): Route[] {
  const { kernel, deps } = parts
  return [
    page({
      path: '/lam-viec/phien-hop/:id/man-hinh',
      permission: 'session.read',
      params,
      audit: null,
      handler: async (ctx) => {
        const view = await viewSitting(kernel.db, ctx, ctx.params.id, deps)
        if (!view) return notFound()
        return show(
          <HallPage
            ctx={ctx}
            view={forTheHall(view)}
            since={await openedAt(parts, view.id, view.current?.id)}
          />,
        )
      },
    }),
    page({
      path: '/lam-viec/phien-hop/:id/luong',
      permission: 'session.read',
      params,
      audit: null,
      handler: async (ctx) => {
        const view = await viewSitting(kernel.db, ctx, ctx.params.id, deps)
        if (!view) return notFound()
        return raw((request, reply) => line.attach(ctx.params.id, ctx.actor, request, reply))
      },
    }),
  ]
}

/** The hall's screen is seen by those who taste, whoever opened it. */
function forTheHall(view: SittingView): SittingView {
  const hidden = (item: ItemView): ItemView =>
    view.blindTasting && !isRevealed(item) ? { ...item, sampleCode: null } : item
  return { ...view, items: view.items.map(hidden), current: view.current && hidden(view.current) }
}

async function openedAt(
  { kernel }: Parts,
  sittingId: string,
  itemId: string | undefined,
): Promise<Date | null> {
  if (!itemId) return null
  const rows = await kernel.db
    .selectFrom('sitting_action')
    .select(['at', 'detail'])
    .where('sitting_id', '=', sittingId)
    .where('action', 'in', ['open-scoring', 'second-round'])
    .orderBy('seq', 'desc')
    .execute()
  return rows.find((row) => row.detail.itemId === itemId)?.at ?? null
}
