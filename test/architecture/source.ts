import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'

export const root = fileURLToPath(new URL('../..', import.meta.url))

export interface SourceFile {
  /** From the project's root, with forward slashes. */
  readonly path: string
  readonly text: string
  readonly imports: readonly string[]
}

/** Comments blanked out, so that what they mention counts for nothing; strings stay. */
export function withoutComments(text: string): string {
  return text.replace(
    /('(?:\\.|[^'\\\n])*'|"(?:\\.|[^"\\\n])*"|`(?:\\.|[^`\\])*`)|\/\*[\s\S]*?\*\/|(?<![:\\])\/\/[^\n]*/g,
    (found, text) => text ?? found.replace(/[^\n]/g, ' '),
  )
}

const importing =
  /(?:^|[;\n}])\s*(?:import|export)\s+(?:type\s+)?(?:[\w*{}\s,$]+?\s+from\s+)?['"]([^'"\n]+)['"]|\bimport\(\s*['"]([^'"\n]+)['"]\s*\)|\bdeclare module\s+['"]([^'"\n]+)['"]/g

/** What a file imports, re-exports or augments: project paths as from the root, packages by their name. */
export function importsOf(path: string, text: string): string[] {
  return [...withoutComments(text).matchAll(importing)].map((match) => {
    const target = (match[1] ?? match[2] ?? match[3])!
    return target.startsWith('.') ? fromRoot(resolve(root, dirname(path), target)) : target
  })
}

const fromRoot = (path: string) => relative(root, path).replaceAll('\\', '/')

export function readSources(folder = 'src'): SourceFile[] {
  return readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.(tsx?|mjs)$/.test(entry.name))
    .map((entry) => {
      const path = fromRoot(join(entry.parentPath, entry.name))
      const text = readFileSync(join(root, path), 'utf8')
      return { path, text, imports: importsOf(path, text) }
    })
    .sort((a, b) => (a.path < b.path ? -1 : 1))
}

export const isTest = (path: string) => /\.test\.tsx?$/.test(path)

/** `src/features/dossiers/…` → `dossiers`. */
export const featureOf = (path: string) => /^src\/features\/([^/]+)\//.exec(path)?.[1]

/** First folder under src: rules, features, platform, web, cli; the files beside them are `root`. */
export const roomOf = (path: string) =>
  /^src\/([^/]+)\//.exec(path)?.[1] ?? (path.startsWith('src/') ? 'root' : undefined)
