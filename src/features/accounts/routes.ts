import { form, page, type Route } from '../../platform/http/index.ts'
import type { Parts } from './parts.ts'
import { showSecondStep, showSignIn, takeSecondStep, takeSignIn, takeSignOut } from './sign-in-handlers.tsx'

/** A hall of people behind one address signs in at once; a robot does not get far. */
const signInsAMinute = 120

export function accountRoutes(parts: Parts): Route[] {
  const signIn = { permission: 'account.sign-in', rateLimit: signInsAMinute } as const
  return [
    page({ path: '/dang-nhap', permission: 'account.sign-in', audit: null, handler: showSignIn(parts) }),
    form({ path: '/dang-nhap', ...signIn, audit: 'session.started', handler: takeSignIn(parts) }),
    page({
      path: '/dang-nhap/buoc-hai',
      permission: 'account.sign-in',
      audit: null,
      handler: showSecondStep(parts),
    }),
    form({
      path: '/dang-nhap/buoc-hai',
      ...signIn,
      audit: 'session.started',
      handler: takeSecondStep(parts),
    }),
    form({
      path: '/dang-xuat',
      permission: 'account.sign-in',
      audit: 'session.ended',
      handler: takeSignOut(parts),
    }),
  ]
}
