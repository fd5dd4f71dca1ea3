export interface JobRunTable {
  name: string
  last_started_at: Date | null
  last_succeeded_at: Date | null
  last_failed_at: Date | null
  last_error: string | null
  succeeded: number
  failed: number
}

declare module '../db/tables.ts' {
  interface Tables {
    job_run: JobRunTable
  }
}
