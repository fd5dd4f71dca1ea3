import { ok, type Problem } from '../../platform/command/index.ts'
import { fieldText, goTo, type Reply, type RequestContext, show } from '../../platform/http/index.ts'
import { fill, localPath } from '../../platform/i18n/index.ts'
import { hashPassword } from './auth/password.ts'
import { flawOfPassword } from './auth/password-rules.ts'
import { emailOf } from './email.ts'
import { formErrors, here } from './handlers.ts'
import { acceptInvitation, findInvitation, makeInvitation, recoveryJustSent } from './invitations.ts'
import { InvitationGonePage, RecoverPage, SetPasswordPage } from './pages/set-password-page.tsx'
import type { Parts } from './parts.ts'
import { tooMany } from './sign-in.ts'
import { tellOwner } from './tell-owner.ts'
import { countFailure, takeTry } from './throttle.ts'
import { words } from './words.ts'

type Link = RequestContext<{ token: string }>

export const showInvitation =
  (parts: Parts) =>
  async (ctx: Link): Promise<Reply> => {
    const invitation = await findInvitation(parts.kernel.db, ctx.params.token, ctx.now)
    ctx.setHeader('cache-control', 'no-store')
    if (!invitation) return show(<InvitationGonePage ctx={ctx} />, { status: 410 })
    return show(<SetPasswordPage ctx={ctx} invitation={invitation} />)
  }

export const takeInvitation =
  (parts: Parts) =>
  async (ctx: Link): Promise<Reply> => {
    const { token } = ctx.params
    const invitation = await findInvitation(parts.kernel.db, token, ctx.now)
    if (!invitation) return show(<InvitationGonePage ctx={ctx} />, { status: 410 })
    const password = fieldText(ctx.form, 'password')
    const problems = passwordProblems(
      password,
      fieldText(ctx.form, 'repeat'),
      invitation.username,
      'password',
    )
    if (problems.length > 0) {
      const errors = formErrors(problems, ctx.lang)
      return show(<SetPasswordPage ctx={ctx} invitation={invitation} errors={errors} />, { status: 422 })
    }
    const passwordHash = await hashPassword(password)
    const accepted = await ctx.run(async (command) => {
      const done = await acceptInvitation(command, { token, passwordHash })
      if (done.ok) await tellOwner(command, parts.kernel, invitation.accountId, 'tellPassword')
      return done
    })
    if (!accepted.ok) return show(<InvitationGonePage ctx={ctx} />, { status: 410 })
    return goTo(here(ctx, '/dang-nhap', { da: 'moi', ten: accepted.value.username }))
  }

/** What is wrong with a new password typed twice. */
export function passwordProblems(
  password: string,
  repeated: string,
  username: string,
  field: string,
): readonly Problem[] {
  const flaw = flawOfPassword(password, { username, field })
  if (flaw) return [flaw]
  return password === repeated ? [] : [{ code: 'passwords-differ', field: 'repeat' }]
}

export const showRecovery =
  () =>
  async (ctx: RequestContext): Promise<Reply> =>
    show(<RecoverPage ctx={ctx} sent={ctx.url.searchParams.get('da') === 'gui'} />)

/** Answers alike whether the account exists or not. */
export const takeRecovery =
  (parts: Parts) =>
  async (ctx: RequestContext): Promise<Reply> => {
    const login = fieldText(ctx.form, 'login').toLowerCase()
    const again = (problem: Problem, status: number) =>
      show(<RecoverPage ctx={ctx} login={login} errors={formErrors([problem], ctx.lang)} />, { status })
    if (!login) return again({ code: 'login-missing', field: 'login' }, 422)
    const counted = `recovery ${login}`
    const { db } = parts.kernel
    const until =
      (await takeTry(db, counted, ctx.request.ip, ctx.now)) ??
      (await countFailure(db, ctx.request.ip, ctx.now))
    if (until) return again(tooMany(until, ctx.now), 429)
    await ctx.run(async (command) => {
      const account = await command.db
        .selectFrom('account')
        .select(['id', 'username', 'name', 'email', 'lang'])
        .where(login.includes('@') ? 'email' : 'username', '=', login)
        .where('locked_at', 'is', null)
        .forUpdate()
        .executeTakeFirst()
      const to = account && emailOf(account)
      const note = { action: 'password.recovery-asked', subjectKind: 'account' }
      command.audit({ ...note, subjectId: to ? account.id : 'unknown' })
      if (!to || (await recoveryJustSent(command, account.id))) return ok()
      const { token } = await makeInvitation(command, account.id, 'recovery')
      const w = words(account.lang)
      const link = `${parts.kernel.config.baseUrl}${localPath(account.lang, `/dat-lai-mat-khau/${token}`)}`
      await parts.kernel.mailer.send(command.db, {
        to,
        subject: w.recoverSubject,
        body: fill(w.recoverBody, { name: account.name, username: account.username, link }),
        about: { kind: 'account', id: account.id },
      })
      return ok()
    })
    return goTo(here(ctx, '/quen-mat-khau', { da: 'gui' }))
  }
