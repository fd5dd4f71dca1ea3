import { readFileSync } from 'node:fs'
import { statfs } from 'node:fs/promises'
import { monitorEventLoopDelay } from 'node:perf_hooks'
import { sql } from 'kysely'
import { type SlowStatement, slowStatements } from '../../platform/db/index.ts'
import type { Kernel } from '../../platform/feature.ts'
import { type BackupRun, lastRuns } from './backups.ts'

const { version } = JSON.parse(readFileSync(new URL('../../../package.json', import.meta.url), 'utf8')) as {
  version: string
}
const delay = monitorEventLoopDelay({ resolution: 20 })
delay.enable()

export interface JobLine {
  readonly name: string
  readonly lastSucceededAt: Date | null
  readonly lastFailedAt: Date | null
  readonly lastError: string | null
  readonly succeeded: number
  readonly failed: number
}

export interface Figures {
  readonly versions: {
    readonly program: string
    readonly node: string
    readonly postgres: string
    readonly migration: string
  }
  readonly process: {
    readonly upSeconds: number
    readonly memoryMb: number
    readonly delayP99Ms: number
    readonly connections: number
    readonly instances: number
  }
  readonly disk: { readonly freeBytes: number; readonly totalBytes: number }
  readonly database: { readonly bytes: number; readonly answerMs: number }
  readonly files: { readonly count: number; readonly bytes: number }
  readonly audit: { readonly entries: number; readonly head: string; readonly lastSeal: string | null }
  readonly mails: {
    readonly waiting: number
    readonly failed: number
    readonly kept: number
    readonly sent: number
  }
  /** Reads of visitors since the start of this process; absent where no standby is named. */
  readonly standby?: { readonly there: number; readonly behind: number; readonly away: number }
  readonly queued: number
  readonly jobs: readonly JobLine[]
  readonly backups: readonly BackupRun[]
  readonly slow: readonly SlowStatement[]
}

/** Everything the administrator's page shows, asked in one go. */
export async function readFigures(kernel: Kernel): Promise<Figures> {
  const began = performance.now()
  const [{ rows }, jobs, backups, disk] = await Promise.all([
    sql<Asked>`SELECT current_setting('server_version') AS postgres,
      (SELECT max(name) FROM schema_migration) AS migration,
      pg_database_size(current_database())::float8 AS database_bytes,
      (SELECT count(*)::int FROM pg_stat_activity WHERE datname = current_database()) AS connections,
      (SELECT count(*)::int FROM pg_stat_activity WHERE datname = current_database() AND query = 'LISTEN page_cache') AS instances,
      (SELECT count(*)::int FROM file) AS file_count,
      (SELECT coalesce(sum(size), 0)::float8 FROM file) AS file_bytes,
      (SELECT sum(ordinal)::float8 FROM audit_head) AS audit_seq,
      (SELECT encode(sha256(string_agg(hash, ''::bytea ORDER BY strand)), 'hex') FROM audit_head) AS audit_hash,
      (SELECT max(day)::text FROM audit_root) AS last_seal,
      (SELECT count(*)::int FROM mail WHERE status = 'waiting') AS mail_waiting,
      (SELECT count(*)::int FROM mail WHERE status = 'failed') AS mail_failed,
      (SELECT count(*)::int FROM mail WHERE status = 'kept') AS mail_kept,
      (SELECT count(*)::int FROM mail WHERE status = 'sent') AS mail_sent,
      (SELECT count(*)::int FROM pgboss.job WHERE state < 'active') AS queued`.execute(kernel.db),
    kernel.db
      .selectFrom('job_run')
      .select([
        'name',
        'last_succeeded_at as lastSucceededAt',
        'last_failed_at as lastFailedAt',
        'last_error as lastError',
        'succeeded',
        'failed',
      ])
      .orderBy('name')
      .execute(),
    lastRuns(kernel.db),
    statfs(kernel.config.dataDir),
  ])
  const answered = performance.now() - began
  const it = rows[0]!
  return {
    versions: { program: version, node: process.version, postgres: it.postgres, migration: it.migration },
    process: {
      upSeconds: Math.round(process.uptime()),
      memoryMb: Math.round(process.memoryUsage.rss() / 1e6),
      delayP99Ms: Math.round(delay.percentile(99) / 1e6),
      connections: it.connections,
      instances: it.instances,
    },
    disk: { freeBytes: disk.bavail * disk.bsize, totalBytes: disk.blocks * disk.bsize },
    database: { bytes: it.database_bytes, answerMs: Math.round(answered) },
    files: { count: it.file_count, bytes: it.file_bytes },
    audit: { entries: it.audit_seq, head: it.audit_hash, lastSeal: it.last_seal },
    mails: { waiting: it.mail_waiting, failed: it.mail_failed, kept: it.mail_kept, sent: it.mail_sent },
    ...(kernel.standby && { standby: standbyFigures(kernel.standby.figures()) }),
    queued: it.queued,
    jobs,
    backups,
    slow: slowStatements().slice(0, 10),
  }
}

function standbyFigures(counts: ReturnType<NonNullable<Kernel['standby']>['figures']>) {
  return { there: counts.standby, behind: counts.behind + counts.moving, away: counts.away + counts.failed }
}

interface Asked {
  postgres: string
  migration: string
  database_bytes: number
  connections: number
  instances: number
  file_count: number
  file_bytes: number
  audit_seq: number
  audit_hash: string
  last_seal: string | null
  mail_waiting: number
  mail_failed: number
  mail_kept: number
  mail_sent: number
  queued: number
}
