import { z } from 'zod'
import { goTo, notFound, page, type RequestContext, type Route, show } from '../../../platform/http/index.ts'
import { localPath } from '../../../platform/i18n/index.ts'
import { scoreSheet } from '../../../rules/scoring/index.ts'
import type { Parts } from '../parts.ts'
import { agreedAnswers } from './agree.ts'
import { ResultListPage } from './pages/result-list.tsx'
import { ResultPage } from './pages/result-page.tsx'
import { groupOf, listResults, type ResultGroup, readResult, resultOfDossier } from './read.ts'

const params = z.object({ id: z.uuid() })
const order: readonly ResultGroup[] = ['ministry', 'four', 'three', 'below', 'none']

/** Agreed results, and why each is as it is. */
export function resultRoutes(parts: Parts): Route[] {
  const { kernel, deps } = parts
  return [
    page({
      path: '/lam-viec/ket-qua',
      permission: 'result.read',
      audit: null,
      handler: async (ctx) => {
        const lines = await listResults(kernel.db, ctx)
        const grouped = order.flatMap((group) => {
          const own = lines.filter(
            (line) => groupOf(line, deps.regulation.regime(line.regime)?.bands ?? []) === group,
          )
          return own.length > 0 ? [{ group, lines: own }] : []
        })
        return show(<ResultListPage ctx={ctx} groups={grouped} />)
      },
    }),
    page({
      path: '/lam-viec/ket-qua/:id',
      permission: 'result.read',
      params,
      audit: 'result.read',
      handler: (ctx) => showResult(parts, ctx, ctx.params.id),
    }),
    page({
      path: '/lam-viec/ket-qua-cua-toi/:id',
      permission: 'result.read-own',
      params,
      audit: 'result.read-own',
      handler: async (ctx) => {
        const id = await resultOfDossier(kernel.db, ctx.params.id)
        return id ? showResult(parts, ctx, id) : notFound()
      },
    }),
    page({
      path: '/lam-viec/ket-qua-ho-so/:id',
      permission: 'result.read',
      params,
      audit: null,
      handler: async (ctx) => {
        const id = await resultOfDossier(kernel.db, ctx.params.id)
        const seen = id && (await readResult(kernel.db, ctx, id))
        return seen ? goTo(localPath(ctx.lang, `/lam-viec/ket-qua/${id}`)) : notFound()
      },
    }),
  ]
}

async function showResult({ kernel, deps }: Parts, ctx: RequestContext, id: string) {
  const view = await readResult(kernel.db, ctx, id)
  if (!view) return notFound()
  ctx.subject('dossier', view.dossierId, view.placeCode)
  const compiled = deps.regulation.compiled(view.regime, view.setNo)
  const bands = deps.regulation.regime(view.regime)?.bands
  const findings = view.proof.knockOuts
    .filter((one) => one.binds && one.by === 'finding')
    .map((one) => one.criterion)
  const scored =
    compiled && bands ? scoreSheet(compiled, agreedAnswers(view.proof), { bands, findings }) : null
  const citation = view.rulesId ? (deps.rulesById(view.rulesId)?.citation ?? null) : null
  return show(
    <ResultPage
      ctx={ctx}
      view={view}
      compiled={compiled}
      score={scored?.ok ? scored.value : null}
      citation={citation}
    />,
  )
}
