import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import {
  type CommandContext,
  failed,
  ok,
  type Problem,
  type Result,
  refuse,
} from '../../platform/command/index.ts'
import { uuidv7 } from '../../platform/db/index.ts'
import { actingFor, type StandingProducer, standingProducer } from '../consents/index.ts'
import type { Governing } from '../places/index.ts'
import { type Paper, paperById, papersWithFile } from './queries.ts'

/** What is written about a paper. `kind`: a row of the evidence table (evidence.json). */
export interface PaperFacts {
  readonly kind: string
  readonly title: string
  readonly number: string | null
  readonly issuer: string | null
  readonly issuedOn: string | null
  readonly validUntil: string | null
}

/** A file already stored by content and looked into. */
export interface ReceivedFile {
  readonly hash: string
  readonly name: string
  readonly mediaType: string
  readonly size: number
  readonly pageCount: number
}

/** Most files of one paper: a photographed bundle, not an archive. */
export const MOST_FILES = 60

/**
 * Adds a paper to a producer's vault, with the pages that came with it. `key`: the one the form was shown with; sent again with the
 * same facts, because no answer came, it is the same paper. With other facts it is another one: two tabs may hold one key.
 */
export async function addPaper(
  ctx: CommandContext,
  places: Governing,
  input: { producerId: string; facts: PaperFacts; files: readonly ReceivedFile[]; key?: string | undefined },
): Promise<Result<{ id: string; repeated: readonly string[] }>> {
  const owner = await editableVault(ctx, places, input.producerId)
  if (!owner.ok) return owner
  const problems = flawsOf(input.facts)
  if (problems.length > 0) return failed(...problems)
  const id = input.key ? idOf(input.key, input.producerId, input.facts) : uuidv7()
  if (input.key && (await paperById(ctx.db, id)))
    return addFiles(ctx, places, { paperId: id, files: input.files })
  await ctx.db
    .insertInto('paper')
    .values({
      id,
      producer_id: input.producerId,
      ...columns(input.facts),
      is_demo: owner.value.isDemo,
      removed_at: null,
    })
    .execute()
  note(ctx, owner.value, 'paper.add', id, { kind: input.facts.kind })
  const added = await addFiles(ctx, places, { paperId: id, files: input.files })
  if (!added.ok) return added
  return ok({ id, repeated: added.value.repeated })
}

/** Corrects what is written about a paper; `version` is the one the writer saw. */
export async function correctPaper(
  ctx: CommandContext,
  places: Governing,
  input: { paperId: string; version: number; facts: PaperFacts },
): Promise<Result<Paper>> {
  const found = await editablePaper(ctx, places, input.paperId)
  if (!found.ok) return found
  const problems = flawsOf(input.facts)
  if (problems.length > 0) return failed(...problems)
  const { numUpdatedRows } = await ctx.db
    .updateTable('paper')
    .set((eb) => ({ ...columns(input.facts), version: eb('version', '+', 1), updated_at: ctx.now }))
    .where('id', '=', input.paperId)
    .where('version', '=', input.version)
    .executeTakeFirst()
  if (numUpdatedRows === 0n) return refuse('changed-meanwhile')
  note(ctx, found.value.owner, 'paper.correct', input.paperId, {})
  return ok((await paperById(ctx.db, input.paperId))!)
}

/** Adds files behind those the paper has. A file the vault holds already is recognised by its content and named. */
export async function addFiles(
  ctx: CommandContext,
  places: Governing,
  { paperId, files }: { paperId: string; files: readonly ReceivedFile[] },
): Promise<Result<{ id: string; repeated: readonly string[] }>> {
  const found = await editablePaper(ctx, places, paperId)
  if (!found.ok) return found
  const { paper, owner } = found.value
  const here = new Set(paper.files.map((file) => file.hash))
  const fresh = files.filter(
    (file, index) => !here.has(file.hash) && files.findIndex((one) => one.hash === file.hash) === index,
  )
  if (paper.files.length + fresh.length > MOST_FILES)
    return refuse('paper-has-too-many-files', { field: 'files', data: { maximum: MOST_FILES } })
  const repeated = files.filter((file) => !fresh.includes(file)).map((file) => file.name)
  for (const file of fresh)
    for (const twin of await papersWithFile(ctx.db, paper.producerId, file.hash))
      if (twin.id !== paperId) repeated.push(`${file.name} = ${twin.title}`)
  const last = Math.max(0, ...paper.files.map((file) => file.ordinal))
  if (fresh.length > 0)
    await ctx.db
      .insertInto('paper_page')
      .values(
        fresh.map((file, index) => ({
          paper_id: paperId,
          ordinal: last + index + 1,
          file_hash: file.hash,
          file_name: file.name,
          media_type: file.mediaType,
          size: file.size,
          page_count: file.pageCount,
        })),
      )
      .execute()
  await touch(ctx, paperId)
  if (files.length > 0)
    note(ctx, owner, 'paper.add-files', paperId, { files: fresh.map((file) => file.hash) })
  return ok({ id: paperId, repeated })
}

/** Takes one file out of a paper; the bytes stay as long as a filed dossier names them. */
export async function removeFile(
  ctx: CommandContext,
  places: Governing,
  { paperId, ordinal }: { paperId: string; ordinal: number },
): Promise<Result<Paper>> {
  const found = await editablePaper(ctx, places, paperId)
  if (!found.ok) return found
  const file = found.value.paper.files.find((one) => one.ordinal === ordinal)
  if (!file) return refuse('not-found')
  await ctx.db
    .deleteFrom('paper_page')
    .where('paper_id', '=', paperId)
    .where('ordinal', '=', ordinal)
    .execute()
  await touch(ctx, paperId)
  note(ctx, found.value.owner, 'paper.remove-file', paperId, { file: file.hash, ordinal })
  return ok((await paperById(ctx.db, paperId))!)
}

/** Lays a paper aside, or brings it back: nothing is lost, dossiers already filed keep what they named. */
export async function setPaperAside(
  ctx: CommandContext,
  places: Governing,
  { paperId, aside }: { paperId: string; aside: boolean },
): Promise<Result<Paper>> {
  const found = await editablePaper(ctx, places, paperId)
  if (!found.ok) return found
  await ctx.db
    .updateTable('paper')
    .set((eb) => ({
      removed_at: aside ? ctx.now : null,
      version: eb('version', '+', 1),
      updated_at: ctx.now,
    }))
    .where('id', '=', paperId)
    .execute()
  note(ctx, found.value.owner, aside ? 'paper.remove' : 'paper.restore', paperId, {})
  return ok((await paperById(ctx.db, paperId))!)
}

/** Made of what was sent, so that the same finds itself again: an own version of UUID (RFC 9562, 5.8). */
function idOf(key: string, producerId: string, facts: PaperFacts): string {
  const hash = createHash('sha256')
    .update(JSON.stringify([key, producerId, columns(facts)]))
    .digest('hex')
  return [
    hash.slice(0, 8),
    hash.slice(8, 12),
    `8${hash.slice(13, 16)}`,
    `8${hash.slice(17, 20)}`,
    hash.slice(20, 32),
  ].join('-')
}

async function editableVault(
  ctx: CommandContext,
  places: Governing,
  producerId: string,
): Promise<Result<StandingProducer>> {
  const owner = await standingProducer(ctx.db, producerId, places, ctx.today)
  if (!owner) return refuse('not-found')
  const acting = await actingFor(ctx, 'paper.edit', { producerId, places: owner.resource.places })
  return acting.ok ? ok(owner) : acting
}

async function editablePaper(
  ctx: CommandContext,
  places: Governing,
  paperId: string,
): Promise<Result<{ paper: Paper; owner: StandingProducer }>> {
  await ctx.db.selectFrom('paper').select('id').where('id', '=', paperId).forUpdate().execute()
  const paper = await paperById(ctx.db, paperId)
  if (!paper) return refuse('not-found')
  const owner = await editableVault(ctx, places, paper.producerId)
  return owner.ok ? ok({ paper, owner: owner.value }) : owner
}

async function touch(ctx: CommandContext, paperId: string): Promise<void> {
  await ctx.db
    .updateTable('paper')
    .set((eb) => ({ version: eb('version', '+', 1), updated_at: ctx.now }))
    .where('id', '=', paperId)
    .execute()
}

function flawsOf(facts: PaperFacts): Problem[] {
  const { issuedOn, validUntil } = facts
  return issuedOn && validUntil && validUntil < issuedOn
    ? [{ code: 'paper-ends-before-issue', field: 'validUntil' }]
    : []
}

function columns(facts: PaperFacts) {
  return {
    kind: facts.kind,
    title: facts.title,
    number: facts.number,
    issuer: facts.issuer,
    issued_on: facts.issuedOn,
    valid_until: facts.validUntil,
  }
}

function note(
  ctx: CommandContext,
  owner: StandingProducer,
  action: string,
  paperId: string,
  detail: Record<string, unknown>,
): void {
  ctx.audit({
    action,
    subjectKind: 'paper',
    subjectId: paperId,
    place: owner.place,
    detail: { producer: owner.id, ...detail },
  })
}

/**
 * Lays a paper that the state itself has issued into the vault (an attestation, minutes handed over): of a record that was laid
 * together with another, into the vault of the one it stands for today. No consent is asked: the caller has asked whether its actor
 * may issue the paper; the producer finds it there and may lay it aside like any other.
 */
export async function depositPaper(
  ctx: CommandContext,
  places: Governing,
  input: { producerId: string; facts: PaperFacts; file: ReceivedFile },
): Promise<Result<{ id: string; producerId: string }>> {
  const { rows } = await sql<{ kept: string }>`select producer_kept(${input.producerId}) as kept`.execute(
    ctx.db,
  )
  const owner = await standingProducer(ctx.db, rows[0]!.kept, places, ctx.today)
  if (!owner) return refuse('not-found')
  const id = uuidv7()
  await ctx.db
    .insertInto('paper')
    .values({
      id,
      producer_id: owner.id,
      ...columns(input.facts),
      is_demo: owner.isDemo,
      removed_at: null,
    })
    .execute()
  const { hash, name, mediaType, size, pageCount } = input.file
  await ctx.db
    .insertInto('paper_page')
    .values({
      paper_id: id,
      ordinal: 1,
      file_hash: hash,
      file_name: name,
      media_type: mediaType,
      size,
      page_count: pageCount,
    })
    .execute()
  note(ctx, owner, 'paper.deposit', id, { kind: input.facts.kind, file: hash })
  return ok({ id, producerId: owner.id })
}
