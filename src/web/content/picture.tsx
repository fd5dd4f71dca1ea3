import { drawn, escaped } from '../drawn.ts'
import { type DrawingName, drawings } from '../icons/drawings.ts'
import { useWords } from '../words.ts'

export interface DrawnPictureProps {
  drawing: DrawingName
  /** “Ảnh minh họa” when left out; always shown, so that nobody takes it for the thing itself. */
  caption?: string | undefined
}

const markup = Object.fromEntries(
  Object.entries(drawings).map(([name, lines]) => [
    name,
    `<svg viewBox="0 0 120 80" aria-hidden="true">${lines.map((line) => `<path d="${line}"/>`).join('')}</svg>`,
  ]),
) as Readonly<Record<DrawingName, string>>

/** Stands where a photograph is missing, and says so. Drawn by the server only. */
export function DrawnPicture({ drawing, caption }: DrawnPictureProps) {
  const words = useWords()
  const said = escaped(caption ?? words.illustration)
  return drawn(`<div class="drawn">${markup[drawing]}<span class="drawn-caption">${said}</span></div>`)
}

export interface PhotoProps {
  src: string
  /** What is to be seen; empty when the words beside it say it already. */
  alt: string
  width: number
  height: number
  /** `srcset` with widths, and how broad it stands. */
  srcset?: string | undefined
  sizes?: string | undefined
  /** The first picture of a page is fetched at once, others when they come into view. */
  first?: boolean | undefined
}

export function Photo({ src, alt, width, height, srcset, sizes, first }: PhotoProps) {
  return (
    <img
      class="photo"
      src={src}
      alt={alt}
      width={width}
      height={height}
      srcset={srcset}
      sizes={sizes}
      loading={first ? undefined : 'lazy'}
      fetchpriority={first ? 'high' : undefined}
      decoding="async"
    />
  )
}

/** A lotus line, quiet: heads of papers, foot of a front page. */
export function LotusLine() {
  return (
    <svg class="lotus" viewBox="0 0 240 32" aria-hidden="true">
      <path d="M0 22h86M154 22h86M120 28c-9-3-13-9-13-14 5 0 10 3 13 8 3-5 8-8 13-8 0 5-4 11-13 14ZM120 22c-5-6-5-13 0-19 5 6 5 13 0 19ZM107 20c-8-1-13 1-17 4 7 4 17 6 30 4 13 2 23 0 30-4-4-3-9-5-17-4" />
    </svg>
  )
}
