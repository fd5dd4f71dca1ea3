import type { ComponentChildren } from 'preact'
import { Icon, type IconName } from '../icons/icon.tsx'
import { langOf, spoken } from '../spoken.ts'
import { numberText, useLang } from '../words.ts'

export interface Description {
  term: string
  /** Left out when undefined or null; an empty text is shown as a dash. */
  value: ComponentChildren
}

/** Names and what they are: the facts of a record. */
export function DescriptionList({
  items,
  wide,
}: {
  items: readonly Description[]
  wide?: boolean | undefined
}) {
  const lang = useLang()
  return (
    <dl class={wide ? 'facts wide' : 'facts'}>
      {items.map(({ term, value }) =>
        value === undefined || value === null ? null : (
          <div class="fact">
            <dt lang={langOf(term, lang)}>{term}</dt>
            <dd>{value === '' ? '–' : spoken(value, lang)}</dd>
          </div>
        ),
      )}
    </dl>
  )
}

export interface CardProps {
  title?: ComponentChildren
  /** The whole card leads there; `title` is the link's word. */
  href?: string | undefined
  /** Picture or drawing at the top. */
  picture?: ComponentChildren
  /** A short line over the title. */
  above?: ComponentChildren
  children?: ComponentChildren
  foot?: ComponentChildren
  heading?: 'h2' | 'h3' | 'h4' | undefined
  icon?: IconName | undefined
}

export function Card({
  title,
  href,
  picture,
  above,
  children,
  foot,
  heading: Heading = 'h3',
  icon,
}: CardProps) {
  const lang = useLang()
  const name = spoken(title, lang)
  return (
    <article class={href ? 'card leads' : 'card'}>
      {picture && <div class="card-picture">{picture}</div>}
      <div class="card-words">
        {above && <p class="card-above">{spoken(above, lang)}</p>}
        {title && (
          <Heading class="card-title">
            {icon && <Icon name={icon} />}
            {href ? (
              <a class="card-link" href={href}>
                {name}
              </a>
            ) : (
              name
            )}
          </Heading>
        )}
        {spoken(children, lang)}
      </div>
      {foot && <div class="card-foot">{foot}</div>}
    </article>
  )
}

/** One figure with what it counts. */
export function StatFigure({
  value,
  label,
  detail,
  href,
}: {
  value: number | string
  label: string
  detail?: ComponentChildren
  href?: string | undefined
}) {
  const lang = useLang()
  const shown = typeof value === 'number' ? numberText(value, lang) : value
  return (
    <div class="stat">
      <p class={shown.length > 8 ? 'stat-value long' : 'stat-value'}>
        {href ? <a href={href}>{shown}</a> : shown}
      </p>
      <p class="stat-label">{label}</p>
      {detail && <p class="stat-detail">{detail}</p>}
    </div>
  )
}

/** How far: `value` of `max`, with the words that say so. */
export function ProgressBar({
  value,
  max,
  label,
  text,
}: {
  value: number
  max: number
  label: string
  /** “27 trên 40 tiêu chí”; the plain figures when left out. */
  text?: string | undefined
}) {
  const lang = useLang()
  return (
    <div class="progress">
      <div class="progress-words">
        <span>{label}</span>
        <span class="figures">{text ?? `${numberText(value, lang)} / ${numberText(max, lang)}`}</span>
      </div>
      <progress value={Math.min(value, max)} max={max} aria-label={label} />
    </div>
  )
}

/** More, for who asks. */
export function Details({
  summary,
  open,
  children,
}: {
  summary: ComponentChildren
  open?: boolean | undefined
  children: ComponentChildren
}) {
  const lang = useLang()
  return (
    <details class="details" open={open}>
      <summary>{spoken(summary, lang)}</summary>
      <div class="details-body flow">{spoken(children, lang)}</div>
    </details>
  )
}

/** Over a list: how many, how sorted, what can be done. */
export function Toolbar({ children, end }: { children?: ComponentChildren; end?: ComponentChildren }) {
  return (
    <div class="toolbar">
      <div class="row">{children}</div>
      {end && <div class="row">{end}</div>}
    </div>
  )
}

/** A part of a page with its heading and a way to the whole. */
export function Section({
  title,
  titleLang,
  id,
  more,
  lead,
  children,
}: {
  title: string
  /** Where the title is in another language than the page. */
  titleLang?: string | undefined
  id?: string | undefined
  more?: { href: string; label: string } | undefined
  lead?: ComponentChildren
  children: ComponentChildren
}) {
  const lang = useLang()
  return (
    <section class="section" id={id}>
      <div class="section-head">
        <h2 lang={titleLang ?? langOf(title, lang)}>{title}</h2>
        {more && (
          <a class="section-more" href={more.href}>
            {more.label}
            <Icon name="arrowRight" />
          </a>
        )}
      </div>
      {lead && <p class="page-lead">{spoken(lead, lang)}</p>}
      {spoken(children, lang)}
    </section>
  )
}

/** Text of an editor in the measure and serif headings of a paper. */
export function Article({ children }: { children: ComponentChildren }) {
  return <div class="article flow">{children}</div>
}
