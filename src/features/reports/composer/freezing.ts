import { createHash } from 'node:crypto'
import { gunzipSync, gzipSync } from 'node:zlib'
import type { CommandContext } from '../../../platform/command/index.ts'
import type { Db } from '../../../platform/db/index.ts'
import type { Cut } from '../cut.ts'
import { definitionOf } from '../definitions/index.ts'
import { hashOf, type MadeReport, makeReport, saidBy } from '../made.ts'
import type { ReportParams } from '../params.ts'

/** What of a stored report decides what it says. */
export interface Composed {
  readonly id: string
  readonly definition: string
  readonly params: ReportParams
  readonly words: Readonly<Record<string, string>>
}

/** The hash of everything a composed report says: figures, tables and the words as typed. */
export function hashOfComposed(made: MadeReport, words: Readonly<Record<string, string>>): string {
  return hashOf(saidBy(made, words))
}

/** Keeps the cut with the hash, once and for ever. */
export async function freeze(ctx: CommandContext, report: Composed, made: MadeReport): Promise<string> {
  const text = JSON.stringify(made.cut)
  const hash = hashOfComposed(made, report.words)
  await ctx.db
    .insertInto('report_frozen')
    .values({
      report_id: report.id,
      hash,
      cut: gzipSync(text),
      cut_hash: createHash('sha256').update(text).digest('hex'),
      definition_version: made.definition.version,
      as_of: made.cut.asOf,
      frozen_at: ctx.now,
      frozen_by_name: ctx.actor.name,
    })
    .execute()
  return hash
}

export interface Thawed {
  readonly made: MadeReport
  readonly hash: string
  readonly asOf: string
  readonly version: number
  readonly frozenAt: Date
  /** Made again from the cut it gives the same hash, by a cut nobody has touched. */
  readonly agrees: boolean
}

/** The report made again from its frozen cut; null where it is not frozen. */
export async function thaw(db: Db, report: Composed): Promise<Thawed | null> {
  const frozen = await db
    .selectFrom('report_frozen')
    .selectAll()
    .where('report_id', '=', report.id)
    .executeTakeFirst()
  const definition = definitionOf(report.definition)
  if (!frozen || !definition) return null
  const text = gunzipSync(frozen.cut).toString('utf8')
  const made = makeReport(definition, report.params, JSON.parse(text) as Cut)
  return {
    made,
    hash: frozen.hash,
    asOf: frozen.as_of,
    version: frozen.definition_version,
    frozenAt: frozen.frozen_at,
    agrees:
      createHash('sha256').update(text).digest('hex') === frozen.cut_hash &&
      hashOfComposed(made, report.words) === frozen.hash,
  }
}
