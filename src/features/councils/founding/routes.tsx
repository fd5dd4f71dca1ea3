import { z } from 'zod'
import type { Problem } from '../../../platform/command/index.ts'
import {
  type FormReading,
  fieldText,
  form,
  goTo,
  notFound,
  page,
  type RequestContext,
  type Route,
  show,
} from '../../../platform/http/index.ts'
import { localPath, parseDay } from '../../../platform/i18n/index.ts'
import { may, mayAnywhere } from '../../../rules/permissions/index.ts'
import type { FormError } from '../../../web/index.ts'
import { problemText } from '../../frame/index.ts'
import { CalibrationPage } from '../calibration/page.tsx'
import { readCalibration } from '../calibration/read.ts'
import { historicDossiers, historicResults, recordHistoricResult } from '../history/record.ts'
import type { Parts } from '../parts.ts'
import { type CouncilView, listCouncils, seatableAccounts, viewCouncil } from './councils.ts'
import { addMember, endSeat, foundCouncil } from './found.ts'
import { CouncilListPage } from './pages/council-list.tsx'
import { CouncilPage } from './pages/council-page.tsx'
import { FoundPage, type SeatChoices } from './pages/found-page.tsx'
import { placedInForm, readCouncil, readMember, rowsOf } from './reading.ts'

const params = z.object({ id: z.uuid() })

/** Founding councils, their members. */
export function foundingRoutes(parts: Parts): Route[] {
  return [
    page({
      path: '/lam-viec/hoi-dong',
      permission: 'council.read',
      audit: null,
      handler: async (ctx) =>
        show(
          <CouncilListPage
            ctx={ctx}
            councils={await listCouncils(parts.kernel.db, ctx)}
            mayFound={mayAnywhere(ctx.actor, 'council.manage', ctx.today)}
          />,
        ),
    }),
    page({
      path: '/lam-viec/hoi-dong/thanh-lap',
      permission: 'council.manage',
      audit: null,
      handler: async (ctx) =>
        show(<FoundPage ctx={ctx} choices={await choicesOf(parts, ctx)} rows={rowsOf(ctx.form)} />),
    }),
    form({
      path: '/lam-viec/hoi-dong/thanh-lap',
      permission: 'council.manage',
      audit: 'council.founded',
      handler: (ctx) => takeCouncil(parts, ctx),
    }),
    page({
      path: '/lam-viec/hoi-dong/:id',
      permission: 'council.read',
      audit: 'council.read',
      params,
      handler: (ctx) => showCouncil(parts, ctx),
    }),
    page({
      path: '/lam-viec/hoi-dong/:id/doi-chieu',
      permission: 'council.read',
      audit: 'council.calibration',
      params,
      handler: async (ctx) => {
        const view = await viewCouncil(parts.kernel.db, ctx, ctx.params.id)
        if (view?.council.kind !== 'council') return notFound()
        ctx.subject('council', view.council.id, view.council.province_code)
        const calibration = await readCalibration(parts.kernel.db, ctx, view)
        return show(<CalibrationPage ctx={ctx} view={view} calibration={calibration} />)
      },
    }),
    form({
      path: '/lam-viec/hoi-dong/:id/thanh-vien',
      permission: 'council.manage',
      audit: 'council.member-added',
      params,
      handler: async (ctx) => {
        const done = await ctx.run((inner) =>
          addMember(inner, {
            councilId: ctx.params.id,
            member: readMember(ctx.form, ''),
            decisionNo: fieldText(ctx.form, 'decisionNo'),
          }),
        )
        return done.ok
          ? goTo(localPath(ctx.lang, `/lam-viec/hoi-dong/${ctx.params.id}`))
          : showCouncil(parts, ctx, { form: 'member', found: done.problems.map(inMember) })
      },
    }),
    form({
      path: '/lam-viec/hoi-dong/:id/ket-qua-cu',
      permission: 'dossier.record-history',
      audit: 'council.history-recorded',
      params,
      handler: async (ctx) => {
        const heldOn = parseDay(fieldText(ctx.form, 'heldOn'))
        if (!heldOn)
          return showCouncil(parts, ctx, {
            form: 'history',
            found: [{ code: 'day-invalid', field: 'heldOn' }],
          })
        const dossierId = fieldText(ctx.form, 'dossierId')
        if (!z.uuid().safeParse(dossierId).success) return notFound()
        const input = {
          councilId: ctx.params.id,
          dossierId,
          heldOn,
          minutesNo: fieldText(ctx.form, 'minutesNo'),
          mean: fieldText(ctx.form, 'mean'),
          star: Number.parseInt(fieldText(ctx.form, 'star'), 10) || null,
        }
        const done = await ctx.run((inner) => recordHistoricResult(inner, input, parts.deps))
        return done.ok
          ? goTo(localPath(ctx.lang, `/lam-viec/hoi-dong/${ctx.params.id}`))
          : showCouncil(parts, ctx, { form: 'history', found: done.problems })
      },
    }),
    form({
      path: '/lam-viec/hoi-dong/:id/thoi',
      permission: 'council.manage',
      audit: 'council.seat-ended',
      params,
      handler: async (ctx) => {
        const untilDay = parseDay(fieldText(ctx.form, 'untilDay'))
        const memberId = fieldText(ctx.form, 'memberId')
        if (!z.uuid().safeParse(memberId).success) return notFound()
        const again = (found: readonly Problem[]) =>
          showCouncil(parts, ctx, { form: 'seat', memberId, found })
        if (!untilDay) return again([{ code: 'day-invalid', field: 'untilDay' }])
        const reason = fieldText(ctx.form, 'reason')
        const done = await ctx.run((inner) => endSeat(inner, { memberId, untilDay, reason }))
        return done.ok
          ? goTo(localPath(ctx.lang, `/lam-viec/hoi-dong/${ctx.params.id}`))
          : again(done.problems)
      },
    }),
  ]
}

type Ctx = RequestContext

async function choicesOf({ kernel, deps }: Parts, ctx: Ctx): Promise<SeatChoices> {
  return { agencies: deps.agencies(ctx.today), accounts: await seatableAccounts(kernel.db) }
}

export function errorsOf(found: readonly Problem[], lang: Ctx['lang']): FormError[] {
  return found.map((problem) => ({ field: problem.field, text: problemText(problem, lang) }))
}

async function takeCouncil(parts: Parts, ctx: Ctx) {
  const { deps } = parts
  const again = async (found: readonly Problem[]) =>
    show(
      <FoundPage
        ctx={ctx}
        choices={await choicesOf(parts, ctx)}
        rows={rowsOf(ctx.form)}
        errors={errorsOf(placedInForm(found, ctx.form), ctx.lang)}
        typed={ctx.form.fields}
      />,
      { status: found.length > 0 ? 422 : 200 },
    )
  if (fieldText(ctx.form, 'do') === 'more') return again([])
  const read = readCouncil(ctx.form, deps.province.code)
  if (!read.ok) return again(read.problems)
  const done = await ctx.run((inner) => foundCouncil(inner, read.value, deps))
  if (!done.ok) return again(done.problems)
  return goTo(localPath(ctx.lang, `/lam-viec/hoi-dong/${done.value.councilId}`))
}

/** Errors of one member's line carry no line number here. */
const inMember = (problem: Problem): Problem =>
  problem.field?.startsWith('member.')
    ? { ...problem, field: problem.field.slice('member.'.length) }
    : problem

/** The section of a district council; null for any other. */
async function historyOf(
  { kernel }: Parts,
  ctx: RequestContext<{ id: string }> & { form: FormReading },
  view: CouncilView,
  refused: Refused | undefined,
) {
  const { council } = view
  if (council.level !== 'huyen' || council.kind !== 'council') return null
  const records = may(ctx.actor, 'dossier.record-history', { places: [council.province_code] }, ctx.today)
  return {
    ctx,
    councilId: council.id,
    lines: await historicResults(kernel.db, council.id),
    dossiers: records ? await historicDossiers(kernel.db, council.province_code) : null,
    errors: refused?.form === 'history' ? errorsOf(refused.found, ctx.lang) : [],
    typed: refused?.form === 'history' ? ctx.form.fields : {},
  }
}

/** The form of the page that was refused; a seat's stands beside its member. */
interface Refused {
  readonly form: 'member' | 'history' | 'seat'
  readonly memberId?: string
  readonly found: readonly Problem[]
}

async function showCouncil(
  parts: Parts,
  ctx: RequestContext<{ id: string }> & { form: FormReading },
  refused?: Refused,
) {
  const { kernel, deps } = parts
  const view = await viewCouncil(kernel.db, ctx, ctx.params.id)
  if (!view) return notFound()
  ctx.subject('council', view.council.id, view.council.province_code)
  const agencies = new Map(deps.agencies(ctx.today).map((agency) => [agency.id, agency.name]))
  return show(
    <CouncilPage
      ctx={ctx}
      view={view}
      citation={deps.rulesById(view.council.rules_id)?.citation ?? null}
      agencyName={(id) => (id ? (agencies.get(id) ?? id) : null)}
      history={await historyOf(parts, ctx, view, refused)}
      choices={view.may.manage && !view.council.ended_on ? await choicesOf(parts, ctx) : null}
      refused={refused && { ...refused, errors: errorsOf(refused.found, ctx.lang), typed: ctx.form.fields }}
    />,
    { status: refused ? 422 : 200 },
  )
}
