import { z } from 'zod'
import { api, DayText, form, json, page, type Route } from '../../platform/http/index.ts'
import { ROLES } from '../../rules/permissions/index.ts'
import * as administration from './administration-handlers.tsx'
import { loanRoutes } from './delegation/routes.tsx'
import { showInvitation, showRecovery, takeInvitation, takeRecovery } from './invitation-handlers.tsx'
import { openIdRoutes } from './open-id/routes.tsx'
import * as own from './own-account-handlers.tsx'
import type { Parts } from './parts.ts'
import { passkeyRoutes } from './passkeys/routes.tsx'
import { showSecondStep, showSignIn, takeSecondStep, takeSignIn, takeSignOut } from './sign-in-handlers.tsx'
import * as twoFactor from './two-factor-handlers.tsx'

/** A hall of people behind one address signs in at once; a robot does not get far. */
const signInsAMinute = 120

const link = z.object({ token: z.string().regex(/^[\w-]{20,100}$/) })

export function accountRoutes(parts: Parts): Route[] {
  return [
    ...signInRoutes(parts),
    ...ownRoutes(parts),
    ...passkeyRoutes(parts),
    ...openIdRoutes(parts, parts.openId),
    ...loanRoutes(parts),
    ...administrationRoutes(parts),
    whoAmI,
  ]
}

const grant = z.object({
  role: z.enum(ROLES),
  place: z.string().nullable(),
  agencyId: z.string().nullable(),
  producerIds: z.array(z.uuid()).optional(),
  from: DayText,
  to: DayText.nullable(),
})

const me = z.object({
  accountId: z.uuid(),
  name: z.string(),
  language: z.enum(['vi', 'en']),
  grants: z.array(grant),
  /** Held, but waiting for a second factor. */
  withheld: z.array(grant),
})

/** Whom a session or an access token speaks for, and with which roles today. */
const whoAmI = api({
  method: 'GET',
  path: '/api/v1/me',
  permission: 'account.edit-own',
  audit: null,
  summary: 'Who is asking, and with which roles today',
  answer: me,
  handler: ({ actor }) =>
    json({
      accountId: actor.accountId,
      name: actor.name,
      language: actor.lang,
      grants: actor.grants,
      withheld: actor.withheld ?? [],
    }),
})

function signInRoutes(parts: Parts): Route[] {
  const open = { permission: 'account.sign-in' } as const
  const limited = { ...open, rateLimit: signInsAMinute } as const
  return [
    page({ path: '/dang-nhap', ...open, audit: null, handler: showSignIn(parts) }),
    form({ path: '/dang-nhap', ...limited, audit: 'session.started', handler: takeSignIn(parts) }),
    page({ path: '/dang-nhap/buoc-hai', ...open, audit: null, handler: showSecondStep(parts) }),
    form({
      path: '/dang-nhap/buoc-hai',
      ...limited,
      audit: 'session.started',
      handler: takeSecondStep(parts),
    }),
    form({ path: '/dang-xuat', ...open, audit: 'session.ended', handler: takeSignOut(parts) }),
    page({ path: '/quen-mat-khau', ...open, audit: null, handler: showRecovery() }),
    form({
      path: '/quen-mat-khau',
      ...limited,
      audit: 'password.recovery-asked',
      handler: takeRecovery(parts),
    }),
    ...['/loi-moi/:token', '/dat-lai-mat-khau/:token'].flatMap((path) => [
      page({ path, ...open, params: link, audit: null, handler: showInvitation(parts) }),
      form({ path, ...limited, params: link, audit: 'password.set', handler: takeInvitation(parts) }),
    ]),
  ]
}

function ownRoutes(parts: Parts): Route[] {
  const path = '/lam-viec/tai-khoan'
  const mine = { permission: 'account.edit-own' } as const
  return [
    page({ path, ...mine, audit: null, handler: own.showProfile(parts) }),
    form({ path, ...mine, audit: 'account.edited', handler: own.takeProfile(parts) }),
    page({ path: `${path}/mat-khau`, ...mine, audit: null, handler: own.showPassword(parts) }),
    form({ path: `${path}/mat-khau`, ...mine, audit: 'password.changed', handler: own.takePassword(parts) }),
    page({ path: `${path}/hai-lop`, ...mine, audit: null, handler: twoFactor.showTwoFactor(parts) }),
    form({
      path: `${path}/hai-lop/bat-dau`,
      ...mine,
      audit: 'two-factor.started',
      handler: twoFactor.takeStart(parts),
    }),
    form({
      path: `${path}/hai-lop/xac-nhan`,
      ...mine,
      audit: 'two-factor.enabled',
      handler: twoFactor.takeConfirmation(parts),
    }),
    form({
      path: `${path}/hai-lop/tat`,
      ...mine,
      audit: 'two-factor.disabled',
      handler: twoFactor.takeDisabling(parts),
    }),
    form({
      path: `${path}/hai-lop/ma-du-phong`,
      ...mine,
      audit: 'two-factor.codes-renewed',
      handler: twoFactor.takeRenewal(parts),
    }),
    page({ path: `${path}/phien`, ...mine, audit: null, handler: own.showSessions(parts) }),
    form({ path: `${path}/phien`, ...mine, audit: 'session.ended', handler: own.takeSessions(parts) }),
    page({ path: `${path}/ma-truy-cap`, ...mine, audit: null, handler: own.showTokens(parts) }),
    form({ path: `${path}/ma-truy-cap`, ...mine, audit: 'access-token.made', handler: own.takeToken(parts) }),
    form({
      path: `${path}/ma-truy-cap/thu-hoi`,
      ...mine,
      audit: 'access-token.revoked',
      handler: own.takeRevocation(parts),
    }),
  ]
}

function administrationRoutes(parts: Parts): Route[] {
  const path = '/lam-viec/quan-tri/tai-khoan'
  const manage = { permission: 'account.manage' } as const
  const grants = { permission: 'grant.manage' } as const
  const one = { ...manage, params: administration.accountParams } as const
  const oneGrant = { ...grants, params: administration.accountParams } as const
  const { listQuery } = administration
  return [
    page({ path, ...manage, query: listQuery, audit: null, handler: administration.showAccounts(parts) }),
    page({ path: `${path}/moi`, ...manage, audit: null, handler: administration.showNewAccount(parts) }),
    form({
      path: `${path}/moi`,
      ...manage,
      audit: 'account.created',
      handler: administration.takeNewAccount(parts),
    }),
    page({ path: `${path}/:id`, ...one, audit: 'account.read', handler: administration.showAccount(parts) }),
    form({
      path: `${path}/:id/sua`,
      ...one,
      audit: 'account.edited',
      handler: administration.takeEdit(parts),
    }),
    form({
      path: `${path}/:id/khoa`,
      ...one,
      audit: 'account.locked',
      handler: administration.takeLock(parts),
    }),
    form({
      path: `${path}/:id/mo-khoa`,
      ...one,
      audit: 'account.unlocked',
      handler: administration.takeUnlock(parts),
    }),
    form({
      path: `${path}/:id/loi-moi`,
      ...one,
      audit: 'account.invited',
      handler: administration.takeInvite(parts),
    }),
    form({
      path: `${path}/:id/go-hai-lop`,
      ...one,
      audit: 'two-factor.reset',
      handler: administration.takeReset(parts),
    }),
    form({
      path: `${path}/:id/vai-tro`,
      ...oneGrant,
      audit: 'grant.given',
      handler: administration.takeGrant(parts),
    }),
    form({
      path: `${path}/:id/ket-thuc-vai-tro`,
      ...oneGrant,
      audit: 'grant.ended',
      handler: administration.takeGrantEnd(parts),
    }),
  ]
}
