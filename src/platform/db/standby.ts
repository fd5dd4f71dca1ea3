import { AsyncLocalStorage } from 'node:async_hooks'
import pg from 'pg'
import { parsers } from './parsers.ts'

/** A place in the write-ahead log of one cluster; places of different timelines cannot be compared. */
export interface Position {
  readonly system: string
  readonly timeline: number
  readonly lsn: bigint
}

/** Why a read that might have gone to the standby went to the primary. */
export const elsewhere = ['moving', 'behind', 'away', 'failed', 'missing'] as const
export type Elsewhere = (typeof elsewhere)[number]

interface Reading {
  /** What this reader has seen or done before: the standby must have it too. */
  readonly since: Position | undefined
}

const reading = new AsyncLocalStorage<Reading | undefined>()

const primarySql = `select pg_current_wal_insert_lsn()::text as lsn,
  ('x' || left(pg_walfile_name(pg_current_wal_insert_lsn()), 8))::bit(32)::int as timeline,
  (select system_identifier::text from pg_control_system()) as system`

/** Its control file names the timeline late, at the next restart point after a switch: late is safe. */
const standbySql = `select pg_last_wal_replay_lsn()::text as lsn, pg_is_in_recovery() as standby,
  greatest((select timeline_id from pg_control_checkpoint()),
    (select min_recovery_end_timeline from pg_control_recovery())) as timeline,
  (select system_identifier::text from pg_control_system()) as system`

/** The longest a standby may be behind without being noticed, where nothing was purged. */
const freshMs = 2_000
const restWhenBehindMs = 100
const restWhenAwayMs = 5_000

/**
 * Reads of visitors on a standby that may be behind. A connection to it is handed out only when that very server has
 * replayed all that was committed before the last purge (`advance`), so that a page made anew after a purge, and kept, is
 * never made from what was before. In any doubt the read goes to the primary.
 */
export class Standby {
  private readonly pool: pg.Pool
  /** Connections know how far their server was: it never goes back while they last. */
  private readonly replayed = new WeakMap<pg.PoolClient, Position>()
  private required: Position | undefined
  private askedAt = Number.NEGATIVE_INFINITY
  /** Purges so far (the first is the start), and how many of them the required position is known to come after. */
  private purges = 1
  private covered = 0
  private restsUntil = 0
  private readonly counts = { standby: 0, moving: 0, behind: 0, away: 0, failed: 0, missing: 0 }

  constructor(
    url: string,
    private readonly primary: pg.Pool,
    connections: number,
  ) {
    this.pool = new pg.Pool({
      connectionString: url,
      max: connections,
      types: parsers,
      connectionTimeoutMillis: 1_000,
      query_timeout: 5_000,
      application_name: 'saolang-reads',
    })
    this.pool.on('error', () => undefined)
    this.pool.on('connect', (client) => client.on('error', () => undefined))
  }

  /** What `work` reads may come from the standby, connection by connection. */
  reads<T>(since: Position | undefined, work: () => Promise<T>): Promise<T> {
    return reading.run({ since }, work)
  }

  /** Until this is answered every read goes to the primary; from then on the standby must have all that is committed now. */
  async advance(): Promise<void> {
    this.purges += 1
    await this.position()
  }

  /** Where the primary is now. */
  async position(): Promise<Position> {
    const { purges } = this
    this.askedAt = performance.now()
    const { rows } = await onPrimary(() => this.primary.query<Row>(primarySql))
    const now = positionOf(rows[0]!)
    if (!this.required || !covers(this.required, now)) this.required = now
    this.covered = Math.max(this.covered, purges)
    return now
  }

  /** A connection to the standby, if this read may have one. */
  async take(): Promise<pg.PoolClient | undefined> {
    const reader = reading.getStore()
    if (!reader) return undefined
    const now = performance.now()
    if (now - this.askedAt > freshMs) void this.position().catch(() => undefined)
    if (this.isMoving()) return this.leave('moving')
    if (now < this.restsUntil) return this.leave('away')
    const client = await this.pool.connect().catch(() => undefined)
    if (!client) return this.rest(restWhenAwayMs, 'away')
    if (!this.reaches(client, reader)) {
      const known = await this.ask(client)
      if (!known) return this.rest(restWhenAwayMs, 'away')
    }
    if (this.isMoving() || !this.reaches(client, reader)) {
      client.release()
      return this.isMoving() ? this.leave('moving') : this.rest(restWhenBehindMs, 'behind')
    }
    this.counts.standby += 1
    return client
  }

  /** A read there failed, or found nothing, and was done again on the primary. */
  noteAgain(why: 'failed' | 'missing'): void {
    this.counts[why] += 1
  }

  figures(): Readonly<Record<'standby' | Elsewhere, number>> {
    return { ...this.counts }
  }

  async close(): Promise<void> {
    await this.pool.end()
  }

  private isMoving(): boolean {
    return this.covered < this.purges
  }

  private reaches(client: pg.PoolClient, { since }: Reading): boolean {
    const known = this.replayed.get(client)
    return known !== undefined && covers(known, this.required!) && (!since || covers(known, since))
  }

  /** How far the server of this connection is; undefined, and the connection given up, where it is no standby of ours. */
  private async ask(client: pg.PoolClient): Promise<Position | undefined> {
    try {
      const { rows } = await client.query<Row & { standby: boolean }>(standbySql)
      const row = rows[0]!
      if (!row.standby || row.lsn === null) throw new Error('not a standby')
      const position = positionOf(row)
      this.replayed.set(client, position)
      return position
    } catch {
      client.release(true)
      return undefined
    }
  }

  private leave(why: Elsewhere): undefined {
    this.counts[why] += 1
    return undefined
  }

  private rest(ms: number, why: Elsewhere): undefined {
    this.restsUntil = performance.now() + ms
    return this.leave(why)
  }
}

/** Whatever surrounds it, `work` reads and writes on the primary. */
export function onPrimary<T>(work: () => Promise<T>): Promise<T> {
  return reading.run(undefined, work)
}

/** A pool whose connections are, for reads that may be behind, those of the standby. */
export function divert(pool: pg.Pool, standby: Standby): void {
  const connect = pool.connect.bind(pool) as () => Promise<pg.PoolClient>
  type Callback = (error: Error | undefined, client?: pg.PoolClient, done?: unknown) => void
  const diverted = (callback?: Callback) => {
    const taken = reading.getStore() ? standby.take().then((client) => client ?? connect()) : undefined
    if (!callback) return taken ?? connect()
    if (!taken) return (connect as unknown as (callback: Callback) => void)(callback)
    taken.then(
      (client) => callback(undefined, client, client.release),
      (error) => callback(error),
    )
  }
  pool.connect = diverted as pg.Pool['connect']
}

interface Row {
  readonly lsn: string
  readonly timeline: number
  readonly system: string
}

function positionOf({ lsn, timeline, system }: Row): Position {
  const [high = '0', low = '0'] = lsn.split('/')
  return { system, timeline, lsn: (BigInt(`0x${high}`) << 32n) + BigInt(`0x${low}`) }
}

function covers(known: Position, needed: Position): boolean {
  return known.system === needed.system && known.timeline === needed.timeline && known.lsn >= needed.lsn
}

/** As a cookie carries it. */
export function positionText({ system, timeline, lsn }: Position): string {
  return `${system}-${timeline}-${lsn}`
}

/** Undefined: nothing readable; the reader is then taken for one who has seen nothing. */
export function readPosition(text: string | undefined): Position | undefined {
  const [, system, timeline, lsn] = /^(\d{1,20})-(\d{1,9})-(\d{1,20})$/.exec(text ?? '') ?? []
  if (!system || !timeline || !lsn) return undefined
  return { system, timeline: Number(timeline), lsn: BigInt(lsn) }
}
