import { z } from 'zod'
import type { Problem } from '../../platform/command/index.ts'
import {
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
} from '../../platform/http/index.ts'
import { fill, localPath } from '../../platform/i18n/index.ts'
import { statePaperPdf } from '../../platform/papers/index.ts'
import { may, mayAnywhere, reachOf } from '../../rules/permissions/index.ts'
import { problemText } from '../frame/index.ts'
import { deserving, issueAttestation } from './attestations.ts'
import { actOnActivity, changeActivity, draftActivity, resourceOf } from './commands.ts'
import { activityFigures, countActivities } from './figures.ts'
import { addMaterial, removeMaterial } from './materials.ts'
import { ActivityDeskPage, RecordsPage } from './pages/desk.tsx'
import { EditPage } from './pages/edit.tsx'
import { ManagePage, type ManageProps } from './pages/manage.tsx'
import { deskPath } from './pages/parts.tsx'
import { rollPaper } from './papers.ts'
import type { Parts } from './parts.ts'
import {
  type ActivityFull,
  activityBy,
  deskActivities,
  evaluationOf,
  invitationsFor,
  openActivities,
  peopleOf,
  plansForChoice,
} from './queries.ts'
import { mostSessions, readActivity, valuesOf } from './reading.ts'
import { agencyName, kindName, words } from './words.ts'

export const byId = z.object({ id: z.uuid() })
const saying = z.object({
  bao: z.string().max(40).optional(),
  so: z.coerce.number().int().optional().catch(undefined),
})
const largestMaterial = 30_000_000

/** The activity with what this person may do with it; null when there is none. */
export async function openAt(ctx: RequestContext, id: string, { kernel, deps }: Parts) {
  const activity = await activityBy(kernel.db, { id })
  if (!activity) return null
  const resource = resourceOf(activity, deps, ctx.today)
  const manages = may(ctx.actor, 'activity.manage', resource, ctx.today)
  if (!manages && !may(ctx.actor, 'activity.read', resource, ctx.today)) return null
  return { activity, manages }
}

export function deskRoutes(parts: Parts): readonly Route[] {
  const { kernel, deps } = parts
  const { db } = kernel
  const errorsOf = (problems: readonly Problem[], ctx: RequestContext) =>
    problems.map((each) => ({ field: each.field, text: problemText(each, ctx.lang) }))
  const here = (ctx: RequestContext, id: string, more = '') => localPath(ctx.lang, `${deskPath}/${id}${more}`)

  const manage = async (
    ctx: RequestContext,
    id: string,
    about: Partial<Pick<ManageProps, 'of' | 'said'>> & { failed?: readonly Problem[] } = {},
  ) => {
    const found = await openAt(ctx, id, parts)
    if (!found) return notFound()
    // The list of people carries names and numbers: for who runs it, and for those who see the whole programme.
    const sees = found.manages || may(ctx.actor, 'plan.progress', { places: [deps.provinceCode] }, ctx.today)
    if (!sees || !mayAnywhere(ctx.actor, 'activity.read', ctx.today)) return forbidden()
    const { activity } = found
    ctx.subject('activity', id, activity.place_code)
    const failed = about.failed ?? []
    return show(
      <ManagePage
        ctx={ctx}
        deps={deps}
        activity={activity}
        people={await peopleOf(db, id)}
        mayManage={found.manages}
        deserving={(await deserving(db, id, { deps })).length}
        evaluation={await evaluationOf(db, id)}
        said={about.said}
        errors={errorsOf(failed, ctx)}
        of={about.of}
      />,
      { status: failed.length > 0 ? 422 : 200 },
    )
  }
  const edit = async (
    ctx: RequestContext,
    activity: ActivityFull | null,
    failed: readonly Problem[] = [],
  ) => {
    const w = words(ctx.lang)
    const reach = reachOf(ctx.actor, 'activity.manage', ctx.today)
    const all = [
      ...deps.places.provinces(ctx.today).filter((unit) => unit.code === deps.provinceCode),
      ...deps.places.communes(deps.provinceCode, ctx.today),
    ]
    const wide = reach.everything || reach.places.includes(deps.provinceCode) || reach.agencyIds.length > 0
    const sessions = Math.min(mostSessions, (activity?.sessions.length ?? 1) + 2)
    const own = reach.agencyIds[0] ?? deps.agencies.ocopOffice(ctx.today)?.id ?? ''
    const plans = await plansForChoice(db, deps.provinceCode)
    return show(
      <EditPage
        ctx={ctx}
        deps={deps}
        action={localPath(ctx.lang, activity ? `${deskPath}/${activity.id}/sua` : `${deskPath}/them`)}
        title={activity ? w.edit : w.add}
        values={
          failed.length > 0
            ? ctx.form.fields
            : activity
              ? valuesOf(activity)
              : {
                  kind: 'training',
                  leadAgency: own,
                  place: wide ? deps.provinceCode : (reach.places[0] ?? ''),
                  plan: plans.find((plan) => String(plan.year) === ctx.today.slice(0, 4))?.id ?? '',
                  taskGroup: '1',
                }
        }
        errors={errorsOf(failed, ctx)}
        version={activity?.version ?? 0}
        sessionLines={sessions}
        places={wide ? all : all.filter((unit) => reach.places.includes(unit.code))}
        agencies={deps.agencies
          .on(ctx.today)
          .filter(
            (agency) =>
              agency.level === 'tinh' || (agency.place !== null && reach.places.includes(agency.place)),
          )
          .map(({ id, name }) => ({ id, name }))}
        plans={plans}
      />,
      { status: failed.length > 0 ? 422 : 200 },
    )
  }

  return [
    page({
      path: deskPath,
      permission: 'activity.read',
      audit: null,
      handler: async (ctx) => {
        const organises = mayAnywhere(ctx.actor, 'activity.manage', ctx.today)
        const overview =
          organises || may(ctx.actor, 'plan.progress', { places: [deps.provinceCode] }, ctx.today)
        const year = ctx.today.slice(0, 4)
        const extent = { from: `${year}-01-01`, to: `${year}-12-31` }
        const invitations = await invitationsFor(db, {
          accountId: ctx.actor.accountId,
          producerIds: reachOf(ctx.actor, 'producer.edit', ctx.today).producerIds,
          today: ctx.today,
        })
        return show(
          <ActivityDeskPage
            ctx={ctx}
            deps={deps}
            organises={overview}
            activities={overview ? await deskActivities(db) : await openActivities(db, ctx.today)}
            invitations={invitations}
            figures={
              overview
                ? await Promise.all(
                    activityFigures.map(async (figure) => ({
                      figure,
                      counted: await countActivities(db, figure, extent, deps),
                    })),
                  )
                : []
            }
          />,
        )
      },
    }),
    page({
      path: `${deskPath}/so-lieu/:figure`,
      permission: 'activity.read',
      audit: 'activity.records-viewed',
      params: z.object({ figure: z.enum(activityFigures) }),
      query: z.object({
        nam: z
          .string()
          .regex(/^20\d\d$/)
          .optional()
          .catch(undefined),
      }),
      handler: async (ctx) => {
        const overview =
          mayAnywhere(ctx.actor, 'activity.manage', ctx.today) ||
          may(ctx.actor, 'plan.progress', { places: [deps.provinceCode] }, ctx.today)
        if (!overview) return forbidden()
        ctx.subject('activity-figure', ctx.params.figure, deps.provinceCode)
        const year = ctx.query.nam ?? ctx.today.slice(0, 4)
        const extent = { from: `${year}-01-01`, to: `${year}-12-31` }
        return show(
          <RecordsPage
            ctx={ctx}
            figure={ctx.params.figure}
            year={year}
            counted={await countActivities(db, ctx.params.figure, extent, deps)}
          />,
        )
      },
    }),
    page({
      path: `${deskPath}/them`,
      permission: 'activity.manage',
      audit: null,
      handler: (ctx) => edit(ctx, null),
    }),
    form({
      path: `${deskPath}/them`,
      permission: 'activity.manage',
      audit: 'activity.drafted',
      handler: async (ctx) => {
        const read = readActivity(ctx.form)
        const done = read.ok ? await ctx.run((inner) => draftActivity(inner, read.value, deps)) : read
        return done.ok ? goTo(here(ctx, done.value.id)) : edit(ctx, null, done.problems)
      },
    }),
    page({
      path: `${deskPath}/:id`,
      permission: 'activity.read',
      audit: 'activity.viewed',
      params: byId,
      query: saying,
      handler: (ctx) => {
        const w = words(ctx.lang)
        const said = { luu: w.saved, cap: fill(w.issued, { count: ctx.query.so ?? 0 }) }[ctx.query.bao ?? '']
        return manage(ctx, ctx.params.id, { said })
      },
    }),
    page({
      path: `${deskPath}/:id/sua`,
      permission: 'activity.manage',
      audit: null,
      params: byId,
      handler: async (ctx) => {
        const found = await openAt(ctx, ctx.params.id, parts)
        return found?.manages ? edit(ctx, found.activity) : notFound()
      },
    }),
    form({
      path: `${deskPath}/:id/sua`,
      permission: 'activity.manage',
      audit: 'activity.changed',
      params: byId,
      handler: async (ctx) => {
        const found = await openAt(ctx, ctx.params.id, parts)
        if (!found?.manages) return notFound()
        const read = readActivity(ctx.form)
        const version = Number(fieldText(ctx.form, 'version')) || 0
        const done = read.ok
          ? await ctx.run((inner) => changeActivity(inner, ctx.params.id, version, read.value, deps))
          : read
        return done.ok ? goTo(here(ctx, ctx.params.id, '?bao=luu')) : edit(ctx, found.activity, done.problems)
      },
    }),
    ...(
      [
        ['cong-bo', 'announce'],
        ['ket-thuc', 'hold'],
        ['huy', 'cancel'],
      ] as const
    ).map(([verb, action]) =>
      form({
        path: `${deskPath}/:id/${verb}`,
        permission: 'activity.manage',
        audit: `activity.${action}`,
        params: byId,
        handler: async (ctx) => {
          const reason = fieldText(ctx.form, 'reason').slice(0, 500)
          const done = await ctx.run((inner) => actOnActivity(inner, ctx.params.id, action, reason, deps))
          return done.ok
            ? goTo(here(ctx, ctx.params.id))
            : manage(ctx, ctx.params.id, { of: 'state', failed: done.problems })
        },
      }),
    ),
    form({
      path: `${deskPath}/:id/tai-lieu`,
      permission: 'activity.manage',
      audit: 'activity.material-added',
      params: byId,
      files: { fields: ['file'], maxBytes: largestMaterial, maxFiles: 1 },
      handler: async (ctx) => {
        const sent = ctx.form.files[0]
        const problem = sent?.problem ?? (sent?.stored ? null : { code: 'required', field: 'file' })
        if (problem) return manage(ctx, ctx.params.id, { of: 'material', failed: [problem] })
        const done = await ctx.run((inner) =>
          addMaterial(
            inner,
            {
              activityId: ctx.params.id,
              title: fieldText(ctx.form, 'title').slice(0, 200),
              file: { name: sent!.name, ...sent!.stored! },
            },
            deps,
          ),
        )
        return done.ok
          ? goTo(here(ctx, ctx.params.id, '?bao=luu'))
          : manage(ctx, ctx.params.id, { of: 'material', failed: done.problems })
      },
    }),
    form({
      path: `${deskPath}/:id/tai-lieu/:ordinal/bo`,
      permission: 'activity.manage',
      audit: 'activity.material-removed',
      params: byId.extend({ ordinal: z.coerce.number().int().min(1).max(1000) }),
      handler: async (ctx) => {
        const { id, ordinal } = ctx.params
        const done = await ctx.run((inner) => removeMaterial(inner, { activityId: id, ordinal }, deps))
        return done.ok ? goTo(here(ctx, id)) : notFound()
      },
    }),
    form({
      path: `${deskPath}/:id/xac-nhan`,
      permission: 'activity.manage',
      audit: 'activity.attested',
      params: byId,
      handler: async (ctx) => {
        const { id } = ctx.params
        let issued = 0
        const failed = new Map<string, Problem>()
        for (const person of await deserving(db, id, { deps })) {
          const done = await ctx.run((inner) =>
            issueAttestation(inner, { activityId: id, enrolmentId: person.id }, parts),
          )
          if (done.ok) issued += 1
          // One that cannot be issued keeps no one else from theirs; `not-due`: somebody else issued it meanwhile.
          else
            for (const each of done.problems)
              if (each.code !== 'attestation-not-due') failed.set(each.code, each)
        }
        if (failed.size === 0) return goTo(here(ctx, id, `?bao=cap&so=${issued}`))
        const said = issued > 0 ? fill(words(ctx.lang).issued, { count: issued }) : undefined
        return manage(ctx, id, { of: 'state', failed: [...failed.values()], said })
      },
    }),
    page({
      path: `${deskPath}/:id/diem-danh.pdf`,
      permission: 'activity.manage',
      audit: 'activity.roll-printed',
      params: byId,
      handler: async (ctx) => {
        const found = await openAt(ctx, ctx.params.id, parts)
        if (!found?.manages) return notFound()
        const { activity } = found
        ctx.subject('activity', activity.id, activity.place_code)
        const paper = rollPaper(
          activity,
          await peopleOf(db, activity.id),
          kindName(activity.kind, deps, 'vi'),
          { name: agencyName(activity.lead_agency, deps, ctx.today, 'vi'), seat: deps.seat },
        )
        return file(await statePaperPdf(paper, { at: ctx.now }), 'application/pdf')
      },
    }),
  ]
}
