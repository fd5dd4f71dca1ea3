import { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import {
  type CommandContext,
  failed,
  ok,
  type Problem,
  type Result,
  refuse,
} from '../../platform/command/index.ts'
import { nextNumber, uuidv7 } from '../../platform/db/index.ts'
import type { FileStore } from '../../platform/files/index.ts'
import { statePaperPdf } from '../../platform/papers/index.ts'
import { addDays } from '../../rules/calendar/index.ts'
import { mayActOnInspection } from '../../rules/inspections/index.ts'
import { may } from '../../rules/permissions/index.ts'
import { act, type LockedInspection, lock, membersOf, note, productName, resourceOf } from './commands.ts'
import { interestsOf } from './interests.ts'
import { type Minutes, minutesPaper } from './minutes.ts'
import type { InspectionDeps, Parts } from './parts.ts'
import type { Severity, Verdict } from './tables.ts'

export interface AnswerInput {
  readonly code: string
  readonly verdict: Verdict | null
  readonly severity: Severity | null
  readonly note: string
  /** When it was set on the device. */
  readonly notedAt: Date
}

/** The inspection, locked, if this actor is on its team now and has no interest that the system can see. */
async function lockOwn(
  ctx: CommandContext,
  id: string,
  deps: InspectionDeps,
): Promise<Result<LockedInspection>> {
  const inspection = await lock(ctx, id)
  if (!inspection) return refuse('not-found')
  const members = await membersOf(ctx.db, id)
  if (!may(ctx.actor, 'inspection.perform', resourceOf(inspection, members, deps, ctx.today), ctx.today))
    return refuse('forbidden')
  const person = await interestsOf(ctx.db, ctx.actor.accountId ?? '', inspection.producer_id, ctx.today)
  const [ground] = person?.grounds ?? []
  if (ground)
    return refuse(`inspector-interest-${ground}`, {
      article: 'Điều 9 khoản 2 điểm b',
      data: { name: person?.name ?? '' },
    })
  return ok(inspection)
}

/**
 * Takes what was noted on the spot, item by item: of two notes on one item the later one on the devices stands, so that a team with
 * several phones, some without network, ends with one list. Sent twice it changes nothing. Answers with the time of each note that
 * stands; one that is not there gave way to a later one.
 */
export async function saveAnswers(
  ctx: CommandContext,
  id: string,
  answers: readonly AnswerInput[],
  deps: InspectionDeps,
): Promise<Result<{ noted: Record<string, string> }>> {
  const found = await lockOwn(ctx, id, deps)
  if (!found.ok) return found
  const inspection = found.value
  if (inspection.status === 'signed' || inspection.status === 'cancelled') return refuse('inspection-over')
  const codes = new Set(inspection.checklist.map((item) => item.code))
  const problems: Problem[] = answers
    .filter((answer) => !codes.has(answer.code))
    .map((answer) => ({ code: 'inspection-item-unknown', field: answer.code }))
  if (problems.length > 0) return failed(...problems)
  const noted: Record<string, string> = {}
  for (const answer of answers) {
    // A device whose clock runs ahead must not shut out every later note.
    const notedAt = earlier(answer.notedAt, ctx.now)
    const values = {
      verdict: answer.verdict,
      severity: answer.verdict === 'not-met' ? (answer.severity ?? 'minor') : null,
      note: answer.note,
      noted_at: notedAt,
      noted_by: ctx.actor.name,
    }
    const written = await ctx.db
      .insertInto('inspection_answer')
      .values({ inspection_id: id, code: answer.code, ...values })
      .onConflict((conflict) =>
        conflict
          .columns(['inspection_id', 'code'])
          .doUpdateSet(values)
          .where('inspection_answer.noted_at', '<=', notedAt),
      )
      .executeTakeFirst()
    if (written.numInsertedOrUpdatedRows) noted[answer.code] = notedAt.toISOString()
  }
  if (inspection.status === 'planned') await act(ctx, inspection, 'start')
  note(ctx, 'inspection.noted', inspection, { items: answers.map((answer) => answer.code) })
  return ok({ noted })
}

const earlier = (one: Date, other: Date) => new Date(Math.min(one.getTime(), other.getTime()))

export interface PhotoInput {
  readonly id: string
  readonly code: string
  readonly file: { readonly hash: string; readonly mediaType: string }
  readonly takenAt: Date
  /** null: the device gave no place; the photo is kept and marked. */
  readonly where: { readonly latitude: number; readonly longitude: number; readonly accuracyM: number } | null
}

export async function addPhoto(
  ctx: CommandContext,
  inspectionId: string,
  photo: PhotoInput,
  deps: InspectionDeps,
): Promise<Result<void>> {
  const found = await lockOwn(ctx, inspectionId, deps)
  if (!found.ok) return found
  const inspection = found.value
  if (inspection.status === 'signed' || inspection.status === 'cancelled') return refuse('inspection-over')
  await ctx.db
    .insertInto('inspection_photo')
    .values({
      id: photo.id,
      inspection_id: inspectionId,
      code: inspection.checklist.some((item) => item.code === photo.code) ? photo.code : '',
      file_hash: photo.file.hash,
      media_type: photo.file.mediaType,
      taken_at: earlier(photo.takenAt, ctx.now),
      latitude: photo.where ? photo.where.latitude.toFixed(6) : null,
      longitude: photo.where ? photo.where.longitude.toFixed(6) : null,
      accuracy_m: photo.where ? Math.round(photo.where.accuracyM) : null,
      taken_by: ctx.actor.name,
      received_at: ctx.now,
    })
    .onConflict((conflict) => conflict.column('id').doNothing())
    .execute()
  if (inspection.status === 'planned') await act(ctx, inspection, 'start')
  note(ctx, 'inspection.photographed', inspection, { photo: photo.id, placed: photo.where !== null })
  return ok()
}

export interface SignInput {
  readonly statement: string
  readonly producerName: string
  /** Drawn on the screen: PNG. */
  readonly producerSignature: Buffer | null
  readonly inspectorSignature: Buffer | null
  readonly refused: string
}

/**
 * Signs the minutes on the spot: frozen as they stand, as a PDF; what is not met becomes a finding with a day by which it is mended.
 * Signed once: a second signature, from another phone of the team, is answered as done.
 */
export async function signMinutes(
  ctx: CommandContext,
  id: string,
  input: SignInput,
  { kernel, deps }: Parts,
): Promise<Result<{ number: string }>> {
  const found = await lockOwn(ctx, id, deps)
  if (!found.ok) return found
  const inspection = found.value
  if (inspection.status === 'signed') return ok({ number: inspection.minutes!.number })
  if (!mayActOnInspection(inspection.status, 'sign')) return refuse('inspection-over')
  const problems: Problem[] = []
  const answers = await ctx.db
    .selectFrom('inspection_answer')
    .selectAll()
    .where('inspection_id', '=', id)
    .execute()
  const answerOf = (code: string) => answers.find((each) => each.code === code)
  for (const item of inspection.checklist) {
    const answer = answerOf(item.code)
    if (item.required && !answer?.verdict)
      problems.push({ code: 'inspection-item-open', field: `v-${item.code}`, article: item.ref })
    if (answer?.verdict === 'not-met' && answer.note.trim() === '')
      problems.push({ code: 'inspection-finding-words', field: `n-${item.code}` })
  }
  if (input.producerName.trim() === '' && input.refused.trim() === '')
    problems.push({ code: 'required', field: 'producerName' })
  if (input.producerSignature === null && input.refused.trim() === '')
    problems.push({ code: 'inspection-signature-missing', field: 'producerSignature' })
  if (input.inspectorSignature === null)
    problems.push({ code: 'inspection-signature-missing', field: 'inspectorSignature' })
  if (problems.length > 0) return failed(...problems)

  const inspector = await keepSignature(kernel.files, input.inspectorSignature!, 'inspectorSignature')
  if (!inspector.ok) return inspector
  const producerSide =
    input.producerSignature && input.refused.trim() === ''
      ? await keepSignature(kernel.files, input.producerSignature, 'producerSignature')
      : ok(null)
  if (!producerSide.ok) return producerSide

  const due = (severity: Severity) => addDays(ctx.today, deps.law.correction.days[severity])
  const rows = inspection.checklist.map((item) => {
    const answer = answerOf(item.code)
    return {
      code: item.code,
      text: item.vi,
      ref: item.ref,
      verdict: answer?.verdict ?? null,
      severity: answer?.severity ?? null,
      note: answer?.note ?? '',
    }
  })
  const failures = rows.filter((row) => row.verdict === 'not-met')
  const photos = await ctx.db
    .selectFrom('inspection_photo')
    .selectAll()
    .where('inspection_id', '=', id)
    .orderBy('taken_at')
    .execute()
  const members = await membersOf(ctx.db, id)
  const office = deps.agencies.ocopOffice(ctx.today)
  const year = ctx.today.slice(0, 4)
  const seq = await nextNumber(ctx.db, `inspection-minutes/${deps.provinceCode}/${year}`)
  const minutes: Minutes = {
    number: `${String(seq).padStart(2, '0')}/BB-KTOCOP/${year}`,
    signedAt: ctx.now.toISOString(),
    day: ctx.today,
    office: office?.name ?? '',
    product: await productName(ctx, inspection.product_id),
    producer: await producerName(ctx, inspection.producer_id),
    place: deps.places.spoken(inspection, ctx.today).today ?? '',
    reason: reasonText(inspection),
    team: await teamOf(ctx, id),
    rows,
    findings: failures.map((row) => ({
      text: row.text,
      severity: row.severity!,
      note: row.note,
      dueOn: due(row.severity!),
      ref: row.ref,
    })),
    photos: photos.map((photo) => ({
      item: inspection.checklist.find((item) => item.code === photo.code)?.vi ?? '',
      takenAt: photo.taken_at.toISOString(),
      where:
        photo.latitude === null ? null : `${photo.latitude}, ${photo.longitude} (±${photo.accuracy_m} m)`,
    })),
    statement: input.statement,
    inspector: {
      name: ctx.actor.name,
      picture: inspector.value.hash,
      leads: members.some((each) => each.account_id === ctx.actor.accountId && each.leads),
    },
    producerSide: {
      name: input.producerName.trim(),
      picture: producerSide.value?.hash ?? null,
      refused: input.refused.trim() || null,
    },
    isDemo: inspection.is_demo,
  }
  const pictures = {
    [inspector.value.hash]: input.inspectorSignature!,
    ...(producerSide.value && { [producerSide.value.hash]: input.producerSignature! }),
  }
  const pdf = await statePaperPdf(minutesPaper(minutes, deps.seat, pictures), { at: ctx.now })
  const stored = await kernel.files.put(Readable.from([pdf]), {
    maxBytes: 20_000_000,
    name: `bien-ban-${minutes.number.replaceAll('/', '-')}.pdf`,
    declaredType: 'application/pdf',
  })
  if (!stored.ok) return stored
  await act(ctx, inspection, 'sign', '', {
    minutes,
    minutes_hash: stored.value.hash,
    signed_on: ctx.today,
  })
  for (const row of failures) await recordFinding(ctx, inspection, row, due(row.severity!), deps)
  if (inspection.producer_id)
    await deps.send(ctx, {
      kind: failures.length > 0 ? 'inspections.findings' : 'inspections.signed',
      to: { producerId: inspection.producer_id },
      params: {
        product: minutes.product,
        number: minutes.number,
        count: failures.length,
        ...(failures.length > 0 && { due: minutes.findings.map((each) => each.dueOn).sort()[0] }),
      },
      path: `/lam-viec/kiem-tra/${id}`,
      about: { kind: 'inspection', id },
      key: id,
    })
  return ok({ number: minutes.number })
}

async function recordFinding(
  ctx: CommandContext,
  inspection: LockedInspection,
  row: { code: string; severity: Severity | null; note: string },
  dueOn: string,
  _deps: InspectionDeps,
): Promise<void> {
  const id = uuidv7()
  await ctx.db
    .insertInto('finding')
    .values({
      id,
      inspection_id: inspection.id,
      code: row.code,
      severity: row.severity!,
      words: row.note,
      due_on: dueOn,
      decision_id: null,
    })
    .execute()
  await ctx.db
    .insertInto('finding_action')
    .values({
      finding_id: id,
      seq: 1,
      action: 'find',
      at: ctx.now,
      day: ctx.today,
      actor_id: ctx.actor.accountId,
      actor_name: ctx.actor.name,
      words: row.note,
      file_hash: null,
      file_name: null,
      media_type: null,
      due_on: dueOn,
    })
    .execute()
}

const reasons = {
  risk: 'Kiểm tra định kỳ, chọn theo mức rủi ro',
  draw: 'Kiểm tra định kỳ, chọn ngẫu nhiên',
  'misuse-report': 'Kiểm tra đột xuất theo phản ánh',
  office: 'Kiểm tra đột xuất',
} as const

/** Of a report of misuse the minutes say no more than that there was one: whoever reported must not be found by it. */
function reasonText(inspection: LockedInspection): string {
  return inspection.why && inspection.reason !== 'misuse-report'
    ? `${reasons[inspection.reason]}: ${inspection.why}`
    : reasons[inspection.reason]
}

async function producerName(ctx: CommandContext, id: string | null): Promise<string> {
  if (id === null) return ''
  const row = await ctx.db.selectFrom('producer').select('name').where('id', '=', id).executeTakeFirst()
  return row?.name ?? ''
}

async function teamOf(ctx: CommandContext, id: string) {
  const rows = await ctx.db
    .selectFrom('inspection_member as m')
    .innerJoin('account as a', 'a.id', 'm.account_id')
    .select(['a.name', 'm.leads'])
    .where('m.inspection_id', '=', id)
    .where('m.stepped_back_at', 'is', null)
    .orderBy('m.leads', 'desc')
    .orderBy('a.name')
    .execute()
  return rows
}

async function keepSignature(
  files: FileStore,
  png: Buffer,
  field: string,
): Promise<Result<{ hash: string }>> {
  const stored = await files.put(Readable.from([png]), {
    maxBytes: 500_000,
    name: 'chu-ky.png',
    declaredType: 'image/png',
    accept: ['image/png'],
  })
  return stored.ok ? ok({ hash: stored.value.hash }) : refuse('inspection-signature-missing', { field })
}

/** Drawn signatures of signed minutes, for printing them again. */
export async function signaturesOf(files: FileStore, minutes: Minutes): Promise<Record<string, Uint8Array>> {
  const pictures: Record<string, Uint8Array> = {}
  for (const hash of [minutes.inspector.picture, minutes.producerSide.picture]) {
    const stream = hash ? await files.open(hash) : null
    if (hash && stream) pictures[hash] = await buffer(stream)
  }
  return pictures
}
