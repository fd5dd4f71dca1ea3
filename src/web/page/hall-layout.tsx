import type { ComponentChildren } from 'preact'

export interface HallLayoutProps {
  /** What is before the room now. */
  title: ComponentChildren
  /** Over the title: which thing of how many. */
  above?: ComponentChildren
  /** The clock, or what counts down. */
  clock?: ComponentChildren
  children: ComponentChildren
}

/** A screen on the wall of a room: read from ten metres, nothing to press. Pair it with `Page class="hall"`. */
export function HallLayout({ title, above, clock, children }: HallLayoutProps) {
  return (
    <main id="main" tabindex={-1} class="hall-main">
      <header class="hall-head">
        <div>
          {above && <p class="hall-above">{above}</p>}
          <h1>{title}</h1>
        </div>
        {clock && <p class="hall-clock">{clock}</p>}
      </header>
      {children}
    </main>
  )
}
