/** One measurement. `ratio` is ours over `against`, taken in the same run: the only figure to compare across machines. */
export interface Measured {
  readonly value: number
  readonly unit: string
  readonly against?: string
  readonly ratio?: number
  /** Named figures of the same run beside the main one (sheets_per_min, p95_ms). */
  readonly [key: string]: number | string | undefined
}

/** A bench file exports this: by name, what it measured. `note` tells a person at the terminal what is going on. */
export type Run = (note: (text: string) => void) => Promise<Readonly<Record<string, Measured>>>

export function median(values: readonly number[]): number {
  return percentile(values, 50)
}

/** The value below which this share (0 to 100) of the values lies; nearest rank. */
export function percentile(values: readonly number[], share: number): number {
  if (values.length === 0) throw new RangeError('nothing was measured')
  const rising = [...values].sort((a, b) => a - b)
  return rising[Math.max(0, Math.ceil((share / 100) * rising.length) - 1)]!
}

/** Milliseconds one call takes. */
export async function time(work: () => unknown): Promise<number> {
  const start = process.hrtime.bigint()
  await work()
  return Number(process.hrtime.bigint() - start) / 1e6
}

/** Milliseconds of processor one call takes: for pure computing, where other work on the machine should not count. */
export function processorTime(work: () => void): number {
  const start = process.cpuUsage()
  work()
  const { user, system } = process.cpuUsage(start)
  return (user + system) / 1000
}

/** Runs two computations by turns, so that a noisy machine is noisy for both: median milliseconds of processor of each. */
export function sideBySide(
  ours: () => void,
  theirs: () => void,
  rounds: number,
): { ours: number; theirs: number } {
  const taken: [number[], number[]] = [[], []]
  for (let round = 0; round < rounds; round++) {
    taken[0].push(processorTime(ours))
    taken[1].push(processorTime(theirs))
  }
  return { ours: median(taken[0]), theirs: median(taken[1]) }
}

export function rounded(value: number, digits = 3): number {
  return Number(value.toPrecision(digits))
}
