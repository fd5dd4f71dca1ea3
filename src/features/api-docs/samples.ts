import type { Operation } from './description.ts'

/** POSTs that only answer a question: they may be tried like a GET. */
const questions = new Set(['/api/v1/score', '/api/v1/certificates/examine', '/api/v1/articles/clean'])

export function isTryable({ method, path }: Pick<Operation, 'method' | 'path'>): boolean {
  return method === 'GET' || (method === 'POST' && questions.has(path))
}

/** A value taken out of a live answer: the first `at` of what `url` gives. */
interface Source {
  readonly url: string
  readonly pick: (answer: { items?: readonly Record<string, unknown>[] }) => unknown
}

const first = (field: string) => (answer: { items?: readonly Record<string, unknown>[] }) =>
  answer.items?.map((item) => item[field]).find((value) => value !== null && value !== undefined)

/** Path parameters that a first try needs; anything else is left to whoever asks. */
const sources: Readonly<Record<string, Readonly<Record<string, Source>>>> = {
  '/api/v1/products/{slug}': { slug: { url: '/api/v1/products?per_page=1', pick: first('slug') } },
  '/api/v1/products/{slug}/lots': { slug: { url: '/api/v1/products?per_page=1', pick: first('slug') } },
  '/api/v1/certificates/{number}': {
    number: { url: '/api/v1/products?status=valid&per_page=100', pick: first('certificateNumber') },
  },
  '/api/v1/sheets/{regime}/{set}': {
    regime: { url: '/api/v1/sheets', pick: first('regime') },
    set: { url: '/api/v1/sheets', pick: first('set') },
  },
  '/api/v1/reports/{definition}': { definition: { url: '/api/v1/reports', pick: first('id') } },
}

/** Query values worth seeing at a first try. */
const queries: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  '/api/v1/products': { per_page: '3' },
  '/api/v1/search': { q: 'rượu vang' },
  '/api/v1/search/suggestions': { q: 'ruou' },
  '/api/v1/articles': { per_page: '3' },
  '/api/v1/documents': { per_page: '3' },
}

const bodies: Readonly<Record<string, unknown>> = {
  '/api/v1/score': { regime: 'qd26-2026', set: 1, answers: { '1.1': 0 } },
  '/api/v1/certificates/examine': { text: 'SAOLANG' },
  '/api/v1/articles/clean': { html: '<p class="MsoNormal">Đoạn văn dán từ Word</p>' },
}

export interface Samples {
  /** By `p.<name>` and `q.<name>`, as the form names its fields. */
  readonly values: Readonly<Record<string, string>>
  readonly body: string
}

/** Values with which an operation answers something, read from the server itself through `ask`. */
export async function samplesOf(
  operation: Operation,
  ask: (url: string) => Promise<string | null>,
): Promise<Samples> {
  const values: Record<string, string> = {}
  for (const [name, value] of Object.entries(queries[operation.path] ?? {})) values[`q.${name}`] = value
  const answers = new Map<string, unknown>()
  for (const [name, { url, pick }] of Object.entries(sources[operation.path] ?? {})) {
    if (!answers.has(url)) answers.set(url, parsed(await ask(url)))
    const value = pick((answers.get(url) ?? {}) as never)
    if (value !== undefined && value !== null) values[`p.${name}`] = String(value)
  }
  const body = bodies[operation.path]
  return { values, body: body === undefined ? '' : JSON.stringify(body, null, 2) }
}

function parsed(text: string | null): unknown {
  try {
    return text === null ? null : JSON.parse(text)
  } catch {
    return null
  }
}
