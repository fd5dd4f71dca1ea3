import type { ComponentChildren } from 'preact'
import { Icon } from '../icons/icon.tsx'
import { fillIn, useWords } from '../words.ts'
import { Field, type FieldProps } from './field.tsx'
import { lastText } from './form.tsx'

/** How many characters the box is made for: a year, a number, a name; `full` takes the line. */
export type FieldWidth = 'year' | 'short' | 'medium' | 'full'

export interface TextInputProps extends FieldProps {
  value?: string | undefined
  type?: 'text' | 'email' | 'tel' | 'url' | 'password' | 'search'
  width?: FieldWidth | undefined
  /** `numeric` for figures, `decimal` with a comma: the phone shows the right keys. */
  inputMode?: 'text' | 'numeric' | 'decimal' | 'tel' | 'email' | 'url' | undefined
  autocomplete?: string | undefined
  maxLength?: number | undefined
  /** Shown behind the box: `đồng`, `kg`, `%`. */
  unit?: string | undefined
  placeholder?: string | undefined
  /** Choices offered while typing; anything else may be typed too. */
  suggestions?: readonly string[] | undefined
  readOnly?: boolean | undefined
  spellcheck?: boolean | undefined
  /** Under the box. */
  after?: ComponentChildren
  /** A password that is no secret: of the demo province. */
  openPassword?: string | undefined
}

/** One line of text. Never `type="number"`: figures are typed as text and read by the server. */
export function TextInput(props: TextInputProps) {
  return (
    <Field {...props}>
      {(control, typed) => {
        const list = props.suggestions ? `${control.id}-list` : undefined
        const input = (
          <input
            {...control}
            class={`input width-${props.width ?? 'full'}`}
            type={(props.type ?? 'text') as 'text'}
            name={props.name}
            value={props.type === 'password' ? props.openPassword : (lastText(typed) ?? props.value)}
            inputmode={props.inputMode}
            autocomplete={props.autocomplete}
            maxlength={props.maxLength}
            placeholder={props.placeholder}
            readonly={props.readOnly}
            spellcheck={props.spellcheck}
            list={list}
          />
        )
        return (
          <>
            {props.unit ? (
              <WithUnit unit={props.unit}>{input}</WithUnit>
            ) : props.type === 'password' ? (
              <WithShowButton>{input}</WithShowButton>
            ) : (
              input
            )}
            {list && (
              <datalist id={list}>
                {props.suggestions?.map((each) => (
                  <option value={each} />
                ))}
              </datalist>
            )}
          </>
        )
      }}
    </Field>
  )
}

/** A password may be looked at before it is sent (ASVS 2.1.12), where there is script. */
function WithShowButton({ children }: { children: ComponentChildren }) {
  const words = useWords()
  return (
    <span class="password-input">
      {children}
      <button class="button secondary only-script" type="button" aria-pressed="false" data-show-password>
        <Icon name="eye" />
        {words.showPassword}
      </button>
    </span>
  )
}

function WithUnit({ unit, children }: { unit: string; children: ComponentChildren }) {
  return (
    <span class="input-unit">
      {children}
      <span class="unit">{unit}</span>
    </span>
  )
}

export interface TextAreaProps extends FieldProps {
  value?: string | undefined
  rows?: number | undefined
  /** Counts what is left; the server still decides. */
  maxLength?: number | undefined
  placeholder?: string | undefined
  /** The text is HTML: written on a page with tools; `clean` is the address that cleans what is pasted. */
  richText?: { clean: string; labels: Readonly<Record<string, string>> } | undefined
}

/** Several lines; grows with what is typed where the browser can. */
export function TextArea(props: TextAreaProps) {
  const words = useWords()
  const { maxLength } = props
  const counter = maxLength ? (
    <p
      class="field-counter only-script"
      aria-live="polite"
      data-left={words.charactersLeft}
      data-over={words.charactersOver}
    >
      {fillIn(words.charactersLeft, { count: maxLength })}
    </p>
  ) : null
  return (
    <Field {...props} after={counter}>
      {(control, typed) => (
        <textarea
          {...control}
          class="input textarea"
          name={props.name}
          rows={props.rows ?? 4}
          placeholder={props.placeholder}
          data-count={maxLength}
          data-rich-text={props.richText?.clean}
          data-labels={props.richText && JSON.stringify(props.richText.labels)}
        >
          {`\n${lastText(typed) ?? props.value ?? ''}`}
        </textarea>
      )}
    </Field>
  )
}

export interface DateInputProps extends FieldProps {
  /** As typed, or `yyyy-mm-dd` from the records: shown as `dd/mm/yyyy`. */
  value?: string | undefined
  /** `yyyy-mm-dd`: bounds of the calendar. */
  min?: string | undefined
  max?: string | undefined
}

/** A day typed as dd/mm/yyyy; the device's calendar stands beside it where there is script. */
export function DateInput(props: DateInputProps) {
  const words = useWords()
  return (
    <Field {...props} hint={props.hint ?? words.dateHint}>
      {(control, typed) => (
        <span class="date-input" data-date={words.openCalendar} data-min={props.min} data-max={props.max}>
          <input
            {...control}
            class="input width-short"
            type="text"
            name={props.name}
            value={dayText(lastText(typed) ?? props.value)}
            inputmode="numeric"
            autocomplete="off"
            placeholder="dd/mm/yyyy"
            maxlength={10}
          />
          <span class="date-place only-script" hidden>
            <button class="button secondary" type="button" aria-label={words.openCalendar}>
              <Icon name="calendar" />
            </button>
            {/* biome-ignore lint/a11y/noAriaHiddenOnFocusable: out of the tab order; the button opens it */}
            <input type="date" min={props.min} max={props.max} tabindex={-1} aria-hidden="true" disabled />
          </span>
        </span>
      )}
    </Field>
  )
}

/** `2026-10-12` as `12/10/2026`; anything else as it is. */
export function dayText(value: string | undefined): string | undefined {
  const iso = value ? /^(\d{4})-(\d{2})-(\d{2})$/.exec(value) : null
  return iso ? `${iso[3]}/${iso[2]}/${iso[1]}` : value
}
