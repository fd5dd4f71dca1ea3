import { z } from 'zod'
import { type Problem, refuse } from '../../../platform/command/index.ts'
import type { Kernel } from '../../../platform/feature.ts'
import {
  fieldText,
  file,
  forbidden,
  form,
  goTo,
  notFound,
  page,
  type Reply,
  type RequestContext,
  type Route,
  readForm,
  show,
} from '../../../platform/http/index.ts'
import { localPath, parseDay } from '../../../platform/i18n/index.ts'
import { may, reachOf } from '../../../rules/permissions/index.ts'
import { problemText } from '../../frame/index.ts'
import type { RecognitionDeps } from '../recognition.ts'
import { ministryPackage } from './package.ts'
import { MinistryPage } from './page.tsx'
import { ministryDossiers } from './queries.ts'
import { judgeAgain, readMean, recordMinistryResult, sendToMinistry } from './result.ts'
import { recordMinisterRevocation, standingOfTheMinister } from './revocation.ts'

const byId = z.object({ id: z.uuid() })
const base = '/lam-viec/gui-bo'
const revocationForm = z.object({
  recognitionId: z.uuid('required'),
  decisionNo: z.string().min(1, 'required').max(60),
  revokedOn: z.string().max(20),
  ground: z.string().max(10).default(''),
  reason: z.string().min(1, 'reason-missing').max(2000),
})

/** From 90 points to the Ministry and back (Điều 6 khoản 3, Điều 7 khoản 3 điểm e, khoản 4). */
export function ministryRoutes(kernel: Kernel, deps: RecognitionDeps): readonly Route[] {
  async function list(ctx: RequestContext, failed: readonly Problem[] = [], about?: string): Promise<Reply> {
    const reach = reachOf(ctx.actor, 'ministry.send', ctx.today)
    const places = reach.everything ? null : reach.places
    const [rows, revocable] = await Promise.all([
      ministryDossiers(kernel.db, places),
      standingOfTheMinister(kernel.db, places, deps.measureLaw().provinceStars),
    ])
    const errors = failed.map((each) => ({ field: each.field, text: problemText(each, ctx.lang) }))
    return show(
      <MinistryPage
        ctx={ctx}
        rows={rows}
        revocable={revocable}
        round={deps.ministryRound(ctx.today)}
        grounds={deps.revocationGrounds()}
        errors={errors}
        about={about}
        typed={about ? ctx.form.fields : undefined}
        placeLabel={deps.placeLabel}
      />,
      { status: failed.length > 0 ? 422 : 200 },
    )
  }
  const home = (ctx: RequestContext) => goTo(localPath(ctx.lang, base))

  return [
    page({ path: base, permission: 'ministry.send', audit: 'ministry.listed', handler: (ctx) => list(ctx) }),
    page({
      path: `${base}/:id/ho-so.zip`,
      permission: 'ministry.send',
      audit: 'ministry.packed',
      params: byId,
      handler: async (ctx) => {
        const { id } = ctx.params
        const dossier = await kernel.db
          .selectFrom('dossier')
          .select('province_code as province')
          .where('id', '=', id)
          .executeTakeFirst()
        if (!dossier) return notFound()
        if (!may(ctx.actor, 'ministry.send', { places: [dossier.province] }, ctx.today)) return forbidden()
        ctx.subject('dossier', id, dossier.province)
        const packed = await ministryPackage(kernel, id, deps, ctx.today)
        return packed ? file(packed.bytes, 'application/zip', { name: packed.name }) : notFound()
      },
    }),
    form({
      path: `${base}/:id/da-gui`,
      permission: 'ministry.send',
      audit: 'ministry.sent',
      params: byId,
      handler: async (ctx) => {
        const { id } = ctx.params
        const done = await ctx.run((inner) =>
          sendToMinistry(inner, { dossierId: id, paperNo: fieldText(ctx.form, 'paperNo') }, deps),
        )
        return done.ok ? home(ctx) : list(ctx, done.problems, id)
      },
    }),
    form({
      path: `${base}/:id/ket-qua`,
      permission: 'ministry.record',
      audit: 'ministry.recorded',
      params: byId,
      handler: async (ctx) => {
        const { id } = ctx.params
        const mean = readMean(fieldText(ctx.form, 'mean'))
        const paperOn = parseDay(fieldText(ctx.form, 'paperOn'))
        const star = Number(fieldText(ctx.form, 'star'))
        const done = !mean
          ? refuse('mean-invalid', { field: 'mean' })
          : !paperOn
            ? refuse('day-invalid', { field: 'paperOn' })
            : await ctx.run((inner) =>
                recordMinistryResult(
                  inner,
                  {
                    dossierId: id,
                    mean,
                    star: star >= 1 && star <= 5 ? star : null,
                    paperNo: fieldText(ctx.form, 'paperNo'),
                    paperOn,
                  },
                  deps,
                ),
              )
        return done.ok ? home(ctx) : list(ctx, done.problems, id)
      },
    }),
    form({
      path: `${base}/:id/danh-gia-lai`,
      permission: 'council.manage',
      audit: 'dossier.rejudge',
      params: byId,
      handler: async (ctx) => {
        const input = { dossierId: ctx.params.id, reason: fieldText(ctx.form, 'reason') }
        const done = await ctx.run((inner) => judgeAgain(inner, input, deps))
        return done.ok ? home(ctx) : list(ctx, done.problems, input.dossierId)
      },
    }),
    form({
      path: `${base}/thu-hoi`,
      permission: 'ministry.record',
      audit: 'product.revocation-recorded',
      handler: async (ctx) => {
        const read = readForm(revocationForm, ctx.form)
        if (!read.ok) return list(ctx, read.problems, 'revocation')
        const revokedOn = parseDay(read.value.revokedOn)
        const done = revokedOn
          ? await ctx.run((inner) => recordMinisterRevocation(inner, { ...read.value, revokedOn }, deps))
          : refuse('day-invalid', { field: 'revokedOn' })
        return done.ok ? home(ctx) : list(ctx, done.problems, 'revocation')
      },
    }),
  ]
}
