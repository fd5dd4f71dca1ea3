import type { RequestContext } from '../../../platform/http/index.ts'
import { fill, formatDay, formatInstant, localPath } from '../../../platform/i18n/index.ts'
import {
  Button,
  CopyButton,
  EmptyState,
  Form,
  FormActions,
  type FormError,
  type FormValues,
  Message,
  RadioGroup,
  Section,
  Table,
  TextInput,
} from '../../../web/index.ts'
import { type AccessToken, tokenDays } from '../access-tokens.ts'
import { words } from '../words.ts'
import { AccountFrame } from './account-frame.tsx'
import { CurrentPassword } from './current-password.tsx'

const path = '/lam-viec/tai-khoan/ma-truy-cap'

export function TokensPage({
  ctx,
  tokens,
  made,
  values,
  errors,
  notice,
}: {
  ctx: RequestContext
  tokens: readonly AccessToken[]
  /** The token just made: shown this one time. */
  made?: string | undefined
  values?: FormValues
  errors?: readonly FormError[]
  notice?: string | undefined
}) {
  const w = words(ctx.lang)
  return (
    <AccountFrame ctx={ctx} part="tokens" lead={w.tokensLead} notice={notice}>
      {made && (
        <Message tone="success" title={w.tokenMade} announce actions={<CopyButton text={made} />}>
          <p>{w.tokenMadeHint}</p>
          <p>
            <code>{made}</code>
          </p>
        </Message>
      )}
      <Table
        caption={w.tokens}
        captionHidden
        rows={tokens}
        empty={<EmptyState title={w.tokensNone} icon="key" children={w.tokensNoneHint} />}
        columns={[
          { key: 'name', head: w.tokenName, main: true, cell: (each) => each.name },
          {
            key: 'hint',
            head: w.tokens,
            cell: (each) => <code>{fill(w.tokenEnding, { hint: each.hint })}</code>,
          },
          { key: 'days', head: w.days, cell: (each) => fill(w.untilDay, { day: formatDay(each.lastDay) }) },
          {
            key: 'seen',
            head: w.seenAt,
            cell: (each) => (each.seenAt ? formatInstant(each.seenAt) : w.never),
          },
          {
            key: 'revoke',
            head: w.tokenRevoke,
            headHidden: true,
            cell: (each) => (
              <form method="post" action={localPath(ctx.lang, `${path}/thu-hoi`)}>
                <input type="hidden" name="token" value={each.id} />
                <Button small label={fill(w.tokenRevokeOf, { name: each.name })}>
                  {w.tokenRevoke}
                </Button>
              </form>
            ),
          },
        ]}
      />
      <Section title={w.tokenMake}>
        <Form action={localPath(ctx.lang, path)} values={values} errors={errors}>
          <TextInput name="name" label={w.tokenName} required maxLength={100} width="medium" />
          <RadioGroup
            name="days"
            label={w.tokenDays}
            value="90"
            inline
            choices={tokenDays.map((days) => ({
              value: String(days),
              label: fill(w.tokenDaysOption, { days }),
            }))}
          />
          <CurrentPassword label={w.currentPassword} />
          <FormActions>
            <Button kind="primary" icon="key">
              {w.tokenMake}
            </Button>
          </FormActions>
        </Form>
      </Section>
    </AccountFrame>
  )
}
