import { type ComponentChildren, createContext } from 'preact'
import { useContext } from 'preact/hooks'
import { Icon } from '../icons/icon.tsx'
import { fillIn, useWords } from '../words.ts'

/** One thing to put right; without a field it concerns the whole form. */
export interface FormError {
  field?: string | undefined
  text: string
}

/** What was typed, by field; a list for a repeated field. */
export type FormValues = Readonly<Record<string, string | readonly string[]>>

interface FormState {
  readonly values: FormValues
  readonly errors: readonly FormError[]
  readonly prefix: string
}

const nothing: FormState = { values: {}, errors: [], prefix: '' }
const FormContext = createContext<FormState>(nothing)

export interface FormProps {
  action?: string | undefined
  method?: 'post' | 'get'
  /** With files. */
  files?: boolean | undefined
  /** What was typed before; a field shows it instead of its own `value`. */
  values?: FormValues | undefined
  /** Shown in a summary above and beside each field. */
  errors?: readonly FormError[] | undefined
  hidden?: Readonly<Record<string, string>> | undefined
  /**
   * Keeps what is typed on this device until it has arrived: a key of its own for each account, form and record,
   * such as `<account>:registration:<id>`.
   */
  autosave?: string | undefined
  id?: string | undefined
  /** Keeps field ids apart when a page holds several forms with equal field names. */
  prefix?: string | undefined
  label?: string | undefined
  class?: string | undefined
  children: ComponentChildren
}

/** A form that works without script. Its fields find their typed value and their error by name. */
export function Form(props: FormProps) {
  const state: FormState = {
    values: props.values ?? {},
    errors: props.errors ?? [],
    prefix: props.prefix ?? '',
  }
  const words = useWords()
  const multipart = props.files ? 'multipart/form-data' : undefined
  return (
    <form
      class={props.class ?? 'form'}
      id={props.id}
      action={props.action}
      method={props.method ?? 'post'}
      enctype={multipart}
      aria-label={props.label}
      novalidate
      data-autosave={props.autosave}
      data-draft-words={
        props.autosave &&
        JSON.stringify({
          saved: words.draftSaved,
          restored: words.draftRestored,
          meanwhile: words.draftMeanwhile,
          sent: words.draftSent,
          take: words.draftTake,
          discard: words.draftDiscard,
          unavailable: words.draftUnavailable,
        })
      }
      data-answered={state.errors.length > 0 ? 'errors' : undefined}
    >
      {props.hidden &&
        Object.entries(props.hidden).map(([name, value]) => (
          <input type="hidden" name={name} value={value} />
        ))}
      <FormContext.Provider value={state}>
        {state.errors.length > 0 && <ErrorSummary errors={state.errors} prefix={state.prefix} />}
        {props.children}
      </FormContext.Provider>
    </form>
  )
}

/** All that is to be put right, each a link to its field; takes the focus when the page opens. */
export function ErrorSummary({
  errors,
  title,
  prefix = '',
}: {
  errors: readonly FormError[]
  title?: string | undefined
  prefix?: string | undefined
}) {
  const words = useWords()
  const id = `${prefix}errors-title`
  return (
    <div class="error-summary" role="alert" aria-labelledby={id} tabindex={-1} data-focus-first>
      <h2 id={id} class="error-summary-title">
        <Icon name="bad" />
        {title ?? fillIn(words.errorsTitle, { count: errors.length })}
      </h2>
      <ul class="error-summary-list">
        {errors.map((error) => (
          <li>
            {error.field ? (
              <a href={`#${fieldId(prefix, error.field)}`}>{error.text}</a>
            ) : (
              <span>{error.text}</span>
            )}
          </li>
        ))}
      </ul>
    </div>
  )
}

/** The id of a field: `f-papers-0-kind` for `papers.0.kind`. */
export function fieldId(prefix: string, name: string): string {
  return `f-${prefix}${name.replace(/[^\p{L}\p{N}_-]+/gu, '-')}`
}

export interface FieldState {
  readonly id: string
  readonly typed: string | readonly string[] | undefined
  /** The boxes that were ticked, in a form that was refused: of one whose ticks were all taken off nothing is sent. */
  readonly ticked: readonly string[] | undefined
  readonly error: string | undefined
}

/** What the form around knows of a field. */
export function useField(name: string): FieldState {
  const form = useContext(FormContext)
  const typed = form.values[name]
  const isRefused = form.errors.length > 0 && Object.keys(form.values).length > 0
  return {
    id: fieldId(form.prefix, name),
    typed,
    ticked: typed !== undefined || isRefused ? [typed ?? []].flat() : undefined,
    error: form.errors.find((error) => error.field === name)?.text,
  }
}

export function lastText(value: string | readonly string[] | undefined): string | undefined {
  return typeof value === 'string' || value === undefined ? value : value.at(-1)
}

/** A part of a long form under a heading of its own. */
export function FormSection({
  title,
  lead,
  children,
}: {
  title: string
  lead?: ComponentChildren
  children: ComponentChildren
}) {
  return (
    <section class="form-section">
      <div class="form-section-head">
        <h2>{title}</h2>
        {lead && <p class="muted">{lead}</p>}
      </div>
      <div class="form-section-fields">{children}</div>
    </section>
  )
}

/** Fields beside each other where there is room. */
export function FieldRow({ children }: { children: ComponentChildren }) {
  return <div class="field-row">{children}</div>
}

/** What the form does, at its end. */
export function FormActions({
  children,
  sticky,
}: {
  children: ComponentChildren
  sticky?: boolean | undefined
}) {
  return <div class={sticky ? 'form-actions sticky' : 'form-actions'}>{children}</div>
}
