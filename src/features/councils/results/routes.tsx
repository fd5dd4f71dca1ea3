import { z } from 'zod'
import type { Problem } from '../../../platform/command/index.ts'
import {
  api,
  file,
  goTo,
  json,
  notFound,
  page,
  problems,
  type RequestContext,
  type Route,
  show,
} from '../../../platform/http/index.ts'
import { localPath } from '../../../platform/i18n/index.ts'
import { statePaperDocx, statePaperPdf } from '../../../platform/papers/index.ts'
import { fraction } from '../../../rules/fraction.ts'
import { may } from '../../../rules/permissions/index.ts'
import { type Band, bandsAbove } from '../../../rules/regimes/index.ts'
import { scoreSheet } from '../../../rules/scoring/index.ts'
import type { FormValues } from '../../../web/index.ts'
import { complaintLaw } from '../appeals/law.ts'
import { errorsOf } from '../founding/routes.tsx'
import type { Parts } from '../parts.ts'
import { agreedAnswers } from './agree.ts'
import { closedRounds } from './closed-rounds.ts'
import { ResultListPage } from './pages/result-list.tsx'
import { ResultPage } from './pages/result-page.tsx'
import { decisionOf, groupOf, listResults, type ResultGroup, readResult, resultOfDossier } from './read.ts'
import { scoreTable } from './score-table.ts'

const params = z.object({ id: z.uuid() })
const docxType = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'
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
      handler: (ctx) => showOwnResult(parts, ctx, ctx.params.id),
    }),
    ...['pdf', 'docx'].flatMap((ending) => [
      page({
        path: `/lam-viec/ket-qua/:id/bang-diem.${ending}`,
        permission: 'result.read',
        params,
        audit: 'result.table',
        handler: (ctx) => sendTable(parts, ctx, ctx.params.id, ending),
      }),
      page({
        path: `/lam-viec/ket-qua-cua-toi/:id/bang-diem.${ending}`,
        permission: 'result.read-own',
        params,
        audit: 'result.table',
        handler: async (ctx) =>
          sendTable(parts, ctx, await resultOfDossier(kernel.db, ctx.params.id), ending),
      }),
    ]),
    api({
      method: 'GET',
      path: '/api/v1/sittings/:id/rounds',
      permission: 'minutes.read',
      audit: 'result.rounds',
      summary: 'Closed rounds of a closed sitting, members unnamed, as anybody can form them again',
      params,
      handler: async (ctx) => {
        const rounds = await closedRounds(kernel.db, ctx, ctx.params.id, parts)
        return rounds ? json({ rounds }) : problems([{ code: 'not-found' }], 404)
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

/** The producer's own result: by criterion, why, the way on; and, within its term, the appeal. */
export async function showOwnResult(
  parts: Parts,
  ctx: RequestContext,
  dossierId: string,
  refused?: { readonly found: readonly Problem[]; readonly typed: FormValues },
) {
  const id = await resultOfDossier(parts.kernel.db, dossierId)
  return id ? showResult(parts, ctx, id, refused, `/lam-viec/ket-qua-cua-toi/${dossierId}`) : notFound()
}

async function showResult(
  parts: Parts,
  ctx: RequestContext,
  id: string,
  { found, typed }: { readonly found: readonly Problem[]; readonly typed: FormValues } = {
    found: [],
    typed: {},
  },
  here = `/lam-viec/ket-qua/${id}`,
) {
  const known = await readWithScore(parts, ctx, id)
  if (!known) return notFound()
  const { view } = known
  const { deps, kernel } = parts
  const decided = ['recognised', 'not-recognised'].includes(view.dossierStatus)
  const own = { producerId: view.producerId, places: [view.placeCode, view.provinceCode] }
  const law = complaintLaw(deps)
  return show(
    <ResultPage
      ctx={ctx}
      {...known}
      citation={view.rulesId ? (deps.rulesById(view.rulesId)?.citation ?? null) : null}
      table={(await decisionOf(kernel.db, view.dossierId)) && known.compiled ? `${here}/bang-diem` : null}
      letter={(await deps.letterOf?.(kernel.db, view.dossierId)) ?? null}
      appeal={
        !view.members && decided && may(ctx.actor, 'dossier.appeal', own, ctx.today)
          ? {
              action: `/lam-viec/ket-qua-cua-toi/${view.dossierId}/khieu-nai`,
              days: law?.file.days ?? null,
              unverified: law?.status === 'unverified' ? law.citation : null,
            }
          : null
      }
      errors={errorsOf(found, ctx.lang)}
      typed={typed}
    />,
    { status: found.length > 0 ? 422 : 200 },
  )
}

async function readWithScore({ kernel, deps }: Parts, ctx: RequestContext, id: string) {
  const view = await readResult(kernel.db, ctx, id)
  if (!view) return undefined
  ctx.subject('dossier', view.dossierId, view.placeCode)
  const compiled = deps.regulation.compiled(view.regime, view.setNo)
  const bands = deps.regulation.regime(view.regime)?.bands
  const findings = view.proof.knockOuts
    .filter((one) => one.binds && one.by === 'finding')
    .map((one) => one.criterion)
  const scored = (by: readonly Band[]) => {
    const agreed = compiled && scoreSheet(compiled, agreedAnswers(view.proof), { bands: by, findings })
    return agreed?.ok ? agreed.value : null
  }
  const score = bands ? scored(bands) : null
  // The star follows the mean, the way on the agreed sheet: it starts from where the mean stands.
  const way =
    bands && score && view.num !== null && view.den !== null
      ? scored(bandsAbove(bands, score.points, fraction(view.num, view.den)))
      : score
  return { view, compiled, score: way }
}

/** The table by criterion behind the letter, once the decision is released. */
async function sendTable(parts: Parts, ctx: RequestContext, id: string | undefined, ending: string) {
  const known = id ? await readWithScore(parts, ctx, id) : undefined
  const decision = known && (await decisionOf(parts.kernel.db, known.view.dossierId))
  if (!known?.compiled || !decision) return notFound()
  const { deps } = parts
  const { view, compiled, score } = known
  const paper = scoreTable({
    view,
    compiled,
    score,
    decision,
    office: deps.ocopOffice?.(ctx.today) ?? 'Cơ quan tham mưu quản lý OCOP',
    complaint: complaintLaw(deps),
  })
  const name = `Bảng kết quả ${view.product}.${ending}`
  return ending === 'pdf'
    ? file(await statePaperPdf(paper, { at: view.agreedAt }), 'application/pdf', { name })
    : file(await statePaperDocx(paper), docxType, { name })
}
