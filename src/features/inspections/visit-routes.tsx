import { buffer } from 'node:stream/consumers'
import { z } from 'zod'
import type { Problem } from '../../platform/command/index.ts'
import { uuidv7 } from '../../platform/db/index.ts'
import {
  api,
  fieldText,
  file,
  form,
  goTo,
  json,
  notFound,
  page,
  problems,
  type RequestContext,
  type Route,
  show,
} from '../../platform/http/index.ts'
import { localPath, parseDay } from '../../platform/i18n/index.ts'
import { asset } from '../../web/index.ts'
import { problemText } from '../frame/index.ts'
import { answerFinding, proposeMeasure, reviewFinding } from './findings.ts'
import { deskPath } from './pages/desk.tsx'
import { shownField, shownOf, VisitPage } from './pages/visit.tsx'
import type { Parts } from './parts.ts'
import { byId, inspectionView, openAt } from './routes.tsx'
import { type AnswerInput, addPhoto, type PhotoInput, saveAnswers, signMinutes } from './visit.ts'
import { longestNote } from './visit-data.ts'

const pictures = ['image/jpeg', 'image/png', 'image/webp'] as const
const verdict = z.enum(['met', 'not-met', 'not-applicable']).nullable().catch(null)
const severity = z.enum(['minor', 'major']).nullable().catch(null)
const NotesBody = z.object({
  notes: z
    .array(
      z.object({
        code: z.string().max(40),
        verdict,
        severity,
        note: z.string().max(longestNote),
        notedAt: z.iso.datetime(),
      }),
    )
    .max(200),
})
const SignBody = z.object({
  statement: z.string().max(4000).default(''),
  producerName: z.string().max(200).default(''),
  refused: z.string().max(500).default(''),
  producerSignature: z.base64().max(600_000).nullable().default(null),
  inspectorSignature: z.base64().max(600_000).nullable().default(null),
})

/** On the spot: checklist, photographs, signature; by plain forms, and by JSON from a device that was without network. */
export function visitRoutes(parts: Parts): readonly Route[] {
  const { kernel, deps } = parts
  const { db } = kernel
  const visit = async (
    ctx: RequestContext,
    id: string,
    about: { of?: 'notes' | 'sign'; failed?: readonly Problem[]; saved?: boolean } = {},
  ) => {
    const found = await openAt(ctx, id, parts)
    if (!found?.may.perform) return notFound()
    const { inspection } = found
    if (inspection.status === 'signed' || inspection.status === 'cancelled')
      return goTo(localPath(ctx.lang, `${deskPath}/${id}`))
    const failed = about.failed ?? []
    return show(
      <VisitPage
        ctx={ctx}
        deps={deps}
        inspection={inspection}
        values={about.of === 'notes' && failed.length > 0 ? ctx.form.fields : {}}
        errors={failed.map((each) => ({ field: each.field, text: problemText(each, ctx.lang) }))}
        of={about.of}
        saved={about.saved ?? false}
      />,
      { status: failed.length > 0 ? 422 : 200 },
    )
  }
  const storedPhotos = (ctx: RequestContext) => ({
    bad: ctx.form.files.filter((each) => each.field === 'photos').flatMap((each) => each.problem ?? []),
    good: ctx.form.files.flatMap((each) =>
      each.field === 'photos' && each.stored ? [{ name: each.name, ...each.stored }] : [],
    ),
  })

  return [
    page({
      path: `${deskPath}/ngoai-tuyen.js`,
      permission: 'inspection.perform',
      audit: null,
      handler: (ctx) => {
        const script = deps.assets?.get(asset('visit-worker.js'))
        if (!script) return notFound()
        ctx.setHeader('service-worker-allowed', '/')
        return file(script.plain, 'text/javascript; charset=utf-8')
      },
    }),
    page({
      path: `${deskPath}/:id/hien-truong`,
      permission: 'inspection.perform',
      audit: 'inspection.viewed',
      params: byId,
      query: z.object({ bao: z.string().max(10).optional() }),
      handler: (ctx) => visit(ctx, ctx.params.id, { saved: ctx.query.bao === 'luu' }),
    }),
    form({
      path: `${deskPath}/:id/hien-truong`,
      permission: 'inspection.perform',
      audit: 'inspection.noted',
      params: byId,
      files: { fields: ['photos'], maxBytes: 20_000_000, maxFiles: 20, accept: pictures },
      handler: async (ctx) => {
        const { id } = ctx.params
        const found = await openAt(ctx, id, parts)
        if (!found) return notFound()
        const answers = found.inspection.checklist.flatMap(({ code }) => changedOnPage(ctx, code))
        const { good, bad } = storedPhotos(ctx)
        const done = await ctx.run(async (inner) => {
          const saved = await saveAnswers(inner, id, answers, deps)
          if (!saved.ok) return saved
          for (const photo of good) {
            const kept = await addPhoto(
              inner,
              id,
              { id: uuidv7(), code: '', file: photo, takenAt: inner.now, where: null },
              deps,
            )
            if (!kept.ok) return kept
          }
          return saved
        })
        const failed = done.ok ? bad : done.problems
        return failed.length === 0
          ? goTo(localPath(ctx.lang, `${deskPath}/${id}/hien-truong?bao=luu`))
          : visit(ctx, id, { of: 'notes', failed })
      },
    }),
    form({
      path: `${deskPath}/:id/anh`,
      permission: 'inspection.perform',
      audit: 'inspection.photographed',
      params: byId,
      files: { fields: ['photos'], maxBytes: 20_000_000, maxFiles: 1, accept: pictures },
      handler: async (ctx) => {
        const { id } = ctx.params
        const { good, bad } = storedPhotos(ctx)
        const [photo] = good
        if (!photo) return problems(bad.length > 0 ? bad : [{ code: 'required', field: 'photos' }])
        const done = await ctx.run((inner) => addPhoto(inner, id, readPhoto(ctx, photo), deps))
        return done.ok
          ? goTo(localPath(ctx.lang, `${deskPath}/${id}/hien-truong?bao=luu`))
          : problems(done.problems)
      },
    }),
    page({
      path: `${deskPath}/:id/anh/:photo`,
      permission: 'inspection.read',
      audit: null,
      params: byId.extend({ photo: z.uuid() }),
      handler: async (ctx) => {
        const found = await openAt(ctx, ctx.params.id, parts)
        const photo = found?.inspection.photos.find((each) => each.id === ctx.params.photo)
        const bytes = photo && (await kernel.files.open(photo.file_hash))
        return photo && bytes ? file(bytes, photo.media_type) : notFound()
      },
    }),
    form({
      path: `${deskPath}/:id/ky`,
      permission: 'inspection.perform',
      audit: 'inspection.sign',
      params: byId,
      files: {
        fields: ['producerSignature', 'inspectorSignature'],
        maxBytes: 500_000,
        maxFiles: 2,
        accept: ['image/png'],
      },
      handler: async (ctx) => {
        const { id } = ctx.params
        const drawn = async (field: string) => {
          const stored = ctx.form.files.find((each) => each.field === field)?.stored
          const bytes = stored && (await kernel.files.open(stored.hash))
          return bytes ? buffer(bytes) : null
        }
        const input = {
          statement: fieldText(ctx.form, 'statement').slice(0, 4000),
          producerName: fieldText(ctx.form, 'producerName').slice(0, 200),
          refused: fieldText(ctx.form, 'refused').slice(0, 500),
          producerSignature: await drawn('producerSignature'),
          inspectorSignature: await drawn('inspectorSignature'),
        }
        const done = await ctx.run((inner) => signMinutes(inner, id, input, parts))
        return done.ok
          ? goTo(localPath(ctx.lang, `${deskPath}/${id}`))
          : visit(ctx, id, { of: 'sign', failed: done.problems })
      },
    }),
    api({
      method: 'POST',
      path: '/api/v1/inspections/:id/notes',
      permission: 'inspection.perform',
      audit: 'inspection.noted',
      summary: 'Notes of a checklist; of two on one item the later one on the devices stands',
      params: byId,
      body: NotesBody,
      handler: async (ctx) => {
        const answers = ctx.body.notes.map((each) => ({ ...each, notedAt: new Date(each.notedAt) }))
        const done = await ctx.run((inner) => saveAnswers(inner, ctx.params.id, answers, deps))
        return done.ok ? json(done.value) : problems(done.problems)
      },
    }),
    api({
      method: 'POST',
      path: '/api/v1/inspections/:id/signature',
      permission: 'inspection.perform',
      audit: 'inspection.sign',
      summary: 'Signs the minutes on the spot: drawn signatures as PNG in base64',
      params: byId,
      body: SignBody,
      handler: async (ctx) => {
        const drawn = (text: string | null) => (text ? Buffer.from(text, 'base64') : null)
        const input = {
          ...ctx.body,
          producerSignature: drawn(ctx.body.producerSignature),
          inspectorSignature: drawn(ctx.body.inspectorSignature),
        }
        const done = await ctx.run((inner) => signMinutes(inner, ctx.params.id, input, parts))
        return done.ok ? json(done.value) : problems(done.problems)
      },
    }),
    ...findingRoutes(parts, db),
  ]
}

/** An item of the plain form, if it was changed there: a page drawn long ago must not write over what others noted since. */
function changedOnPage(ctx: RequestContext, code: string): AnswerInput[] {
  const typed = {
    verdict: verdict.parse(fieldText(ctx.form, `v-${code}`) || null),
    severity: severity.parse(fieldText(ctx.form, `s-${code}`) || null),
    note: fieldText(ctx.form, `n-${code}`).slice(0, longestNote),
  }
  const shown = fieldText(ctx.form, shownField(code)) || shownOf(undefined)
  return shownOf(typed) === shown ? [] : [{ code, ...typed, notedAt: ctx.now }]
}

/** A photo as its device describes it; a place that is no place on earth counts as none. */
function readPhoto(ctx: RequestContext, stored: { hash: string; mediaType: string }): PhotoInput {
  const id = fieldText(ctx.form, 'id')
  const takenAt = new Date(fieldText(ctx.form, 'takenAt'))
  const number = (name: string) => {
    const text = fieldText(ctx.form, name)
    return /^-?\d{1,9}(\.\d+)?$/.test(text) ? Number(text) : Number.NaN
  }
  const [latitude, longitude, accuracyM] = ['latitude', 'longitude', 'accuracyM'].map(number) as [
    number,
    number,
    number,
  ]
  const onEarth = Math.abs(latitude) <= 90 && Math.abs(longitude) <= 180
  return {
    id: z.uuid().safeParse(id).success ? id : uuidv7(),
    code: fieldText(ctx.form, 'code').slice(0, 40),
    file: stored,
    takenAt: Number.isNaN(takenAt.getTime()) ? ctx.now : takenAt,
    where: onEarth ? { latitude, longitude, accuracyM: Math.max(0, accuracyM || 0) } : null,
  }
}

/** What becomes of a finding: answer, second look, proposal. */
function findingRoutes(parts: Parts, db: Parts['kernel']['db']): readonly Route[] {
  const { kernel, deps } = parts
  const inspectionOf = async (findingId: string) =>
    (await db.selectFrom('finding').select('inspection_id').where('id', '=', findingId).executeTakeFirst())
      ?.inspection_id
  const after = async (
    ctx: RequestContext<{ id: string }>,
    deed: string,
    done: { ok: true } | { ok: false; problems: readonly Problem[] },
  ) => {
    const inspection = await inspectionOf(ctx.params.id)
    if (!inspection) return notFound()
    return done.ok
      ? goTo(localPath(ctx.lang, `${deskPath}/${inspection}`))
      : inspectionView(ctx, inspection, parts, {
          // What belongs to no field is said at the head: its form may not be there any more.
          of: done.problems.every((each) => each.field === undefined) ? 'page' : `${ctx.params.id}/${deed}`,
          failed: done.problems,
        })
  }
  const base = `${deskPath}/phat-hien/:id`
  return [
    form({
      path: `${base}/tra-loi`,
      permission: 'inspection.answer',
      audit: 'inspection.finding-answered',
      params: byId,
      files: {
        fields: ['file'],
        maxBytes: 20_000_000,
        maxFiles: 1,
        accept: [...pictures, 'application/pdf'],
      },
      handler: async (ctx) => {
        const sent = ctx.form.files[0]
        if (sent?.problem) return after(ctx, 'answer', { ok: false, problems: [sent.problem] })
        const proof = sent?.stored ? { name: sent.name, ...sent.stored } : null
        const said = fieldText(ctx.form, 'words').slice(0, 2000)
        return after(
          ctx,
          'answer',
          await ctx.run((inner) => answerFinding(inner, ctx.params.id, { words: said, file: proof }, deps)),
        )
      },
    }),
    form({
      path: `${base}/xem-lai`,
      permission: 'inspection.read',
      audit: 'inspection.finding-reviewed',
      params: byId,
      handler: async (ctx) => {
        const result = fieldText(ctx.form, 'result')
        if (result !== 'accept' && result !== 'reject')
          return after(ctx, 'review', { ok: false, problems: [{ code: 'required', field: 'result' }] })
        const input = {
          accept: result === 'accept',
          words: fieldText(ctx.form, 'words').slice(0, 2000),
          dueOn: parseDay(fieldText(ctx.form, 'dueOn')),
        }
        return after(
          ctx,
          'review',
          await ctx.run((inner) => reviewFinding(inner, ctx.params.id, input, deps)),
        )
      },
    }),
    form({
      path: `${base}/de-nghi`,
      permission: 'inspection.manage',
      audit: 'inspection.measure-proposed',
      params: byId,
      handler: async (ctx) => {
        const measure = fieldText(ctx.form, 'measure')
        if (measure !== 'suspend' && measure !== 'revoke')
          return after(ctx, 'propose', { ok: false, problems: [{ code: 'required', field: 'measure' }] })
        const said = fieldText(ctx.form, 'words').slice(0, 2000)
        return after(
          ctx,
          'propose',
          await ctx.run((inner) => proposeMeasure(inner, ctx.params.id, { measure, words: said }, deps)),
        )
      },
    }),
    page({
      path: `${base}/tep/:seq`,
      permission: 'inspection.read',
      audit: 'inspection.proof-read',
      params: byId.extend({ seq: z.coerce.number().int().min(1).max(1000) }),
      handler: async (ctx) => {
        const id = await inspectionOf(ctx.params.id)
        const found = id ? await openAt(ctx, id, parts) : null
        const action = found?.inspection.findings
          .find((each) => each.id === ctx.params.id)
          ?.actions.find((each) => each.seq === ctx.params.seq)
        const bytes = action?.file_hash ? await kernel.files.open(action.file_hash) : null
        return action && bytes
          ? file(bytes, action.media_type ?? 'application/octet-stream', { name: action.file_name ?? 'tep' })
          : notFound()
      },
    }),
  ]
}
