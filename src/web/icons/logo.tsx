import { drawn } from '../drawn.ts'

/** Five points with the slight swell of a brush; also the shape of a counted star. */
export const starPath =
  'M12 1.8c1 2.3 1.9 4.5 3 6.4 2.2.3 4.7.5 7.2 1-1.8 1.8-3.5 3.3-5.2 5 .4 2.3 1 4.7 1.3 7.2-2.2-1.1-4.3-2.3-6.4-3.3-2.1 1.1-4.2 2.2-6.3 3.3.3-2.5.8-4.8 1.2-7.2-1.7-1.7-3.5-3.2-5.1-5 2.5-.5 4.8-.7 7.2-1.1 1.1-2 2-4.1 3.1-6.3Z'

const roof =
  'M5.5 30.5c5.5-.3 10-2.2 14.5-5.5 4.5 3.3 9 5.2 14.5 5.5M10 34.5c4-.4 7-1.7 10-4 3 2.3 6 3.6 10 4'
const markup = `<svg class="logo" viewBox="0 0 40 40" aria-hidden="true"><path class="logo-ground" d="M8 1h24a7 7 0 0 1 7 7v24a7 7 0 0 1-7 7H8a7 7 0 0 1-7-7V8a7 7 0 0 1 7-7Z"/><path class="logo-star" transform="translate(9.2 4.5) scale(.9)" d="${starPath}"/><path class="logo-roof" d="${roof}"/></svg>`

/** The brand's mark: a star over the line of a village roof. Drawn by the server only. */
export function Logo() {
  return drawn(markup)
}
