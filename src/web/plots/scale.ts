/** Round steps for an axis that begins at nought and holds `most`: at most `count` steps of 1, 2 or 5 × 10ⁿ. */
export function axisTicks(most: number, count = 4): readonly number[] {
  if (!(most > 0)) return [0, 1]
  const rough = most / count
  const power = 10 ** Math.floor(Math.log10(rough))
  const step = [1, 2, 5, 10].map((factor) => factor * power).find((each) => each >= rough)!
  const whole = most === Math.floor(most) ? Math.max(1, step) : step
  const ticks = [0]
  while (ticks.at(-1)! < most) ticks.push(Number((ticks.length * whole).toPrecision(12)))
  return ticks
}

/** A coordinate with one decimal: enough for a screen, short in bytes. */
export function at(value: number): number {
  return Math.round(value * 10) / 10
}
