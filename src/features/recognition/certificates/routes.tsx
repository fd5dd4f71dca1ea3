import { randomUUID } from 'node:crypto'
import { z } from 'zod'
import { type Problem, refuse } from '../../../platform/command/index.ts'
import type { Kernel } from '../../../platform/feature.ts'
import {
  api,
  fieldText,
  file,
  forbidden,
  form,
  goTo,
  json,
  notFound,
  page,
  problems,
  type Reply,
  type RequestContext,
  type Route,
  show,
} from '../../../platform/http/index.ts'
import { localPath } from '../../../platform/i18n/index.ts'
import { openOfficeKey, selfSignedKeyFile } from '../../../platform/pades/index.ts'
import { may } from '../../../rules/permissions/index.ts'
import { isInForce } from '../../../rules/validity/index.ts'
import { problemText } from '../../frame/index.ts'
import type { RecognitionDeps } from '../recognition.ts'
import { lookUpCertificate } from '../verification/lookup.ts'
import { words } from '../words.ts'
import { batchesOf } from './batches.ts'
import { bytesOf } from './files.ts'
import { CertificatesPage } from './page.tsx'
import { certificatePaper } from './paper.ts'
import { printCertificates } from './print.ts'
import { certificateRows } from './queries.ts'
import { correctable, replaceCertificate } from './replace.ts'
import { handOut, maySign, signCertificates, takeBack } from './sign.ts'

const byId = z.object({ id: z.uuid() })
const byNumber = z.object({ number: z.string().min(1).max(200) })
const base = '/lam-viec/quyet-dinh/:id/giay-chung-nhan'
const largestKeyFile = 200_000
const largestAnswer = 4_000_000

const returned = z.object({
  items: z.array(z.object({ number: z.string().max(100), cms: z.string().max(60_000) })).max(2000),
})

/** Papers of a released decision: print, sign, hand out, take back, replace. */
export function certificateRoutes(kernel: Kernel, deps: RecognitionDeps): readonly Route[] {
  const at = (ctx: RequestContext, id: string) =>
    localPath(ctx.lang, `/lam-viec/quyet-dinh/${id}/giay-chung-nhan`)

  async function sheet(ctx: RequestContext, id: string, failed: readonly Problem[] = []): Promise<Reply> {
    const decision = await kernel.db
      .selectFrom('decision')
      .select(['id', 'number', 'title', 'status', 'province_code as province', 'is_demo as isDemo'])
      .where('id', '=', id)
      .executeTakeFirst()
    if (decision?.status !== 'released') return notFound()
    const places = [decision.province]
    if (!may(ctx.actor, 'decision.read', { places }, ctx.today)) return forbidden()
    ctx.subject('decision', id, decision.province)
    const [rows, batches] = await Promise.all([certificateRows(kernel.db, id), batchesOf(kernel, id)])
    // What was refused stays to be read and typed again; its address may take no GET.
    const going =
      failed.length === 0 && batches.some((each) => each.status === 'running' && each.kind !== 'outside')
    if (going) ctx.setHeader('refresh', `2; url=${at(ctx, id)}`)
    return show(
      <CertificatesPage
        ctx={ctx}
        decision={decision}
        rows={rows}
        batches={batches}
        going={going}
        may={{
          sign: may(ctx.actor, 'certificate.sign', { places }, ctx.today),
          issue: may(ctx.actor, 'certificate.issue', { places }, ctx.today),
        }}
        requestKey={randomUUID()}
        errors={failed.map((each) => ({ field: each.field, text: problemText(each, ctx.lang) }))}
        typed={failed.length > 0 ? ctx.form.fields : undefined}
      />,
      { status: failed.length > 0 ? 422 : 200 },
    )
  }

  return [
    page({
      path: base,
      permission: 'decision.read',
      audit: 'certificate.listed',
      params: byId,
      handler: (ctx) => sheet(ctx, ctx.params.id),
    }),
    form({
      path: `${base}/in`,
      permission: 'certificate.sign',
      audit: 'certificate.printing-started',
      params: byId,
      handler: async (ctx) => {
        const allowed = await ctx.run((inner) => maySign(inner, ctx.params.id))
        if (!allowed.ok) return sheet(ctx, ctx.params.id, allowed.problems)
        inBackground(printCertificates(kernel, ctx.params.id, ctx.actor.name))
        return goTo(at(ctx, ctx.params.id))
      },
    }),
    form({
      path: `${base}/ky`,
      permission: 'certificate.sign',
      audit: 'certificate.signing-started',
      params: byId,
      rateLimit: 10,
      files: { fields: ['key'], held: ['key'], maxBytes: largestKeyFile, maxFiles: 1 },
      handler: async (ctx) => {
        const { id } = ctx.params
        const upload = ctx.form.files[0]
        if (upload?.problem) return sheet(ctx, id, [upload.problem])
        if (!upload?.bytes) return sheet(ctx, id, [{ code: 'required', field: 'key' }])
        const key = openOfficeKey(upload.bytes, fieldText(ctx.form, 'password'), ctx.now)
        if (!key.ok) return sheet(ctx, id, key.problems)
        const allowed = await ctx.run((inner) => maySign(inner, id))
        if (!allowed.ok) return sheet(ctx, id, allowed.problems)
        inBackground(signCertificates(kernel, id, key.value, ctx.actor.name))
        return goTo(at(ctx, id))
      },
    }),
    form({
      path: `${base}/giao-ky`,
      permission: 'certificate.sign',
      audit: 'certificate.signing-started',
      params: byId,
      handler: async (ctx) => {
        const allowed = await ctx.run((inner) => maySign(inner, ctx.params.id))
        if (!allowed.ok) return sheet(ctx, ctx.params.id, allowed.problems)
        const out = await handOut(kernel, ctx.params.id, ctx.actor.name)
        if (out.items.length === 0) return sheet(ctx, ctx.params.id, [{ code: 'nothing-left-to-sign' }])
        return file(JSON.stringify(out, null, 1), 'application/json', { name: `can-ky-${out.batch}.json` })
      },
    }),
    form({
      path: `${base}/nhan-ky`,
      permission: 'certificate.sign',
      audit: 'certificate.signatures-taken',
      params: byId,
      files: { fields: ['answer'], held: ['answer'], maxBytes: largestAnswer, maxFiles: 1 },
      handler: async (ctx) => {
        const { id } = ctx.params
        const upload = ctx.form.files[0]
        if (upload?.problem) return sheet(ctx, id, [upload.problem])
        const read = readAnswer(upload?.bytes)
        if (!read) return sheet(ctx, id, [{ code: 'outside-answer-unreadable', field: 'answer' }])
        const allowed = await ctx.run((inner) => maySign(inner, id))
        if (!allowed.ok) return sheet(ctx, id, allowed.problems)
        const done = await takeBackAt(kernel, id, read)
        if (!done) return sheet(ctx, id, [{ code: 'outside-batch-unknown', field: 'answer' }])
        const said = done.refused.map(({ number, code }) => ({
          code: 'outside-signature-refused',
          field: 'answer',
          data: { number, reason: problemText({ code }, ctx.lang) },
        }))
        return said.length > 0 ? sheet(ctx, id, said) : goTo(at(ctx, id))
      },
    }),
    form({
      path: `${base}/thay`,
      permission: 'certificate.issue',
      audit: 'certificate.reissued',
      params: byId,
      handler: async (ctx) => {
        const why = fieldText(ctx.form, 'why')
        const done =
          why === 'reissued' || why === 'corrected'
            ? await ctx.run((inner) =>
                replaceCertificate(
                  inner,
                  {
                    number: fieldText(ctx.form, 'number'),
                    why,
                    reason: fieldText(ctx.form, 'reason'),
                    corrections: Object.fromEntries(
                      correctable.map((field) => [field, fieldText(ctx.form, field)]),
                    ),
                    key: fieldText(ctx.form, 'requestKey') || randomUUID(),
                  },
                  deps,
                ),
              )
            : refuse('required', { field: 'why' })
        if (!done.ok) return sheet(ctx, ctx.params.id, done.problems)
        inBackground(printCertificates(kernel, done.value.decisionId, ctx.actor.name))
        return goTo(at(ctx, ctx.params.id))
      },
    }),
    api({
      method: 'POST',
      path: '/api/v1/decisions/:id/outside-signing',
      permission: 'certificate.sign',
      audit: 'certificate.signing-started',
      params: byId,
      summary: 'Hands out the digests of the unsigned certificates of a decision to an outside signer',
      handler: async (ctx) => {
        const allowed = await ctx.run((inner) => maySign(inner, ctx.params.id))
        if (!allowed.ok) return problems(allowed.problems)
        return json(await handOut(kernel, ctx.params.id, ctx.actor.name), { status: 201 })
      },
    }),
    api({
      method: 'POST',
      path: '/api/v1/decisions/:id/outside-signatures',
      permission: 'certificate.sign',
      audit: 'certificate.signatures-taken',
      params: byId,
      body: returned.extend({ batch: z.uuid() }),
      summary: 'Takes back detached CMS signatures (base64) over handed-out digests',
      handler: async (ctx) => {
        const allowed = await ctx.run((inner) => maySign(inner, ctx.params.id))
        if (!allowed.ok) return problems(allowed.problems)
        const done = await takeBackAt(kernel, ctx.params.id, ctx.body)
        return done ? json(done) : problems([{ code: 'outside-batch-unknown', field: 'batch' }], 404)
      },
    }),
    page({
      path: '/lam-viec/ky-so/chung-thu-minh-hoa.p12',
      permission: 'certificate.sign',
      audit: 'certificate.demo-key-made',
      handler: async (ctx) => {
        const demo = await kernel.db
          .selectFrom('decision')
          .select('id')
          .where('is_demo', '=', true)
          .executeTakeFirst()
        if (!demo) return notFound()
        const from = new Date(ctx.now.getTime() - 86_400_000)
        const to = new Date(ctx.now.getTime() + 365 * 86_400_000)
        const made = selfSignedKeyFile({
          name: 'CHỨNG THƯ MINH HỌA, không có giá trị pháp lý',
          password: demoPassword,
          from,
          to,
        })
        return file(made, 'application/x-pkcs12', { name: 'chung-thu-minh-hoa.p12' })
      },
    }),
    page({
      path: '/lam-viec/giay-chung-nhan/:number',
      permission: 'certificate.read-own',
      audit: 'certificate.printed',
      params: byNumber,
      handler: async (ctx) => {
        const answer = await lookUpCertificate(
          kernel.pool,
          ctx.params.number.replace(/\.pdf$/, ''),
          ctx.today,
        )
        if (!answer) return notFound()
        const row = await kernel.db
          .selectFrom('certificate as c')
          .innerJoin('recognition as r', 'r.id', 'c.recognition_id')
          .innerJoin('product as p', 'p.id', 'r.product_id')
          .select([
            'r.producer_id as producerId',
            'p.place_code as placeCode',
            'p.province_code as provinceCode',
            'c.file_hash as fileHash',
            'c.print_hash as printHash',
          ])
          .where('c.number', '=', answer.number)
          .executeTakeFirstOrThrow()
        const places = [row.placeCode, row.provinceCode].filter((place) => place !== null)
        if (!may(ctx.actor, 'certificate.read-own', { places, producerId: row.producerId }, ctx.today))
          return forbidden()
        ctx.subject('certificate', answer.number, row.provinceCode)
        const hash = row.fileHash ?? row.printHash
        const stored = hash && isInForce(answer.status) ? await bytesOf(kernel, hash) : null
        return file(stored ?? (await freshCopy(answer)), 'application/pdf')
      },
    }),
  ]

  /** What stands across a copy that must not pass for a standing certificate. */
  function freshCopy(answer: NonNullable<Awaited<ReturnType<typeof lookUpCertificate>>>): Promise<Buffer> {
    const w = words('vi')
    return certificatePaper(answer.content, {
      baseUrl: kernel.config.baseUrl,
      payload: answer.payload,
      mark: w.voidMark[answer.status] ?? (answer.isDemo ? w.issuedMark : null),
    })
  }
}

/** The demonstration's own password: whoever tries the demo knows it already. */
const demoPassword = 'saolang-demo-2026'

/** Goes on after the answer; how far it is stands in the batch, and so does why it stopped. */
function inBackground(work: Promise<unknown>): void {
  work.catch(() => undefined)
}

function readAnswer(bytes: Buffer | undefined) {
  try {
    return returned.extend({ batch: z.uuid() }).parse(JSON.parse(bytes?.toString('utf8') ?? ''))
  } catch {
    return null
  }
}

async function takeBackAt(
  kernel: Kernel,
  decisionId: string,
  { batch, items }: { batch: string; items: readonly { number: string; cms: string }[] },
) {
  const known = await kernel.db
    .selectFrom('certificate_batch')
    .select('id')
    .where('id', '=', batch)
    .where('decision_id', '=', decisionId)
    .where('kind', '=', 'outside')
    .executeTakeFirst()
  return known ? takeBack(kernel, batch, items) : null
}
