import { z } from 'zod'
import type { Problem } from '../../../platform/command/index.ts'
import {
  fieldText,
  file,
  form,
  goTo,
  notFound,
  page,
  type Reply,
  type RequestContext,
  type Route,
  show,
} from '../../../platform/http/index.ts'
import { localPath } from '../../../platform/i18n/index.ts'
import { statePaperDocx, statePaperPdf } from '../../../platform/papers/index.ts'
import { may } from '../../../rules/permissions/index.ts'
import { barredDossiers } from '../conflicts/visibility.ts'
import { errorsOf } from '../founding/routes.tsx'
import type { Parts } from '../parts.ts'
import { ProposalsPage } from './page.tsx'
import { proposalPaper, withoutBarred } from './paper.ts'
import { makeProposal, type ProposalView, proposalById, proposalsOf, withdrawProposal } from './propose.ts'
import { roundHead, roundLines } from './round.ts'
import { proposalWords } from './words.ts'

const params = z.object({ id: z.uuid() })
const docxType = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'
const base = '/lam-viec/to-trinh'
const pathOf = (roundId: string | null) => (roundId === null ? base : `${base}/dot/${roundId}`)

/** From agreed results to what the Chairman is asked to decide. */
export function proposalRoutes(parts: Parts): Route[] {
  const { kernel, deps } = parts
  const make = async (ctx: RequestContext, roundId: string | null) => {
    const done = await ctx.run((inner) => makeProposal(inner, { roundId }, deps))
    return done.ok
      ? goTo(localPath(ctx.lang, pathOf(roundId)))
      : showProposals(parts, ctx, roundId, done.problems)
  }
  const print = async (ctx: RequestContext<{ id: string }>, ending: 'pdf' | 'docx'): Promise<Reply> => {
    const view = await proposalById(kernel.db, ctx.params.id)
    if (!view || !may(ctx.actor, 'result.read', { places: [view.provinceCode] }, ctx.today)) return notFound()
    ctx.subject('proposal', view.id, view.provinceCode)
    const paper = await paperFor(parts, ctx, view)
    const name = `to-trinh-${view.content.madeOn}.${ending}`
    return ending === 'pdf'
      ? file(await statePaperPdf(paper, { at: view.madeAt }), 'application/pdf', { name })
      : file(await statePaperDocx(paper), docxType, { name })
  }
  return [
    page({
      path: base,
      permission: 'result.read',
      audit: null,
      handler: (ctx) => showProposals(parts, ctx, null),
    }),
    page({
      path: `${base}/dot/:id`,
      permission: 'result.read',
      audit: null,
      params,
      handler: (ctx) => showProposals(parts, ctx, ctx.params.id),
    }),
    form({
      path: base,
      permission: 'result.propose',
      audit: 'proposal.made',
      handler: (ctx) => make(ctx, null),
    }),
    form({
      path: `${base}/dot/:id`,
      permission: 'result.propose',
      audit: 'proposal.made',
      params,
      handler: (ctx) => make(ctx, ctx.params.id),
    }),
    form({
      path: `${base}/:id/rut`,
      permission: 'result.propose',
      audit: 'proposal.withdrawn',
      params,
      handler: async (ctx) => {
        const view = await proposalById(kernel.db, ctx.params.id)
        if (!view) return notFound()
        const input = { proposalId: view.id, reason: fieldText(ctx.form, 'reason') }
        const done = await ctx.run((inner) => withdrawProposal(inner, input))
        return done.ok
          ? goTo(localPath(ctx.lang, pathOf(view.roundId)))
          : showProposals(parts, ctx, view.roundId, done.problems, view.id)
      },
    }),
    page({
      path: `${base}/:id/ban-in.pdf`,
      permission: 'result.read',
      audit: 'proposal.printed',
      params,
      handler: (ctx) => print(ctx, 'pdf'),
    }),
    page({
      path: `${base}/:id/ban-in.docx`,
      permission: 'result.read',
      audit: 'proposal.printed',
      params,
      handler: (ctx) => print(ctx, 'docx'),
    }),
  ]
}

async function showProposals(
  { kernel, deps }: Parts,
  ctx: RequestContext,
  roundId: string | null,
  found: readonly Problem[] = [],
  about: string | null = null,
) {
  const head = roundId === null ? null : await roundHead(kernel.db, roundId)
  if (roundId !== null && !head) return notFound()
  const provinceCode = head?.provinceCode ?? deps.province.code
  if (!may(ctx.actor, 'result.read', { places: [provinceCode] }, ctx.today)) return notFound()
  const barred = await barredDossiers(kernel.db, ctx.actor.accountId)
  const where = { provinceCode, roundId }
  const proposals = await proposalsOf(kernel.db, where)
  return show(
    <ProposalsPage
      ctx={ctx}
      round={head?.title ?? proposalWords(ctx.lang).outside}
      here={localPath(ctx.lang, pathOf(roundId))}
      lines={await roundLines(kernel.db, ctx, where, deps)}
      proposals={proposals
        .map((one) => ({ ...one, content: withoutBarred(one.content, barred) }))
        .filter((one) => one.content.lines.length > 0)}
      mayPropose={may(ctx.actor, 'result.propose', { places: [provinceCode] }, ctx.today)}
      refused={about}
      errors={errorsOf(found, ctx.lang)}
      typed={
        'form' in ctx && found.length > 0
          ? (ctx as { form: { fields: Record<string, string> } }).form.fields
          : {}
      }
    />,
    { status: found.length > 0 ? 422 : 200 },
  )
}

async function paperFor({ kernel, deps }: Parts, ctx: RequestContext, view: ProposalView) {
  const barred = await barredDossiers(kernel.db, ctx.actor.accountId)
  const marks = [
    view.withdrawnAt ? 'Đã rút' : '',
    // Whoever is in conflict anywhere reads an extract: whether something was left out here is not told.
    barred.size > 0 ? 'Bản trích' : '',
    view.content.isDemo ? 'Dữ liệu minh họa' : '',
  ].filter(Boolean)
  return proposalPaper(withoutBarred(view.content, barred), {
    seat: deps.province.name.replace(/^(thành phố|tỉnh) /, ''),
    mark: marks.length > 0 ? marks.join(' – ') : undefined,
  })
}
