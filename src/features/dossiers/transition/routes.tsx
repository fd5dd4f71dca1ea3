import { z } from 'zod'
import {
  api,
  DayText,
  json,
  page,
  type RequestContext,
  type Route,
  show,
} from '../../../platform/http/index.ts'
import { dayTyped } from '../../../rules/forms/index.ts'
import { mayAnywhere, reachOf } from '../../../rules/permissions/index.ts'
import { filingWindow } from '../../../rules/procedure/index.ts'
import { DossierKind, type Governed, governedOn } from '../../../rules/regimes/index.ts'
import { ENDED, pastLines } from '../history/record-past.ts'
import type { Parts } from '../parts.ts'
import { type ProductToFile, productsToFile } from '../queries.ts'
import { type HeldLine, type InHandLine, TRANSITION, TransitionPage } from './page.tsx'

const query = z.object({
  nop: z.string().max(20).optional().catch(undefined),
  loai: DossierKind.optional().catch(undefined),
})

/** Which rules, until which day (Điều 11, 12): for a day asked, and for all that is in the reader's reach. */
export function transitionRoutes(parts: Parts): Route[] {
  const { regulation, laws } = parts
  const { db } = parts.kernel

  /** What was filed under rules that have ended and has no result yet. */
  const inHand = async (ctx: RequestContext, products: readonly ProductToFile[]): Promise<InHandLine[]> => {
    const lines = await pastLines(db, reachOf(ctx.actor, 'dossier.read', ctx.today), parts.places, ctx.today)
    return lines
      .filter((line) => !line.takenBack && !ENDED.has(line.status))
      .flatMap((line) => {
        const filedOn = line.steps.find((step) => step.action === 'file')?.day ?? line.steps[0]?.day
        if (!filedOn) return []
        const governed = governedOn(regulation.regimes, { filedOn, kind: line.kind }, ctx.today)
        const openDossier = products.find((one) => one.id === line.productId)?.openDossier ?? null
        return [{ productName: line.productName, kind: line.kind, filedOn, governed, openDossier }]
      })
  }

  /** Certificates older than the decree in force today. */
  const held = (ctx: RequestContext, products: readonly ProductToFile[]): HeldLine[] => {
    const { regime } = regulation.regimeForDossier({ filedOn: ctx.today, kind: 'reevaluation' })
    const law = regime && laws(regime.id)?.life.law
    if (!law?.instrument) return []
    const since = law.instrument.effectiveFrom
    return products.flatMap(({ id, name, star, issuedOn, validUntil, openDossier }) => {
      if (star === null || validUntil === null || issuedOn === null || issuedOn >= since) return []
      const window = filingWindow({ issuedOn, validUntil }, law, ctx.today)
      return window ? [{ id, name, star, validUntil, window, openDossier }] : []
    })
  }

  return [
    api({
      method: 'GET',
      path: '/api/v1/dossiers/rules',
      permission: 'dossier.read',
      audit: null,
      summary: 'Which rules a dossier filed on a day is under today, and until which day (Điều 11, 12)',
      query: z.object({ filedOn: DayText, kind: DossierKind.default('first') }),
      handler: async (ctx) => {
        const { choice, ...governed } = governedOn(regulation.regimes, ctx.query, ctx.today)
        const gap = choice.regime === null || !choice.gap ? null : choice.gap.note
        return json({ regime: choice.regime?.id ?? null, scorable: choice.scorable, gap, ...governed })
      },
    }),
    page({
      path: TRANSITION,
      permission: 'dossier.read',
      audit: null,
      query,
      handler: async (ctx) => {
        const typed = ctx.query.nop?.trim() ?? ''
        const filedOn = dayTyped(typed)
        const kind = ctx.query.loai ?? 'first'
        const answer: Governed | null =
          filedOn === null ? null : governedOn(regulation.regimes, { filedOn, kind }, ctx.today)
        const products = await productsToFile(
          db,
          reachOf(ctx.actor, 'dossier.read', ctx.today),
          parts.places,
          ctx.today,
        )
        return show(
          <TransitionPage
            ctx={ctx}
            typed={typed}
            kind={kind}
            answer={answer}
            inHand={await inHand(ctx, products)}
            held={held(ctx, products).sort((a, b) => a.validUntil.localeCompare(b.validUntil))}
            mayStart={mayAnywhere(ctx.actor, 'dossier.edit', ctx.today)}
            mayRecord={mayAnywhere(ctx.actor, 'dossier.record-history', ctx.today)}
            clauses={clausesOf(parts, ctx.today)}
          />,
        )
      },
    }),
  ]
}

/** The transition as the decree says it, with its clauses. */
function clausesOf({ regulation, laws }: Parts, today: string): readonly { ref: string; text: string }[] {
  const { regime } = regulation.regimeForDossier({ filedOn: today, kind: 'first' })
  const law = regime && laws(regime.id)?.life.law
  return (law?.transition ?? []).map((clause) => ({
    ref: clause.ref,
    text: typeof clause.text === 'string' ? clause.text : '',
  }))
}
