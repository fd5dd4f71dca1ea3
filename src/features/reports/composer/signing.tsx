import { buffer } from 'node:stream/consumers'
import { z } from 'zod'
import {
  type CommandContext,
  ok,
  type Problem,
  type Result,
  refuse,
} from '../../../platform/command/index.ts'
import {
  file,
  form,
  goTo,
  notFound,
  page,
  type Reply,
  type RequestContext,
  type Route,
} from '../../../platform/http/index.ts'
import { fill, formatInstant, localPath } from '../../../platform/i18n/index.ts'
import { signaturesOf } from '../../../platform/pades/index.ts'
import { slug } from '../../../rules/vietnamese/index.ts'
import { Button, FileInput, Form, Section } from '../../../web/index.ts'
import { root } from '../pages/report-page.tsx'
import type { Reading } from '../reading.ts'
import type { ReportSources } from '../records/take.ts'
import { words } from '../words.ts'
import { advance, take } from './commands.ts'
import type { ReportView } from './pages.tsx'
import { reportById } from './queries.ts'

const largest = 30_000_000

/** Keeps the paper as it was signed beside the frozen report; a report is signed once, a mistake is an amendment's. */
export async function signReport(
  ctx: CommandContext,
  sources: ReportSources,
  id: string,
  signed: { readonly hash: string; readonly signatures: number },
): Promise<Result<void>> {
  const taken = await take(ctx, sources, id, 'sign', 'report.freeze')
  if (!taken.ok) return taken
  if (taken.value.signed_hash !== null) return refuse('report-signed-already', { field: 'paper' })
  await ctx.db
    .updateTable('report')
    .set({ signed_hash: signed.hash, signed_at: ctx.now, signatures: signed.signatures })
    .where('id', '=', id)
    .execute()
  await advance(ctx, taken.value, 'sign', { file: signed.hash, signatures: signed.signatures })
  return ok()
}

interface Around extends Reading {
  view(ctx: RequestContext, id: string, list?: readonly Problem[]): Promise<Reply>
  mayRead(ctx: RequestContext, id: string): Promise<boolean>
}

export function signingRoutes({ kernel, sources, view, mayRead }: Around): readonly Route[] {
  const params = z.object({ id: z.uuid() })
  return [
    form({
      path: `${root}/:id/ban-ky`,
      permission: 'report.freeze',
      audit: 'report.sign',
      params,
      files: { fields: ['paper'], maxBytes: largest, maxFiles: 1, accept: ['application/pdf'] },
      handler: async (ctx) => {
        const { id } = ctx.params
        const upload = ctx.form.files[0]
        if (upload?.problem) return view(ctx, id, [upload.problem])
        const hash = upload?.stored?.hash
        const stream = hash ? await kernel.files.open(hash) : null
        if (!hash || !stream) return view(ctx, id, [{ code: 'required', field: 'paper' }])
        const { sound, altered } = signaturesOf(await buffer(stream))
        if (altered) return view(ctx, id, [{ code: 'report-signature-broken', field: 'paper' }])
        const done = await ctx.run((inner) => signReport(inner, sources, id, { hash, signatures: sound }))
        return done.ok ? goTo(localPath(ctx.lang, `${root}/${id}#signed`)) : view(ctx, id, done.problems)
      },
    }),
    page({
      path: `${root}/:id/ban-ky.pdf`,
      permission: 'report.read',
      audit: 'report.downloaded',
      params,
      handler: async (ctx) => {
        const report = await reportById(kernel.db, ctx.params.id)
        const hash = report && (await mayRead(ctx, report.id)) ? report.signed_hash : null
        const stream = hash ? await kernel.files.open(hash) : null
        if (!report || !stream) return notFound()
        ctx.subject('report', report.id)
        return file(stream, 'application/pdf', { name: `${slug(report.number ?? report.title)}.pdf` })
      },
    }),
  ]
}

/** The paper as signed: to be handed in, or opened with what was found in it. */
export function Signed({ ctx, report, may, here, errors }: ReportView & { here: string }) {
  const w = words(ctx.lang)
  if (report.signed_hash && report.signed_at)
    return (
      <Section title={w.signed} id="signed">
        <p>
          <a href={`${here}/ban-ky.pdf`}>{w.signedOpen}</a> · {formatInstant(report.signed_at)} ·{' '}
          {report.signatures ? fill(w.signedDigitally, { count: report.signatures }) : w.signedByHand}
        </p>
      </Section>
    )
  if (!may.write) return null
  return (
    <Section title={w.signed} id="signed" lead={w.signedLead}>
      <Form
        action={`${here}/ban-ky`}
        errors={errors.filter(({ field }) => field === 'paper')}
        files
        prefix="signed-"
      >
        <FileInput name="paper" label={w.signedFile} accept=".pdf" maxBytes={largest} required />
        <Button icon="upload">{w.signedKeep}</Button>
      </Form>
    </Section>
  )
}
