import type { Problem } from '../../platform/command/index.ts'
import type { Kernel } from '../../platform/feature.ts'
import { forbidden, notFound, type Reply, type RequestContext, show } from '../../platform/http/index.ts'
import { may } from '../../rules/permissions/index.ts'
import { problemText } from '../frame/index.ts'
import { previewDecision } from './decisions/preview.ts'
import { lettersOf, viewDecision } from './decisions/queries.ts'
import { DecisionPage } from './pages/decision-page.tsx'
import type { RecognitionDeps } from './recognition.ts'

/** The page of a decision, with what was refused said at its field and what was typed kept. */
export async function showDecision(
  kernel: Kernel,
  deps: RecognitionDeps,
  ctx: RequestContext,
  id: string,
  failed: readonly Problem[] = [],
): Promise<Reply> {
  const found = await viewDecision(kernel.db, id)
  if (!found) return notFound()
  const places = [found.decision.province_code]
  if (!may(ctx.actor, 'decision.read', { places }, ctx.today)) return forbidden()
  ctx.subject('decision', id, found.decision.province_code)
  const open = found.decision.status === 'draft' || found.decision.status === 'proposed'
  const view = {
    ...found,
    preview: open ? await previewDecision(kernel.db, found.decision, ctx.today, deps.lawOf) : null,
    letters: await lettersOf(kernel.db, id),
    may: {
      sign: may(ctx.actor, 'certificate.sign', { places }, ctx.today),
      draft: may(ctx.actor, 'decision.draft', { places }, ctx.today),
      release: may(ctx.actor, 'decision.release', { places }, ctx.today),
    },
  }
  return show(
    <DecisionPage
      ctx={ctx}
      view={view}
      errors={failed.map((each) => ({ field: each.field, text: problemText(each, ctx.lang) }))}
      typed={failed.length > 0 ? ctx.form.fields : undefined}
    />,
    { status: failed.length > 0 ? 422 : 200 },
  )
}
