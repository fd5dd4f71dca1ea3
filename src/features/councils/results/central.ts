import type { CommandContext } from '../../../platform/command/index.ts'
import { jsonb, uuidv7 } from '../../../platform/db/index.ts'
import '../tables.ts'

/**
 * Enters what the Ministry's council decided on a product of the province (Điều 7 khoản 4): its result takes the place of the
 * province's own, which stays on file. The caller has asked the guards and writes the dossier's step.
 */
export async function recordCentralResult(
  ctx: CommandContext,
  about: {
    readonly dossierId: string
    readonly mean: { readonly num: number; readonly den: number }
    readonly star: number | null
    readonly paperNo: string
    readonly paperOn: string
  },
): Promise<void> {
  const before = await ctx.db
    .selectFrom('result')
    .select(['id', 'regime', 'set_no', 'is_demo'])
    .where('dossier_id', '=', about.dossierId)
    .where('superseded_by', 'is', null)
    .forUpdate()
    .executeTakeFirstOrThrow()
  const id = uuidv7()
  await ctx.db
    .insertInto('result')
    .values({
      id,
      dossier_id: about.dossierId,
      item_id: null,
      level: 'trung-uong',
      regime: before.regime,
      set_no: before.set_no,
      mean_num: about.mean.num,
      mean_den: about.mean.den,
      parts: jsonb({}) as never,
      star: about.star,
      proof: jsonb({ paperNo: about.paperNo, paperOn: about.paperOn }) as never,
      origin: 'recorded',
      rules_id: null,
      agreed_at: ctx.now,
      superseded_by: null,
      is_demo: before.is_demo,
    })
    .execute()
  await ctx.db.updateTable('result').set({ superseded_by: id }).where('id', '=', before.id).execute()
}

/** What stands on a dossier stands no longer and stays on file: it points at itself until the result that replaces it. */
export async function setResultAside(ctx: CommandContext, dossierId: string): Promise<void> {
  await ctx.db
    .updateTable('result')
    .set((eb) => ({ superseded_by: eb.ref('id') }))
    .where('dossier_id', '=', dossierId)
    .where('superseded_by', 'is', null)
    .execute()
}
