import { z } from 'zod'
import type { CommandContext, Problem, Result } from '../../platform/command/index.ts'
import type { Db } from '../../platform/db/index.ts'
import type { Feature, Kernel } from '../../platform/feature.ts'
import {
  fieldText,
  file,
  form,
  goTo,
  page,
  type RequestContext,
  problems as refusal,
  show,
} from '../../platform/http/index.ts'
import { type Lang, localPath } from '../../platform/i18n/index.ts'
import { defineJob } from '../../platform/jobs/index.ts'
import { legalHolds } from '../../rules/privacy/index.ts'
import { problemText } from '../frame/index.ts'
import { askErasure, decideErasure, setConsent, withdrawErasure } from './commands.ts'
import {
  MinePage,
  minePath,
  NoticePage,
  noticePath,
  RequestsPage,
  type RetentionRule,
  requestsPath,
} from './pages.tsx'
import { problems } from './problems.ts'
import { factsOf, openRequests, othersDeeds, ownData } from './queries.ts'

export interface PrivacySurroundings {
  readonly retention: readonly RetentionRule[]
  /** Words for an action of the audit log. */
  deedText(action: string, lang: Lang): string
  erase(ctx: CommandContext, accountId: string, how: { keepName: boolean }): Promise<Result<void>>
  /** Whether the actor's reach covers all that the person ever had to do with. */
  mayErase(
    ctx: Pick<CommandContext, 'actor' | 'today'> & { readonly db: Db },
    accountId: string,
  ): Promise<boolean>
}

/** A person's own data: what is held, who looked, take it along, have it erased. */
export function createPrivacy(
  kernel: Kernel,
  { retention, deedText, erase, mayErase }: PrivacySurroundings,
): Feature {
  const { db } = kernel
  const mine = { permission: 'account.edit-own' } as const
  const said = (ctx: RequestContext) => ctx.url.searchParams.get('da') === 'ghi'
  const back = (ctx: RequestContext, path: string) => goTo(`${localPath(ctx.lang, path)}?da=ghi`)
  const errorsOf = (ctx: RequestContext, list: readonly Problem[]) =>
    list.map((problem) => ({ field: problem.field, text: problemText(problem, ctx.lang) }))

  async function showMine(ctx: RequestContext, list: readonly Problem[] = []) {
    const accountId = ctx.actor.accountId!
    const view = (
      <MinePage
        ctx={ctx}
        data={await ownData(db, accountId)}
        looked={await othersDeeds(db, accountId)}
        deedText={(action) => deedText(action, ctx.lang)}
        errors={errorsOf(ctx, list)}
        isDone={said(ctx)}
      />
    )
    return show(view, { status: list.length > 0 ? 422 : 200 })
  }

  async function showRequests(ctx: RequestContext, list: readonly Problem[] = [], refused?: string) {
    const asked = await openRequests(db)
    const within = await Promise.all(
      asked.map(({ accountId }) => mayErase({ db, actor: ctx.actor, today: ctx.today }, accountId)),
    )
    const open = asked.filter((_, n) => within[n])
    const requests = await Promise.all(
      open.map(async (each) => ({
        ...each,
        holds: legalHolds(await factsOf(db, each.accountId, ctx.today)),
      })),
    )
    for (const { accountId } of open) ctx.subject('account', accountId)
    const view = (
      <RequestsPage
        ctx={ctx}
        requests={requests}
        errors={errorsOf(ctx, list)}
        refused={refused}
        isDone={said(ctx)}
      />
    )
    return show(view, { status: list.length > 0 ? 422 : 200 })
  }

  return {
    name: 'privacy',
    problems,
    sitemap: async () => [{ path: noticePath }],
    jobs: [
      defineJob({
        name: 'privacy.retention',
        schema: z.object({}),
        schedule: { daily: '03:40' },
        handler: async () => {
          const days = retention.find((rule) => rule.id === 'mail-body')?.days
          if (days != null) await kernel.mailer.forgetBodies(new Date(+kernel.clock() - days * 86_400_000))
        },
      }),
    ],
    menu: [
      {
        path: minePath,
        label: { vi: 'Dữ liệu của tôi', en: 'My data' },
        icon: 'shield',
        permission: 'account.edit-own',
        order: 990,
      },
      {
        path: requestsPath,
        label: { vi: 'Yêu cầu xóa dữ liệu', en: 'Erasure requests' },
        icon: 'trash',
        permission: 'personal.erase',
        order: 950,
      },
    ],
    routes: [
      page({
        path: noticePath,
        permission: 'portal.read',
        audit: null,
        handler: (ctx) => show(<NoticePage ctx={ctx} rules={retention} />, { cache: ['personal-notice'] }),
      }),
      page({ path: minePath, ...mine, audit: null, handler: (ctx) => showMine(ctx) }),
      page({
        path: `${minePath}/tai-ve`,
        ...mine,
        mostADay: 30,
        audit: 'personal.exported',
        handler: async (ctx) => {
          const accountId = ctx.actor.accountId!
          ctx.subject('account', accountId)
          const data = { ...(await ownData(db, accountId)), seenByOthers: await othersDeeds(db, accountId) }
          return file(JSON.stringify(data, null, 2), 'application/json; charset=utf-8', {
            name: `sao-lang-du-lieu-cua-toi-${ctx.today}.json`,
          })
        },
      }),
      form({
        path: `${minePath}/dong-y`,
        ...mine,
        audit: 'personal.consented',
        handler: async (ctx) => {
          await ctx.run((command) => setConsent(command, fieldText(ctx.form, 'given') === 'yes'))
          return back(ctx, minePath)
        },
      }),
      form({
        path: `${minePath}/yeu-cau-xoa`,
        ...mine,
        audit: 'personal.erasure-asked',
        handler: async (ctx) => {
          const asked = await ctx.run((command) => askErasure(command, fieldText(ctx.form, 'reason')))
          return asked.ok ? back(ctx, minePath) : showMine(ctx, asked.problems)
        },
      }),
      form({
        path: `${minePath}/rut-yeu-cau`,
        ...mine,
        audit: 'personal.erasure-withdrawn',
        handler: async (ctx) => {
          const done = await ctx.run((command) => withdrawErasure(command))
          return done.ok ? back(ctx, minePath) : refusal(done.problems)
        },
      }),
      page({
        path: requestsPath,
        permission: 'personal.erase',
        audit: 'personal.requests-read',
        handler: (ctx) => showRequests(ctx),
      }),
      form({
        path: requestsPath,
        permission: 'personal.erase',
        audit: 'personal.erased',
        handler: async (ctx) => {
          const id = fieldText(ctx.form, 'request')
          const outcome = fieldText(ctx.form, 'outcome') === 'erased' ? 'erased' : 'refused'
          if (!/^[0-9a-f-]{36}$/.test(id)) return showRequests(ctx, [{ code: 'erasure-gone' }])
          const answer = fieldText(ctx.form, 'answer')
          const done = await ctx.run((command) =>
            decideErasure(command, { erase, mayErase }, { id, outcome, answer }),
          )
          return done.ok ? back(ctx, requestsPath) : showRequests(ctx, done.problems, id)
        },
      }),
    ],
  }
}
