import type { Day } from '../calendar/index.ts'

/** How a measure counts, from a day on. A target keeps the version it was set under. */
export interface Definition {
  readonly version: number
  readonly since: Day
}

/** The definition in force: the last of its versions. */
export function definitionNow(versions: readonly [Definition, ...Definition[]]): Definition {
  return versions.reduce((last, each) => (each.version > last.version ? each : last), versions[0])
}

/** What took the place of the version a target was set under; null where that is still the one in force. */
export function supersededBy(
  versions: readonly [Definition, ...Definition[]],
  version: number,
): Definition | null {
  const now = definitionNow(versions)
  return now.version > version ? now : null
}
