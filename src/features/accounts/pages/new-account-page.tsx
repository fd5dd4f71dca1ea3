import type { RequestContext } from '../../../platform/http/index.ts'
import { localPath } from '../../../platform/i18n/index.ts'
import {
  Button,
  Form,
  FormActions,
  type FormError,
  type FormValues,
  PageHead,
  TextInput,
} from '../../../web/index.ts'
import { WorkPage } from '../../frame/index.ts'
import { words } from '../words.ts'
import { administrationPath } from './accounts-page.tsx'
import { GrantFields, type GrantFieldsProps } from './grant-fields.tsx'

export function NewAccountPage({
  ctx,
  choices,
  values,
  errors,
}: {
  ctx: RequestContext
  choices: GrantFieldsProps['choices']
  values?: FormValues
  errors?: readonly FormError[]
}) {
  const w = words(ctx.lang)
  const to = (path: string) => localPath(ctx.lang, path)
  return (
    <WorkPage
      ctx={ctx}
      title={w.newAccount}
      breadcrumbs={[{ label: w.accounts, href: to(administrationPath) }, { label: w.newAccount }]}
    >
      <PageHead title={w.newAccount} lead={w.newAccountLead} />
      <Form action={to(`${administrationPath}/moi`)} values={values} errors={errors}>
        <TextInput name="name" label={w.name} required maxLength={200} width="medium" autocomplete="off" />
        <TextInput
          name="username"
          label={w.username}
          hint={w.usernameHint}
          required
          maxLength={40}
          width="medium"
          autocomplete="off"
          spellcheck={false}
        />
        <TextInput
          name="email"
          type="email"
          label={w.email}
          hint={w.emailHint}
          width="medium"
          autocomplete="off"
        />
        <TextInput name="phone" type="tel" label={w.phone} optional width="medium" autocomplete="off" />
        <GrantFields ctx={ctx} choices={choices} optional />
        <FormActions>
          <Button kind="primary">{w.createAndInvite}</Button>
        </FormActions>
      </Form>
    </WorkPage>
  )
}
