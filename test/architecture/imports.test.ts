import { describe, expect, it } from 'vitest'
import { allowedFeatures, allowedRooms } from './allowed.ts'
import {
  featureOf,
  importsOf,
  isTest,
  readSources,
  roomOf,
  type SourceFile,
  withoutComments,
} from './source.ts'

const sources = readSources()
const code = sources.filter((file) => !isTest(file.path))
const isPath = (target: string) => /^(src|test|regulation|scripts|migrations)\//.test(target)

/** Every import of these files that breaks a rule, each with what to do instead. */
function breaches(
  files: SourceFile[],
  wrong: (target: string, file: SourceFile) => boolean,
  instead: string,
): string[] {
  return files.flatMap((file) =>
    file.imports
      .filter((target) => wrong(target, file))
      .map((target) => `${file.path} imports ${target}: ${instead}`),
  )
}

const inRoom = (...rooms: string[]) => code.filter((file) => rooms.includes(roomOf(file.path) ?? ''))

describe('direction of imports', () => {
  it('reads what is there', () => {
    expect(sources.length).toBeGreaterThan(50)
    expect(
      sources.flatMap((file) => file.imports).filter((target) => target.startsWith('src/')).length,
    ).toBeGreaterThan(100)
  })

  it('rules-stand-alone', () => {
    expect(
      breaches(
        inRoom('rules'),
        (target) => !target.startsWith('src/rules/') && target !== 'zod',
        'a rule takes what it needs as an argument; only src/rules and zod may be imported.',
      ),
    ).toEqual([])
  })

  it('rules-are-pure', () => {
    const impure =
      /\bnew Date\(\s*\)|\bDate\.now\b|\bMath\.random\b|\bprocess\.|\bfetch\(|\bperformance\.|\bcrypto\./
    expect(
      inRoom('rules')
        .filter((file) => impure.test(withoutComments(file.text)))
        .map((file) => `${file.path}: pass the day, the number or the text in as an argument.`),
    ).toEqual([])
  })

  it('technique-and-look-know-no-business', () => {
    const listed = (file: SourceFile, target: string) =>
      allowedRooms.some(({ from, to }) => file.path.startsWith(from) && target.startsWith(to))
    expect(
      breaches(
        inRoom('platform', 'web'),
        (target, file) => isPath(target) && roomOf(target) !== roomOf(file.path) && !listed(file, target),
        'let the feature pass it in, or list the pair in test/architecture/allowed.ts with a reason.',
      ),
    ).toEqual([])
  })

  it('features-import-downwards-only', () => {
    expect(
      breaches(
        inRoom('features'),
        (target) =>
          isPath(target) && !['features', 'rules', 'platform', 'web'].includes(roomOf(target) ?? ''),
        'a feature knows rules, platform and web; composition belongs to src/compose.ts.',
      ),
    ).toEqual([])
  })

  it('features-by-their-door', () => {
    expect(
      breaches(
        code.filter((file) => roomOf(file.path) !== 'root' && roomOf(file.path) !== 'cli'),
        (target, file) => {
          const other = featureOf(target)
          return (
            other !== undefined &&
            other !== featureOf(file.path) &&
            target !== `src/features/${other}/index.ts`
          )
        },
        'enter another feature by its index.ts; export there what is to be used.',
      ),
    ).toEqual([])
  })

  it('features-only-in-listed-pairs', () => {
    expect(
      breaches(
        inRoom('features'),
        (target, file) => {
          const [own, other] = [featureOf(file.path)!, featureOf(target)]
          return other !== undefined && other !== own && !allowedFeatures[own]?.includes(other)
        },
        'emit an event or take it as an argument from src/compose.ts; else list the pair in test/architecture/allowed.ts.',
      ),
    ).toEqual([])
  })

  it('listed-pairs-are-used', () => {
    const used = new Set(
      inRoom('features').flatMap((file) =>
        file.imports.map((target) => `${featureOf(file.path)} ${featureOf(target)}`),
      ),
    )
    const idle = Object.entries(allowedFeatures).flatMap(([from, tos]) =>
      tos
        .filter((to) => !used.has(`${from} ${to}`))
        .map((to) => `${from} → ${to} is listed but not used: remove it.`),
    )
    expect(idle).toEqual([])
  })

  it('features-without-cycles', () => {
    const visiting: string[] = []
    const done = new Set<string>()
    const visit = (feature: string): string[] | undefined => {
      if (done.has(feature)) return undefined
      if (visiting.includes(feature)) return [...visiting.slice(visiting.indexOf(feature)), feature]
      visiting.push(feature)
      for (const next of allowedFeatures[feature] ?? []) {
        const cycle = visit(next)
        if (cycle) return cycle
      }
      visiting.pop()
      done.add(feature)
      return undefined
    }
    expect(Object.keys(allowedFeatures).map(visit).find(Boolean)?.join(' → ')).toBeUndefined()
  })

  it('browser-code-stays-in-the-browser', () => {
    const byPath = new Map(code.map((file) => [file.path, file]))
    const reach = (path: string, seen = new Set<string>()): Set<string> => {
      for (const target of byPath.get(path)?.imports ?? []) {
        if (seen.has(target)) continue
        seen.add(target)
        reach(target, seen)
      }
      return seen
    }
    const outside = (target: string) =>
      target.startsWith('node:') || ['platform', 'cli', 'root'].includes(roomOf(target) ?? '')
    const wrong = code
      .filter((file) => /\.client\.tsx?$/.test(file.path))
      .flatMap((file) =>
        [...reach(file.path)]
          .filter(outside)
          .map(
            (target) =>
              `${file.path} reaches ${target}: browser code may use rules, web and its own messages.`,
          ),
      )
    expect(wrong).toEqual([])
  })

  it('tests-of-the-house-are-not-shipped', () => {
    expect(
      breaches(
        code,
        (target) => target.startsWith('test/'),
        'what runs in production must not lean on test/.',
      ),
    ).toEqual([])
  })
})

describe('the scanner itself', () => {
  it('sees every kind of import and none in comments', () => {
    const text = [
      `import a from './a.ts'`,
      `import { b,\n  type C } from '../b/index.ts'`,
      `import './side.ts'`,
      `export * from 'zod'`,
      `export { d } from "node:fs"`,
      `const e = await import('./lazy.ts')`,
      `declare module '../../platform/db/tables.ts' {}`,
      `// import x from './no.ts'`,
      `/* import y from './no.ts' */`,
      `const url = 'https://example.vn' // import z from './no.ts'`,
    ].join('\n')
    expect(importsOf('src/features/x/y.ts', text)).toEqual([
      'src/features/x/a.ts',
      'src/features/b/index.ts',
      'src/features/x/side.ts',
      'zod',
      'node:fs',
      'src/features/x/lazy.ts',
      'src/platform/db/tables.ts',
    ])
  })
})
