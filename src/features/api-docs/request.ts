import type { Operation } from './description.ts'

export type Typed = Readonly<Record<string, string>>

export interface Written {
  readonly url: string
  readonly body: string | undefined
  /** Fields without which the address cannot be written. */
  readonly missing: readonly string[]
  readonly bodyIsJson: boolean
}

/** The request as it follows from what was typed; empty boxes are left out. */
export function writtenRequest(operation: Operation, typed: Typed, body: string): Written {
  const missing: string[] = []
  let path = operation.path
  const query = new URLSearchParams()
  for (const parameter of operation.parameters) {
    const field = `${parameter.in === 'path' ? 'p' : 'q'}.${parameter.name}`
    const value = typed[field]?.trim() ?? ''
    if (parameter.in === 'path') {
      if (value === '' || value === '.' || value === '..') missing.push(field)
      else path = path.replace(`{${parameter.name}}`, encodeURIComponent(value))
    } else if (value !== '') query.append(parameter.name, value)
    else if (parameter.required) missing.push(field)
  }
  const tail = query.size > 0 ? `?${query}` : ''
  const hasBody = operation.body !== null
  return { url: path + tail, body: hasBody ? body : undefined, missing, bodyIsJson: !hasBody || isJson(body) }
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text)
    return true
  } catch {
    return false
  }
}

/** The same request for a terminal. */
export function curlOf(operation: Operation, written: Written, origin: string): string {
  const quoted = (text: string) => `'${text.replaceAll("'", `'\\''`)}'`
  return [
    `curl ${operation.method === 'GET' ? '' : `-X ${operation.method} `}${quoted(origin + written.url)}`,
    ...(operation.needsSignIn ? [`  -H ${quoted('Authorization: Bearer <token>')}`] : []),
    ...(written.body === undefined
      ? []
      : [`  -H ${quoted('Content-Type: application/json')}`, `  -d ${quoted(written.body)}`]),
  ].join(' \\\n')
}
