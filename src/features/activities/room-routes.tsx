import { z } from 'zod'
import { ok, type Problem } from '../../platform/command/index.ts'
import {
  fieldList,
  fieldText,
  form,
  goTo,
  notFound,
  page,
  type RequestContext,
  type Route,
  show,
} from '../../platform/http/index.ts'
import { fill, localPath } from '../../platform/i18n/index.ts'
import { problemText } from '../frame/index.ts'
import { writeRoll } from './attendance.ts'
import { byId, openAt } from './desk-routes.tsx'
import { writeDown } from './enrolments.ts'
import { invite } from './invitations.ts'
import { deskPath } from './pages/parts.tsx'
import { InvitePage, RollPage, WallPage } from './pages/room.tsx'
import type { Parts } from './parts.ts'
import { invitationsOf, officersToInvite, peopleOf, producersToInvite } from './queries.ts'
import { words } from './words.ts'

const bySession = byId.extend({ session: z.uuid() })

/** Inviting, and taking attendance in the room. */
export function roomRoutes(parts: Parts): readonly Route[] {
  const { kernel, deps, codes } = parts
  const { db } = kernel
  const errorsOf = (problems: readonly Problem[], ctx: RequestContext) =>
    problems.map((each) => ({ field: each.field, text: problemText(each, ctx.lang) }))
  const sessionAt = async (ctx: RequestContext, { id, session }: { id: string; session: string }) => {
    const found = await openAt(ctx, id, parts)
    const one = found?.activity.sessions.find((each) => each.id === session)
    return found?.manages && one ? { activity: found.activity, session: one } : null
  }
  const roll = async (
    ctx: RequestContext,
    at: { id: string; session: string },
    about: { saved?: boolean; failed?: readonly Problem[]; of?: 'roll' | 'add' } = {},
  ) => {
    const found = await sessionAt(ctx, at)
    if (!found) return notFound()
    ctx.subject('activity', at.id, found.activity.place_code)
    const failed = about.failed ?? []
    return show(
      <RollPage
        ctx={ctx}
        {...found}
        people={await peopleOf(db, at.id)}
        producers={await producersToInvite(db, deps, found.activity.place_code, ctx.today)}
        saved={about.saved ?? false}
        errors={errorsOf(failed, ctx)}
        of={about.of}
      />,
      { status: failed.length > 0 ? 422 : 200 },
    )
  }
  const placeOf = (code: string | null, day: string | null) =>
    code && day ? (deps.places.unit(code, day)?.name ?? '') : ''
  const inviting = async (
    ctx: RequestContext,
    id: string,
    place: string,
    about: { said?: string; failed?: readonly Problem[] } = {},
  ) => {
    const found = await openAt(ctx, id, parts)
    if (!found?.manages) return notFound()
    const { activity } = found
    ctx.subject('activity', id, activity.place_code)
    const failed = about.failed ?? []
    const whole = activity.place_code === deps.provinceCode
    const places = [
      ...deps.places.provinces(ctx.today).filter((unit) => whole && unit.code === deps.provinceCode),
      ...deps.places
        .communes(deps.provinceCode, ctx.today)
        .filter((unit) => whole || unit.code === activity.place_code),
    ]
    const chosen = places.some((unit) => unit.code === place) ? place : (places[0]?.code ?? '')
    return show(
      <InvitePage
        ctx={ctx}
        activity={activity}
        places={places}
        place={chosen}
        producers={(await producersToInvite(db, deps, chosen, ctx.today)).map((each) => ({
          id: each.id,
          name: each.name,
          place: placeOf(each.placeCode, each.placeDay),
        }))}
        officers={(await officersToInvite(db, ctx.today)).map((each) => ({
          id: each.id,
          name: each.name,
          place: placeOf(each.place, ctx.today),
        }))}
        invitations={await invitationsOf(db, id)}
        said={about.said}
        errors={errorsOf(failed, ctx)}
      />,
      { status: failed.length > 0 ? 422 : 200 },
    )
  }

  return [
    page({
      path: `${deskPath}/:id/moi`,
      permission: 'activity.manage',
      audit: 'activity.invitations-viewed',
      params: byId,
      query: z.object({
        thuoc: z.string().max(20).optional(),
        moi: z.coerce.number().int().optional().catch(undefined),
      }),
      handler: (ctx) =>
        inviting(ctx, ctx.params.id, ctx.query.thuoc ?? '', {
          ...(ctx.query.moi !== undefined && {
            said: fill(words(ctx.lang).invitedCount, { count: ctx.query.moi }),
          }),
        }),
    }),
    form({
      path: `${deskPath}/:id/moi`,
      permission: 'activity.manage',
      audit: 'activity.invited',
      params: byId,
      handler: async (ctx) => {
        const { id } = ctx.params
        const place = fieldText(ctx.form, 'thuoc')
        const uuids = (name: string) =>
          fieldList(ctx.form, name).filter((each) => z.uuid().safeParse(each).success)
        const producerIds =
          fieldText(ctx.form, 'all') === 'yes'
            ? (await producersToInvite(db, deps, place, ctx.today)).map((each) => each.id)
            : uuids('producers')
        const done = await ctx.run((inner) =>
          invite(inner, { activityId: id, producerIds, accountIds: uuids('officers') }, deps),
        )
        return done.ok
          ? goTo(
              localPath(
                ctx.lang,
                `${deskPath}/${id}/moi?moi=${done.value.invited}&thuoc=${encodeURIComponent(place)}`,
              ),
            )
          : inviting(ctx, id, place, { failed: done.problems })
      },
    }),
    page({
      path: `${deskPath}/:id/buoi/:session/ma`,
      permission: 'activity.manage',
      audit: null,
      params: bySession,
      handler: async (ctx) => {
        const found = await sessionAt(ctx, ctx.params)
        if (found?.activity.status !== 'announced') return notFound()
        ctx.setHeader('refresh', String(deps.law.attendance.renewSeconds))
        const address = `${kernel.config.baseUrl}${localPath(ctx.lang, `/diem-danh/${codes.issue(found.session.id, ctx.now)}`)}`
        return show(<WallPage ctx={ctx} deps={deps} {...found} address={address} />)
      },
    }),
    page({
      path: `${deskPath}/:id/buoi/:session/danh-sach`,
      permission: 'activity.manage',
      audit: 'activity.roll-viewed',
      params: bySession,
      query: z.object({ bao: z.string().max(10).optional() }),
      handler: (ctx) => roll(ctx, ctx.params, { saved: ctx.query.bao === 'luu' }),
    }),
    form({
      path: `${deskPath}/:id/buoi/:session/danh-sach`,
      permission: 'activity.manage',
      audit: 'activity.roll-written',
      params: bySession,
      handler: async (ctx) => {
        const { id, session } = ctx.params
        const ticked = { present: fieldList(ctx.form, 'present'), shown: fieldList(ctx.form, 'shown') }
        const done = await ctx.run((inner) => writeRoll(inner, session, ticked, deps))
        return done.ok
          ? goTo(localPath(ctx.lang, `${deskPath}/${id}/buoi/${session}/danh-sach?bao=luu`))
          : roll(ctx, ctx.params, { of: 'roll', failed: done.problems })
      },
    }),
    form({
      path: `${deskPath}/:id/buoi/:session/danh-sach/them`,
      permission: 'activity.manage',
      audit: 'activity.written-down',
      params: bySession,
      handler: async (ctx) => {
        const { id, session } = ctx.params
        const producer = fieldText(ctx.form, 'producer')
        const person = {
          name: fieldText(ctx.form, 'name').slice(0, 200),
          phone: fieldText(ctx.form, 'phone').slice(0, 20),
          unit: fieldText(ctx.form, 'unit').slice(0, 300),
          producerId: z.uuid().safeParse(producer).success ? producer : null,
        }
        const done = await ctx.run(async (inner) => {
          const written = await writeDown(inner, id, person, deps)
          if (!written.ok) return written
          const rolled = await writeRoll(inner, session, { present: [written.value.id], shown: [] }, deps)
          return rolled.ok ? ok() : rolled
        })
        return done.ok
          ? goTo(localPath(ctx.lang, `${deskPath}/${id}/buoi/${session}/danh-sach?bao=luu`))
          : roll(ctx, ctx.params, { of: 'add', failed: done.problems })
      },
    }),
  ]
}
