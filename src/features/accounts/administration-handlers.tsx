import { z } from 'zod'
import type { CommandContext, Problem, Result } from '../../platform/command/index.ts'
import {
  fieldText,
  forbidden,
  goTo,
  notFound,
  type Reply,
  type RequestContext,
  readForm,
  show,
} from '../../platform/http/index.ts'
import { localPath, parseDay } from '../../platform/i18n/index.ts'
import { may, ROLES, type Role } from '../../rules/permissions/index.ts'
import { fold } from '../../rules/vietnamese/index.ts'
import { mayManageAccount } from './authority.ts'
import { accountInput, createAccount } from './create-account.ts'
import { accountEdit, editAccount } from './edit-account.ts'
import { endGrant, type GrantInput, grantRole } from './grants.ts'
import { formErrors, grantNames, here } from './handlers.ts'
import { inviteToSetPassword } from './invitations.ts'
import { lockAccount, unlockAccount } from './lock-account.ts'
import { AccountPage, type AccountPageProps } from './pages/account-page.tsx'
import { AccountsPage, administrationPath } from './pages/accounts-page.tsx'
import { NewAccountPage } from './pages/new-account-page.tsx'
import type { Parts } from './parts.ts'
import { findAccount, grantHistory, listAccounts } from './queries.ts'
import { resetSecondFactor } from './second-factor.ts'
import { tellOwner } from './tell-owner.ts'
import { words } from './words.ts'

export const listQuery = z.object({
  q: z.string().max(200).catch(''),
  'vai-tro': z.string().catch(''),
  'tinh-trang': z.enum(['active', 'invited', 'locked', '']).catch(''),
  trang: z.coerce.number().int().min(1).max(10_000).catch(1),
})

export const accountParams = z.object({ id: z.uuid() })

type OfAccount = RequestContext<{ id: string }>

const isRole = (text: string): text is Role => ROLES.includes(text as Role)

export const showAccounts =
  (parts: Parts) =>
  async (ctx: RequestContext<unknown, z.output<typeof listQuery>>): Promise<Reply> => {
    const { q, 'vai-tro': role, 'tinh-trang': state, trang: page } = ctx.query
    const found = await listAccounts(parts.kernel.db, parts.territory, {
      actor: ctx.actor,
      today: ctx.today,
      search: fold(q),
      role: isRole(role) ? role : undefined,
      state: state || undefined,
      page,
    })
    const filter = { search: q, role, state, page }
    return show(<AccountsPage ctx={ctx} filter={filter} found={found} names={grantNames(parts, ctx.today)} />)
  }

/** What an administrator may choose from: places within reach. */
function choicesFor({ territory }: Parts, ctx: RequestContext) {
  const within = (code: string) =>
    may(ctx.actor, 'grant.manage', { places: territory.governing(code, ctx.today) }, ctx.today)
  return {
    places: territory.places(ctx.today).filter((place) => within(place.code)),
    agencies: territory.agencies(ctx.today),
    everywhere: may(ctx.actor, 'grant.manage', { places: [] }, ctx.today),
  }
}

export const showNewAccount =
  (parts: Parts) =>
  async (ctx: RequestContext): Promise<Reply> =>
    show(<NewAccountPage ctx={ctx} choices={choicesFor(parts, ctx)} />)

export const takeNewAccount =
  (parts: Parts) =>
  async (ctx: RequestContext): Promise<Reply> => {
    const again = (list: readonly Problem[]) =>
      show(
        <NewAccountPage
          ctx={ctx}
          choices={choicesFor(parts, ctx)}
          values={ctx.form.fields}
          errors={formErrors(list, ctx.lang)}
        />,
        { status: 422 },
      )
    const input = readForm(accountInput, ctx.form)
    const wanted = fieldText(ctx.form, 'role') ? await readGrant(parts, ctx) : null
    const list = [input, wanted].flatMap((each) => (each && !each.ok ? each.problems : []))
    if (!input.ok || list.length > 0) return again(list)
    const made = await ctx.run(async (command) => {
      const account = await createAccount(command, { ...input.value, lang: 'vi' })
      if (!account.ok) return account
      const { accountId } = account.value
      if (wanted?.ok) {
        const grant = await grantRole(command, parts.territory, { ...wanted.value, accountId })
        if (!grant.ok) return grant
      }
      const invited = await inviteToSetPassword(command, parts.territory, accountId)
      return invited.ok ? { ok: true, value: { accountId, ...invited.value } } : invited
    })
    if (!made.ok) return again(made.problems)
    return account(parts, ctx, made.value.accountId, { invited: invitedBy(parts, ctx, made.value) })
  }

function invitedBy(parts: Parts, ctx: RequestContext, made: { token: string; expiresAt: Date }) {
  const link = parts.kernel.config.baseUrl + localPath(ctx.lang, `/loi-moi/${made.token}`)
  return { link, until: made.expiresAt }
}

/** Reads the fields of a role: which, where, on which days. */
async function readGrant(
  { kernel }: Parts,
  ctx: RequestContext,
): Promise<Result<Omit<GrantInput, 'accountId'>>> {
  const text = (name: string) => fieldText(ctx.form, name)
  const list: Problem[] = []
  const role = text('role')
  if (!isRole(role)) list.push({ code: 'role-unknown', field: 'role' })
  const dayOf = (field: string) => {
    if (!text(field)) return undefined
    const day = parseDay(text(field))
    if (!day) list.push({ code: 'day-unreadable', field })
    return day ?? undefined
  }
  const from = dayOf('from')
  const to = dayOf('to')
  const producer = text('producer')
  const known = producer ? await findProducer(kernel.db, producer) : undefined
  if (producer && !known) list.push({ code: 'producer-unknown', field: 'producer' })
  if (list.length > 0) return { ok: false, problems: list }
  return {
    ok: true,
    value: {
      role: role as Role,
      place: text('place') || null,
      agencyId: text('agency') || null,
      producerId: known?.id ?? null,
      from,
      to: to ?? null,
      reason: text('reason').slice(0, 300) || null,
    },
  }
}

/** By id, or by the short name in the portal's address. */
async function findProducer(db: Parts['kernel']['db'], typed: string) {
  const isId = z.uuid().safeParse(typed).success
  return db
    .selectFrom('producer')
    .select('id')
    .where(isId ? 'id' : 'slug', '=', typed.toLowerCase())
    .executeTakeFirst()
}

async function account(
  parts: Parts,
  ctx: RequestContext,
  id: string,
  extra: Pick<AccountPageProps, 'invited' | 'refused'> = {},
): Promise<Reply> {
  const { db } = parts.kernel
  const row = await findAccount(db, id)
  if (!row) return notFound()
  if (!(await mayManageAccount({ ...ctx, db }, parts.territory, id))) return forbidden()
  ctx.subject('account', id)
  ctx.setHeader('cache-control', 'no-store')
  const grants = await grantHistory(db, id)
  const isLive = (grant: (typeof grants)[number]) => !grant.endedAt && (!grant.to || grant.to >= ctx.today)
  return show(
    <AccountPage
      ctx={ctx}
      account={row}
      state={row.locked_at ? 'locked' : row.has_password ? 'active' : 'invited'}
      live={grants.filter(isLive)}
      past={grants.filter((grant) => !isLive(grant))}
      names={grantNames(parts, ctx.today)}
      choices={choicesFor(parts, ctx)}
      notice={ctx.url.searchParams.get('da') === 'ghi' ? words(ctx.lang).changed : undefined}
      {...extra}
    />,
    { status: extra.refused ? 422 : 200 },
  )
}

export const showAccount = (parts: Parts) => (ctx: OfAccount) => account(parts, ctx, ctx.params.id)

/** A form of the account page: done and shown anew, or shown again with what was typed. */
function action(form: string, command: (parts: Parts, ctx: OfAccount) => Promise<Result<unknown>>) {
  return (parts: Parts) =>
    async (ctx: OfAccount): Promise<Reply> => {
      const done = await command(parts, ctx)
      if (done.ok) return goTo(here(ctx, `${administrationPath}/${ctx.params.id}`, { da: 'ghi' }))
      const errors = formErrors(done.problems, ctx.lang)
      return account(parts, ctx, ctx.params.id, { refused: { form, values: ctx.form.fields, errors } })
    }
}

const reasonOf = (ctx: RequestContext) => fieldText(ctx.form, 'reason').slice(0, 300)

const running = <T,>(ctx: RequestContext, body: (command: CommandContext) => Promise<Result<T>>) =>
  ctx.run(body)

export const takeGrant = action('give', async (parts, ctx) => {
  const wanted = await readGrant(parts, ctx)
  if (!wanted.ok) return wanted
  const input = { ...wanted.value, accountId: ctx.params.id }
  return running(ctx, (command) => grantRole(command, parts.territory, input))
})

export const takeGrantEnd = action('end', async (parts, ctx) => {
  const grantId = fieldText(ctx.form, 'grant')
  if (!z.uuid().safeParse(grantId).success) return { ok: false, problems: [{ code: 'grant-ended-already' }] }
  return running(ctx, (command) => endGrant(command, parts.territory, { grantId, reason: reasonOf(ctx) }))
})

export const takeEdit = action('edit', async (parts, ctx) => {
  const input = readForm(accountEdit, ctx.form)
  if (!input.ok) return input
  const { id } = ctx.params
  return running(ctx, async (command) => {
    const done = await editAccount(command, parts.territory, id, input.value)
    if (done.ok && done.value.emailChanged)
      await tellOwner(command, parts.kernel, id, 'tellEmail', done.value.formerEmail)
    return done
  })
})

export const takeLock = action('lock', (parts, ctx) =>
  running(ctx, (command) =>
    lockAccount(command, parts.territory, { accountId: ctx.params.id, reason: reasonOf(ctx) }),
  ),
)

export const takeUnlock = action('unlock', (parts, ctx) =>
  running(ctx, (command) => unlockAccount(command, parts.territory, ctx.params.id)),
)

export const takeReset = action('reset', (parts, ctx) =>
  running(ctx, (command) =>
    resetSecondFactor(command, parts.kernel, parts.territory, {
      accountId: ctx.params.id,
      reason: reasonOf(ctx),
    }),
  ),
)

export const takeInvite =
  (parts: Parts) =>
  async (ctx: OfAccount): Promise<Reply> => {
    const invited = await ctx.run((command) => inviteToSetPassword(command, parts.territory, ctx.params.id))
    if (invited.ok)
      return account(parts, ctx, ctx.params.id, { invited: invitedBy(parts, ctx, invited.value) })
    const errors = formErrors(invited.problems, ctx.lang)
    return account(parts, ctx, ctx.params.id, { refused: { form: 'end', values: {}, errors } })
  }
