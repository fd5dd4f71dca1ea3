import { spawn } from 'node:child_process'
import { createHash, randomBytes } from 'node:crypto'
import { mkdir, readFile, realpath, rename, rm, stat, symlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { OperatorError } from '../../problem.ts'
import {
  type Account,
  canWrite,
  commandOf,
  isRoot,
  namespaced,
  nobody,
  own,
  owner,
  runs,
  sameUser,
} from './account.ts'
import { type Binaries, copyBinaries, findBinaries } from './binaries.ts'

/** A database cluster on disk and what it takes to run it. */
export interface Cluster {
  /** `<DATA_DIR>/postgres`, with links resolved. */
  readonly home: string
  readonly data: string
  /** Folder of the Unix socket. */
  readonly run: string
  readonly log: string
  readonly user: string
  readonly password: string
  readonly account: Account
  readonly binaries: Binaries
}

export const databaseUser = 'saolang'

/** Where root keeps what a plain account must reach when the data folder lies in a closed home. */
const openPlace = '/var/lib/saolang'

/** Opens the cluster of this data folder, made now if there is none. Two processes may do so at once. */
export async function openCluster(dataDir: string): Promise<Cluster> {
  const binaries = await findBinaries()
  await mkdir(dataDir, { recursive: true })
  const link = join(dataDir, 'postgres')
  if (!(await exists(join(link, 'cluster', 'PG_VERSION')))) await createCluster(link, binaries)
  const home = await realpath(link)
  const data = join(home, 'cluster')
  await checkVersion(data, binaries)
  const account = await accountOf(data)
  return {
    home,
    data,
    run: join(home, 'run'),
    log: join(home, 'server.log'),
    user: databaseUser,
    password: (await readFile(join(home, 'password'), 'utf8')).trim(),
    account,
    binaries: await reachable(binaries, account, home),
  }
}

async function exists(path: string): Promise<boolean> {
  try {
    await stat(path)
    return true
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return false
    throw refusedPath(error as NodeJS.ErrnoException, path)
  }
}

function refusedPath(error: NodeJS.ErrnoException, path: string): OperatorError {
  return new OperatorError(
    `The data folder cannot be used (${error.code} at ${path}). It belongs to another user: start as that user, or give another DATA_DIR.`,
  )
}

async function checkVersion(data: string, binaries: Binaries): Promise<void> {
  const made = await readFile(join(data, 'PG_VERSION'), 'utf8').catch((error) => {
    throw refusedPath(error, data)
  })
  if (made.trim() !== binaries.version.split('.')[0]) {
    throw new OperatorError(
      `The data folder was made by PostgreSQL ${made.trim()}; this version brings ${binaries.version}. Make a backup with the former version and restore it with this one.`,
    )
  }
}

/** An existing cluster is run by whoever owns it. */
async function accountOf(data: string): Promise<Account> {
  if (!isRoot()) return sameUser
  const { uid, gid } = await stat(data)
  return uid === 0 ? namespaced : owner(uid, gid)
}

async function reachable(binaries: Binaries, account: Account, home: string): Promise<Binaries> {
  if (runs(account, binaries.program('postgres'), ['--version'])) return binaries
  const copy = await copyBinaries(binaries, isRoot() ? openPlace : home)
  if (runs(account, copy.program('postgres'), ['--version'])) return copy
  throw new OperatorError(
    'The embedded PostgreSQL does not run on this machine (it needs glibc 2.27 or newer). Set DATABASE_URL to a PostgreSQL 15 or newer.',
  )
}

/** The cluster is made beside its place and moved there whole, so that an interrupted start leaves nothing half-made. */
async function createCluster(link: string, found: Binaries): Promise<void> {
  const { home, account } = await choosePlace(link)
  const draft = `${home}.new-${randomBytes(6).toString('hex')}`
  await mkdir(draft, { recursive: true, mode: 0o755 })
  try {
    await own(account, draft)
    const password = randomBytes(24).toString('base64url')
    const passwordFile = join(draft, 'password')
    await writeFile(passwordFile, `${password}\n`, { mode: 0o600 })
    await own(account, passwordFile)
    await mkdir(join(draft, 'run'), { mode: 0o700 })
    await own(account, join(draft, 'run'))
    const binaries = await reachable(found, account, draft)
    await initdb(binaries, account, join(draft, 'cluster'), passwordFile)
    await rename(draft, home).catch(async (error: NodeJS.ErrnoException) => {
      // Another process was quicker: its cluster is as good as ours.
      if (!(await exists(join(home, 'cluster', 'PG_VERSION')))) throw error
    })
    if (home !== link) {
      await symlink(home, link).catch((error: NodeJS.ErrnoException) => {
        if (error.code !== 'EEXIST') throw error
      })
    }
  } finally {
    await rm(draft, { recursive: true, force: true })
  }
}

/**
 * For a plain user simply the data folder. For root: the data folder by the account nobody; if that one cannot reach
 * it, by root in a namespace of its own; if that is forbidden too, a folder under /var/lib with a link to it.
 */
export async function choosePlace(
  link: string,
  candidates: readonly Account[] = [nobody(), namespaced],
): Promise<{ home: string; account: Account }> {
  if (!isRoot()) return { home: link, account: sameUser }
  for (const account of candidates) {
    const trial = `${link}.trial-${randomBytes(6).toString('hex')}`
    await mkdir(trial)
    try {
      await own(account, trial)
      if (canWrite(account, trial)) return { home: link, account }
    } finally {
      await rm(trial, { recursive: true, force: true })
    }
  }
  const name = createHash('sha256').update(link).digest('hex').slice(0, 12)
  await mkdir(openPlace, { recursive: true, mode: 0o755 })
  return { home: join(openPlace, `data-${name}`), account: nobody() }
}

async function initdb(
  binaries: Binaries,
  account: Account,
  data: string,
  passwordFile: string,
): Promise<void> {
  const { command, args, ids } = commandOf(account, binaries.program('initdb'), [
    `--pgdata=${data}`,
    `--username=${databaseUser}`,
    `--pwfile=${passwordFile}`,
    '--auth=scram-sha-256',
    '--encoding=UTF8',
    '--locale=C',
    '--locale-provider=builtin',
    '--builtin-locale=C.UTF-8',
    '--data-checksums',
    // The password is random and long: more rounds would only slow each new connection.
    '--set=scram_iterations=1',
  ])
  const child = spawn(command, args, {
    ...ids,
    cwd: '/',
    env: serverEnvironment(),
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  const [errors, code] = await Promise.all([
    text(child.stderr),
    new Promise<number | null>((resolve, reject) => child.once('error', reject).once('close', resolve)),
  ])
  if (code !== 0) throw new OperatorError(`The database could not be created: ${errors.trim()}`)
}

/** Nothing of the caller's PG* variables or language reaches the server. */
export function serverEnvironment(): NodeJS.ProcessEnv {
  const { PATH, SYSTEMROOT, TMPDIR, TEMP } = process.env
  return { PATH, SYSTEMROOT, TMPDIR, TEMP, LC_ALL: 'C', TZ: 'UTC' }
}
