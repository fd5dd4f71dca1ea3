import { createReadStream } from 'node:fs'
import { mkdir, rm, stat } from 'node:fs/promises'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { join } from 'node:path'
import { FileStore as TusFolder } from '@tus/file-store'
import { Server, type ServerOptions } from '@tus/server'
import type { Clock } from '../clock/index.ts'
import { type Daily, dailyProblemWords } from '../daily/index.ts'
import { type Db, jsonb, uuidv7 } from '../db/index.ts'
import type { FileStore, MediaType, StoredFile } from '../files/index.ts'
import { fill } from '../i18n/index.ts'
import type { Problem } from '../problem.ts'
import './tables.ts'

/** What came of one upload, in the shape in which a form's file arrives. */
export interface TakenUpload {
  readonly id: string
  readonly name: string
  readonly stored?: StoredFile | undefined
  readonly problem?: Problem | undefined
}

export interface Uploads {
  /**
   * Answers one request of the tus protocol (https://tus.io, 1.0.0). `id`: the upload asked about, null: a new one. Whole, it is
   * stored only as one of the kinds the door takes; without them, as any.
   */
  answer(
    accountId: string,
    id: string | null,
    request: IncomingMessage,
    response: ServerResponse,
    accept?: readonly MediaType[],
  ): Promise<void>
  /** What came of these uploads, in this order; only one's own are found. What arrived whole is stored now, if it was not. */
  take(accountId: string, ids: readonly string[], accept?: readonly MediaType[]): Promise<TakenUpload[]>
  /** Removes what nobody finished within the days kept; answers how many. */
  tidy(): Promise<number>
}

/** What the sender shows in the language of its page. */
function refusalText({ code, data }: Problem): string {
  const said = (words: Readonly<Record<string, string>>) => fill(words[code] ?? code, data ?? {})
  return JSON.stringify({ vi: said(dailyProblemWords.vi), en: said(dailyProblemWords.en) })
}

/** An upload that was not finished, or not used, after so many days is forgotten. */
const DAYS_KEPT = 7
/** Half-sent uploads of one account at a time: a bundle of papers, not a flood. */
const MOST_WAITING = 200

export interface UploadPlace {
  readonly folder: string
  /** Address of the routes that lead here; see `uploadRoutes`. */
  readonly path: string
  /** Largest file, in bytes. */
  readonly maxBytes: number
}

/**
 * Uploads that survive a broken line: bytes that arrived stay, the sender asks how far it came and goes on from there. Whole
 * ones go through the same door as the files of a form: typed by content, refused by name, stored once by hash.
 */
export function openUploads(
  db: Db,
  clock: Clock,
  files: FileStore,
  daily: Daily,
  { folder, path, maxBytes }: UploadPlace,
): Uploads {
  const senders = new WeakMap<
    IncomingMessage,
    { readonly accountId: string; readonly accept: readonly MediaType[] | undefined }
  >()
  const store = new TusFolder({ directory: folder })
  const server = new Server({
    path,
    datastore: store,
    maxSize: maxBytes,
    allowedOrigins: [],
    namingFunction: () => uuidv7(),
    // There may be several doors; each upload goes on at the one where it began.
    generateUrl: (request, { id }) => `${doorOf(nodeRequest(request)) ?? path}/${id}`,
    onUploadCreate: async (request, upload) => {
      const accountId = senders.get(nodeRequest(request))?.accountId
      if (!accountId || upload.size === undefined)
        throw { status_code: 400, body: 'Upload-Length required\n' }
      await begin(accountId, upload.id, upload.size, upload.metadata ?? {})
      return {}
    },
    onUploadFinish: async (request, upload) => {
      await settle(upload.id, senders.get(nodeRequest(request))?.accept)
      return {}
    },
  })

  async function begin(
    accountId: string,
    id: string,
    size: number,
    metadata: Readonly<Record<string, string | null>>,
  ): Promise<void> {
    const { waiting } = await db
      .selectFrom('upload')
      .select((eb) => eb.fn.countAll<number>().as('waiting'))
      .where('account_id', '=', accountId)
      .where('settled_at', 'is', null)
      .executeTakeFirstOrThrow()
    if (Number(waiting) >= MOST_WAITING) throw { status_code: 429, body: 'too many unfinished uploads\n' }
    const refusal = await daily.refusesUpload(accountId, size)
    if (refusal) throw { status_code: 413, body: refusalText(refusal) }
    await db
      .insertInto('upload')
      .values({
        id,
        account_id: accountId,
        name: (metadata.filename ?? '').normalize('NFC').slice(0, 200),
        declared_type: metadata.filetype?.slice(0, 100) || null,
        size,
        created_at: clock(),
      })
      .execute()
    await daily.uploaded(accountId, 1, size)
  }

  /** Stores what arrived whole; done twice it changes nothing. */
  async function settle(id: string, accept?: readonly MediaType[]): Promise<void> {
    const row = await db.selectFrom('upload').selectAll().where('id', '=', id).executeTakeFirst()
    if (!row || row.settled_at || (await arrived(id)) !== row.size) return
    const put = await files.put(createReadStream(join(folder, id)), {
      maxBytes,
      name: row.name,
      accept,
      ...(row.declared_type && { declaredType: row.declared_type }),
    })
    await db
      .updateTable('upload')
      .set({
        settled_at: clock(),
        ...(put.ok ? { file_hash: put.value.hash } : { problem: jsonb(put.problems[0]!) }),
      })
      .where('id', '=', id)
      .where('settled_at', 'is', null)
      .execute()
    await forgetBytes(id)
  }

  async function arrived(id: string): Promise<number | null> {
    return stat(join(folder, id)).then(
      ({ size }) => size,
      () => null,
    )
  }

  async function forgetBytes(id: string): Promise<void> {
    await rm(join(folder, id), { force: true })
    await rm(join(folder, `${id}.json`), { force: true })
  }

  return {
    async answer(accountId, id, request, response, accept) {
      await mkdir(folder, { recursive: true, mode: 0o700 })
      const row = id === null ? null : await owned(db, accountId, id)
      if (id !== null && !row) return end(response, 404)
      // The last answer may have been lost on its way: a stored upload says that it is whole.
      if (row?.settled_at && request.method === 'HEAD')
        return end(response, 200, { 'upload-offset': row.size, 'upload-length': row.size })
      if (row?.settled_at) return end(response, 409)
      senders.set(request, { accountId, accept })
      await server.handle(request, response)
      if (request.method === 'DELETE' && id !== null)
        await db.deleteFrom('upload').where('id', '=', id).execute()
    },
    async take(accountId, ids, accept) {
      const taken: TakenUpload[] = []
      for (const id of ids) taken.push(await takeOne(accountId, id, accept))
      return taken
    },
    async tidy() {
      const before = new Date(clock().getTime() - DAYS_KEPT * 86_400_000)
      const old = await db.deleteFrom('upload').where('created_at', '<', before).returning('id').execute()
      for (const { id } of old) await forgetBytes(id)
      await daily.tidy()
      return old.length
    },
  }

  async function takeOne(accountId: string, id: string, accept?: readonly MediaType[]): Promise<TakenUpload> {
    const known = await owned(db, accountId, id)
    if (!known) return { id, name: '', problem: { code: 'upload-unknown' } }
    if (!known.settled_at) await settle(id, accept)
    const row = (await owned(db, accountId, id))!
    const about = { id, name: row.name }
    if (!row.settled_at) return { ...about, problem: { code: 'upload-unfinished' } }
    if (row.problem) return { ...about, problem: row.problem }
    const stored = await files.stat(row.file_hash!)
    return stored ? { ...about, stored } : { ...about, problem: { code: 'file-broken' } }
  }
}

async function owned(db: Db, accountId: string, id: string) {
  if (!/^[0-9a-f-]{36}$/.test(id)) return undefined
  return db
    .selectFrom('upload')
    .selectAll()
    .where('id', '=', id)
    .where('account_id', '=', accountId)
    .executeTakeFirst()
}

type TusRequest = Parameters<NonNullable<ServerOptions['onUploadFinish']>>[0]

const doorOf = (request: IncomingMessage) => request.url?.split('?')[0]?.replace(/\/$/, '')

function nodeRequest(request: TusRequest): IncomingMessage {
  return request.runtime!.node!.req as IncomingMessage
}

function end(
  response: ServerResponse,
  status: number,
  headers: Readonly<Record<string, string | number>> = {},
): void {
  response.writeHead(status, { 'tus-resumable': '1.0.0', 'cache-control': 'no-store', ...headers })
  response.end()
}
