import { AsyncLocalStorage } from 'node:async_hooks'
import type { LogEvent } from 'kysely'
import { noteSlow } from './slow.ts'

const watched = new AsyncLocalStorage<string[]>()

/** Kysely's log hook; costs one lookup when nobody counts. */
export function noteQuery(event: LogEvent): void {
  watched.getStore()?.push(event.query.sql)
  noteSlow(event)
}

/** For statements that do not go through Kysely. */
export function noteStatement(sql: string): void {
  watched.getStore()?.push(sql)
}

/** Runs `work` and answers its value with every statement it sent: tests hold each page to its budget of queries. */
export async function countQueries<T>(work: () => Promise<T>): Promise<{ value: T; statements: string[] }> {
  const statements: string[] = []
  const value = await watched.run(statements, work)
  return { value, statements }
}
