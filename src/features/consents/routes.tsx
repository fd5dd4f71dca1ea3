import { z } from 'zod'
import type { Problem } from '../../platform/command/index.ts'
import type { Kernel } from '../../platform/feature.ts'
import {
  type FormReading,
  fieldText,
  forbidden,
  form,
  goTo,
  notFound,
  page,
  type Route,
  show,
} from '../../platform/http/index.ts'
import { type Lang, localPath } from '../../platform/i18n/index.ts'
import type { SendNotice } from '../../platform/notice.ts'
import { dayTyped } from '../../rules/forms/index.ts'
import { may, reachOf } from '../../rules/permissions/index.ts'
import type { Governing } from '../places/index.ts'
import { countWrongCode, endConsent, makeConsentCode, recordConsent } from './commands.ts'
import { contestConsent, contestsOf, deedsFor } from './contests.ts'
import { ConsentsPage, RecordConsentPage } from './pages.tsx'
import { consentLines, ownProducers, standingProducer } from './queries.ts'

const byProducer = z.object({ producer: z.uuid() })
const LARGEST_PICTURE = 15_000_000

export function consentRoutes(
  kernel: Kernel,
  places: Governing,
  send?: SendNotice,
  deedName: (action: string, lang: Lang) => string = (action) => action,
): Route[] {
  const list = async (
    ctx: Parameters<Parameters<typeof page>[0]['handler']>[0],
    made?: { code: string; expiresAt: Date },
    refused?: { problems: readonly Problem[]; typed: FormReading['fields'] },
  ) => {
    const own = await ownProducers(kernel.db, reachOf(ctx.actor, 'producer.edit', ctx.today).producerIds)
    const lines = await consentLines(kernel.db, {
      producerIds: own.map((producer) => producer.id),
      officerId: ctx.actor.accountId,
    })
    return show(
      <ConsentsPage
        ctx={ctx}
        lines={lines}
        own={own}
        made={made}
        contests={
          await contestsOf(
            kernel.db,
            lines.map((line) => line.id),
          )
        }
        deeds={
          await deedsFor(
            kernel.db,
            own.map((producer) => producer.id),
          )
        }
        deedName={(action) => deedName(action, ctx.lang)}
        {...refused}
      />,
      { status: refused ? 422 : 200 },
    )
  }
  return [
    page({
      path: '/lam-viec/uy-quyen',
      permission: 'dossier.edit',
      audit: null,
      handler: (ctx) => list(ctx),
    }),
    form({
      path: '/lam-viec/uy-quyen/phan-doi',
      permission: 'producer.edit',
      audit: 'consent.contest',
      handler: async (ctx) => {
        const consentId = z.uuid().safeParse(fieldText(ctx.form, 'consentId'))
        const contested = consentId.success
          ? await ctx.run((inner) =>
              contestConsent(inner, send, {
                consentId: consentId.data,
                reason: fieldText(ctx.form, 'reason'),
              }),
            )
          : { ok: false as const, problems: [{ code: 'required', field: 'consentId' }] }
        if (contested.ok) return goTo(localPath(ctx.lang, '/lam-viec/uy-quyen'))
        return list(ctx, undefined, { problems: contested.problems, typed: ctx.form.fields })
      },
    }),
    form({
      path: '/lam-viec/uy-quyen/:producer/ma',
      permission: 'producer.edit',
      audit: 'consent.make-code',
      params: byProducer,
      handler: async (ctx) => {
        const made = await ctx.run((inner) => makeConsentCode(inner, places, ctx.params.producer))
        return made.ok ? list(ctx, made.value) : forbidden()
      },
    }),
    page({
      path: '/lam-viec/uy-quyen/:producer',
      permission: 'producer.act-for',
      audit: null,
      params: byProducer,
      handler: async (ctx) => {
        const producer = await standingProducer(kernel.db, ctx.params.producer, places, ctx.today)
        if (!producer || !may(ctx.actor, 'producer.act-for', producer.resource, ctx.today)) return notFound()
        return show(<RecordConsentPage ctx={ctx} producer={producer} />)
      },
    }),
    form({
      path: '/lam-viec/uy-quyen/:producer',
      permission: 'producer.act-for',
      audit: 'consent.record',
      params: byProducer,
      files: {
        fields: ['file'],
        maxBytes: LARGEST_PICTURE,
        maxFiles: 1,
        accept: ['application/pdf', 'image/jpeg', 'image/png', 'image/webp'],
      },
      handler: async (ctx) => {
        const producer = await standingProducer(kernel.db, ctx.params.producer, places, ctx.today)
        if (!producer || !may(ctx.actor, 'producer.act-for', producer.resource, ctx.today)) return notFound()
        const sent = ctx.form.files[0]
        const recorded = sent?.problem
          ? { ok: false as const, problems: [sent.problem] }
          : await ctx.run((inner) =>
              recordConsent(
                inner,
                places,
                {
                  producerId: producer.id,
                  way: fieldText(ctx.form, 'way') === 'code' ? 'code' : 'signature-photo',
                  givenBy: fieldText(ctx.form, 'givenBy'),
                  until: dayTyped(fieldText(ctx.form, 'until')) ?? '',
                  code: fieldText(ctx.form, 'code'),
                  file: sent?.stored && { hash: sent.stored.hash, name: sent.name },
                },
                send,
              ),
            )
        if (recorded.ok) return goTo(localPath(ctx.lang, '/lam-viec/ho-so'))
        if (recorded.problems.some((problem) => problem.code === 'consent-code-wrong'))
          await ctx.run((inner) => countWrongCode(inner, producer.id))
        return show(
          <RecordConsentPage
            ctx={ctx}
            producer={producer}
            typed={ctx.form.fields}
            problems={recorded.problems}
          />,
          { status: 422 },
        )
      },
    }),
    form({
      path: '/lam-viec/uy-quyen/dung/:id',
      permission: 'dossier.edit',
      audit: 'consent.end',
      params: z.object({ id: z.uuid() }),
      handler: async (ctx) => {
        const ended = await ctx.run((inner) => endConsent(inner, ctx.params.id))
        return ended.ok ? goTo(localPath(ctx.lang, '/lam-viec/uy-quyen')) : notFound()
      },
    }),
  ]
}
