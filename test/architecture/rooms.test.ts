import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { isTest, readSources, roomOf, root, type SourceFile, withoutComments } from './source.ts'

const sources = readSources()
const code = sources.filter((file) => !isTest(file.path))

describe('names and sizes', () => {
  it('no-empty-names', () => {
    const empty = /^(utils?|helpers?|misc|common|shared|managers?|services?|types|data)$/
    const wrong = sources.flatMap((file) =>
      file.path
        .split('/')
        .filter((part) => empty.test(part.replace(/(\.test|\.client)?\.(tsx?|mjs)$/, '')))
        .map((part) => `${file.path}: “${part}” says nothing; name it by its duty.`),
    )
    expect(wrong).toEqual([])
  })

  it('no-file-beyond-400-lines', () => {
    const long = code
      .filter((file) => !/\/messages\.(vi|en)\.ts$/.test(file.path))
      .map((file) => ({ path: file.path, lines: file.text.split('\n').length - 1 }))
      .filter(({ lines }) => lines > 400)
      .map(({ path, lines }) => `${path} has ${lines} lines: cut it by duty.`)
    expect(long).toEqual([])
  })

  it('technique-and-look-use-no-word-of-the-programme', () => {
    const words =
      /\b(ocop|dossiers?|councils?|producers?|communes?|recognitions?)\b|sản phẩm|chủ thể|hội đồng|hồ sơ/i
    const found = code
      // The style page shows the look with sample words of the field.
      .filter(
        (file) =>
          ['platform', 'web'].includes(roomOf(file.path) ?? '') && !/\/samples\.(vi|en)\.ts$/.test(file.path),
      )
      .flatMap((file) =>
        withoutComments(file.text)
          .split('\n')
          .flatMap((line, i) => {
            const word = words.exec(line.replace(/([a-z])([A-Z])/g, '$1 $2'))?.[0]
            return word
              ? [`${file.path}:${i + 1} says “${word}”: it belongs into a feature or is passed in.`]
              : []
          }),
      )
    expect(found).toEqual([])
  })

  it('who-is-not-signed-in-is-not-the-system', () => {
    // Neither has an account: a command that leaves out the question for the system names the system.
    const loose =
      /accountId\s*!==\s*null\s*&&\s*!may\(|accountId\s*===\s*null\s*\|\|\s*(?:may|allowed)\(|accountId\s*===\s*null\)\s*return true/
    expect(sources.filter((file) => loose.test(file.text)).map(({ path }) => path)).toEqual([])
  })

  it('the-system-is-excused-in-one-place', () => {
    const own =
      /actor\s*(?:===\s*system\s*\|\||!==\s*system\s*&&)\s*!?may\(|!may\([^)]*\)\s*&&\s*[\w.]*actor\s*!==\s*system/
    const strange = sources.filter((file) => own.test(file.text)).map(({ path }) => path)
    expect(strange, 'ask `allowed` of rules/permissions').toEqual([])
  })

  it('every-feature-says-what-it-is-for', () => {
    const features = readdirSync(join(root, 'src/features'))
    const silent = features.filter((name) => {
      const files = readdirSync(join(root, 'src/features', name))
      // A folder that only declares its tables is not a feature yet.
      return (
        files.some((file) => /^(commands|routes|queries)\.ts$/.test(file)) && !files.includes('README.md')
      )
    })
    expect(silent.map((name) => `src/features/${name} needs a README.md (≤ 20 lines).`)).toEqual([])
  })
})

describe('tables', () => {
  const roomFolder = (path: string) => path.split('/').slice(0, 3).join('/')
  const migrations = readdirSync(join(root, 'migrations'))
    .sort()
    .map((name) => readFileSync(join(root, 'migrations', name), 'utf8').replace(/--[^\n]*/g, ''))
  const created = new Set<string>()
  for (const sql of migrations)
    for (const [, deed, name] of sql.matchAll(/(create|drop) table (?:if (?:not )?exists )?"?(\w+)"?/gi))
      if (deed!.toLowerCase() === 'create') created.add(name!)
      else created.delete(name!)
  const owners = new Map<string, string[]>()
  for (const file of code) {
    for (const name of tablesOf(file)) owners.set(name, [...(owners.get(name) ?? []), roomFolder(file.path)])
  }

  it('every-table-has-one-owner', () => {
    expect(owners.size).toBeGreaterThan(5)
    const wrong = [...created]
      .filter((name) => owners.get(name)?.length !== 1)
      .map(
        (name) =>
          `${name} is declared by ${owners.get(name)?.join(' and ') ?? 'nobody'}: one tables.ts owns it.`,
      )
    expect(wrong).toEqual([])
    expect([...owners.keys()].filter((name) => !created.has(name))).toEqual([])
  })

  it('tables-are-written-by-their-owner', () => {
    expect(
      code.flatMap((file) =>
        writesOf(file)
          .filter(({ table }) => isForeign(file, table))
          .map(describeWrite(file)),
      ),
    ).toEqual([])
  })

  function isForeign(file: SourceFile, table: string): boolean {
    const owner = owners.get(table)?.[0]
    return owner !== undefined && owner !== roomFolder(file.path)
  }
})

/** Members of `interface Tables { … }` where a file augments it; what is nested deeper does not count. */
function tablesOf(file: SourceFile): string[] {
  const text = withoutComments(file.text)
  const start = /declare module '(?:[^']*\/db|\.)\/tables\.ts'\s*\{\s*interface Tables\s*\{/.exec(text)
  if (!start) return []
  const names: string[] = []
  let depth = 0
  for (const [token] of text.slice(start.index + start[0].length).matchAll(/[{}]|\w+(?=\??:)/g)) {
    if (token === '{') depth++
    else if (token === '}' && --depth < 0) break
    else if (token !== '}' && depth === 0) names.push(token)
  }
  return names
}

const writing =
  /\b(?:insertInto|updateTable|deleteFrom|mergeInto)\(\s*['"`](\w+)|\b(?:insert\s+into|delete\s+from|truncate(?:\s+table)?|update)\s+"?([a-z]\w*)"?/gi

function writesOf(file: SourceFile): { table: string; line: number }[] {
  const text = withoutComments(file.text)
  return [...text.matchAll(writing)].map((match) => ({
    table: (match[1] ?? match[2])!,
    line: text.slice(0, match.index).split('\n').length,
  }))
}

const describeWrite =
  (file: SourceFile) =>
  ({ table, line }: { table: string; line: number }) =>
    `${file.path}:${line} writes ${table}: call a command of its owner, or emit an event to it.`

it('tables are found in a declaration, whatever it nests', () => {
  const text = `declare module '../../platform/db/tables.ts' { interface Tables { a: { x: Y<{ z: 1 }> }\n b: B } }`
  expect(tablesOf({ path: 'x', text, imports: [] })).toEqual(['a', 'b'])
})

it('writes are found in Kysely and in SQL', () => {
  const text =
    'db.insertInto(\'a\'); db.updateTable(`b`).set(); sql`delete from c where 1`; sql`INSERT INTO "d"`; // update e'
  expect(writesOf({ path: 'x', text, imports: [] }).map(({ table }) => table)).toEqual(['a', 'b', 'c', 'd'])
})
