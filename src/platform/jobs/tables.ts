export interface JobRunTable {
  name: string
  last_started_at: Date | null
  last_succeeded_at: Date | null
  last_failed_at: Date | null
  last_error: string | null
  succeeded: number
  failed: number
}

/** Jobs that are being done, each with the last sign of life of the instance that does it. */
export interface JobAliveTable {
  job_id: string
  name: string
  alive_at: Date
}

declare module '../db/tables.ts' {
  interface Tables {
    job_run: JobRunTable
    job_alive: JobAliveTable
  }
}
