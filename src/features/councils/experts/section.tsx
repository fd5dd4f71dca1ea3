import type { RequestContext } from '../../../platform/http/index.ts'
import { localPath } from '../../../platform/i18n/index.ts'
import {
  Button,
  Details,
  EmptyState,
  FieldRow,
  Form,
  FormActions,
  type FormError,
  type FormValues,
  LinkButton,
  Section,
  Select,
  Table,
  TextInput,
} from '../../../web/index.ts'
import type { SittingView } from '../sittings/view.ts'
import { words } from '../words.ts'

/** Experts invited to this sitting, and the form that invites one. */
export function ExpertsSection({
  ctx,
  view,
  accounts,
  errors,
  typed,
}: {
  ctx: RequestContext
  view: SittingView
  accounts: readonly { id: string; name: string; username: string }[]
  errors: readonly FormError[]
  typed: FormValues
}) {
  const w = words(ctx.lang)
  const here = localPath(ctx.lang, `/lam-viec/phien-hop/${view.id}`)
  const experts = view.members.filter((member) => member.invitationNo !== null)
  const own = typed.step === 'invite'
  return (
    <Section title={w.experts} lead={w.expertsLead}>
      <Table
        caption={w.experts}
        captionHidden
        rows={experts}
        empty={
          <EmptyState icon="users" title={w.expertsNone}>
            {w.expertsHint}
          </EmptyState>
        }
        columns={[
          { key: 'name', head: w.memberName, main: true, cell: (row) => row.name },
          { key: 'office', head: w.office, cell: (row) => row.office },
          { key: 'no', head: w.invitationNo, cell: (row) => row.invitationNo },
          {
            key: 'letter',
            head: w.invitation,
            cell: (row) => (
              <span class="row">
                <LinkButton small icon="download" href={`${here}/giay-moi/${row.id}/thu.pdf`}>
                  PDF
                </LinkButton>
                <LinkButton small icon="download" href={`${here}/giay-moi/${row.id}/thu.docx`}>
                  DOCX
                </LinkButton>
              </span>
            ),
          },
        ]}
      />
      {!['closed', 'cancelled'].includes(view.status) && (
        <Details summary={w.invite} open={own}>
          <Form
            action={`${here}/chuyen-gia`}
            prefix="invite"
            hidden={{ step: 'invite' }}
            errors={own ? errors : []}
            values={own ? typed : {}}
          >
            <FieldRow>
              <TextInput name="name" label={w.memberName} required />
              <TextInput name="office" label={w.office} required />
            </FieldRow>
            <FieldRow>
              <TextInput name="field" label={w.expertField} />
              <TextInput name="invitationNo" label={w.invitationNo} required width="medium" />
            </FieldRow>
            <Select
              name="accountId"
              label={w.account}
              empty={w.expertNoAccount}
              choices={accounts.map(({ id, name, username }) => ({
                value: id,
                label: `${name} (${username})`,
              }))}
            />
            <FormActions>
              <Button icon="plus">{w.invite}</Button>
            </FormActions>
          </Form>
        </Details>
      )}
    </Section>
  )
}
