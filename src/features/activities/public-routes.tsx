import { z } from 'zod'
import type { Problem } from '../../platform/command/index.ts'
import {
  api,
  fieldText,
  file,
  form,
  goTo,
  json,
  notFound,
  page,
  type RequestContext,
  type Route,
  readForm,
  show,
} from '../../platform/http/index.ts'
import { localPath } from '../../platform/i18n/index.ts'
import { reachOf } from '../../rules/permissions/index.ts'
import { problemText } from '../frame/index.ts'
import { enrol } from './enrolments.ts'
import { byCode, cookie } from './own-routes.tsx'
import { ownPath } from './pages/own.tsx'
import { publicPath } from './pages/parts.tsx'
import { ActivitiesPage, ActivityPage } from './pages/public.tsx'
import type { Parts } from './parts.ts'
import { type ActivityFull, activityBy, invitationByCode, openActivities, pastActivities } from './queries.ts'
import { agencyName, kindName } from './words.ts'

const bySlug = z.object({ slug: z.string().max(120) })
const enrolForm = z.object({
  name: z.string().min(2, 'required').max(200),
  phone: z.string().min(1, 'required').max(20),
  unit: z.string().max(300).default(''),
  producer: z.union([z.literal(''), z.uuid()]).default(''),
})

export function publicRoutes({ kernel, deps }: Parts): readonly Route[] {
  const { db } = kernel
  const errorsOf = (problems: readonly Problem[], ctx: RequestContext) =>
    problems.map((each) => ({ field: each.field, text: problemText(each, ctx.lang) }))
  const ownProducers = async (ctx: RequestContext) => {
    const ids = reachOf(ctx.actor, 'producer.edit', ctx.today).producerIds
    return ids.length === 0
      ? []
      : db.selectFrom('producer').select(['id', 'name']).where('id', 'in', ids).orderBy('name').execute()
  }
  const cancelledWhy = async (activity: ActivityFull) =>
    activity.status !== 'cancelled'
      ? undefined
      : (
          await db
            .selectFrom('activity_action')
            .select('reason')
            .where('activity_id', '=', activity.id)
            .where('action', '=', 'cancel')
            .executeTakeFirst()
        )?.reason
  const showActivity = async (
    ctx: RequestContext,
    activity: ActivityFull,
    action: string,
    about: { invitedAs?: string; failed?: readonly Problem[] } = {},
  ) => {
    const failed = about.failed ?? []
    return show(
      <ActivityPage
        ctx={ctx}
        deps={deps}
        activity={activity}
        invitedAs={about.invitedAs}
        cancelledWhy={await cancelledWhy(activity)}
        enrol={{
          action,
          values: failed.length > 0 ? ctx.form.fields : { name: ctx.actor.accountId ? ctx.actor.name : '' },
          errors: errorsOf(failed, ctx),
          producers: about.invitedAs === undefined ? await ownProducers(ctx) : [],
        }}
      />,
      { status: failed.length > 0 ? 422 : 200 },
    )
  }
  /** Reads the form and enrols; `by` is what an invitation or a session knows already. */
  const enrolFrom = async (
    ctx: RequestContext,
    activity: ActivityFull,
    action: string,
    by: { producerId: string | null; accountId: string | null; way: 'invitation' | null; invitedAs?: string },
  ) => {
    const about = by.invitedAs === undefined ? {} : { invitedAs: by.invitedAs }
    const read = readForm(enrolForm, ctx.form)
    if (!read.ok) return showActivity(ctx, activity, action, { ...about, failed: read.problems })
    // The box no person sees was filled in: a machine. It is answered as if all were well.
    if (fieldText(ctx.form, 'website') !== '') return goTo(localPath(ctx.lang, publicPath))
    const { name, phone, unit, producer } = read.value
    const own = (await ownProducers(ctx)).find((each) => each.id === producer)
    const done = await ctx.run((inner) =>
      enrol(inner, {
        activityId: activity.id,
        name,
        phone,
        unit,
        producerId: by.producerId ?? own?.id ?? null,
        accountId: by.accountId ?? ctx.actor.accountId,
        way: by.way ?? (ctx.actor.accountId ? 'account' : 'open'),
      }),
    )
    if (!done.ok) return showActivity(ctx, activity, action, { ...about, failed: done.problems })
    ctx.setCookie(cookie, done.value.code, { maxAge: 60 * 86_400 })
    return goTo(localPath(ctx.lang, ownPath(done.value.code)))
  }
  const announced = async (slug: string) => {
    const activity = await activityBy(db, { slug })
    return activity && activity.status !== 'draft' ? activity : null
  }
  const invited = async (code: string) => {
    const invitation = await invitationByCode(db, code)
    const activity = invitation && (await activityBy(db, { id: invitation.activityId }))
    return invitation && activity ? { invitation, activity } : null
  }

  return [
    page({
      path: publicPath,
      permission: 'portal.read',
      audit: null,
      handler: async (ctx) =>
        show(
          <ActivitiesPage
            ctx={ctx}
            deps={deps}
            open={await openActivities(db, ctx.today)}
            past={await pastActivities(db, ctx.today)}
          />,
        ),
    }),
    page({
      path: `${publicPath}/:slug`,
      permission: 'portal.read',
      audit: null,
      params: bySlug,
      handler: async (ctx) => {
        const activity = await announced(ctx.params.slug)
        if (!activity) return notFound()
        return showActivity(ctx, activity, localPath(ctx.lang, `${publicPath}/${activity.slug}/dang-ky`))
      },
    }),
    form({
      path: `${publicPath}/:slug/dang-ky`,
      permission: 'activity.enrol',
      audit: 'activity.enrolled',
      params: bySlug,
      rateLimit: 12,
      handler: async (ctx) => {
        const activity = await announced(ctx.params.slug)
        if (!activity) return notFound()
        const action = localPath(ctx.lang, `${publicPath}/${activity.slug}/dang-ky`)
        return enrolFrom(ctx, activity, action, { producerId: null, accountId: null, way: null })
      },
    }),
    page({
      path: `${publicPath}/:slug/tai-lieu/:ordinal`,
      permission: 'portal.read',
      audit: null,
      params: bySlug.extend({ ordinal: z.coerce.number().int().min(1).max(1000) }),
      handler: async (ctx) => {
        const activity = await announced(ctx.params.slug)
        const material = activity?.materials.find((each) => each.ordinal === ctx.params.ordinal)
        const bytes = material && (await kernel.files.open(material.file_hash))
        return material && bytes ? file(bytes, material.media_type, { name: material.file_name }) : notFound()
      },
    }),
    page({
      path: `${publicPath}/moi/:code`,
      permission: 'activity.enrol',
      audit: null,
      params: byCode,
      handler: async (ctx) => {
        const found = await invited(ctx.params.code)
        if (!found) return notFound()
        const action = localPath(ctx.lang, `${publicPath}/moi/${ctx.params.code}`)
        return showActivity(ctx, found.activity, action, { invitedAs: found.invitation.name })
      },
    }),
    form({
      path: `${publicPath}/moi/:code`,
      permission: 'activity.enrol',
      audit: 'activity.enrolled',
      params: byCode,
      rateLimit: 12,
      handler: async (ctx) => {
        const found = await invited(ctx.params.code)
        if (!found) return notFound()
        const { invitation, activity } = found
        return enrolFrom(ctx, activity, localPath(ctx.lang, `${publicPath}/moi/${ctx.params.code}`), {
          producerId: invitation.producerId,
          accountId: invitation.accountId,
          way: 'invitation',
          invitedAs: invitation.name,
        })
      },
    }),
    api({
      method: 'GET',
      path: '/api/v1/activities',
      permission: 'portal.read',
      audit: null,
      summary: 'Training courses, study tours and communication events that are announced and still to come',
      handler: async (ctx) => {
        const items = (await openActivities(db, ctx.today)).map((each) => ({
          slug: each.slug,
          kind: kindName(each.kind, deps, 'vi'),
          title: each.title.vi,
          venue: each.venue,
          firstDay: each.first_day,
          lastDay: each.last_day,
          enrolUntil: each.enrol_until,
          seats: each.seats,
          seatsLeft: each.seats === null ? null : Math.max(0, each.seats - each.enrolled),
          organiser: agencyName(each.lead_agency, deps, ctx.today, 'vi'),
          isDemo: each.is_demo,
          url: `${kernel.config.baseUrl}${publicPath}/${each.slug}`,
        }))
        return json({ items, total: items.length })
      },
    }),
  ]
}
