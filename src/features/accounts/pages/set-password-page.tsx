import type { RequestContext } from '../../../platform/http/index.ts'
import { fill, localPath } from '../../../platform/i18n/index.ts'
import {
  Button,
  Form,
  FormActions,
  type FormError,
  LinkButton,
  Message,
  TextInput,
} from '../../../web/index.ts'
import { PublicPage } from '../../frame/index.ts'
import type { Invitation } from '../invitations.ts'
import { words } from '../words.ts'
import { PasswordMeter } from './password-meter.tsx'

/** Where a person sets the password by a link: after an invitation, or to recover a lost one. */
export function SetPasswordPage({
  ctx,
  invitation,
  errors,
}: {
  ctx: RequestContext
  invitation: Invitation
  errors?: readonly FormError[]
}) {
  const w = words(ctx.lang)
  const lead = invitation.purpose === 'invitation' ? w.invitationLead : w.recoveryLead
  return (
    <PublicPage ctx={ctx} title={w.invitation} noIndex>
      <div class="measure flow">
        <h1>{w.invitation}</h1>
        <p class="page-lead">{fill(lead, { name: invitation.name, username: invitation.username })}</p>
        <Form errors={errors}>
          <input type="hidden" name="username" value={invitation.username} autocomplete="username" />
          <NewPassword words={w} name="password" username={invitation.username} />
          <FormActions>
            <Button kind="primary">{w.savePassword}</Button>
          </FormActions>
        </Form>
      </div>
    </PublicPage>
  )
}

/** A new password, typed twice. */
export function NewPassword({
  words: w,
  name,
  username,
}: {
  words: ReturnType<typeof words>
  name: string
  username: string
}) {
  return (
    <>
      <TextInput
        name={name}
        type="password"
        label={w.newPassword}
        hint={w.passwordHint}
        after={<PasswordMeter words={w} username={username} />}
        required
        autocomplete="new-password"
        maxLength={128}
        width="medium"
      />
      <TextInput
        name="repeat"
        type="password"
        label={w.repeatPassword}
        required
        autocomplete="new-password"
        maxLength={128}
        width="medium"
      />
    </>
  )
}

export function InvitationGonePage({ ctx }: { ctx: RequestContext }) {
  const w = words(ctx.lang)
  const to = (path: string) => localPath(ctx.lang, path)
  return (
    <PublicPage ctx={ctx} title={w.invitationGone} noIndex>
      <div class="measure flow">
        <h1>{w.invitationGone}</h1>
        <p class="page-lead">{w.invitationGoneHint}</p>
        <p class="row">
          <LinkButton href={to('/dang-nhap')} icon="signIn">
            {w.signIn}
          </LinkButton>
          <a href={to('/quen-mat-khau')}>{w.forgot}</a>
        </p>
      </div>
    </PublicPage>
  )
}

export function RecoverPage({
  ctx,
  sent,
  errors,
  login,
}: {
  ctx: RequestContext
  sent?: boolean
  errors?: readonly FormError[]
  login?: string
}) {
  const w = words(ctx.lang)
  const to = (path: string) => localPath(ctx.lang, path)
  return (
    <PublicPage ctx={ctx} title={w.recover} noIndex>
      <div class="measure flow">
        <h1>{w.recover}</h1>
        {sent ? (
          <Message tone="info" announce>
            {w.recoverSent}
          </Message>
        ) : (
          <>
            <p class="page-lead">{w.recoverLead}</p>
            <Form action={to('/quen-mat-khau')} errors={errors} values={{ login: login ?? '' }}>
              <TextInput
                name="login"
                label={w.login}
                required
                autocomplete="username"
                spellcheck={false}
                maxLength={200}
                width="medium"
              />
              <FormActions>
                <Button kind="primary" icon="mail">
                  {w.recoverSend}
                </Button>
                <a href={to('/dang-nhap')}>{w.signIn}</a>
              </FormActions>
            </Form>
          </>
        )}
        <p class="muted">{w.recoverNoMail}</p>
      </div>
    </PublicPage>
  )
}
