import {
  type CommandContext,
  failed,
  ok,
  type Problem,
  type Result,
  refuse,
} from '../../platform/command/index.ts'
import { jsonb } from '../../platform/db/index.ts'
import { criterionByCode, isLeaf } from '../../rules/criteria/index.ts'
import {
  type Base,
  type Clash,
  type FormField,
  type FormValue,
  type Held,
  markOf,
  mergeFields,
  readDraft,
} from '../../rules/forms/index.ts'
import { UPDATE_TOPICS, updateField } from '../../rules/precheck/index.ts'
import type { Status } from '../../rules/procedure/index.ts'
import { type Answer, readAnswers } from '../../rules/scoring/index.ts'
import { actingFor } from '../consents/index.ts'
import { type Dossier, dossierById } from './dossier.ts'
import type { DossierLaw, Laws } from './law.ts'

/** Statuses in which the producer has the dossier in hand. */
export const IN_HAND: ReadonlySet<Status> = new Set(['draft', 'commune.returned', 'province.returned'])

/** Most characters of a description of one criterion. */
export const LONGEST_NOTE = 5_000

export interface Editable {
  readonly dossier: Dossier
  readonly law: DossierLaw
}

/** The dossier, locked, if this actor may change it now; else why not. */
export async function editable(
  ctx: CommandContext,
  laws: Laws,
  dossierId: string,
): Promise<Result<Editable>> {
  const dossier = await dossierById(ctx.db, dossierId, { lock: true })
  if (!dossier) return refuse('not-found')
  const law = laws(dossier.regime)
  if (!law) return refuse('sheets-not-on-file', { data: { regime: dossier.regime, set: dossier.setNo } })
  const acting = await actingFor(ctx, 'dossier.edit', {
    producerId: dossier.producer.id,
    places: dossier.resource.places ?? [],
  })
  if (!acting.ok) return acting
  if (!IN_HAND.has(dossier.status)) return refuse('dossier-not-in-hand', { data: { status: dossier.status } })
  return ok({ dossier, law })
}

/** Fields of a chapter as they are kept; the nine topics of a re-evaluation stand for the one printed blank. */
export function chapterFields(law: DossierLaw, dossier: Pick<Dossier, 'kind'>, chapterId: string) {
  const chapter = law.chapters(dossier.kind).find((one) => one.id === chapterId)
  if (!chapter) return null
  return chapter.fields.flatMap((field) =>
    field.name === 'reevaluationUpdate'
      ? UPDATE_TOPICS.map((topic) => ({ ...field, name: updateField(topic), required: true }))
      : [field],
  )
}

/**
 * Keeps what was typed into a chapter of Mẫu số 01 and 02. `base` marks what stood there when it was shown: what somebody else
 * changed meanwhile is not overwritten but named, field by field, and nothing of this save is kept then.
 */
export async function saveChapter(
  ctx: CommandContext,
  laws: Laws,
  input: {
    dossierId: string
    chapter: string
    sent: (name: string) => string | undefined
    base: Base
  },
): Promise<Result<Dossier>> {
  const found = await editable(ctx, laws, input.dossierId)
  if (!found.ok) return found
  const { dossier, law } = found.value
  const fields = chapterFields(law, dossier, input.chapter)
  if (!fields) return refuse('not-found')
  const saved = await keepFields(ctx, dossier, fields, input.sent, input.base)
  if (!saved.ok) return saved
  noteEdit(ctx, dossier, { chapter: input.chapter })
  return ok((await dossierById(ctx.db, dossier.id))!)
}

async function keepFields(
  ctx: CommandContext,
  dossier: Dossier,
  fields: readonly FormField[],
  sent: (name: string) => string | undefined,
  base: Base,
): Promise<Result<void>> {
  const read = readDraft(fields, sent)
  if (read.problems.length > 0) return failed(...read.problems)
  const merged = mergeFields<FormValue>(dossier.form, read.values, base)
  if (merged.clashes.length > 0) return failed(...merged.clashes.map((clash) => clashProblem(clash)))
  if (changesNothing(dossier.form, merged.values)) return ok()
  await ctx.db
    .updateTable('dossier')
    .set((eb) => ({
      form: jsonb({ ...dossier.form, ...merged.values }),
      version: eb('version', '+', 1),
      updated_at: ctx.now,
    }))
    .where('id', '=', dossier.id)
    .execute()
  return ok()
}

export interface DraftInput {
  readonly dossierId: string
  /** What was changed on a screen: form fields by name, `a:<code>` and `n:<code>` of the sheet, `wishStar`. */
  readonly values: Readonly<Record<string, unknown>>
  readonly base: Base
}

/**
 * Keeps what was changed on whatever screen of a draft, in one step: the way of the autosave and of the API. Only what is sent
 * is touched; a name that belongs to no screen is refused.
 */
export async function saveDraft(
  ctx: CommandContext,
  laws: Laws,
  { dossierId, values, base }: DraftInput,
): Promise<Result<Dossier>> {
  const found = await editable(ctx, laws, dossierId)
  if (!found.ok) return found
  const { dossier, law } = found.value
  const answers: Record<string, unknown> = {}
  const notes: Record<string, string> = {}
  const typed: Record<string, string> = {}
  const fields = law
    .chapters(dossier.kind)
    .flatMap((chapter) => chapterFields(law, dossier, chapter.id)!)
    .filter((field) => field.name in values)
  const known = new Set([...fields.map((field) => field.name), 'wishStar'])
  const strange: string[] = []
  for (const [name, value] of Object.entries(values)) {
    if (name.startsWith('a:')) answers[name.slice(2)] = answerTyped(value)
    else if (name.startsWith('n:')) notes[name.slice(2)] = String(value ?? '')
    else if (!known.has(name)) strange.push(name)
    else if (value !== null && value !== false) typed[name] = value === true ? 'yes' : String(value)
  }
  if (strange.length > 0)
    return failed(...strange.map((name) => ({ code: 'unknown-field', field: name.slice(0, 60) })))
  if (fields.length > 0) {
    const saved = await keepFields(ctx, dossier, fields, (name) => typed[name], base)
    if (!saved.ok) return saved
  }
  const wish = values.wishStar
  const wishStar = wish === undefined ? undefined : wish === null || wish === '' ? null : Number(wish)
  if (Object.keys(answers).length + Object.keys(notes).length === 0 && wishStar === undefined)
    return ok((await dossierById(ctx.db, dossierId))!)
  return saveAssessment(ctx, laws, { dossierId, answers, notes, wishStar, base })
}

/** An option as a form sends it: `2`, `0/1` for case and option, empty for none; anything else is left for the rules to refuse. */
export function answerTyped(value: unknown): unknown {
  if (typeof value !== 'string') return value
  if (value === '') return null
  const [, first, second] = /^(\d{1,3})(?:\/(\d{1,3}))?$/.exec(value) ?? []
  if (first === undefined) return value
  return second === undefined ? Number(first) : { case: Number(first), option: Number(second) }
}

export interface AssessmentInput {
  readonly dossierId: string
  /** Untrusted: criterion code to option; only the criteria sent are touched. */
  readonly answers: Readonly<Record<string, unknown>>
  readonly notes: Readonly<Record<string, string>>
  readonly wishStar?: number | null | undefined
  /** Marks of what was shown: `a:<code>` for the option, `n:<code>` for the description, `wishStar`. */
  readonly base: Base
}

/** Keeps options and descriptions of the self-assessment (Mẫu số 02, Phần III); impossible ones are refused at their criterion. */
export async function saveAssessment(
  ctx: CommandContext,
  laws: Laws,
  input: AssessmentInput,
): Promise<Result<Dossier>> {
  const found = await editable(ctx, laws, input.dossierId)
  if (!found.ok) return found
  const { dossier, law } = found.value
  const compiled = law.compiled(dossier.setNo)
  if (!compiled) return refuse('sheets-not-on-file', { data: { regime: law.regime, set: dossier.setNo } })
  const problems = [
    ...readAnswers(compiled, input.answers).problems.map(atCriterion),
    ...noteProblems(law, dossier, input.notes),
    ...wishProblems(input.wishStar),
  ]
  if (problems.length > 0) return failed(...problems)
  const merged = mergeFields<Held>(flat(dossier), flatInput(input), input.base)
  if (merged.clashes.length > 0) return failed(...merged.clashes.map((clash) => clashProblem(clash)))
  if (changesNothing(flat(dossier), merged.values)) return ok(dossier)
  const kept = unflat(merged.values)
  await ctx.db
    .updateTable('dossier')
    .set((eb) => ({
      answers: jsonb(withoutNulls({ ...dossier.answers, ...kept.answers })),
      notes: jsonb(withoutNulls({ ...dossier.notes, ...kept.notes }) as Record<string, string>),
      ...(kept.wishStar !== undefined && { wish_star: kept.wishStar }),
      version: eb('version', '+', 1),
      updated_at: ctx.now,
    }))
    .where('id', '=', dossier.id)
    .execute()
  noteEdit(ctx, dossier, { criteria: Object.keys(input.answers).length })
  return ok((await dossierById(ctx.db, dossier.id))!)
}

/** What arrives a second time, because the first answer was lost, is no change. */
function changesNothing(
  stored: Readonly<Record<string, Held>>,
  values: Readonly<Record<string, Held>>,
): boolean {
  return Object.entries(values).every(([name, value]) => markOf(value) === markOf(stored[name]))
}

function atCriterion(problem: Problem): Problem {
  return { ...problem, field: problem.field?.replace('/answers/', 'a:') ?? 'answers' }
}

function noteProblems(law: DossierLaw, dossier: Dossier, notes: AssessmentInput['notes']): Problem[] {
  const sheet = law.sheet(dossier.setNo)
  return Object.entries(notes).flatMap(([code, note]): Problem[] => {
    const criterion = sheet && criterionByCode(sheet, code)
    if (!criterion || !isLeaf(criterion))
      return [
        {
          code: 'unknown-criterion',
          field: `n:${code.slice(0, 40)}`,
          data: { criterion: code.slice(0, 40) },
        },
      ]
    return note.length > LONGEST_NOTE
      ? [{ code: 'too-long', field: `n:${code}`, data: { maximum: LONGEST_NOTE, typed: note.length } }]
      : []
  })
}

function wishProblems(wish: number | null | undefined): Problem[] {
  if (wish === undefined || wish === null || [3, 4, 5].includes(wish)) return []
  return [{ code: 'wish-star-unknown', field: 'wishStar', article: 'Điều 3 khoản 3; Điều 4 khoản 1' }]
}

/** Options, descriptions and the star wished for under one set of names, so that one merge sees them all. */
export function flat(dossier: Pick<Dossier, 'answers' | 'notes' | 'wishStar'>): Record<string, Held> {
  return {
    ...prefixed('a:', dossier.answers as Record<string, Held>),
    ...prefixed('n:', dossier.notes),
    wishStar: dossier.wishStar,
  }
}

function flatInput(input: AssessmentInput): Record<string, Held> {
  return {
    ...prefixed('a:', input.answers as Record<string, Held>),
    ...prefixed('n:', input.notes),
    ...(input.wishStar !== undefined && { wishStar: input.wishStar }),
  }
}

function unflat(values: Readonly<Record<string, Held>>) {
  const pick = (prefix: string) =>
    Object.fromEntries(
      Object.entries(values).flatMap(([key, value]) =>
        key.startsWith(prefix) ? [[key.slice(prefix.length), value]] : [],
      ),
    )
  return {
    answers: pick('a:') as Record<string, Answer>,
    notes: pick('n:') as Record<string, string>,
    wishStar: values.wishStar as number | null | undefined,
  }
}

function prefixed(prefix: string, values: Readonly<Record<string, Held>>): Record<string, Held> {
  return Object.fromEntries(Object.entries(values).map(([key, value]) => [prefix + key, value]))
}

function withoutNulls<V>(values: Readonly<Record<string, V>>): Record<string, V> {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== null && value !== ''))
}

export function clashProblem({ field, theirs }: Clash): Problem {
  return { code: 'changed-meanwhile', field, data: { theirs: theirs === undefined ? '' : theirs } }
}

export function noteEdit(ctx: CommandContext, dossier: Dossier, detail: Record<string, unknown>): void {
  ctx.audit({
    action: 'dossier.edit',
    subjectKind: 'dossier',
    subjectId: dossier.id,
    place: dossier.placeCode,
    detail,
  })
}
