import { drawn, inBrowser } from '../drawn.ts'
import { type IconName, iconPaths } from './paths.ts'

export type { IconName }

export interface IconProps {
  name: IconName
  /** Spoken name when the icon stands alone; left out beside a word. */
  label?: string | undefined
  class?: string | undefined
}

/** An icon as text, for `drawn`. */
export const iconMarkup = Object.fromEntries(
  Object.entries(iconPaths).map(([name, path]) => [
    name,
    `<svg class="icon" viewBox="0 0 24 24" aria-hidden="true"><path d="${path}"/></svg>`,
  ]),
) as Readonly<Record<IconName, string>>

/** A stroke icon in the colour of the text around it. */
export function Icon({ name, label, class: extra }: IconProps) {
  if (!inBrowser && !label && !extra) return drawn(iconMarkup[name])
  return (
    <svg
      class={extra ? `icon ${extra}` : 'icon'}
      viewBox="0 0 24 24"
      role={label ? 'img' : undefined}
      aria-label={label}
      aria-hidden={label ? undefined : 'true'}
    >
      <path d={iconPaths[name]} />
    </svg>
  )
}

export function isIconName(name: string): name is IconName {
  return name in iconPaths
}
