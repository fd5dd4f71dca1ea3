import { betterAuth } from 'better-auth'
import { APIError } from 'better-auth/api'
import { twoFactor, username } from 'better-auth/plugins'
import { uuidv7 } from '../../../platform/db/index.ts'
import type { Kernel } from '../../../platform/feature.ts'
import { PASSWORD_LENGTH } from '../../../rules/passwords/index.ts'
import { makeBackupCodes } from './backup-codes.ts'
import { addressHeader, libraryCookies } from './cookies.ts'
import { hashPassword, verifyPassword } from './password.ts'
import { currentDb, hashMadeOf, hasSecondFactor, isProven, sessionStore } from './store.ts'
import { usernamePattern } from './username.ts'

/** A session that is not to be remembered ends after a working day; a remembered one after a month. */
export const sessionHours = { workingDay: 12, remembered: 30 * 24 } as const

/**
 * The sign-in library over our tables: password, second factor, sessions. Its own HTTP handler is not mounted; pages
 * call it inside commands. Passkeys and an OpenID provider are added here as plugins, with their callbacks as routes.
 */
export function openLibrary(kernel: Kernel, secret: string) {
  return betterAuth({
    appName: 'Sao Làng',
    baseURL: kernel.config.baseUrl,
    secret,
    database: sessionStore(kernel.db),
    telemetry: { enabled: false },
    logger: { disabled: true },
    rateLimit: { enabled: false },
    emailAndPassword: {
      enabled: true,
      disableSignUp: true,
      minPasswordLength: PASSWORD_LENGTH.minimum,
      maxPasswordLength: PASSWORD_LENGTH.maximum,
      password: {
        hash: async (password) => hashMadeOf(password) ?? hashPassword(password),
        verify: async ({ hash, password }) => isProven(password, hash) || verifyPassword(password, hash),
      },
    },
    user: {
      modelName: 'account',
      fields: { emailVerified: 'email_verified', createdAt: 'created_at', updatedAt: 'updated_at' },
    },
    account: {
      modelName: 'account_credential',
      fields: {
        userId: 'account_id',
        providerId: 'provider',
        accountId: 'subject',
        createdAt: 'created_at',
        updatedAt: 'updated_at',
      },
    },
    session: {
      modelName: 'account_session',
      fields: {
        userId: 'account_id',
        expiresAt: 'expires_at',
        ipAddress: 'ip_address',
        userAgent: 'user_agent',
        createdAt: 'created_at',
        updatedAt: 'updated_at',
      },
      additionalFields: {
        secondFactor: { type: 'boolean', fieldName: 'second_factor', required: false, input: false },
      },
      expiresIn: sessionHours.remembered * 3600,
      disableSessionRefresh: true,
    },
    verification: {
      modelName: 'account_verification',
      fields: { expiresAt: 'expires_at', createdAt: 'created_at', updatedAt: 'updated_at' },
      storeIdentifier: 'hashed',
    },
    advanced: {
      ...libraryCookies(kernel.config.baseUrl),
      database: { generateId: () => uuidv7() },
      ipAddress: { ipAddressHeaders: [addressHeader] },
    },
    databaseHooks: { session: { create: { before: (session) => beforeSession(kernel, session) } } },
    plugins: [
      username({
        minUsernameLength: 3,
        maxUsernameLength: 40,
        usernameValidator: (name) => usernamePattern.test(name),
        schema: { user: { fields: { username: 'username', displayUsername: 'display_username' } } },
      }),
      twoFactor({
        backupCodeOptions: { customBackupCodesGenerate: makeBackupCodes, storeBackupCodes: 'encrypted' },
        schema: {
          user: { fields: { twoFactorEnabled: 'two_factor_enabled' } },
          twoFactor: {
            modelName: 'account_two_factor',
            fields: {
              userId: 'account_id',
              backupCodes: 'backup_codes',
              failedVerificationCount: 'failed_verification_count',
              lockedUntil: 'locked_until',
            },
          },
        },
      }),
    ],
  })
}

export type Library = ReturnType<typeof openLibrary>

/** A locked account opens no session, nor does a demo account where the demo province is switched off. */
async function beforeSession(
  kernel: Kernel,
  session: { userId: string; expiresAt: Date },
): Promise<{ data: { secondFactor: boolean; expiresAt?: Date } }> {
  const account = await currentDb(kernel.db)
    .selectFrom('account')
    .select(['locked_at', 'is_demo'])
    .where('id', '=', session.userId)
    .executeTakeFirstOrThrow()
  if (account.locked_at) throw new APIError('FORBIDDEN', { code: 'ACCOUNT_LOCKED' })
  if (account.is_demo && !kernel.config.demo) throw new APIError('FORBIDDEN', { code: 'DEMO_CLOSED' })
  const remembered = session.expiresAt.getTime() - Date.now() > 2 * 86_400_000
  const secondFactor = hasSecondFactor()
  if (remembered) return { data: { secondFactor } }
  const expiresAt = new Date(Date.now() + sessionHours.workingDay * 3_600_000)
  return { data: { secondFactor, expiresAt } }
}
