import type { ComponentChildren } from 'preact'
import { drawn, escaped, inBrowser } from '../drawn.ts'
import { Icon, type IconName, iconMarkup } from '../icons/icon.tsx'

/** What a state means to its reader; colour, icon and word go together, never colour alone. */
export type Tone = 'good' | 'warn' | 'bad' | 'neutral' | 'info'

const toneIcons: Readonly<Record<Tone, IconName>> = {
  good: 'good',
  warn: 'warn',
  bad: 'bad',
  neutral: 'neutral',
  info: 'info',
}

export interface StatusMarkProps {
  tone: Tone
  /** The word of the state. */
  children: ComponentChildren
  icon?: IconName | undefined
}

export function StatusMark({ tone, icon, children }: StatusMarkProps) {
  if (!inBrowser && typeof children === 'string') {
    const shape = iconMarkup[icon ?? toneIcons[tone]]
    return drawn(`<span class="mark ${tone}">${shape}<span>${escaped(children)}</span></span>`)
  }
  return (
    <span class={`mark ${tone}`}>
      <Icon name={icon ?? toneIcons[tone]} />
      <span>{children}</span>
    </span>
  )
}

/** A kind or class in a word, without judgement. */
export function Tag({ children }: { children: ComponentChildren }) {
  return <span class="tag">{children}</span>
}

export interface StarRowProps {
  /** Whole stars, 0–5. */
  count: number
  /** What the row says in words: “4 sao”, “4 out of 5 stars”. */
  label: string
  size?: 'small' | 'medium' | 'large' | undefined
  /** How many stand there in all; `of={count}` shows the gold ones only. */
  of?: number | undefined
}

/** Stars, gold up to `count`, drawn by the stylesheet. The words are read out; the drawing is not. */
export function StarRow({ count, label, size = 'medium', of = 5 }: StarRowProps) {
  const whole = Math.max(0, Math.min(5, Math.trunc(count)))
  const looks = of === 5 ? `stars ${size} count-${whole}` : `stars ${size} count-${whole} of-${of}`
  if (!inBrowser) return drawn(`<span class="${looks}" role="img" aria-label="${escaped(label)}"></span>`)
  return <span class={looks} role="img" aria-label={label} />
}

export type MessageTone = 'info' | 'success' | 'warning' | 'error'

const messageIcons: Readonly<Record<MessageTone, IconName>> = {
  info: 'info',
  success: 'good',
  warning: 'warn',
  error: 'bad',
}

export interface MessageProps {
  tone?: MessageTone
  title?: ComponentChildren
  children?: ComponentChildren
  actions?: ComponentChildren
  /** Read out at once: the answer to what was just done. */
  announce?: boolean | undefined
}

/** What the reader should know here, and the next step. */
export function Message({ tone = 'info', title, children, actions, announce }: MessageProps) {
  return (
    <div class={`message ${tone}`} role={announce ? (tone === 'error' ? 'alert' : 'status') : undefined}>
      <Icon name={messageIcons[tone]} />
      <div class="message-words">
        {title && <p class="message-title">{title}</p>}
        {children && <div>{children}</div>}
        {actions && <div class="row message-actions">{actions}</div>}
      </div>
    </div>
  )
}

export interface EmptyStateProps {
  title: string
  /** Why it is empty and what to do about it. */
  children?: ComponentChildren
  actions?: ComponentChildren
  icon?: IconName | undefined
}

export function EmptyState({ title, children, actions, icon = 'folder' }: EmptyStateProps) {
  return (
    <div class="empty">
      <Icon name={icon} class="empty-icon" />
      <p class="empty-title">{title}</p>
      {children && <div class="empty-words">{children}</div>}
      {actions && <div class="row empty-actions">{actions}</div>}
    </div>
  )
}
