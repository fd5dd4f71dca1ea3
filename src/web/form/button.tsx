import type { ComponentChildren } from 'preact'
import { Icon, type IconName } from '../icons/icon.tsx'

/** `primary` once a screen; `danger` for what takes something away; `quiet` for the least important. */
export type ButtonKind = 'primary' | 'secondary' | 'quiet' | 'danger'

interface Look {
  kind?: ButtonKind | undefined
  icon?: IconName | undefined
  /** The icon stands behind the words: “next”. */
  iconAfter?: boolean | undefined
  small?: boolean | undefined
  /** As broad as its place: the one action of a phone's screen. */
  wide?: boolean | undefined
  /** Spoken name, when the words alone do not tell which thing is meant. */
  label?: string | undefined
  children: ComponentChildren
}

export interface ButtonProps extends Look {
  type?: 'submit' | 'button' | 'reset'
  name?: string | undefined
  value?: string | undefined
  /** Id of a form elsewhere on the page. */
  form?: string | undefined
  formAction?: string | undefined
  /** Its deed does not ask for what the form's other deeds need. */
  noValidate?: boolean | undefined
  disabled?: boolean | undefined
  /** Id of the text that says why it is disabled or what it does. */
  describedBy?: string | undefined
}

export function Button({
  type = 'submit',
  name,
  value,
  form,
  formAction,
  noValidate,
  disabled,
  describedBy,
  ...look
}: ButtonProps) {
  return (
    <button
      class={lookClass(look)}
      type={type}
      name={name}
      value={value}
      form={form}
      formaction={formAction}
      formnovalidate={noValidate}
      disabled={disabled}
      aria-label={look.label}
      aria-describedby={describedBy}
    >
      <Inside {...look} />
    </button>
  )
}

export interface LinkButtonProps extends Look {
  href: string
  /** Saves the answer under this name. */
  download?: string | boolean | undefined
}

/** A link that looks like a button: it goes somewhere, it changes nothing. */
export function LinkButton({ href, download, ...look }: LinkButtonProps) {
  return (
    <a class={lookClass(look)} href={href} download={download} aria-label={look.label}>
      <Inside {...look} />
    </a>
  )
}

function lookClass({ kind = 'secondary', small, wide }: Omit<Look, 'children'>): string {
  return `button ${kind}${small ? ' small' : ''}${wide ? ' wide' : ''}`
}

function Inside({ icon, iconAfter, children }: Look) {
  return (
    <>
      {icon && !iconAfter && <Icon name={icon} />}
      {children}
      {icon && iconAfter && <Icon name={icon} />}
    </>
  )
}
