import type { RequestContext } from '../../../platform/http/index.ts'
import { fill, formatInstant, localPath } from '../../../platform/i18n/index.ts'
import { Button, Form, FormActions, type FormError, LinkButton, Message } from '../../../web/index.ts'
import { AccountFrame } from '../pages/account-frame.tsx'
import { CurrentPassword } from '../pages/current-password.tsx'
import { words } from '../words.ts'

export const linkPath = '/lam-viec/tai-khoan/lien-ket'

/** Links this account with the person's account at the provider, or takes the link away. */
export function LinkPage({
  ctx,
  provider,
  since,
  goOn,
  errors,
  notice,
}: {
  ctx: RequestContext
  provider: string
  since?: Date | undefined
  /** The password was proven: the address at the provider where the person goes on. */
  goOn?: string | undefined
  errors?: readonly FormError[] | undefined
  notice?: string | undefined
}) {
  const w = words(ctx.lang)
  const path = localPath(ctx.lang, linkPath)
  return (
    <AccountFrame ctx={ctx} part="openId" lead={fill(w.openIdLead, { provider })} notice={notice}>
      {since ? (
        <>
          <Message tone="info">{fill(w.openIdSince, { provider, at: formatInstant(since) })}</Message>
          <form method="post" action={`${path}/bo`}>
            <Button kind="danger">{w.openIdUnlink}</Button>
          </form>
        </>
      ) : goOn ? (
        <LinkButton href={goOn} kind="primary">
          {fill(w.openIdGoOn, { provider })}
        </LinkButton>
      ) : (
        <Form action={path} errors={errors}>
          <CurrentPassword label={w.currentPassword} />
          <FormActions>
            <Button kind="primary">{fill(w.openIdLink, { provider })}</Button>
          </FormActions>
        </Form>
      )}
    </AccountFrame>
  )
}
