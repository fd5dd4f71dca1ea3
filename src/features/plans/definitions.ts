import type { Definition } from '../../rules/targets/index.ts'
import type { MeasureId } from './measures.ts'

type Versions = readonly [Definition, ...Definition[]]

/** All measures began with the first plan entered here. */
const first: Versions = [{ version: 1, since: '2026-11-24' }]

/**
 * What of a measure's definition changed its meaning, and since when. A target keeps the version it was set under and goes on being
 * counted by it; `definitionOnce` in the messages keeps the words of versions that are no longer in force.
 */
const changed: Partial<Record<MeasureId, Versions>> = {
  // First certificates alone, now every paper that is issued.
  'signed-papers': [...first, { version: 2, since: '2026-11-30' }],
}

export const definitionsOf = (measure: string): Versions => changed[measure as MeasureId] ?? first
