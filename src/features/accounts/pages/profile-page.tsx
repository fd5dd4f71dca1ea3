import type { RequestContext } from '../../../platform/http/index.ts'
import { localPath } from '../../../platform/i18n/index.ts'
import {
  Button,
  DescriptionList,
  EmptyState,
  Form,
  FormActions,
  type FormError,
  type FormValues,
  RadioGroup,
  Section,
  Table,
  TextInput,
} from '../../../web/index.ts'
import { emailOf } from '../email.ts'
import type { GrantLine } from '../queries.ts'
import { words } from '../words.ts'
import { AccountFrame } from './account-frame.tsx'
import { type GrantNames, grantColumns } from './grant-words.tsx'

export interface ProfilePageProps {
  readonly ctx: RequestContext
  readonly account: {
    readonly username: string
    readonly name: string
    readonly email: string
    readonly phone: string | null
    readonly lang: 'vi' | 'en'
  }
  readonly grants: readonly GrantLine[]
  readonly names: GrantNames
  readonly values?: FormValues
  readonly errors?: readonly FormError[]
  readonly notice?: string | undefined
}

export function ProfilePage({ ctx, account, grants, names, values, errors, notice }: ProfilePageProps) {
  const w = words(ctx.lang)
  return (
    <AccountFrame ctx={ctx} part="profile" lead={w.profileLead} notice={notice}>
      <DescriptionList
        items={[
          { term: w.name, value: account.name },
          { term: w.username, value: account.username },
        ]}
      />
      <Form action={localPath(ctx.lang, '/lam-viec/tai-khoan')} values={values} errors={errors}>
        <TextInput
          name="email"
          type="email"
          label={w.email}
          hint={w.emailHint}
          value={emailOf(account) ?? ''}
          autocomplete="email"
          width="medium"
        />
        <TextInput
          name="password"
          type="password"
          label={w.currentPassword}
          hint={w.currentPasswordForEmail}
          autocomplete="current-password"
          width="medium"
        />
        <TextInput
          name="phone"
          type="tel"
          label={w.phone}
          value={account.phone ?? ''}
          autocomplete="tel"
          width="medium"
        />
        <RadioGroup
          name="lang"
          label={w.language}
          value={account.lang}
          inline
          choices={[
            { value: 'vi', label: w.vietnamese },
            { value: 'en', label: w.english },
          ]}
        />
        <FormActions>
          <Button kind="primary">{w.save}</Button>
        </FormActions>
      </Form>
      <Section title={w.myRoles}>
        <Table
          caption={w.myRoles}
          captionHidden
          rows={grants}
          columns={grantColumns(ctx.lang, names)}
          empty={<EmptyState title={w.noRoles}>{w.noRolesHint}</EmptyState>}
        />
      </Section>
    </AccountFrame>
  )
}
