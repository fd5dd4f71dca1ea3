import { z } from 'zod'
import type { Kernel } from '../../platform/feature.ts'
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
import { localPath } from '../../platform/i18n/index.ts'
import type { NoticeTemplate } from '../../platform/notice.ts'
import { chooseEmails, markRead } from './commands.ts'
import { InboxPage } from './pages/inbox-page.tsx'
import { LogPage } from './pages/log-page.tsx'
import { OptionsPage } from './pages/options-page.tsx'
import { deliveries, inboxOf, MAIL_STATES, remindersRun, silencedKinds } from './queries.ts'
import { EVERY_KIND, type Post } from './send.ts'
import { sendAgain } from './send-again.ts'

export const INBOX = '/lam-viec/thong-bao'

const pageNumber = z.coerce.number().int().min(1).max(10_000).catch(1)
const byId = z.object({ id: z.uuid() })

interface Parts {
  readonly kernel: Kernel
  readonly post: Post
  readonly templates: ReadonlyMap<string, NoticeTemplate>
}

/** Inbox and preferences of each person, and the office's delivery log. */
export function noticeRoutes({ kernel, post, templates }: Parts): Route[] {
  const { db } = kernel
  const own = { permission: 'notice.read-own' } as const
  const kinds = (lang: RequestContext['lang']) =>
    [...templates].map(([kind, { name }]) => ({ value: kind, label: name[lang] }))

  /** Kinds that can reach this person: others are not asked about. */
  const kindsFor = ({ lang, actor }: RequestContext) => {
    const held = new Set<string>(actor.grants.map((grant) => grant.role))
    return kinds(lang).filter(({ value }) => templates.get(value)!.roles.some((role) => held.has(role)))
  }

  const addressOf = async (accountId: string): Promise<string | null> => {
    const [person] = await post.people.recipients(db, { accountIds: [accountId] }, '')
    return person?.email ?? null
  }

  return [
    page({
      path: INBOX,
      ...own,
      audit: null,
      query: z.object({ loc: z.string().max(20).optional().catch(undefined), trang: pageNumber.optional() }),
      handler: async (ctx) => {
        const unread = ctx.query.loc === 'chua-doc'
        const current = ctx.query.trang ?? 1
        const inbox = await inboxOf(db, ctx.actor.accountId!, { unread, page: current })
        return show(<InboxPage ctx={ctx} {...inbox} only={unread ? 'unread' : 'all'} page={current} />)
      },
    }),
    form({
      path: `${INBOX}/da-doc`,
      ...own,
      audit: 'notice.read',
      handler: async (ctx) => {
        await ctx.run((inner) => markRead(inner, null))
        return goTo(localPath(ctx.lang, INBOX))
      },
    }),
    page({
      path: `${INBOX}/:id/mo`,
      ...own,
      audit: null,
      params: byId,
      handler: async (ctx) => {
        const read = await ctx.run((inner) => markRead(inner, ctx.params.id))
        return read.ok && read.value ? goTo(localPath(ctx.lang, read.value)) : notFound()
      },
    }),
    page({
      path: `${INBOX}/tuy-chon`,
      ...own,
      audit: null,
      handler: async (ctx) => {
        const silent = await silencedKinds(db, ctx.actor.accountId!)
        return show(
          <OptionsPage
            ctx={ctx}
            email={await addressOf(ctx.actor.accountId!)}
            kinds={kindsFor(ctx)}
            on={(kind) => !silent.has(kind)}
            all={!silent.has(EVERY_KIND)}
            saved={ctx.url.searchParams.has('da-luu')}
          />,
        )
      },
    }),
    form({
      path: `${INBOX}/tuy-chon`,
      ...own,
      audit: 'notice.emails-chosen',
      handler: async (ctx) => {
        await ctx.run((inner) =>
          chooseEmails(inner, {
            all: fieldText(ctx.form, 'all') !== '',
            kinds: fieldList(ctx.form, 'kinds'),
            known: kindsFor(ctx).map((each) => each.value),
          }),
        )
        return goTo(localPath(ctx.lang, `${INBOX}/tuy-chon?da-luu=1`))
      },
    }),
    form({
      path: `${INBOX}/nhat-ky/:notice/:account/gui-lai`,
      permission: 'notice.manage',
      audit: 'notice.sent-again',
      params: z.object({ notice: z.uuid(), account: z.uuid() }),
      handler: async (ctx) => {
        const { notice: noticeId, account: accountId } = ctx.params
        const within = post.people.codesWithin(ctx.actor, 'notice.manage', ctx.today)
        const sent = await ctx.run((inner) => sendAgain(inner, post, { noticeId, accountId, within }))
        const said = sent.ok ? 'da-gui' : sent.problems[0]!.code
        return goTo(localPath(ctx.lang, `${INBOX}/nhat-ky?gui-lai=${said}`))
      },
    }),
    page({
      path: `${INBOX}/nhat-ky`,
      permission: 'notice.manage',
      audit: 'notice.log-read',
      query: z.object({
        q: z.string().max(200).optional().catch(undefined),
        loai: z.string().max(80).optional().catch(undefined),
        'tinh-trang': z.enum(MAIL_STATES).optional().catch(undefined),
        trang: pageNumber.optional(),
        'gui-lai': z.string().max(40).optional().catch(undefined),
      }),
      handler: async (ctx) => {
        const { 'gui-lai': again, q = '', loai, 'tinh-trang': state, trang = 1 } = ctx.query
        const log = await deliveries(db, {
          within: post.people.codesWithin(ctx.actor, 'notice.manage', ctx.today),
          text: q,
          kind: loai && templates.has(loai) ? loai : undefined,
          state,
          page: trang,
        })
        return show(
          <LogPage
            ctx={ctx}
            {...log}
            page={trang}
            asked={{ q, kind: loai ?? '', state: state ?? '' }}
            kinds={kinds(ctx.lang)}
            channels={post.channels}
            mailServer={kernel.config.smtpUrl !== undefined}
            done={again ? { problem: again === 'da-gui' ? null : { code: again } } : undefined}
            reminders={await remindersRun(db)}
          />,
        )
      },
    }),
  ]
}
