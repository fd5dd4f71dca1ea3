import { z } from 'zod'
import type { Problem } from '../../../platform/command/index.ts'
import type { Kernel } from '../../../platform/feature.ts'
import {
  type FormReading,
  fieldText,
  file,
  forbidden,
  form,
  goTo,
  notFound,
  page,
  type RequestContext,
  type Route,
  show,
} from '../../../platform/http/index.ts'
import { localPath, parseDay } from '../../../platform/i18n/index.ts'
import { may } from '../../../rules/permissions/index.ts'
import { parseNumber } from '../../../rules/vietnamese/index.ts'
import type { CommandDeps } from '../change.ts'
import { errorsOf } from '../drafting/access.ts'
import { budgetOf } from '../drafting/read.ts'
import { deskPath } from '../pages/paths.ts'
import { milestonesOf, planOfYear } from '../queries.ts'
import { ofYear } from '../routes.tsx'
import { tellPilot } from './commands.ts'
import { PilotPage, pilotPath } from './page.tsx'
import { addPilotPhoto, photosOf, pilotOf, publishPilotPhoto, removePilotPhoto } from './photos.ts'
import { cleanPicture, largestPicture, pictureTypes } from './pictures.ts'
import './tables.ts'

const path = `${deskPath}/:year/mo-hinh`
const ofPhoto = ofYear.extend({ id: z.uuid() })

export function pilotRoutes(kernel: Kernel, deps: CommandDeps): readonly Route[] {
  const { db } = kernel
  const seen = async (ctx: RequestContext<{ year: number }>) => {
    const plan = await planOfYear(db, deps, ctx.params.year)
    if (!plan) return { reply: notFound() }
    return may(ctx.actor, 'plan.progress', { places: [plan.place_code] }, ctx.today)
      ? { plan }
      : { reply: forbidden() }
  }
  const view = async (
    ctx: RequestContext<{ year: number }>,
    failed: { form: 'area' | 'photo'; problems: readonly Problem[] } | null = null,
    removed: string | null = null,
  ) => {
    const { plan, reply } = await seen(ctx)
    if (!plan) return reply
    const [milestones, budget, pilot, photos] = await Promise.all([
      milestonesOf(db, plan.id),
      budgetOf(db, plan.id),
      pilotOf(db, plan.id),
      photosOf(db, plan.id),
    ])
    return show(
      <PilotPage
        ctx={ctx}
        plan={plan}
        milestones={milestones}
        heads={budget}
        pilot={pilot}
        photos={photos}
        removed={removed}
        communes={deps.places.communes(deps.provinceCode, ctx.today)}
        mayEdit={may(ctx.actor, 'plan.edit', { places: [plan.place_code] }, ctx.today)}
        failed={failed && { form: failed.form, errors: errorsOf(failed.problems, ctx) }}
      />,
      { status: failed ? 422 : 200 },
    )
  }
  return [
    page({
      path,
      permission: 'plan.progress',
      audit: null,
      params: ofYear,
      query: z.object({ bo: z.uuid().optional().catch(undefined) }),
      handler: (ctx) => view(ctx, null, ctx.query.bo ?? null),
    }),
    form({
      path,
      permission: 'plan.edit',
      audit: 'plan.pilot-told',
      params: ofYear,
      handler: async (ctx) => {
        const { plan, reply } = await seen(ctx)
        if (!plan) return reply
        const hectares = numberIn(ctx.form, 'area')
        const budget = numberIn(ctx.form, 'budget')
        if (hectares === undefined || (hectares !== null && hectares <= 0))
          return view(ctx, { form: 'area', problems: [{ code: 'pilot-number', field: 'area' }] })
        if (budget === undefined || (budget !== null && (budget <= 0 || !Number.isInteger(budget))))
          return view(ctx, { form: 'area', problems: [{ code: 'pilot-number', field: 'budget' }] })
        const input = {
          areaWords: text(ctx.form, 'areaWords', 1000),
          areaPlace: text(ctx.form, 'areaPlace', 10) || null,
          areaAres: hectares === null ? null : Math.round(hectares * 100),
          headId: z.uuid().safeParse(fieldText(ctx.form, 'head')).data ?? null,
          budget,
          version: Number(fieldText(ctx.form, 'version')) || 0,
        }
        const done = await ctx.run((inner) => tellPilot(inner, plan.id, input, deps))
        return done.ok
          ? goTo(localPath(ctx.lang, pilotPath(plan.year)))
          : view(ctx, { form: 'area', problems: done.problems })
      },
    }),
    form({
      path: `${path}/anh`,
      permission: 'plan.edit',
      audit: 'plan.pilot-photographed',
      params: ofYear,
      files: { fields: ['photo'], maxBytes: largestPicture, maxFiles: 1, accept: pictureTypes },
      handler: async (ctx) => {
        const { plan, reply } = await seen(ctx)
        if (!plan) return reply
        const refused = (code: string, field: string) =>
          view(ctx, { form: 'photo', problems: [{ code, field }] })
        const sent = ctx.form.files[0]
        if (sent?.problem)
          return view(ctx, { form: 'photo', problems: [{ ...sent.problem, field: 'photo' }] })
        if (!sent?.stored) return refused('required', 'photo')
        const takenOn = parseDay(fieldText(ctx.form, 'takenOn'))
        if (takenOn === null) return refused('plan-day-invalid', 'takenOn')
        const point = pointIn(fieldText(ctx.form, 'point'))
        if (point === undefined) return refused('pilot-point', 'point')
        const clean = await cleanPicture(kernel.files, sent.stored.hash)
        if (!clean.ok) return view(ctx, { form: 'photo', problems: clean.problems })
        const input = {
          hash: clean.value,
          milestoneId: z.uuid().safeParse(fieldText(ctx.form, 'milestone')).data ?? null,
          takenOn,
          takenAt: text(ctx.form, 'takenAt', 5),
          placeWords: text(ctx.form, 'placeWords', 300),
          point,
          note: text(ctx.form, 'note', 1000),
          isPublic: fieldText(ctx.form, 'isPublic') !== '',
        }
        const done = await ctx.run((inner) => addPilotPhoto(inner, plan.id, input, deps))
        return done.ok
          ? goTo(localPath(ctx.lang, pilotPath(plan.year)))
          : view(ctx, { form: 'photo', problems: done.problems })
      },
    }),
    ...(['bo', 'dat-lai'] as const).map((deed) =>
      form({
        path: `${path}/anh/:id/${deed}`,
        permission: 'plan.edit',
        audit: deed === 'bo' ? 'plan.pilot-photo-removed' : 'plan.pilot-photo-restored',
        params: ofPhoto,
        handler: async (ctx) => {
          const { plan, reply } = await seen(ctx)
          if (!plan) return reply
          const { id } = ctx.params
          const done = await ctx.run((inner) =>
            removePilotPhoto(inner, plan.id, id, deps, deed === 'dat-lai'),
          )
          if (!done.ok) return view(ctx, { form: 'photo', problems: done.problems })
          const back = localPath(ctx.lang, pilotPath(plan.year))
          return goTo(deed === 'bo' ? `${back}?bo=${id}` : `${back}#anh`)
        },
      }),
    ),
    form({
      path: `${path}/anh/:id/dang`,
      permission: 'plan.edit',
      audit: 'plan.pilot-photo-shown',
      params: ofPhoto,
      handler: async (ctx) => {
        const { plan, reply } = await seen(ctx)
        if (!plan) return reply
        const photo = (await photosOf(db, plan.id)).find(({ id }) => id === ctx.params.id)
        if (!photo) return notFound()
        const clean = await cleanPicture(kernel.files, photo.file_hash)
        if (!clean.ok) return view(ctx, { form: 'photo', problems: clean.problems })
        const shown = { isPublic: !photo.is_public, hash: clean.value }
        const done = await ctx.run((inner) => publishPilotPhoto(inner, plan.id, photo.id, shown, deps))
        return done.ok
          ? goTo(`${localPath(ctx.lang, pilotPath(plan.year))}#anh`)
          : view(ctx, { form: 'photo', problems: done.problems })
      },
    }),
    page({
      path: '/ke-hoach/:year/anh/:id',
      permission: 'plan.read',
      audit: null,
      params: ofPhoto,
      handler: async (ctx) => {
        const plan = await planOfYear(db, deps, ctx.params.year)
        if (plan?.status !== 'published') return notFound()
        const photo = (await photosOf(db, plan.id, 'public')).find(({ id }) => id === ctx.params.id)
        const bytes = photo && (await kernel.files.open(photo.file_hash))
        return photo && bytes ? file(bytes, photo.media_type) : notFound()
      },
    }),
    page({
      path: `${path}/anh/:id`,
      permission: 'plan.progress',
      audit: null,
      params: ofPhoto,
      handler: async (ctx) => {
        const { plan, reply } = await seen(ctx)
        if (!plan) return reply
        const photo = await db
          .selectFrom('plan_pilot_photo')
          .select(['file_hash', 'media_type'])
          .where('id', '=', ctx.params.id)
          .where('plan_id', '=', plan.id)
          .where('removed_at', 'is', null)
          .executeTakeFirst()
        const bytes = photo && (await kernel.files.open(photo.file_hash))
        return photo && bytes ? file(bytes, photo.media_type) : notFound()
      },
    }),
  ]
}

const text = (typed: FormReading, field: string, most: number) =>
  fieldText(typed, field).trim().slice(0, most)

/** A number, null where nothing was typed, undefined where it is none. */
function numberIn(typed: FormReading, field: string): number | null | undefined {
  return fieldText(typed, field).trim() === '' ? null : (parseNumber(fieldText(typed, field)) ?? undefined)
}

/** “16.19720, 107.85950” as telephones show a place; null where nothing was typed, undefined where it is none. */
export function pointIn(typed: string): { lat: number; lon: number } | null | undefined {
  if (typed.trim() === '') return null
  const [, lat, lon] = typed.trim().match(/^(-?\d{1,2}(?:\.\d+)?)\s*[,; ]\s*(-?\d{1,3}(?:\.\d+)?)$/) ?? []
  const point = { lat: Number(lat), lon: Number(lon) }
  return lat !== undefined && Math.abs(point.lat) <= 90 && Math.abs(point.lon) <= 180 ? point : undefined
}
