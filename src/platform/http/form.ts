import type { MultipartFile } from '@fastify/multipart'
import type { FastifyRequest } from 'fastify'
import type { ZodType, z } from 'zod'
import type { Problem, Result } from '../command/index.ts'
import type { FileStore } from '../files/index.ts'
import { composed } from '../i18n/index.ts'
import type { Route } from './route.ts'

/** A file of a form, already stored by content; `problem` when it was refused. */
export interface FormFile {
  readonly field: string
  readonly name: string
  readonly stored?: { readonly hash: string; readonly size: number; readonly mediaType: string } | undefined
  /** Of a field the route only looks at (`files.held`): never written to disk. */
  readonly bytes?: Buffer | undefined
  readonly problem?: Problem | undefined
}

/** What was typed, untouched, so that a refused form can be shown again as it was. */
export interface FormReading {
  readonly fields: Readonly<Record<string, string | readonly string[]>>
  readonly files: readonly FormFile[]
  /** Why nothing was read of it: the whole post is refused. */
  readonly refused?: Problem | undefined
}

export const emptyForm: FormReading = { fields: {}, files: [] }

/** The last value of a field as text, `''` when it was not sent. */
export function fieldText(form: FormReading, name: string): string {
  const value = form.fields[name]
  if (value === undefined) return ''
  return typeof value === 'string' ? value : (value.at(-1) ?? '')
}

/** All values of a repeated field (checkboxes). */
export function fieldList(form: FormReading, name: string): readonly string[] {
  const value = form.fields[name]
  if (value === undefined) return []
  return typeof value === 'string' ? [value] : value
}

/**
 * Reads a form by a schema. A message in the schema is a problem code
 * (`z.string().min(1, 'name-missing')`); without one the issue's own kind is the code.
 */
export function readForm<S extends ZodType>(schema: S, form: FormReading): Result<z.output<S>> {
  const parsed = schema.safeParse(form.fields)
  if (parsed.success) return { ok: true, value: parsed.data }
  const found = issuesToProblems(parsed.error.issues)
  refused.set(form, [...(refused.get(form) ?? []), ...found])
  return { ok: false, problems: found }
}

/** What was wrong with a form as it was read: the page says it at the fields, a program hears it as a list. */
const refused = new WeakMap<FormReading, readonly Problem[]>()

export function problemsOf(form: FormReading): readonly Problem[] {
  return refused.get(form) ?? []
}

type Issue = z.core.$ZodIssue

export function issuesToProblems(issues: readonly Issue[]): Problem[] {
  return issues.map((issue) => ({
    code: /^[a-z][a-z0-9-]*$/.test(issue.message) ? issue.message : codeOf(issue),
    field: issue.path.join('.'),
    data: {
      ...(issue.code === 'too_big' && { maximum: Number(issue.maximum) }),
      ...(issue.code === 'too_small' && { minimum: Number(issue.minimum) }),
    },
  }))
}

function codeOf(issue: Issue): string {
  if (issue.code === 'invalid_type' && issue.input === undefined) return 'required'
  if (issue.code === 'too_small' && issue.origin === 'string')
    return Number(issue.minimum) === 1 ? 'required' : 'too-short'
  if (issue.code === 'too_big' && issue.origin === 'string') return 'too-long'
  if (issue.code === 'too_small') return 'too-small'
  if (issue.code === 'too_big') return 'too-large'
  if (issue.code === 'unrecognized_keys') return 'unknown-field'
  return 'invalid'
}

/** Typed text in NFC, without control characters (line breaks stay), ends trimmed. */
export function cleanText(value: string): string {
  return composed(value)
    .replace(/\r\n?/g, '\n')
    .replace(/[^\P{Cc}\n\t]|[\u200b\ufeff]/gu, '')
    .trim()
}

/** Reads an urlencoded or multipart post; files go to the store as they arrive, never into memory whole. */
export async function readFormBody(
  request: FastifyRequest,
  route: Route,
  files: FileStore,
  /** Why this person may send no more files just now. */
  refusal: Problem | null = null,
): Promise<FormReading> {
  if (!request.isMultipart()) return readFields(request.body)
  if (Number(request.headers['content-length'] ?? 0) > mostBytes(route)) return tooLarge(route)
  const fields: Record<string, string | string[]> = {}
  const received: FormFile[] = []
  const limits = {
    fileSize: (route.files?.maxBytes ?? 0) + 1,
    files: route.files?.maxFiles ?? 0,
    fields: mostValues,
    fieldSize: 1_000_000,
    parts: 3000,
  }
  let typed = 0
  for await (const part of request.parts({ limits })) {
    if (part.type === 'file') {
      received.push(...(await takeFile(part, route, files, refusal)))
      continue
    }
    const value = String(part.value)
    typed += part.fieldname.length + value.length
    // A post in pieces announces no size: nobody fills the memory by never ending. What still comes is read into nothing.
    if (typed > typedBytes) {
      request.raw.unpipe().resume()
      return { fields: {}, files: received, refused: { code: 'too-large' } }
    }
    addField(fields, part.fieldname, value)
  }
  return { fields, files: received }
}

/** Values in one post, however it is packed: the longest form of ours has some hundreds. */
const mostValues = 2_000

export const tooManyFields: Problem = { code: 'too-many-fields', data: { maximum: mostValues } }

/** What was typed beside the files, at most: names and values. */
const typedBytes = 8_000_000

function mostBytes({ files }: Route): number {
  return (files ? files.maxBytes * files.maxFiles : 0) + typedBytes
}

/** A post that announces more than may come is answered at once: not a byte of two gigabytes is read. */
function tooLarge({ files }: Route): FormReading {
  const field = files?.fields[0] ?? ''
  const maximum = Math.floor((files?.maxBytes ?? typedBytes) / 1_000_000)
  return {
    fields: {},
    files: [{ field, name: '', problem: { code: 'file-too-large', field, data: { maximum } } }],
  }
}

async function takeFile(
  part: MultipartFile,
  route: Route,
  files: FileStore,
  refusal: Problem | null,
): Promise<FormFile[]> {
  if (!part.filename) {
    part.file.resume()
    return []
  }
  const known = { field: part.fieldname, name: cleanText(part.filename).slice(0, 200) }
  if (!route.files?.fields.includes(part.fieldname)) {
    part.file.resume()
    return [{ ...known, problem: { code: 'file-not-expected', field: part.fieldname } }]
  }
  if (route.files.held?.includes(part.fieldname)) return [{ ...known, ...(await hold(part, route.files)) }]
  if (refusal) {
    part.file.resume()
    return [{ ...known, problem: { ...refusal, field: part.fieldname } }]
  }
  const put = await files.put(part.file, {
    maxBytes: route.files.maxBytes,
    name: known.name,
    declaredType: part.mimetype,
    accept: route.files.accept,
  })
  if (put.ok) return [{ ...known, stored: put.value }]
  part.file.resume()
  return [{ ...known, problem: { field: part.fieldname, ...put.problems[0]! } }]
}

async function hold(
  part: MultipartFile,
  { maxBytes }: NonNullable<Route['files']>,
): Promise<Pick<FormFile, 'bytes' | 'problem'>> {
  const pieces: Buffer[] = []
  let size = 0
  for await (const piece of part.file) {
    size += (piece as Buffer).length
    if (size <= maxBytes) pieces.push(piece as Buffer)
  }
  const { fieldname: field } = part
  if (size > maxBytes)
    return { problem: { code: 'file-too-large', field, data: { maximum: Math.ceil(maxBytes / 1_000_000) } } }
  return size === 0 ? { problem: { code: 'file-empty', field } } : { bytes: Buffer.concat(pieces) }
}

/** An urlencoded or JSON body; counted before anything is done with its values. */
function readFields(body: unknown): FormReading {
  const sent = typeof body === 'object' && body !== null ? Object.entries(body) : []
  const count = sent.reduce((sum, [, value]) => sum + (Array.isArray(value) ? value.length : 1), 0)
  if (count > mostValues) return { ...emptyForm, refused: tooManyFields }
  const fields: Record<string, string | string[]> = {}
  for (const [name, value] of sent)
    for (const each of Array.isArray(value) ? value : [value])
      if (isTyped(each)) addField(fields, name, String(each))
  return { fields, files: [] }
}

/** Nothing is typed into a form that has parts of its own: lists in lists and objects are no values. */
function isTyped(value: unknown): value is string | number | boolean {
  return ['string', 'number', 'boolean'].includes(typeof value)
}

function addField(fields: Record<string, string | string[]>, name: string, value: string): void {
  // `toString`, `__proto__` and their like are fields of no form of ours.
  if (name in Object.prototype) return
  const clean = cleanText(value)
  const before = fields[name]
  if (before === undefined) fields[name] = clean
  else if (typeof before === 'string') fields[name] = [before, clean]
  else before.push(clean)
}
