import { TextInput } from '../../../web/index.ts'

/** The password of whoever is signed in, asked once more before what a thief of an open session would do. */
export function CurrentPassword({
  label,
  name = 'password',
  hint,
}: {
  label: string
  name?: string
  hint?: string | undefined
}) {
  return (
    <TextInput
      name={name}
      type="password"
      label={label}
      hint={hint}
      required
      autocomplete="current-password"
      maxLength={128}
      width="medium"
    />
  )
}
