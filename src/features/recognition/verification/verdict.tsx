import type { ComponentChildren } from 'preact'
import type { RequestContext } from '../../../platform/http/index.ts'
import { Icon, type IconName } from '../../../web/index.ts'

export type Ctx = Pick<RequestContext, 'lang' | 'path' | 'url' | 'today'>
export type Tone = 'good' | 'warn' | 'bad' | 'neutral'

/** One large answer with icon, colour and word. */
export function Verdict({
  tone,
  icon,
  title,
  children,
}: {
  tone: Tone
  icon: IconName
  title: string
  children?: ComponentChildren
}) {
  return (
    <section class={`verdict ${tone}`} aria-labelledby="verdict">
      <Icon name={icon} class="verdict-icon" />
      <div class="verdict-words">
        <h1 id="verdict">{title}</h1>
        {children}
      </div>
    </section>
  )
}
