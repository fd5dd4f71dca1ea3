import { z } from 'zod'
import type { Problem } from '../../platform/command/index.ts'
import type { Kernel } from '../../platform/feature.ts'
import {
  fieldList,
  form,
  goTo,
  page,
  type Reply,
  type RequestContext,
  type Route,
  readForm,
  show,
} from '../../platform/http/index.ts'
import { localPath, parseDay } from '../../platform/i18n/index.ts'
import { addMonths } from '../../rules/calendar/index.ts'
import { may, reachOf } from '../../rules/permissions/index.ts'
import { problemText } from '../frame/index.ts'
import { expiringUntil, radarOf } from './afterlife/expiring.ts'
import { draftMeasure, type Measure } from './afterlife/measures.ts'
import { followRecognitions } from './afterlife/recognitions.ts'
import { FollowPage } from './pages/follow-page.tsx'
import type { RecognitionDeps } from './recognition.ts'
import { words } from './words.ts'

const base = '/lam-viec/cong-nhan'
/** Months ahead that the radar shows. */
const radarMonths = 24
const perPage = 100
/** Owners are called whose certificate ends within so many months. */
const callMonths = 9

const statuses = ['valid', 'expiring', 'expired', 'suspended', 'revoked', 'superseded'] as const
const askedFor = z.object({
  'trang-thai': z.enum(statuses).optional().catch(undefined),
  trang: z.coerce.number().int().min(1).max(10_000).catch(1).default(1),
})
type Asked = z.output<typeof askedFor>
const measureForm = z.object({
  measure: z.enum(['revoke', 'suspend', 'resume', 'expire', 'extend'], 'required'),
  ground: z.string().max(10).default(''),
  concludedOn: z.string().max(20).default(''),
  reason: z.string().min(1, 'reason-missing').max(2000),
  signerOffice: z.string().min(1, 'required').max(200),
  signerName: z.string().min(1, 'required').max(200),
})

/** What becomes of a recognition: the radar of expiries and the decisions of Điều 8 and Điều 4 khoản 3. */
export function followRoutes(kernel: Kernel, deps: RecognitionDeps): readonly Route[] {
  async function list(ctx: RequestContext, asked: Asked, failed: readonly Problem[] = []): Promise<Reply> {
    const reach = reachOf(ctx.actor, 'recognition.read', ctx.today)
    const within = reach.everything ? null : reach.places
    const province = deps.provinceOf(ctx.actor, ctx.today)
    const law = deps.reevaluation()
    const months = Array.from({ length: radarMonths }, (_, ahead) =>
      addMonths(`${ctx.today.slice(0, 7)}-01`, ahead),
    )
    const until = addMonths(ctx.today, radarMonths)
    const status = asked['trang-thai']
    const [{ rows, total }, expiring] = await Promise.all([
      followRecognitions(kernel.db, deps.places, {
        within,
        status,
        today: ctx.today,
        page: asked.trang,
        perPage,
      }),
      expiringUntil(kernel.db, deps.places, { within, today: ctx.today, until, window: law.window }),
    ])
    const radar = radarOf(
      expiring,
      months.map((day) => day.slice(0, 7)),
      law.daysToHear,
    )
    const view = (
      <FollowPage
        ctx={ctx}
        rows={rows}
        page={asked.trang}
        pages={Math.max(1, Math.ceil(total / perPage))}
        radar={radar}
        expiring={expiring.filter((each) => each.validUntil <= addMonths(ctx.today, callMonths))}
        mayCall={may(ctx.actor, 'producer.read-personal', { places: [province.code] }, ctx.today)}
        status={status}
        grounds={deps.revocationGrounds()}
        mayMeasure={may(ctx.actor, 'recognition.revoke', { places: [province.code] }, ctx.today)}
        defaults={province}
        errors={failed.map((each) => ({ field: each.field, text: problemText(each, ctx.lang) }))}
        typed={failed.length > 0 ? ctx.form.fields : undefined}
        placeLabel={deps.placeLabel}
      />
    )
    return show(view, { status: failed.length > 0 ? 422 : 200 })
  }

  return [
    page({
      path: base,
      permission: 'recognition.read',
      audit: null,
      query: askedFor,
      handler: (ctx) => list(ctx, ctx.query),
    }),
    form({
      path: base,
      permission: 'recognition.revoke',
      audit: 'decision.drafted',
      handler: async (ctx) => {
        // The page they were chosen on, so that a refusal shows them chosen.
        const from = askedFor.parse(ctx.form.fields)
        const read = readForm(measureForm, ctx.form)
        if (!read.ok) return list(ctx, from, read.problems)
        const concludedOn = read.value.concludedOn === '' ? null : parseDay(read.value.concludedOn)
        if (read.value.concludedOn !== '' && concludedOn === null)
          return list(ctx, from, [{ code: 'day-invalid', field: 'concludedOn' }])
        const province = deps.provinceOf(ctx.actor, ctx.today)
        const measure: Measure = read.value.measure
        const drafted = await ctx.run((inner) =>
          draftMeasure(
            inner,
            {
              measure,
              provinceCode: province.code,
              issuer: province.issuer,
              signerName: read.value.signerName,
              signerOffice: read.value.signerOffice,
              title: words('vi').measureTitles[measure] ?? measure,
              recognitionIds: fieldList(ctx.form, 'recognition'),
              ground: read.value.ground || null,
              reason: read.value.reason,
              concludedOn,
            },
            deps.measureLaw(),
          ),
        )
        return drafted.ok
          ? goTo(localPath(ctx.lang, `/lam-viec/quyet-dinh/${drafted.value.decisionId}`))
          : list(ctx, from, drafted.problems)
      },
    }),
  ]
}
