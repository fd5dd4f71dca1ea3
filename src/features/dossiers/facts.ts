import type { Db } from '../../platform/db/index.ts'
import type { Facts, ResultFacts } from '../../rules/procedure/index.ts'
import type { Dossier } from './dossier.ts'
import type { DossierLaw } from './law.ts'

/** What the guards look at, gathered from the dossier; a step adds what only it knows (items on hand, the round chosen). */
export async function factsOf(db: Db, dossier: Dossier, law: DossierLaw, today: string): Promise<Facts> {
  const typed = dossier.form.ownerType
  return {
    today,
    kind: dossier.kind,
    setNo: dossier.setNo,
    ownerType: typeof typed === 'string' && typed !== '' ? typed : dossier.producer.legalType,
    sheetOnFile: law.compiled(dossier.setNo) !== undefined,
    prior: dossier.prior && {
      star: dossier.prior.star,
      issuedOn: dossier.prior.issuedOn,
      validUntil: dossier.prior.validUntil,
    },
    proposedOn: dossier.actions.findLast((one) => one.action === 'propose')?.day ?? null,
    round: dossier.round,
    result: await standingResult(db, dossier.id),
  }
}

/** The result that stands: not replaced by a later one. */
async function standingResult(db: Db, dossierId: string): Promise<ResultFacts | null> {
  const row = await db
    .selectFrom('result')
    .select(['star', 'mean_num', 'mean_den', 'level'])
    .where('dossier_id', '=', dossierId)
    .where('superseded_by', 'is', null)
    .orderBy('agreed_at', 'desc')
    .limit(1)
    .executeTakeFirst()
  if (!row) return null
  const mean =
    row.mean_num !== null && row.mean_den !== null
      ? { numerator: BigInt(row.mean_num), denominator: BigInt(row.mean_den) }
      : null
  return { star: row.star, mean, level: row.level }
}
