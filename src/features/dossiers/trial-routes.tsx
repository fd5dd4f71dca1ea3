import { z } from 'zod'
import { form, notFound, page, type RequestContext, type Route, show } from '../../platform/http/index.ts'
import { setsOf } from '../../rules/criteria/index.ts'
import { type Answer, readAnswers } from '../../rules/scoring/index.ts'
import { problemText } from '../frame/index.ts'
import { TrialListPage, TrialPage } from './pages/trial-page.tsx'
import type { Parts } from './parts.ts'
import { sheetTyped } from './typed.ts'

const bySet = z.object({ set: z.coerce.number().int().min(1).max(999) })

/** `/thu-cham`: anybody may try any product on the real sheet; nothing is kept. */
export function trialRoutes({ regulation }: Parts): Route[] {
  const inForce = (today: string) => regulation.regimeForDossier({ filedOn: today, kind: 'first' }).regime
  const sheetOf = (ctx: RequestContext<{ set: number }>) => {
    const regime = inForce(ctx.today)
    const compiled = regime?.bands ? regulation.compiled(regime.id, ctx.params.set) : undefined
    return regime?.bands && compiled ? { compiled, bands: regime.bands } : null
  }
  return [
    page({
      path: '/thu-cham',
      permission: 'score.try',
      audit: null,
      handler: (ctx) => {
        const regime = inForce(ctx.today)
        const classification = regime && regulation.classification(regime.id)
        return classification
          ? show(<TrialListPage ctx={ctx} sets={setsOf(classification)} />, { cache: ['regulation'] })
          : notFound()
      },
    }),
    page({
      path: '/thu-cham/:set',
      permission: 'score.try',
      audit: null,
      params: bySet,
      handler: (ctx) => {
        const found = sheetOf(ctx)
        return found
          ? show(<TrialPage ctx={ctx} sheet={found.compiled.sheet} bands={found.bands} answers={{}} />, {
              cache: ['regulation'],
            })
          : notFound()
      },
    }),
    form({
      path: '/thu-cham/:set',
      permission: 'score.try',
      audit: 'score.try',
      params: bySet,
      handler: (ctx) => {
        const found = sheetOf(ctx)
        if (!found) return notFound()
        const { answers } = sheetTyped(ctx.form)
        const [problem] = readAnswers(found.compiled, answers).problems
        return show(
          <TrialPage
            ctx={ctx}
            sheet={found.compiled.sheet}
            bands={found.bands}
            answers={problem ? {} : (answers as Record<string, Answer>)}
            problem={problem && problemText(problem, ctx.lang)}
          />,
          { status: problem ? 422 : 200 },
        )
      },
    }),
  ]
}
