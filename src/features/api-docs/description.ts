/** The part of JSON Schema our descriptions use. */
export interface Schema {
  readonly type?: string | readonly string[]
  readonly enum?: readonly unknown[]
  readonly const?: unknown
  readonly description?: string
  readonly example?: unknown
  readonly default?: unknown
  readonly format?: string
  readonly pattern?: string
  readonly minimum?: number
  readonly maximum?: number
  readonly maxLength?: number
  readonly properties?: Readonly<Record<string, Schema>>
  readonly required?: readonly string[]
  readonly items?: Schema
  readonly anyOf?: readonly Schema[]
  readonly oneOf?: readonly Schema[]
  readonly additionalProperties?: Schema | boolean
}

export interface Parameter {
  readonly name: string
  readonly in: 'query' | 'path'
  readonly required: boolean
  readonly schema: Schema
}

export interface Operation {
  /** In the address of its page: `get-api-v1-products-slug`. */
  readonly key: string
  readonly method: string
  readonly path: string
  readonly summary: string
  readonly needsSignIn: boolean
  readonly parameters: readonly Parameter[]
  readonly body: Schema | null
  readonly answer: Schema | null
}

interface Described {
  readonly tags?: readonly string[]
  readonly summary?: string
  readonly security?: readonly unknown[]
  readonly parameters?: readonly { name: string; in: string; required?: boolean; schema?: Schema }[]
  readonly requestBody?: { content?: Record<string, { schema?: Schema }> }
  readonly responses?: Record<string, { content?: Record<string, { schema?: Schema }> }>
}

/** The operations of an OpenAPI document in the order of their addresses; HEAD says nothing beyond GET, forms are told of in one line. */
export function operationsOf(document: unknown): readonly Operation[] {
  const { paths = {} } = document as { paths?: Record<string, Record<string, Described>> }
  return Object.entries(paths)
    .flatMap(([path, methods]) =>
      Object.entries(methods)
        .filter(([method, { tags }]) => method !== 'head' && !tags?.includes('forms'))
        .map(([method, described]) => operationOf(method.toUpperCase(), path, described)),
    )
    .sort((a, b) => (a.path < b.path ? -1 : a.path > b.path ? 1 : 0))
}

function operationOf(method: string, path: string, described: Described): Operation {
  const parameters = (described.parameters ?? []).flatMap((each) =>
    each.in === 'query' || each.in === 'path'
      ? [
          {
            name: each.name,
            in: each.in,
            required: each.required ?? false,
            schema: each.schema ?? {},
          } as const,
        ]
      : [],
  )
  return {
    key: `${method} ${path}`
      .toLowerCase()
      .replace(/[^a-z0-9]+/g, '-')
      .replace(/-$/, ''),
    method,
    path,
    summary: described.summary ?? path,
    needsSignIn: (described.security ?? []).length > 0,
    parameters: [...parameters].sort((a, b) => Number(b.in === 'path') - Number(a.in === 'path')),
    body: described.requestBody?.content?.['application/json']?.schema ?? null,
    answer: described.responses?.['200']?.content?.['application/json']?.schema ?? null,
  }
}

/** The first word of an address behind `/api/v1`; anything else is a file. */
export function groupOf({ path }: Operation): string {
  return /^\/api\/v1\/([a-z-]+)/.exec(path)?.[1] ?? 'files'
}

export function typeName(schema: Schema): string {
  const either = schema.anyOf ?? schema.oneOf
  if (either) return [...new Set(either.map(typeName))].join(' | ')
  if (schema.const !== undefined) return JSON.stringify(schema.const)
  if (schema.type === 'array') return `${schema.items ? typeName(schema.items) : 'any'}[]`
  if (schema.type === undefined) return 'any'
  const name = typeof schema.type === 'string' ? schema.type : schema.type.join(' | ')
  return schema.format ? `${name} (${schema.format})` : name
}

/** What a value may be, beyond its type: `1–100`, `valid, expiring`, a pattern. */
export function boundsOf(schema: Schema): string {
  const { minimum, maximum } = schema
  const bounded = (value: number | undefined) =>
    value !== undefined && Math.abs(value) < 1e15 ? value : undefined
  const [least, most] = [bounded(minimum), bounded(maximum)]
  return [
    schema.enum?.map(String).join(', '),
    least !== undefined && most !== undefined
      ? `${least}–${most}`
      : least !== undefined
        ? `≥ ${least}`
        : undefined,
    schema.pattern,
    schema.maxLength !== undefined ? `≤ ${schema.maxLength}` : undefined,
  ]
    .filter(Boolean)
    .join('; ')
}

export interface Field {
  readonly name: string
  readonly type: string
  readonly required: boolean
  readonly about: string
}

/** A schema as lines: `items[].slug`. */
export function fieldsOf(schema: Schema, prefix = '', depth = 0): readonly Field[] {
  const inner = schema.items && schema.type === 'array' ? schema.items : schema
  const required = new Set(inner.required ?? [])
  return Object.entries(inner.properties ?? {}).flatMap(([name, property]) => {
    const full = `${prefix}${name}`
    const about = [property.description, boundsOf(property)].filter(Boolean).join(' · ')
    const line = { name: full, type: typeName(property), required: required.has(name), about }
    const below = (property.anyOf ?? property.oneOf ?? [property]).find(
      (each) => each.properties ?? each.items,
    )
    if (!below || depth >= 3) return [line]
    return [line, ...fieldsOf(below, below.type === 'array' ? `${full}[].` : `${full}.`, depth + 1)]
  })
}
