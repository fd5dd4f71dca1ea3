import type { LogEvent } from 'kysely'

/** A statement at or above this many milliseconds is remembered. */
export const slowMs = 250
const most = 50

export interface SlowStatement {
  /** The text with its places for values; never the values. */
  readonly sql: string
  readonly count: number
  readonly worstMs: number
  readonly totalMs: number
  readonly lastAt: Date
}

const statements = new Map<string, SlowStatement>()
let listener: ((sql: string, ms: number) => void) | undefined

/** Each slow statement is told here as it happens, for the log. */
export function onSlowStatement(hear: (sql: string, ms: number) => void): void {
  listener = hear
}

/** Remembers what was slow in this process, by text; the least bad fall out first. */
export function noteSlow({ query, queryDurationMillis: ms }: LogEvent): void {
  if (ms < slowMs) return
  const { sql } = query
  const known = statements.get(sql)
  statements.set(sql, {
    sql,
    count: (known?.count ?? 0) + 1,
    worstMs: Math.max(known?.worstMs ?? 0, ms),
    totalMs: (known?.totalMs ?? 0) + ms,
    lastAt: new Date(),
  })
  listener?.(sql, ms)
  if (statements.size <= most) return
  const [least] = slowStatements().slice(-1)
  if (least) statements.delete(least.sql)
}

/** Worst first. */
export function slowStatements(): SlowStatement[] {
  return [...statements.values()].sort((a, b) => b.worstMs - a.worstMs)
}
