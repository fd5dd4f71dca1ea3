import { z } from 'zod'
import type { Problem } from '../../platform/command/index.ts'
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
} from '../../platform/http/index.ts'
import { localPath } from '../../platform/i18n/index.ts'
import { problemText } from '../frame/index.ts'
import { attendByCode, sessionByCode } from './attendance.ts'
import { withdraw } from './enrolments.ts'
import { evaluate } from './evaluations.ts'
import { CheckInPage, OwnPage, ownPath } from './pages/own.tsx'
import { publicPath } from './pages/parts.tsx'
import { VerifyPage } from './pages/public.tsx'
import type { Parts } from './parts.ts'
import { activityBy, personByCode } from './queries.ts'
import { agencyName, daysText, said } from './words.ts'

export const byCode = z.object({ code: z.string().regex(/^[A-Z0-9]{10}$/) })
/** This telephone's own enrolment, so that checking in is one tap. */
export const cookie = 'dang-ky'

/** One's own enrolment by its code, checking in by the code on the wall, and whether an attestation is genuine. */
export function ownRoutes({ kernel, deps, codes }: Parts): readonly Route[] {
  const { db } = kernel
  const errorsOf = (problems: readonly Problem[], ctx: RequestContext) =>
    problems.map((each) => ({ field: each.field, text: problemText(each, ctx.lang) }))
  const own = async (
    ctx: RequestContext,
    code: string,
    failed: readonly Problem[] = [],
    of?: 'withdraw' | 'evaluation',
  ) => {
    const person = await personByCode(db, code)
    const activity = person && (await activityBy(db, { id: person.activity_id }))
    if (!person || !activity) return notFound()
    return show(
      <OwnPage
        ctx={ctx}
        deps={deps}
        activity={activity}
        person={person}
        errors={errorsOf(failed, ctx)}
        {...(of && { of })}
      />,
      { status: failed.length > 0 ? 422 : 200 },
    )
  }

  return [
    page({
      path: `${publicPath}/dang-ky/:code`,
      permission: 'activity.enrol',
      audit: null,
      params: byCode,
      handler: (ctx) => own(ctx, ctx.params.code),
    }),
    form({
      path: `${publicPath}/dang-ky/:code/rut`,
      permission: 'activity.enrol',
      audit: 'activity.withdrawn',
      params: byCode,
      rateLimit: 12,
      handler: async (ctx) => {
        const done = await ctx.run((inner) => withdraw(inner, ctx.params.code, deps))
        return done.ok
          ? goTo(localPath(ctx.lang, ownPath(ctx.params.code)))
          : own(ctx, ctx.params.code, done.problems, 'withdraw')
      },
    }),
    form({
      path: `${publicPath}/dang-ky/:code/danh-gia`,
      permission: 'activity.enrol',
      audit: 'activity.evaluated',
      params: byCode,
      rateLimit: 12,
      handler: async (ctx) => {
        const answers = Object.fromEntries(
          deps.law.evaluation.questions.map(({ id }) => [id, fieldText(ctx.form, `q-${id}`)]),
        )
        const said = fieldText(ctx.form, 'words').slice(0, 1000)
        const done = await ctx.run((inner) =>
          evaluate(inner, { code: ctx.params.code, answers, words: said }, deps),
        )
        return done.ok
          ? goTo(localPath(ctx.lang, ownPath(ctx.params.code)))
          : own(ctx, ctx.params.code, done.problems, 'evaluation')
      },
    }),
    page({
      path: `${publicPath}/dang-ky/:code/giay-xac-nhan`,
      permission: 'activity.enrol',
      audit: null,
      params: byCode,
      handler: async (ctx) => {
        const row = await db
          .selectFrom('activity_attestation as x')
          .innerJoin('activity_enrolment as e', 'e.id', 'x.enrolment_id')
          .select(['x.file_hash', 'x.number'])
          .where('e.code', '=', ctx.params.code)
          .executeTakeFirst()
        const bytes = row && (await kernel.files.open(row.file_hash))
        return row && bytes
          ? file(bytes, 'application/pdf', { name: `xac-nhan-${row.number.replaceAll('/', '-')}.pdf` })
          : notFound()
      },
    }),
    page({
      path: `${publicPath}/xac-nhan/:id`,
      permission: 'portal.read',
      audit: null,
      params: z.object({ id: z.uuid() }),
      handler: async (ctx) => {
        const row = await db
          .selectFrom('activity_attestation as x')
          .innerJoin('activity_enrolment as e', 'e.id', 'x.enrolment_id')
          .innerJoin('activity as a', 'a.id', 'e.activity_id')
          .select(['x.number', 'x.issued_on', 'e.person_name', 'a.title', 'a.first_day', 'a.last_day'])
          .select(['a.lead_agency', 'a.is_demo'])
          .where('x.id', '=', ctx.params.id)
          .executeTakeFirst()
        if (!row) return notFound()
        return show(
          <VerifyPage
            ctx={ctx}
            isDemo={row.is_demo}
            facts={{
              number: row.number,
              issuedOn: row.issued_on,
              initials: row.person_name
                .split(/\s+/)
                .map((part) => `${part[0]}.`)
                .join(' '),
              activity: said(row.title, ctx.lang),
              days: daysText(row),
              issuer: agencyName(row.lead_agency, deps, row.issued_on, ctx.lang),
            }}
          />,
        )
      },
    }),
    page({
      path: '/diem-danh/:token',
      permission: 'activity.enrol',
      audit: null,
      params: z.object({ token: z.string().max(200) }),
      handler: async (ctx) => {
        const { token } = ctx.params
        // Only the wall opens this page: a code it handed out would hand out the next one, far from the room and without end.
        const session = await sessionByCode(db, token, ctx.now, { codes, deps }, 'wall')
        if (!session.ok)
          return show(<CheckInPage ctx={ctx} errors={errorsOf(session.problems, ctx)} />, { status: 422 })
        const code = ctx.cookie(cookie) ?? ''
        const person = /^[A-Z0-9]{10}$/.test(code) ? await personByCode(db, code) : null
        const known =
          person && person.activity_id === session.value.activityId && person.status === 'enrolled'
            ? { code: person.code, name: person.person_name }
            : undefined
        const handed = codes.issue(session.value.id, ctx.now, 'form')
        return show(
          <CheckInPage
            ctx={ctx}
            action={localPath(ctx.lang, `/diem-danh/${handed}`)}
            activity={session.value.activity}
            known={known}
            errors={[]}
          />,
        )
      },
    }),
    form({
      path: '/diem-danh/:token',
      permission: 'activity.enrol',
      audit: 'activity.attended',
      params: z.object({ token: z.string().max(200) }),
      rateLimit: 30,
      handler: async (ctx) => {
        const code = ctx.params.token
        const enrolment = fieldText(ctx.form, 'enrolment')
        const done = await ctx.run((inner) =>
          attendByCode(
            inner,
            enrolment ? { code, enrolment } : { code, phone: fieldText(ctx.form, 'phone') },
            { codes, deps },
          ),
        )
        if (done.ok) {
          ctx.setCookie(cookie, done.value.enrolment, { maxAge: 60 * 86_400 })
          return show(<CheckInPage ctx={ctx} done={done.value.name} errors={[]} />)
        }
        const still = await sessionByCode(db, code, ctx.now, { codes, deps })
        return show(
          <CheckInPage
            ctx={ctx}
            {...(still.ok && {
              action: localPath(ctx.lang, `/diem-danh/${code}`),
              activity: still.value.activity,
            })}
            errors={errorsOf(done.problems, ctx)}
          />,
          { status: 422 },
        )
      },
    }),
  ]
}
