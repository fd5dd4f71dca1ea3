import { sql } from 'kysely'
import type { Db } from '../../../platform/db/index.ts'

/** Dossiers an account must not see anything of: every query of the council room goes through this one answer. */
export async function barredDossiers(db: Db, accountId: string | null): Promise<ReadonlySet<string>> {
  if (accountId === null) return new Set()
  const { rows } = await sql<{ dossier_id: string }>`
    SELECT dossier_id FROM dossier_recusal WHERE account_id = ${accountId}`.execute(db)
  return new Set(rows.map((row) => row.dossier_id))
}

/** The same for many readers at once. */
export async function barredByAccount(
  db: Db,
  accountIds: readonly string[],
): Promise<ReadonlyMap<string, ReadonlySet<string>>> {
  const barred = new Map<string, Set<string>>()
  if (accountIds.length === 0) return barred
  const { rows } = await sql<{ account_id: string; dossier_id: string }>`
    SELECT account_id, dossier_id FROM dossier_recusal WHERE account_id = ANY (${accountIds})`.execute(db)
  for (const { account_id, dossier_id } of rows)
    barred.set(account_id, (barred.get(account_id) ?? new Set()).add(dossier_id))
  return barred
}

/** Accounts in conflict with a dossier, for `Resource.conflicted`. */
export async function conflictedAccounts(db: Db, dossierId: string): Promise<string[]> {
  const { rows } = await sql<{ account_id: string }>`
    SELECT account_id FROM dossier_recusal WHERE dossier_id = ${dossierId}`.execute(db)
  return rows.map((row) => row.account_id)
}

/** Accounts a dossier is assigned to through a council's agenda, for `Resource.assignedTo`. */
export async function judgingAccounts(db: Db, dossierId: string): Promise<string[]> {
  const { rows } = await sql<{ account_id: string }>`
    SELECT DISTINCT account_id FROM dossier_judge WHERE dossier_id = ${dossierId}`.execute(db)
  return rows.map((row) => row.account_id)
}
