import { starPath } from '../icons/logo.tsx'

const wave = 'c14-5 28-5 42 0s28 5 42 0'

/** A quiet drawing for the opening of a front page: hills, a bridge of six arches, a roof, a river, and the star. */
export function Landscape() {
  return (
    <svg class="landscape" viewBox="0 0 520 260" aria-hidden="true">
      <path class="star on" transform="translate(356 8) scale(2.1)" d={starPath} />
      <Hill line="M150 176c46-24 84-86 136-96 62-12 92 58 150 70 34 7 60 6 84 10" />
      <Hill line="M0 154c34-4 60-40 96-44 36-4 60 24 92 36 26-16 50-24 76-18 34 8 56 30 92 36" />
      <path d={`M150 188${'a28 24 0 0 1 56 0'.repeat(6)}M134 188h368M134 193h368`} />
      <path d={Array.from({ length: 7 }, (_, index) => `M${150 + index * 56} 193v14`).join('')} />
      <path d="M8 164c16-2 30-12 38-26h60c8 14 22 24 38 26M18 164h116M46 138c6-3 8-8 8-12M106 138c-6-3-8-8-8-12M52 132h48M30 164v40M58 164v40M94 164v40M122 164v40M16 204h120" />
      <path d="M22 176h108" />
      <path class="far" d={`M0 226${wave.repeat(6)}M40 240${wave.repeat(5)}M0 254${wave.repeat(6)}`} />
      <path d="M404 238c-10-3-15-10-15-17 7 0 12 4 15 10 3-6 8-10 15-10 0 7-5 14-15 17ZM404 231c-6-8-6-16 0-23 6 7 6 15 0 23ZM389 226c-9-2-16 1-20 5 8 5 21 7 35 7 14 0 27-2 35-7-4-4-11-7-20-5" />
    </svg>
  )
}

/** The ground beneath the line hides what stands behind. */
function Hill({ line }: { line: string }) {
  return (
    <>
      <path class="hill-ground" d={`${line}V180H0Z`} />
      <path class="hill" d={line} />
    </>
  )
}
