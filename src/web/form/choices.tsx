import type { ComponentChildren } from 'preact'
import { Icon } from '../icons/icon.tsx'
import { langOf, spoken } from '../spoken.ts'
import { useLang, useWords } from '../words.ts'
import { describedBy, Field, FieldGroup, FieldMark, type FieldProps, HintAndError } from './field.tsx'
import { lastText, useField } from './form.tsx'

export interface Choice {
  value: string
  label: string
  hint?: ComponentChildren
  disabled?: boolean | undefined
  /** At the end of the line: points, a price, what it leads to. */
  aside?: ComponentChildren
}

export interface ChoiceGroup {
  label: string
  choices: readonly Choice[]
}

export interface SelectProps extends FieldProps {
  value?: string | undefined
  choices: readonly (Choice | ChoiceGroup)[]
  /** The empty first line; `false` leaves it out. */
  empty?: string | false | undefined
  width?: 'short' | 'medium' | 'full' | undefined
}

/** One of many. For up to six choices prefer `RadioGroup`: everything is seen at once. */
export function Select(props: SelectProps) {
  const words = useWords()
  const lang = useLang()
  return (
    <Field {...props}>
      {(control, typed) => {
        const chosen = lastText(typed) ?? props.value ?? ''
        return (
          <span class={`select-frame width-${props.width ?? 'full'}`}>
            <select {...control} class="input select" name={props.name}>
              {props.empty !== false && <option value="">{props.empty ?? words.choose}</option>}
              {props.choices.map((each) =>
                'choices' in each ? (
                  <optgroup label={each.label} lang={langOf(each.label, lang)}>
                    {each.choices.map((choice) => (
                      <Option choice={choice} chosen={chosen} />
                    ))}
                  </optgroup>
                ) : (
                  <Option choice={each} chosen={chosen} />
                ),
              )}
            </select>
            <Icon name="chevronDown" />
          </span>
        )
      }}
    </Field>
  )
}

function Option({ choice, chosen }: { choice: Choice; chosen: string }) {
  const lang = useLang()
  return (
    <option
      value={choice.value}
      selected={choice.value === chosen}
      disabled={choice.disabled}
      lang={langOf(choice.label, lang)}
    >
      {choice.label}
    </option>
  )
}

export interface RadioGroupProps extends FieldProps {
  value?: string | undefined
  choices: readonly Choice[]
  /** Beside each other, for short answers. */
  inline?: boolean | undefined
  /** Each answer a line of its own in a frame: long answers that are weighed against each other. */
  framed?: boolean | undefined
}

export function RadioGroup(props: RadioGroupProps) {
  return (
    <FieldGroup {...props}>
      {(typed, id) => (
        <Choices {...props} id={id} type="radio" chosen={[lastText(typed) ?? props.value ?? '']} />
      )}
    </FieldGroup>
  )
}

export interface CheckboxGroupProps extends FieldProps {
  values?: readonly string[] | undefined
  choices: readonly Choice[]
  inline?: boolean | undefined
}

export function CheckboxGroup(props: CheckboxGroupProps) {
  const { ticked } = useField(props.name)
  return (
    <FieldGroup {...props}>
      {(_, id) => <Choices {...props} id={id} type="checkbox" chosen={ticked ?? props.values ?? []} />}
    </FieldGroup>
  )
}

interface ChoicesProps {
  id: string
  name: string
  type: 'radio' | 'checkbox'
  choices: readonly Choice[]
  chosen: readonly string[]
  inline?: boolean | undefined
  framed?: boolean | undefined
  required?: boolean | undefined
}

function Choices({ id, name, type, choices, chosen, inline, framed, required }: ChoicesProps) {
  const lang = useLang()
  return (
    <div class={inline ? 'choices inline' : framed ? 'choices framed' : 'choices'}>
      {choices.map((choice, index) => {
        const own = `${id}-${index + 1}`
        return (
          <div class="choice">
            <input
              type={type}
              id={own}
              name={name}
              value={choice.value}
              checked={chosen.includes(choice.value)}
              disabled={choice.disabled}
              required={type === 'radio' ? required : undefined}
              aria-describedby={choice.hint ? `${own}-hint` : undefined}
            />
            <label for={own} lang={langOf(choice.label, lang)}>
              {choice.label}
            </label>
            {choice.aside !== undefined && <span class="choice-aside">{choice.aside}</span>}
            {choice.hint && (
              <p class="choice-hint" id={`${own}-hint`}>
                {spoken(choice.hint, lang)}
              </p>
            )}
          </div>
        )
      })}
    </div>
  )
}

export interface CheckboxProps extends FieldProps {
  value?: string | undefined
  checked?: boolean | undefined
}

/** A single yes: consent, confirmation. Sends `value` (`yes`) or nothing. */
export function Checkbox(props: CheckboxProps) {
  const { label, hint, required, value = 'yes' } = props
  const field = useField(props.name)
  const error = props.error ?? field.error
  return (
    <div class={error ? 'field with-error' : 'field'}>
      <HintAndError id={field.id} hint={undefined} error={error} />
      <div class="choice">
        <input
          type="checkbox"
          id={field.id}
          name={props.name}
          value={value}
          checked={field.ticked?.includes(value) ?? props.checked}
          required={required}
          aria-invalid={error ? 'true' : undefined}
          aria-describedby={describedBy(field.id, hint, error)}
        />
        <label for={field.id}>
          {label}
          <FieldMark {...props} />
        </label>
        {hint && (
          <p class="choice-hint" id={`${field.id}-hint`}>
            {hint}
          </p>
        )}
      </div>
    </div>
  )
}
