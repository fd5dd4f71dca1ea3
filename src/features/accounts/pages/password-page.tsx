import type { RequestContext } from '../../../platform/http/index.ts'
import { localPath } from '../../../platform/i18n/index.ts'
import { Button, Form, FormActions, type FormError } from '../../../web/index.ts'
import { words } from '../words.ts'
import { AccountFrame } from './account-frame.tsx'
import { CurrentPassword } from './current-password.tsx'
import { NewPassword } from './set-password-page.tsx'

export function PasswordPage({
  ctx,
  username,
  errors,
  notice,
}: {
  ctx: RequestContext
  username: string
  errors?: readonly FormError[]
  notice?: string | undefined
}) {
  const w = words(ctx.lang)
  return (
    <AccountFrame ctx={ctx} part="changePassword" lead={w.changePasswordLead} notice={notice}>
      <Form action={localPath(ctx.lang, '/lam-viec/tai-khoan/mat-khau')} errors={errors}>
        <CurrentPassword label={w.currentPassword} name="current" />
        <NewPassword words={w} name="next" username={username} />
        <FormActions>
          <Button kind="primary">{w.changePassword}</Button>
        </FormActions>
      </Form>
    </AccountFrame>
  )
}
