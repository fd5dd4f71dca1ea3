import { Form, type FormError, type FormProps, type FormValues } from './form.tsx'

/**
 * A form about a thing as it stood when the page was drawn: the version travels along, so that a change by somebody else is noticed.
 * Refused, it shows again what was typed, now about the thing as it stands.
 */
export function VersionedForm({
  version,
  refused,
  typed,
  errors,
  ...form
}: Omit<FormProps, 'values' | 'hidden' | 'errors'> & {
  version: number
  /** This form, of those on the page, is the one that was refused. */
  refused: boolean
  typed: FormValues
  errors?: readonly FormError[] | undefined
}) {
  return (
    <Form
      {...form}
      hidden={{ version: String(version) }}
      values={refused ? { ...typed, version: String(version) } : undefined}
      errors={refused ? errors : undefined}
    />
  )
}
