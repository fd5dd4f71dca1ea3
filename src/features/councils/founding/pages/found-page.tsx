import type { RequestContext } from '../../../../platform/http/index.ts'
import { fill, localPath } from '../../../../platform/i18n/index.ts'
import {
  Button,
  DateInput,
  Details,
  FieldRow,
  Form,
  FormActions,
  type FormError,
  FormSection,
  type FormValues,
  PageHead,
  RadioGroup,
  Select,
  TextInput,
} from '../../../../web/index.ts'
import { WorkPage } from '../../../frame/index.ts'
import type { AgencyName } from '../../deps.ts'
import { words } from '../../words.ts'
import { MEMBER_ROLES } from '../reading.ts'

export interface SeatChoices {
  readonly agencies: readonly AgencyName[]
  readonly accounts: readonly { id: string; name: string; username: string }[]
}

/** The founding decision, typed as it was signed; the lines for members grow without script. */
export function FoundPage({
  ctx,
  choices,
  rows,
  errors,
  typed,
}: {
  ctx: RequestContext
  choices: SeatChoices
  rows: number
  errors?: readonly FormError[]
  typed?: FormValues
}) {
  const w = words(ctx.lang)
  const to = (path: string) => localPath(ctx.lang, path)
  const options = (record: Record<string, string>) =>
    Object.entries(record).map(([value, label]) => ({ value, label }))
  return (
    <WorkPage
      ctx={ctx}
      title={w.found}
      breadcrumbs={[{ label: w.title, href: to('/lam-viec/hoi-dong') }, { label: w.found }]}
    >
      <PageHead title={w.found} lead={w.foundLead} />
      <Form
        action={to('/lam-viec/hoi-dong/thanh-lap')}
        errors={errors ?? []}
        values={typed ?? {}}
        hidden={{ rows: String(rows) }}
        autosave="council:new"
        class="form full"
      >
        <FormSection title={w.decisionNo}>
          <TextInput name="name" label={w.name} hint={w.nameHint} required />
          <FieldRow>
            <TextInput name="decisionNo" label={w.decisionNo} required />
            <DateInput name="decisionOn" label={w.decisionOn} required />
          </FieldRow>
          <TextInput name="signer" label={w.signer} required width="medium" />
          <RadioGroup name="kind" label={w.kind} value="council" choices={options(w.kinds)} inline />
          <FieldRow>
            <Select name="level" label={w.level} value="tinh" empty={false} choices={options(w.levels)} />
            <Select
              name="purpose"
              label={w.purpose}
              value="evaluation"
              empty={false}
              choices={options(w.purposes)}
            />
          </FieldRow>
        </FormSection>
        <FormSection title={w.members} lead={w.emptyRowHint}>
          {Array.from({ length: rows }, (_, row) => (
            <fieldset class="card flow tight">
              <legend class="field-label">{fill(w.memberNumber, { n: row + 1 })}</legend>
              <SeatFields
                ctx={ctx}
                prefix={`members.${row}.`}
                choices={choices}
                part={row === 0 ? 'chair' : 'member'}
              />
            </fieldset>
          ))}
          <Button name="do" value="more" icon="plus">
            {w.moreRows}
          </Button>
        </FormSection>
        <FormActions sticky>
          <Button kind="primary" icon="save" name="do" value="found">
            {w.save}
          </Button>
        </FormActions>
      </Form>
    </WorkPage>
  )
}

/** One seat: who, from where, in which part, with which account. */
export function SeatFields({
  ctx,
  prefix,
  choices,
  part,
}: {
  ctx: Pick<RequestContext, 'lang'>
  prefix: string
  choices: SeatChoices
  /** Chosen at first. */
  part: string
}) {
  const w = words(ctx.lang)
  return (
    <>
      <FieldRow>
        <TextInput name={`${prefix}name`} label={w.memberName} />
        <TextInput name={`${prefix}office`} label={w.office} />
      </FieldRow>
      <FieldRow>
        <Select
          name={`${prefix}agency`}
          label={w.agency}
          empty={w.noAgency}
          choices={choices.agencies.map((agency) => ({ value: agency.id, label: agency.name }))}
        />
        <Select
          name={`${prefix}accountId`}
          label={w.account}
          empty={w.noAccount}
          choices={choices.accounts.map((account) => ({
            value: account.id,
            label: `${account.name} (${account.username})`,
          }))}
        />
      </FieldRow>
      <FieldRow>
        <Select
          name={`${prefix}role`}
          label={w.role}
          value={part}
          empty={false}
          choices={MEMBER_ROLES.map((one) => ({ value: one, label: w.roles[one]! }))}
        />
        <Select
          name={`${prefix}votes`}
          label={w.votes}
          value="yes"
          empty={false}
          choices={[
            { value: 'yes', label: w.votesYes },
            { value: 'no', label: w.votesNo },
          ]}
        />
      </FieldRow>
      <Details summary={`${w.phone}, ${w.address.toLocaleLowerCase(ctx.lang)}`}>
        <p class="muted small">{w.onlyCompared}</p>
        <FieldRow>
          <TextInput name={`${prefix}phone`} label={w.phone} inputMode="tel" />
          <TextInput name={`${prefix}address`} label={w.address} />
        </FieldRow>
      </Details>
    </>
  )
}
