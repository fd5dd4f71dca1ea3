import { type CommandContext, ok, type Problem, type Result, refuse } from '../../platform/command/index.ts'
import { type Db, uuidv7 } from '../../platform/db/index.ts'
import { criterionByCode } from '../../rules/criteria/index.ts'
import { type Dossier, dossierById } from './dossier.ts'
import { editable, noteEdit } from './editing.ts'
import { askedFields } from './examine.ts'
import type { DossierLaw, Laws } from './law.ts'

/** What a remark is about, so that its reader opens the right place. */
export type RemarkAbout =
  | { readonly kind: 'whole' }
  | { readonly kind: 'field' | 'criterion' | 'paper'; readonly ref: string }

export interface NewRemark {
  readonly about: RemarkAbout
  readonly words: string
}

export interface Remark extends NewRemark {
  readonly id: string
  readonly seq: number
  readonly ordinal: number
  readonly answer: string | null
  readonly settled: boolean
}

export const MOST_REMARKS = 50
export const LONGEST_REMARK = 4_000

/** What an office asks to be put right, each to be answered by itself; those of every return, oldest first. */
export async function remarksOf(db: Db, dossierId: string): Promise<Remark[]> {
  const rows = await db
    .selectFrom('dossier_remark')
    .selectAll()
    .where('dossier_id', '=', dossierId)
    .orderBy('raised_seq')
    .orderBy('ordinal')
    .execute()
  return rows.map((row) => ({
    id: row.id,
    seq: row.raised_seq,
    ordinal: row.ordinal,
    about: row.about_kind === 'whole' ? { kind: 'whole' } : { kind: row.about_kind, ref: row.about! },
    words: row.words,
    answer: row.answer,
    settled: row.settled_at !== null,
  }))
}

/** What is wrong with the remarks of a return, each at its row. */
export function remarkProblems(
  remarks: readonly NewRemark[],
  dossier: Dossier,
  law: DossierLaw,
  paperIds: ReadonlySet<string>,
): Problem[] {
  if (remarks.length === 0) return [{ code: 'remark-needed', field: 'remarks' }]
  if (remarks.length > MOST_REMARKS)
    return [{ code: 'too-many-remarks', field: 'remarks', data: { maximum: MOST_REMARKS } }]
  const fields = new Set(askedFields(law, dossier).map((field) => field.name))
  const sheet = law.sheet(dossier.setNo)
  return remarks.flatMap(({ about, words }, index): Problem[] => {
    const at = `remarks.${index}`
    if (words.trim() === '') return [{ code: 'required', field: `${at}.words` }]
    if (words.length > LONGEST_REMARK)
      return [{ code: 'too-long', field: `${at}.words`, data: { maximum: LONGEST_REMARK } }]
    const known =
      about.kind === 'whole' ||
      (about.kind === 'field' && fields.has(about.ref)) ||
      (about.kind === 'criterion' &&
        sheet !== undefined &&
        criterionByCode(sheet, about.ref) !== undefined) ||
      (about.kind === 'paper' && paperIds.has(about.ref))
    return known ? [] : [{ code: 'remark-about-nothing', field: `${at}.about` }]
  })
}

/** Writes the remarks of the return just recorded. */
export async function writeRemarks(
  ctx: CommandContext,
  dossier: Dossier,
  remarks: readonly NewRemark[],
): Promise<void> {
  const seq = dossier.actions.at(-1)!.seq
  await ctx.db
    .insertInto('dossier_remark')
    .values(
      remarks.map(({ about, words }, index) => ({
        id: uuidv7(),
        dossier_id: dossier.id,
        raised_seq: seq,
        ordinal: index + 1,
        about_kind: about.kind,
        about: about.kind === 'whole' ? null : about.ref,
        words: words.trim(),
        answer: null,
        answered_at: null,
        settled_at: null,
        settled_by_name: null,
      })),
    )
    .execute()
}

/** The producer answers a remark; the answer may be changed until the dossier is handed in again. */
export async function answerRemarks(
  ctx: CommandContext,
  laws: Laws,
  input: { dossierId: string; answers: Readonly<Record<string, string>> },
): Promise<Result<Dossier>> {
  const found = await editable(ctx, laws, input.dossierId)
  if (!found.ok) return found
  const open = (await remarksOf(ctx.db, input.dossierId)).filter((remark) => !remark.settled)
  for (const [id, answer] of Object.entries(input.answers)) {
    if (!open.some((remark) => remark.id === id)) return refuse('not-found')
    if (answer.length > LONGEST_REMARK)
      return refuse('too-long', { field: `answer.${id}`, data: { maximum: LONGEST_REMARK } })
    const text = answer.trim()
    await ctx.db
      .updateTable('dossier_remark')
      .set({ answer: text === '' ? null : text, answered_at: text === '' ? null : ctx.now })
      .where('id', '=', id)
      .execute()
  }
  noteEdit(ctx, found.value.dossier, { answered: Object.keys(input.answers).length })
  return ok((await dossierById(ctx.db, input.dossierId))!)
}

/** Remarks not yet answered: they stand in the way of handing in again. */
export function unansweredProblems(remarks: readonly Remark[]): Problem[] {
  return remarks
    .filter((remark) => !remark.settled && remark.answer === null)
    .map((remark) => ({
      code: 'remark-unanswered',
      field: `answer.${remark.id}`,
      data: { number: remark.ordinal, words: remark.words.slice(0, 80) },
    }))
}

/** The office that receives again has the answers before it: what was open is settled. */
export async function settleRemarks(ctx: CommandContext, dossierId: string): Promise<void> {
  await ctx.db
    .updateTable('dossier_remark')
    .set({ settled_at: ctx.now, settled_by_name: ctx.actor.name })
    .where('dossier_id', '=', dossierId)
    .where('settled_at', 'is', null)
    .execute()
}
