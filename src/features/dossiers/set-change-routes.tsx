import { z } from 'zod'
import type { Problem } from '../../platform/command/index.ts'
import {
  fieldText,
  form,
  goTo,
  notFound,
  page,
  type RequestContext,
  type Route,
  show,
} from '../../platform/http/index.ts'
import { setsOf } from '../../rules/criteria/index.ts'
import { SetChangePage } from './pages/set-change-page.tsx'
import { editing, type Parts, readable } from './parts.ts'
import { at, ROOT } from './paths.ts'
import { type Classify, changeSet, latestSetChange, previewOf, undoSetChange } from './set-change.ts'

const byId = z.object({ id: z.uuid() })
const edit = { permission: 'dossier.edit', audit: 'dossier.change-set' } as const

/** Carrying a draft over to another product set: shown first, done then, taken back if wished. */
export function setChangeRoutes(parts: Parts, classify: Classify): Route[] {
  const { kernel, laws, regulation } = parts

  const showChange = async (
    ctx: RequestContext<{ id: string }>,
    set: number | null,
    problems?: readonly Problem[],
  ) => {
    const shown = await readable(parts, ctx, ctx.params.id)
    if (!shown) return notFound()
    const { dossier, law } = shown
    if (!(await editing(parts, ctx, dossier)).mayEdit) return goTo(at(ctx.lang, dossier.id))
    const classification = regulation.classification(dossier.regime)
    const sets = classification ? setsOf(classification).filter((one) => law.sheet(one.set)) : []
    return show(
      <SetChangePage
        ctx={ctx}
        dossier={dossier}
        law={law}
        sets={sets}
        chosen={set}
        preview={set === null || set === dossier.setNo ? null : previewOf(law, dossier, set)}
        latest={dossier.filedOn === null ? await latestSetChange(kernel.db, dossier.id) : null}
        problems={problems}
      />,
      { status: problems ? 422 : 200 },
    )
  }

  return [
    page({
      path: `${ROOT}/:id/doi-bo`,
      permission: 'dossier.edit',
      audit: 'dossier.read',
      params: byId,
      query: z.object({ bo: z.coerce.number().int().min(1).max(999).optional().catch(undefined) }),
      handler: (ctx) => showChange(ctx, ctx.query.bo ?? null),
    }),
    form({
      path: `${ROOT}/:id/doi-bo`,
      ...edit,
      params: byId,
      handler: async (ctx) => {
        const setNo = Number(fieldText(ctx.form, 'setNo')) || 0
        const changed = await ctx.run((inner) =>
          changeSet(inner, laws, classify, { dossierId: ctx.params.id, setNo }),
        )
        return changed.ok
          ? goTo(at(ctx.lang, ctx.params.id, '/doi-bo'))
          : showChange(ctx, setNo, changed.problems)
      },
    }),
    form({
      path: `${ROOT}/:id/doi-bo/lui`,
      ...edit,
      params: byId,
      handler: async (ctx) => {
        const changeId = fieldText(ctx.form, 'changeId')
        const undone = await ctx.run((inner) =>
          undoSetChange(inner, laws, classify, { dossierId: ctx.params.id, changeId }),
        )
        return undone.ok ? goTo(at(ctx.lang, ctx.params.id)) : showChange(ctx, null, undone.problems)
      },
    }),
  ]
}
