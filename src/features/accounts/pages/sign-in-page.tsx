import type { RequestContext } from '../../../platform/http/index.ts'
import { fill, localPath } from '../../../platform/i18n/index.ts'
import {
  Button,
  Checkbox,
  DescriptionList,
  Form,
  FormActions,
  type FormError,
  type FormValues,
  LinkButton,
  Message,
  TextInput,
} from '../../../web/index.ts'
import { PublicPage } from '../../frame/index.ts'
import { type DemoSignIn, demoPassword } from '../demo.ts'
import { PasskeySignIn } from '../passkeys/passkeys-page.tsx'
import { roleName } from '../role-names.ts'
import { words } from '../words.ts'

export interface SignInPageProps {
  readonly ctx: RequestContext
  /** Own path to go to afterwards. */
  readonly next: string | null
  readonly values: FormValues
  readonly errors?: readonly FormError[]
  readonly notice?: string | undefined
  readonly demo: readonly DemoSignIn[]
  /** A demo account was picked: its password is filled in as well. */
  readonly picked?: boolean
  /** Name of the provider one may sign in with. */
  readonly provider?: string | undefined
}

export function SignInPage({ ctx, next, values, errors, notice, demo, picked, provider }: SignInPageProps) {
  const w = words(ctx.lang)
  const to = (path: string) => localPath(ctx.lang, path)
  return (
    <PublicPage ctx={ctx} title={w.signIn} noIndex>
      <div class={demo.length > 0 ? 'sides halves' : 'measure'}>
        <div class="flow">
          <h1>{w.signIn}</h1>
          <p class="page-lead">{w.signInLead}</p>
          {notice && (
            <Message tone="success" announce>
              {notice}
            </Message>
          )}
          <Form action={to('/dang-nhap')} values={values} errors={errors} hidden={next ? { tiep: next } : {}}>
            <TextInput
              name="login"
              label={w.login}
              required
              autocomplete="username"
              spellcheck={false}
              maxLength={200}
            />
            <TextInput
              name="password"
              type="password"
              label={w.password}
              required
              autocomplete="current-password"
              maxLength={128}
              openPassword={picked ? demoPassword : undefined}
            />
            <Checkbox name="remember" label={w.remember} hint={w.rememberHint} />
            <FormActions>
              <Button kind="primary" icon="signIn">
                {w.signIn}
              </Button>
              <a href={to('/quen-mat-khau')}>{w.forgot}</a>
            </FormActions>
          </Form>
          <PasskeySignIn ctx={ctx} next={next} />
          {provider && (
            <LinkButton href={`${to('/dang-nhap/openid')}${next ? `?tiep=${encodeURIComponent(next)}` : ''}`}>
              {fill(w.openIdSignIn, { provider })}
            </LinkButton>
          )}
          <p class="muted">{w.noAccount}</p>
        </div>
        {demo.length > 0 && <DemoAccounts ctx={ctx} next={next} demo={demo} />}
      </div>
    </PublicPage>
  )
}

function DemoAccounts({ ctx, next, demo }: Pick<SignInPageProps, 'ctx' | 'next' | 'demo'>) {
  const w = words(ctx.lang)
  const fillLink = (username: string) => {
    const query = new URLSearchParams({ 'minh-hoa': username, ...(next && { tiep: next }) })
    return `${localPath(ctx.lang, '/dang-nhap')}?${query}`
  }
  return (
    <section class="flow" aria-labelledby="demo-title">
      <h2 id="demo-title">{w.demoTitle}</h2>
      <p>
        {w.demoLead} <code>{demoPassword}</code>
      </p>
      <p class="muted">{w.demoExempt}</p>
      <DescriptionList
        items={[...new Set(demo.map((each) => each.role))].map((role) => ({
          term: roleName(role, ctx.lang),
          value: (
            <span class="row">
              {demo
                .filter((each) => each.role === role)
                .map((each) => (
                  <a
                    class="nowrap"
                    href={fillLink(each.username)}
                    aria-label={fill(w.demoFill, { name: each.username })}
                    rel="nofollow"
                  >
                    {each.username}
                  </a>
                ))}
            </span>
          ),
        }))}
      />
    </section>
  )
}
