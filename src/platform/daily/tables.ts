export interface DayCountTable {
  /** An account, or the keyed hash of a visitor's address on that day. */
  who: string
  what: string
  day: string
  deeds: number
  bytes: number
}

declare module '../db/tables.ts' {
  interface Tables {
    day_count: DayCountTable
  }
}
