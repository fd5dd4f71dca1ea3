import type { RequestContext } from '../../../platform/http/index.ts'
import { ROLES } from '../../../rules/permissions/index.ts'
import { DateInput, FieldRow, FormSection, Select, TextInput } from '../../../web/index.ts'
import type { GrantPlace } from '../places.ts'
import { roleName } from '../role-names.ts'
import { words } from '../words.ts'

export interface GrantFieldsProps {
  readonly ctx: RequestContext
  readonly choices: {
    readonly places: readonly GrantPlace[]
    readonly agencies: readonly { readonly id: string; readonly name: string }[]
    /** Whether this administrator may give a role for the whole instance. */
    readonly everywhere: boolean
  }
  /** An account may be made without a role. */
  readonly optional?: boolean
}

/** Which role, where, and on which days. */
export function GrantFields({ ctx, choices, optional }: GrantFieldsProps) {
  const w = words(ctx.lang)
  return (
    <FormSection title={w.give}>
      <Select
        name="role"
        label={w.role}
        required={!optional}
        optional={optional}
        width="medium"
        choices={ROLES.filter((role) => role !== 'public').map((role) => ({
          value: role,
          label: roleName(role, ctx.lang),
        }))}
      />
      <Select
        name="place"
        label={w.place}
        hint={w.placeHint}
        width="medium"
        value={choices.places[0]?.code}
        empty={choices.everywhere ? w.wholeInstance : false}
        choices={choices.places.map((place) => ({ value: place.code, label: place.name }))}
      />
      <Select
        name="agency"
        label={w.agency}
        hint={w.agencyHint}
        width="medium"
        choices={choices.agencies.map((agency) => ({ value: agency.id, label: agency.name }))}
      />
      <TextInput name="producer" label={w.producer} hint={w.producerHint} width="medium" spellcheck={false} />
      <FieldRow>
        <DateInput name="from" label={w.from} value={ctx.today} />
        <DateInput name="to" label={w.to} hint={w.toHint} />
      </FieldRow>
      <TextInput name="reason" label={w.reason} maxLength={300} />
    </FormSection>
  )
}
