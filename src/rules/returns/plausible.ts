import type { ReturnLaw } from './law.ts'

export interface Figures {
  /** In hundredths of the unit. */
  readonly output: number | null
  readonly unit: string
  /** Đồng. */
  readonly sales: number | null
  readonly jobs: number | null
}

/** What looks unlikely against the last return: asked, never refused. `percent`: the change, of the last value. */
export interface Doubt {
  readonly about: 'sales-up' | 'sales-down' | 'output-up' | 'output-down' | 'jobs' | 'price' | 'unit'
  readonly percent: number | null
}

/** Change from one value to another in whole percent, towards zero; null where there is nothing to compare. */
export function growthOf(before: number | null, now: number | null): number | null {
  if (before === null || now === null || before === 0) return null
  return Math.trunc(((now - before) * 100) / before)
}

/** Compares with the last return of the same product; without one nothing is doubted. */
export function doubtsAbout(now: Figures, before: Figures | null, law: ReturnLaw['plausible']): Doubt[] {
  if (before === null) return []
  const doubts: Doubt[] = []
  const sales = growthOf(before.sales, now.sales)
  if (sales !== null && sales >= law.growthPercent) doubts.push({ about: 'sales-up', percent: sales })
  if (sales !== null && -sales >= law.fallPercent) doubts.push({ about: 'sales-down', percent: sales })
  if (now.unit !== before.unit && now.output !== null && before.output !== null)
    doubts.push({ about: 'unit', percent: null })
  else {
    const output = growthOf(before.output, now.output)
    if (output !== null && output >= law.growthPercent) doubts.push({ about: 'output-up', percent: output })
    if (output !== null && -output >= law.fallPercent) doubts.push({ about: 'output-down', percent: output })
    const price = growthOf(priceOf(before), priceOf(now))
    if (price !== null && Math.abs(price) >= law.salesPerUnitPercent)
      doubts.push({ about: 'price', percent: price })
  }
  const jobs = growthOf(before.jobs, now.jobs)
  if (jobs !== null && Math.abs(jobs) >= law.jobsPercent) doubts.push({ about: 'jobs', percent: jobs })
  return doubts
}

/** Sales over output; null where one of them is missing or nothing was made. */
function priceOf({ output, sales }: Figures): number | null {
  return output === null || sales === null || output === 0 ? null : sales / output
}
