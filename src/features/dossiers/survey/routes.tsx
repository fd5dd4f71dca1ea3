import { randomUUID } from 'node:crypto'
import { z } from 'zod'
import {
  fieldText,
  file,
  form,
  goTo,
  notFound,
  page,
  type RequestContext,
  type Route,
  show,
} from '../../../platform/http/index.ts'
import { reachOf } from '../../../rules/permissions/index.ts'
import { asset } from '../../../web/index.ts'
import { type Parts, readable } from '../parts.ts'
import { at } from '../paths.ts'
import { dossierLines } from '../queries.ts'
import { actionsFor } from '../steps.ts'
import { SURVEYS, SurveyListPage, SurveyPage } from './survey-page.tsx'
import {
  type NewSurvey,
  OUTCOMES,
  PHOTO_TYPES,
  recordSurvey,
  surveyStep,
  surveysOf,
  TOPICS,
} from './surveys.ts'

const byId = z.object({ id: z.uuid() })
const LARGEST_PHOTO = 12 * 1024 * 1024

/** The field survey: its list, its form, its photos, and the worker that answers without network. */
export function surveyRoutes(parts: Parts): Route[] {
  const { kernel, record } = parts
  const { db } = kernel

  /** The dossier, if this person may record a visit of it now. */
  const open = async (ctx: RequestContext, id: string) => {
    const shown = await readable(parts, ctx, id)
    if (!shown) return null
    const can = actionsFor(shown.dossier, shown.law, ctx.actor, ctx.today)
    return { ...shown, may: can.includes(surveyStep(shown.dossier)) }
  }

  return [
    page({
      path: SURVEYS,
      permission: 'dossier.read',
      audit: null,
      handler: async (ctx) => {
        const [advised, checked] = await Promise.all([
          dossierLines(db, {
            reach: reachOf(ctx.actor, 'dossier.advise', ctx.today),
            accountId: ctx.actor.accountId,
            statuses: ['in-round'],
          }),
          dossierLines(db, {
            reach: reachOf(ctx.actor, 'dossier.check-province', ctx.today),
            accountId: ctx.actor.accountId,
            statuses: ['province.received'],
            kind: 'reevaluation',
          }),
        ])
        const rows = [...advised, ...checked].map((line) => ({
          id: line.id,
          productName: line.productName,
          producerName: line.producerName,
          placeName: parts.placeName(line.placeCode),
          visits: line.actions.filter((one) => one.action === 'survey' || one.action === 'field-check')
            .length,
        }))
        return show(<SurveyListPage ctx={ctx} rows={rows} />)
      },
    }),
    page({
      path: `${SURVEYS}/may-tho.js`,
      permission: 'dossier.read',
      audit: null,
      handler: (ctx) => {
        const script = parts.assets?.get(asset('survey-worker.js'))?.plain
        if (!script) return notFound()
        ctx.setHeader('service-worker-allowed', '/')
        return file(script, 'text/javascript; charset=utf-8')
      },
    }),
    page({
      path: `${SURVEYS}/:id`,
      permission: 'dossier.read',
      audit: 'dossier.read',
      params: byId,
      handler: async (ctx) => {
        const found = await open(ctx, ctx.params.id)
        if (!found) return notFound()
        if (!found.may) return goTo(at(ctx.lang, found.dossier.id))
        return show(<SurveyPage ctx={ctx} dossier={found.dossier} surveyId={randomUUID()} />)
      },
    }),
    form({
      path: `${SURVEYS}/:id`,
      permission: 'dossier.read',
      audit: 'dossier.survey',
      params: byId,
      files: {
        fields: ['photos'],
        maxBytes: LARGEST_PHOTO,
        maxFiles: 8,
        accept: PHOTO_TYPES,
      },
      handler: async (ctx) => {
        const shown = await readable(parts, ctx, ctx.params.id)
        if (!shown) return notFound()
        const broken = ctx.form.files.find((one) => one.problem)?.problem
        const recorded = broken
          ? { ok: false as const, problems: [broken] }
          : await ctx.run((inner) => recordSurvey(inner, record, typedSurvey(ctx)))
        if (recorded.ok) return goTo(at(ctx.lang, ctx.params.id))
        const surveyId = fieldText(ctx.form, 'surveyId') || randomUUID()
        return show(
          <SurveyPage
            ctx={ctx}
            dossier={shown.dossier}
            surveyId={surveyId}
            typed={ctx.form.fields}
            problems={recorded.problems}
          />,
          { status: 422 },
        )
      },
    }),
    page({
      path: `${SURVEYS}/:id/anh/:hash`,
      permission: 'dossier.read',
      audit: 'dossier.read',
      params: z.object({ id: z.uuid(), hash: z.string().regex(/^[0-9a-f]{64}$/) }),
      handler: async (ctx) => {
        const shown = await readable(parts, ctx, ctx.params.id)
        if (!shown) return notFound()
        const surveys = await surveysOf(db, shown.dossier.id)
        const photo = surveys.flatMap((one) => one.photos).find((one) => one.hash === ctx.params.hash)
        const content = photo && (await kernel.files.open(photo.hash))
        return content ? file(content, photo.mediaType, { maxAge: 3600 }) : notFound()
      },
    }),
  ]
}

function typedSurvey(ctx: RequestContext<{ id: string }>): NewSurvey {
  const typed = (name: string) => fieldText(ctx.form, name)
  const id = z.uuid().safeParse(typed('surveyId'))
  const [latitude, longitude, accuracy] = ['latitude', 'longitude', 'accuracy'].map((name) =>
    typed(name) === '' ? Number.NaN : Number(typed(name)),
  ) as [number, number, number]
  const onEarth = Math.abs(latitude) <= 90 && Math.abs(longitude) <= 180
  return {
    id: id.success ? id.data : randomUUID(),
    dossierId: ctx.params.id,
    day: typed('day'),
    time: typed('time'),
    place: typed('place'),
    position: onEarth
      ? { latitude, longitude, accuracy: accuracy >= 0 && accuracy < 1e6 ? accuracy : 0 }
      : null,
    met: typed('met'),
    findings: Object.fromEntries(
      TOPICS.map((topic) => [topic, typed(topic)]).filter(([, text]) => text !== ''),
    ),
    outcome: OUTCOMES.find((one) => one === typed('outcome')) ?? null,
    conclusion: typed('conclusion'),
    photos: ctx.form.files.flatMap((one) =>
      one.stored ? [{ hash: one.stored.hash, name: one.name, mediaType: one.stored.mediaType }] : [],
    ),
  }
}
