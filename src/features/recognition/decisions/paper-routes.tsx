import type { Selectable } from 'kysely'
import { z } from 'zod'
import { ok, type Problem, refuse } from '../../../platform/command/index.ts'
import type { Kernel } from '../../../platform/feature.ts'
import {
  fieldText,
  file,
  forbidden,
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
import { openOfficeKey, signaturesOf, signPdf } from '../../../platform/pades/index.ts'
import { statePaperDocx, statePaperPdf } from '../../../platform/papers/index.ts'
import { may } from '../../../rules/permissions/index.ts'
import { bytesOf, keepPaper } from '../certificates/files.ts'
import { showDecision } from '../decision-view.tsx'
import { LetterPage } from '../pages/letter-page.tsx'
import type { RecognitionDeps } from '../recognition.ts'
import type { DecisionTable } from '../tables.ts'
import { type LetterContent, letterPaper } from './letters.ts'
import { decisionPaper } from './paper.ts'

const byId = z.object({ id: z.uuid() })
const base = '/lam-viec/quyet-dinh/:id'
const docx = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'
const largestPaper = 30_000_000
const largestKeyFile = 200_000

type Decision = Selectable<DecisionTable>

/** The papers of a decision: itself as PDF and Word, the signed file, the letters that tell its results. */
export function decisionPaperRoutes(kernel: Kernel, deps: RecognitionDeps): readonly Route[] {
  async function withDecision(
    ctx: RequestContext<{ id: string }>,
    act: (decision: Decision) => Promise<Reply>,
  ): Promise<Reply> {
    const { id } = ctx.params
    const decision = await kernel.db
      .selectFrom('decision')
      .selectAll()
      .where('id', '=', id)
      .executeTakeFirst()
    if (!decision) return notFound()
    if (!may(ctx.actor, 'decision.read', { places: [decision.province_code] }, ctx.today)) return forbidden()
    ctx.subject('decision', id, decision.province_code)
    return act(decision)
  }
  const pdfOf = async (decision: Decision) =>
    statePaperPdf(await decisionPaper(kernel.db, decision, deps), { at: decision.released_at ?? new Date(0) })
  const nameOf = (decision: Decision, ending: string) =>
    `quyet-dinh-${(decision.number ?? 'du-thao').replaceAll(/[^\w]+/g, '-')}.${ending}`

  /** Keeps the signed file; a decision is signed once. */
  async function keepSigned(
    ctx: RequestContext,
    decision: Decision,
    signed: { hash: string; how: 'uploaded' | 'here'; signatures: number },
  ): Promise<readonly Problem[]> {
    const kept = await ctx.run(async (inner) => {
      if (!may(inner.actor, 'certificate.sign', { places: [decision.province_code] }, inner.today))
        return refuse('forbidden')
      const { numUpdatedRows } = await inner.db
        .updateTable('decision')
        .set({
          signed_hash: signed.hash,
          signed_at: inner.now,
          signed_how: signed.how,
          signatures: signed.signatures,
        })
        .where('id', '=', decision.id)
        .where('status', '=', 'released')
        .where('signed_hash', 'is', null)
        .executeTakeFirst()
      if (numUpdatedRows !== 1n) return refuse('decision-signed-already')
      inner.audit({
        action: 'decision.signed',
        subjectKind: 'decision',
        subjectId: decision.id,
        place: decision.province_code,
        detail: { how: signed.how, file: signed.hash },
      })
      return ok()
    })
    return kept.ok ? [] : kept.problems
  }
  const answer = (ctx: RequestContext<{ id: string }>, failed: readonly Problem[]) => {
    if (failed[0]?.code === 'forbidden') return forbidden()
    return failed.length > 0
      ? showDecision(kernel, deps, ctx, ctx.params.id, failed)
      : goTo(localPath(ctx.lang, `/lam-viec/quyet-dinh/${ctx.params.id}`))
  }

  async function withLetter(
    ctx: RequestContext<{ id: string }>,
    act: (content: LetterContent, dossierId: string) => Promise<Reply> | Reply,
  ): Promise<Reply> {
    const letter = await kernel.db
      .selectFrom('result_letter')
      .selectAll()
      .where('id', '=', ctx.params.id)
      .executeTakeFirst()
    if (!letter) return notFound()
    const places = [letter.place_code, letter.province_code].filter((each) => each !== null)
    const resource = { places, producerId: letter.producer_id }
    const allowed =
      may(ctx.actor, 'result.read-own', resource, ctx.today) ||
      may(ctx.actor, 'decision.read', { places }, ctx.today)
    if (!allowed) return forbidden()
    ctx.subject('result-letter', letter.id, letter.province_code)
    return act(letter.content as LetterContent, letter.dossier_id)
  }

  return [
    page({
      path: `${base}/ban-in.pdf`,
      permission: 'decision.read',
      audit: 'decision.printed',
      params: byId,
      handler: (ctx) => withDecision(ctx, async (decision) => file(await pdfOf(decision), 'application/pdf')),
    }),
    page({
      path: `${base}/ban-in.docx`,
      permission: 'decision.read',
      audit: 'decision.printed',
      params: byId,
      handler: (ctx) =>
        withDecision(ctx, async (decision) =>
          file(await statePaperDocx(await decisionPaper(kernel.db, decision, deps)), docx, {
            name: nameOf(decision, 'docx'),
          }),
        ),
    }),
    page({
      path: `${base}/ban-ky.pdf`,
      permission: 'decision.read',
      audit: 'decision.printed',
      params: byId,
      handler: (ctx) =>
        withDecision(ctx, async (decision) => {
          const signed = decision.signed_hash ? await bytesOf(kernel, decision.signed_hash) : null
          return signed ? file(signed, 'application/pdf', { name: nameOf(decision, 'pdf') }) : notFound()
        }),
    }),
    form({
      path: `${base}/ban-ky`,
      permission: 'certificate.sign',
      audit: 'decision.signed',
      params: byId,
      files: { fields: ['paper'], maxBytes: largestPaper, maxFiles: 1, accept: ['application/pdf'] },
      handler: (ctx) =>
        withDecision(ctx, async (decision) => {
          const upload = ctx.form.files[0]
          if (upload?.problem) return answer(ctx, [upload.problem])
          if (!upload?.stored) return answer(ctx, [{ code: 'required', field: 'paper' }])
          const bytes = await bytesOf(kernel, upload.stored.hash)
          // A scan of a paper signature carries none; one that is broken is not taken.
          const { sound, altered } = bytes ? signaturesOf(bytes) : { sound: 0, altered: false }
          if (altered) return answer(ctx, [{ code: 'signed-paper-altered', field: 'paper' }])
          const signed = { hash: upload.stored.hash, how: 'uploaded', signatures: sound } as const
          return answer(ctx, await keepSigned(ctx, decision, signed))
        }),
    }),
    form({
      path: `${base}/ky`,
      permission: 'certificate.sign',
      audit: 'decision.signed',
      params: byId,
      rateLimit: 10,
      files: { fields: ['key'], held: ['key'], maxBytes: largestKeyFile, maxFiles: 1 },
      handler: (ctx) =>
        withDecision(ctx, async (decision) => {
          if (decision.status !== 'released') return answer(ctx, [{ code: 'decision-not-released' }])
          const upload = ctx.form.files[0]
          if (upload?.problem) return answer(ctx, [upload.problem])
          if (!upload?.bytes) return answer(ctx, [{ code: 'required', field: 'key' }])
          const key = openOfficeKey(upload.bytes, fieldText(ctx.form, 'password'), ctx.now)
          if (!key.ok) return answer(ctx, key.problems)
          const signed = signPdf(
            await pdfOf(decision),
            {
              at: ctx.now,
              name: decision.issuer,
              reason: `Quyết định ${decision.number}`,
              location: deps.seat(decision.province_code),
            },
            key.value,
          )
          const hash = await keepPaper(kernel, signed, nameOf(decision, 'pdf'))
          return answer(ctx, await keepSigned(ctx, decision, { hash, how: 'here', signatures: 1 }))
        }),
    }),
    page({
      path: '/lam-viec/thong-bao-ket-qua/:id',
      permission: 'work.read',
      audit: 'letter.viewed',
      params: byId,
      handler: (ctx) =>
        withLetter(ctx, async (content, dossierId) => {
          const points = await deps.resultPage?.(ctx, dossierId)
          return show(<LetterPage ctx={ctx} id={ctx.params.id} content={content} points={points || null} />)
        }),
    }),
    page({
      path: '/lam-viec/thong-bao-ket-qua/:id/ban-in.pdf',
      permission: 'work.read',
      audit: 'letter.printed',
      params: byId,
      handler: (ctx) =>
        withLetter(ctx, async (content) =>
          file(
            await statePaperPdf(letterPaper(content), { at: new Date(`${content.decidedOn}T00:00:00Z`) }),
            'application/pdf',
          ),
        ),
    }),
    page({
      path: '/lam-viec/thong-bao-ket-qua/:id/ban-in.docx',
      permission: 'work.read',
      audit: 'letter.printed',
      params: byId,
      handler: (ctx) =>
        withLetter(ctx, async (content) =>
          file(await statePaperDocx(letterPaper(content)), docx, { name: 'thong-bao-ket-qua.docx' }),
        ),
    }),
  ]
}
