export interface SearchMissTable {
  day: string
  words: string
  times: number
}

declare module '../../platform/db/tables.ts' {
  interface Tables {
    search_miss: SearchMissTable
  }
}
