import { plainDate } from '../../../platform/clock/index.ts'
import type { RequestContext } from '../../../platform/http/index.ts'
import { fill, formatDay, formatInstant, localPath } from '../../../platform/i18n/index.ts'
import {
  Button,
  CopyButton,
  DescriptionList,
  Details,
  EmptyState,
  Form,
  FormActions,
  type FormError,
  type FormValues,
  Message,
  PageHead,
  Section,
  Table,
  Tag,
  TextInput,
} from '../../../web/index.ts'
import { WorkPage } from '../../frame/index.ts'
import { emailOf } from '../email.ts'
import type { AccountState, GrantLine } from '../queries.ts'
import { roleName } from '../role-names.ts'
import { words } from '../words.ts'
import { administrationPath, StateMark } from './accounts-page.tsx'
import { GrantFields, type GrantFieldsProps } from './grant-fields.tsx'
import { daysText, type GrantNames, grantColumns, scopeText } from './grant-words.tsx'

export interface AccountPageProps {
  readonly ctx: RequestContext
  readonly account: {
    readonly id: string
    readonly username: string
    readonly name: string
    readonly email: string
    readonly phone: string | null
    readonly locked_at: Date | null
    readonly lock_reason: string | null
    readonly two_factor_enabled: boolean
    readonly has_passkey: boolean
    readonly is_demo: boolean
  }
  readonly state: AccountState
  readonly live: readonly GrantLine[]
  readonly past: readonly GrantLine[]
  readonly names: GrantNames
  readonly choices: GrantFieldsProps['choices']
  /** The invitation just made: shown this one time. */
  readonly invited?: { readonly link: string; readonly until: Date } | undefined
  /** Which form was refused, what was typed in it and why. */
  readonly refused?:
    | { readonly form: string; readonly values: FormValues; readonly errors: readonly FormError[] }
    | undefined
  readonly notice?: string | undefined
}

/** One account as an administrator sees it: who it is, what it may, how to let in or shut out. */
export function AccountPage(props: AccountPageProps) {
  const { ctx, account, state, invited, notice } = props
  const w = words(ctx.lang)
  const to = (path: string) => localPath(ctx.lang, path)
  return (
    <WorkPage
      ctx={ctx}
      title={account.name}
      breadcrumbs={[{ label: w.accounts, href: to(administrationPath) }, { label: account.name }]}
    >
      <PageHead
        title={account.name}
        above={account.username}
        note={
          <span class="row">
            <StateMark state={state} w={w} />
            {account.is_demo && <Tag>{w.demoMark}</Tag>}
          </span>
        }
      />
      {notice && (
        <Message tone="success" announce>
          {notice}
        </Message>
      )}
      {invited && (
        <Message tone="success" title={w.invited} announce actions={<CopyButton text={invited.link} />}>
          <p>{fill(w.invitedLead, { name: account.name, until: formatInstant(invited.until) })}</p>
          <p>
            <code>{invited.link}</code>
          </p>
        </Message>
      )}
      {account.locked_at && (
        <Message tone="warning">
          {fill(w.lockedSince, { at: formatInstant(account.locked_at), reason: account.lock_reason ?? '' })}
        </Message>
      )}
      <DescriptionList
        items={[
          { term: w.email, value: emailOf(account) ?? '' },
          { term: w.phone, value: account.phone ?? '' },
          { term: w.twoFactor, value: account.two_factor_enabled ? w.twoFactorOn : w.twoFactorOff },
          { term: w.passkeys, value: account.has_passkey ? w.passkeysSome : w.noPasskeys },
        ]}
      />
      <Grants {...props} />
      <GiveRole {...props} />
      <Section title={w.security}>
        <Actions {...props} />
      </Section>
    </WorkPage>
  )
}

function Grants({ ctx, account, live, past, names, refused }: AccountPageProps) {
  const w = words(ctx.lang)
  const action = localPath(ctx.lang, `${administrationPath}/${account.id}/ket-thuc-vai-tro`)
  return (
    <Section title={w.grants}>
      {refused?.form === 'end' && <FormErrors errors={refused.errors} />}
      <Table
        caption={w.grants}
        captionHidden
        rows={live}
        empty={<EmptyState title={w.grantsNone} icon="key" children={w.grantsNoneHint} />}
        columns={[
          ...grantColumns(ctx.lang, names),
          { key: 'reason', head: w.reason, cell: (grant) => grant.reason ?? '–' },
          {
            key: 'end',
            head: w.end,
            headHidden: true,
            cell: (grant) => (
              <Details summary={w.end}>
                <Form action={action} hidden={{ grant: grant.id }} prefix={`${grant.id}-`}>
                  <TextInput name="reason" label={w.endReason} required maxLength={300} />
                  <Button small kind="danger" label={fill(w.endOf, { role: roleName(grant.role, ctx.lang) })}>
                    {w.end}
                  </Button>
                </Form>
              </Details>
            ),
          },
        ]}
      />
      {past.length > 0 && (
        <Details summary={w.grantsPast}>
          <ul>
            {past.map((grant) => (
              <li>
                {roleName(grant.role, ctx.lang)}, {scopeText(grant, names, ctx.lang)},{' '}
                {daysText(grant, ctx.lang)}
                {grant.endedAt &&
                  `; ${fill(w.endedOn, {
                    day: formatDay(plainDate(grant.endedAt)),
                    reason: grant.endReason ?? '',
                  })}`}
              </li>
            ))}
          </ul>
        </Details>
      )}
    </Section>
  )
}

function GiveRole({ ctx, account, choices, refused }: AccountPageProps) {
  const w = words(ctx.lang)
  const mine = refused?.form === 'give' ? refused : undefined
  return (
    <Details summary={w.give} open={mine !== undefined}>
      <Form
        action={localPath(ctx.lang, `${administrationPath}/${account.id}/vai-tro`)}
        values={mine?.values}
        errors={mine?.errors}
        prefix="give-"
      >
        <GrantFields ctx={ctx} choices={choices} />
        <FormActions>
          <Button kind="primary">{w.giveButton}</Button>
        </FormActions>
      </Form>
    </Details>
  )
}

function Actions({ ctx, account, refused }: AccountPageProps) {
  const w = words(ctx.lang)
  const action = (verb: string) => localPath(ctx.lang, `${administrationPath}/${account.id}/${verb}`)
  const of = (form: string) => (refused?.form === form ? refused : undefined)
  return (
    <>
      {!account.locked_at && (
        <Details summary={w.inviteAgain}>
          <p>{w.inviteAgainLead}</p>
          <form method="post" action={action('loi-moi')}>
            <Button>{w.inviteAgain}</Button>
          </form>
        </Details>
      )}
      <Details summary={w.edit} open={of('edit') !== undefined}>
        <Form action={action('sua')} values={of('edit')?.values} errors={of('edit')?.errors} prefix="edit-">
          <TextInput
            name="name"
            label={w.name}
            value={account.name}
            required
            maxLength={200}
            width="medium"
          />
          <TextInput
            name="email"
            type="email"
            label={w.email}
            value={emailOf(account) ?? ''}
            width="medium"
          />
          <TextInput name="phone" type="tel" label={w.phone} value={account.phone ?? ''} width="medium" />
          <Button>{w.save}</Button>
        </Form>
      </Details>
      {(account.two_factor_enabled || account.has_passkey) && (
        <Details summary={w.resetTwoFactor} open={of('reset') !== undefined}>
          <p>{w.resetTwoFactorLead}</p>
          <Form action={action('go-hai-lop')} errors={of('reset')?.errors} prefix="reset-">
            <TextInput name="reason" label={w.reason} required maxLength={300} />
            <Button kind="danger">{w.resetTwoFactor}</Button>
          </Form>
        </Details>
      )}
      {account.locked_at ? (
        <form method="post" action={action('mo-khoa')}>
          <Button icon="unlock">{w.unlock}</Button>
        </form>
      ) : (
        <Details summary={w.lock} open={of('lock') !== undefined}>
          <p>{w.lockLead}</p>
          <Form
            action={action('khoa')}
            values={of('lock')?.values}
            errors={of('lock')?.errors}
            prefix="lock-"
          >
            <TextInput name="reason" label={w.reason} required maxLength={300} />
            <Button kind="danger" icon="lock">
              {w.lock}
            </Button>
          </Form>
        </Details>
      )}
    </>
  )
}

function FormErrors({ errors }: { errors: readonly FormError[] }) {
  return (
    <Message tone="error" announce>
      {errors.map((error) => (
        <p>{error.text}</p>
      ))}
    </Message>
  )
}
