import { z } from 'zod'
import { today } from '../../platform/clock/index.ts'
import {
  type Actor,
  type CommandContext,
  ok,
  type Result,
  refuse,
  system,
} from '../../platform/command/index.ts'
import type { Db } from '../../platform/db/index.ts'
import type { Feature, Kernel } from '../../platform/feature.ts'
import { defineJob } from '../../platform/jobs/index.ts'
import type { NoticeTo } from '../../platform/notice.ts'
import { onBehalfOf, type Permission } from '../../rules/permissions/index.ts'
import { openLibrary } from './auth/library.ts'
import { mayEraseAccount } from './authority.ts'
import { createAccount, type NewAccount } from './create-account.ts'
import { createDemoAccount, demoLines, loadDemoAccounts } from './demo.ts'
import { eraseAccount } from './erase-account.ts'
import { followMerges } from './following.ts'
import { endGrant, type GrantInput, grantRole } from './grants.ts'
import { Identity } from './identity.ts'
import { accountInvariants } from './invariants.ts'
import { inviteToSetPassword } from './invitations.ts'
import { OpenId } from './open-id/open-id.ts'
import { showProviderTab } from './pages/account-frame.tsx'
import type { Territory } from './places.ts'
import { problems as problemsEn } from './problems.en.ts'
import { problems as problemsVi } from './problems.vi.ts'
import { codesWithin } from './queries.ts'
import { type Recipient, recipientsOf } from './recipients.ts'
import { accountRoutes } from './routes.ts'
import { resetSecondFactor } from './second-factor.ts'
import { secondFactorRoles } from './second-factor-roles.ts'
import { sweep } from './throttle.ts'
import './actor.ts'

export { createDemoAccount, demoPassword } from './demo.ts'
export type { GrantInput } from './grants.ts'
export { twoFactorPath } from './own-path.ts'
export { type GrantPlace, type Territory, territoryOf } from './places.ts'
export { peopleWithRole } from './queries.ts'
export type { Recipient } from './recipients.ts'
export { roleName } from './role-names.ts'

export type Accounts = Awaited<ReturnType<typeof createAccounts>>

/** Who people are and what they may: accounts, roles by place and day, sign-in, sessions, access tokens. */
export async function createAccounts(kernel: Kernel, territory: Territory) {
  const secret = (await kernel.keys.symmetric('sign-in')).toString('base64')
  const library = openLibrary(kernel, secret)
  const { authCookies } = await library.$context
  const asking = secondFactorRoles(kernel.config.secondFactorRoles)
  const identity = new Identity(kernel, { name: authCookies.sessionToken.name, secret }, asking)
  const provider = kernel.config.openId
  const openId = provider && new OpenId(provider, kernel.config.baseUrl, secret)
  showProviderTab(openId !== undefined)
  const feature: Feature = {
    name: 'accounts',
    routes: accountRoutes({
      kernel,
      territory,
      library,
      secret,
      identity,
      secondFactorRoles: asking,
      openId,
    }),
    problems: { vi: problemsVi, en: problemsEn },
    menu: [
      {
        path: '/lam-viec/quan-tri/tai-khoan',
        label: { vi: 'Người dùng', en: 'People' },
        icon: 'users',
        permission: 'account.manage',
        order: 940,
      },
    ],
    invariants: accountInvariants(kernel.clock),
    subscribe: (events) => {
      // Whoever registers a producer of their own acts for it from then on: nobody has to give them that role.
      events.on('producer.registered', async (ctx, { producerId, accountId }) => {
        const input = { accountId, role: 'producer' as const, producerId, reason: 'producer.registered' }
        const given = await grantRole({ ...ctx, actor: system }, territory, input)
        if (!given.ok) throw new Error(`no role for a producer just registered: ${given.problems[0]?.code}`)
      })
      followMerges(events)
    },
    demo: () => loadDemoAccounts(kernel, territory),
    jobs: [
      defineJob({
        name: 'accounts.sweep',
        schema: z.object({}),
        schedule: { everyMinutes: 30 },
        handler: () => sweep(kernel.db, kernel.clock()),
      }),
    ],
  }
  return {
    feature,
    identity: {
      resolveActor: identity.resolveActor.bind(identity),
      demoSignIns: () => demoLines(kernel),
      /** For whom the actor does what concerns this place: the lender of the role that reaches it, or null. */
      onBehalfOf: (actor: Actor, permission: Permission, place: string | null): string | null => {
        const day = today(kernel.clock)
        return onBehalfOf(actor, permission, place === null ? null : territory.governing(place, day), day)
      },
    },
    /** Opens an account without a role. */
    createAccount: (ctx: CommandContext, input: NewAccount) => createAccount(ctx, input),
    /** An account of the demo province, with the demo password. */
    createDemoAccount,
    /** Takes what is personal out of a closed account. */
    eraseAccount,
    /** Whether the actor's reach covers every role the person ever held. */
    mayErase: (
      ctx: Pick<CommandContext, 'actor' | 'today'> & { readonly db: Db },
      accountId: string,
    ): Promise<boolean> => mayEraseAccount(ctx, territory, accountId),
    /** Takes the second factor and the passkeys off an account, known by its name to sign in with; the holder is told. */
    resetFactor: async (
      ctx: CommandContext,
      input: { readonly username: string; readonly reason: string },
    ): Promise<Result<void>> => {
      const account = await ctx.db
        .selectFrom('account')
        .select('id')
        .where('username', '=', input.username.trim().toLowerCase())
        .executeTakeFirst()
      if (!account) return refuse('not-found', { field: 'username' })
      return resetSecondFactor(ctx, kernel, territory, { accountId: account.id, reason: input.reason })
    },
    grantRole: (ctx: CommandContext, input: GrantInput) => grantRole(ctx, territory, input),
    /** The link by which a person sets the password; told once. */
    invite: async (
      ctx: CommandContext,
      accountId: string,
    ): Promise<Result<{ link: string; until: Date }>> => {
      const made = await inviteToSetPassword(ctx, territory, accountId)
      if (!made.ok) return made
      return ok({ link: `${kernel.config.baseUrl}/loi-moi/${made.value.token}`, until: made.value.expiresAt })
    },
    /** Codes of every place within the actor's reach for a permission; undefined = no limit. */
    codesWithin: (actor: Actor, permission: Permission, today: string): readonly string[] | undefined =>
      codesWithin(territory, actor, today, permission),
    /** Whom a notice goes to, each person once. */
    recipients: (db: Db, to: NoticeTo, today: string): Promise<readonly Recipient[]> =>
      recipientsOf(db, territory, to, today),
    endGrant: (ctx: CommandContext, input: { grantId: string; reason: string }) =>
      endGrant(ctx, territory, input),
  }
}
