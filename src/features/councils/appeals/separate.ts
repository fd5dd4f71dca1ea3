import { sql } from 'kysely'
import type { Problem } from '../../../platform/command/index.ts'
import type { Db } from '../../../platform/db/index.ts'
import { matchKey } from '../../../rules/vietnamese/index.ts'
import '../tables.ts'

/** A person with a vote, as a seat names them. */
export interface Voter {
  readonly name: string
  readonly accountId: string | null
}

/**
 * Names of those who sat with a vote where a dossier was judged before: the same account; or the same name, unless each has an
 * account and they are two. `panelId`: that council's own judging is not counted against it.
 */
export async function votedBefore(
  db: Db,
  dossierId: string,
  voters: readonly Voter[],
  panelId: string | null = null,
): Promise<string[]> {
  const { rows: former } = await sql<Voter>`
    SELECT DISTINCT m.name, m.account_id AS "accountId"
    FROM result r
    JOIN sitting_item i ON i.id = r.item_id
    JOIN sitting s ON s.id = i.sitting_id
    JOIN council_member m ON m.council_id = s.council_id AND m.votes
      AND (m.until_day IS NULL OR m.until_day >= s.held_on)
    WHERE r.dossier_id = ${dossierId} AND s.council_id IS DISTINCT FROM ${panelId}::uuid`.execute(db)
  const same = (one: Voter, other: Voter) =>
    one.accountId !== null && other.accountId !== null
      ? one.accountId === other.accountId
      : matchKey(one.name) === matchKey(other.name)
  return voters.filter((one) => former.some((other) => same(one, other))).map((one) => one.name)
}

/** Those who hold a seat with a vote on a day. */
export async function votersOn(db: Db, councilId: string, day: string): Promise<Voter[]> {
  return db
    .selectFrom('council_member')
    .select(['name', 'account_id as accountId'])
    .where('council_id', '=', councilId)
    .where('votes', '=', true)
    .where((eb) => eb.or([eb('until_day', 'is', null), eb('until_day', '>=', day)]))
    .execute()
}

export const notSeparate = (members: readonly string[], field: string): Problem => ({
  code: 'appeal-panel-not-separate',
  field,
  data: { members: members.join(', ') },
})

/** Whether a new voter of an appeal panel voted before on a dossier the panel was given and has not done with. */
export async function mayJoinPanel(db: Db, panelId: string, voter: Voter): Promise<boolean> {
  const { rows } = await sql<{ id: string }>`
    SELECT d.id FROM dossier d
    WHERE d.status IN ('before-council', 'scored', 'result')
      AND (SELECT CASE x.action WHEN 'rejudge' THEN x.detail ->> 'councilId' END FROM dossier_action x
        WHERE x.dossier_id = d.id AND x.action IN ('rejudge', 'put-before-council')
        ORDER BY x.seq DESC LIMIT 1) = ${panelId}`.execute(db)
  for (const { id } of rows) if ((await votedBefore(db, id, [voter], panelId)).length > 0) return false
  return true
}

/** The panel a dossier was given to after an appeal; null where none was. The agenda of any other council refuses it. */
export async function panelOf(db: Db, dossierId: string): Promise<string | null> {
  const { rows } = await sql<{ action: string; council: string | null }>`
    SELECT action, detail ->> 'councilId' AS council FROM dossier_action
    WHERE dossier_id = ${dossierId} AND action IN ('rejudge', 'put-before-council')
    ORDER BY seq DESC LIMIT 1`.execute(db)
  return rows[0]?.action === 'rejudge' ? rows[0].council : null
}
