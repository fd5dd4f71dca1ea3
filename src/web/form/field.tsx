import type { ComponentChildren } from 'preact'
import { Icon } from '../icons/icon.tsx'
import { langOf, spoken } from '../spoken.ts'
import { useLang, useWords } from '../words.ts'
import { useField } from './form.tsx'

/** What every field is told. */
export interface FieldProps {
  name: string
  label: string
  hint?: ComponentChildren
  /** Overrides the error the form knows. */
  error?: string | undefined
  required?: boolean | undefined
  /** Says “optional” beside the label, in a form whose fields are mostly required. */
  optional?: boolean | undefined
  /** The label is spoken but not shown. */
  labelHidden?: boolean | undefined
}

/** What a control needs to be tied to its label, hint and error. */
export interface ControlProps {
  id: string
  'aria-describedby': string | undefined
  'aria-invalid': 'true' | undefined
  required: boolean | undefined
}

export interface FieldFrameProps extends FieldProps {
  children: (control: ControlProps, typed: string | readonly string[] | undefined) => ComponentChildren
  /** Text under the control: a counter. */
  after?: ComponentChildren
}

/** Label, hint, error and the control given. Use it for controls of your own. */
export function Field(props: FieldFrameProps) {
  const field = useField(props.name)
  const error = props.error ?? field.error
  const control: ControlProps = {
    id: field.id,
    'aria-describedby': describedBy(field.id, props.hint, error),
    'aria-invalid': error ? 'true' : undefined,
    required: props.required,
  }
  return (
    <div class={error ? 'field with-error' : 'field'}>
      <label
        class={props.labelHidden ? 'hidden-visually' : 'field-label'}
        for={field.id}
        lang={langOf(props.label, useLang())}
      >
        {props.label}
        <FieldMark {...props} />
      </label>
      <HintAndError id={field.id} hint={props.hint} error={error} />
      {props.children(control, field.typed)}
      {props.after}
    </div>
  )
}

/** A group of controls under one question. */
export function FieldGroup(
  props: FieldProps & {
    children: (typed: string | readonly string[] | undefined, id: string) => ComponentChildren
  },
) {
  const field = useField(props.name)
  const error = props.error ?? field.error
  return (
    <fieldset
      class={error ? 'field with-error' : 'field'}
      id={field.id}
      tabindex={-1}
      aria-describedby={describedBy(field.id, props.hint, error)}
    >
      <legend
        class={props.labelHidden ? 'hidden-visually' : 'field-label'}
        lang={langOf(props.label, useLang())}
      >
        {props.label}
        <FieldMark {...props} />
      </legend>
      <HintAndError id={field.id} hint={props.hint} error={error} />
      {props.children(field.typed, field.id)}
    </fieldset>
  )
}

export function FieldMark({ required, optional }: Pick<FieldProps, 'required' | 'optional'>) {
  const words = useWords()
  if (required)
    return (
      <span class="field-mark">
        <span aria-hidden="true"> *</span>
        <span class="hidden-visually"> ({words.required})</span>
      </span>
    )
  return optional ? <span class="field-optional"> ({words.optional})</span> : null
}

export function HintAndError({
  id,
  hint,
  error,
}: {
  id: string
  hint: ComponentChildren
  error: string | undefined
}) {
  const words = useWords()
  const lang = useLang()
  return (
    <>
      {hint && (
        <p class="field-hint" id={`${id}-hint`}>
          {spoken(hint, lang)}
        </p>
      )}
      {error && (
        <p class="field-error" id={`${id}-error`}>
          <Icon name="bad" />
          <span>
            <span class="hidden-visually">{words.errorPrefix} </span>
            {error}
          </span>
        </p>
      )}
    </>
  )
}

export function describedBy(
  id: string,
  hint: ComponentChildren,
  error: string | undefined,
): string | undefined {
  const ids = [hint ? `${id}-hint` : '', error ? `${id}-error` : ''].filter(Boolean)
  return ids.length > 0 ? ids.join(' ') : undefined
}
