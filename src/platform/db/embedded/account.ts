import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { chown } from 'node:fs/promises'

/**
 * PostgreSQL refuses to run as root. An account is how its programs are started instead: as this very user (nothing
 * set), as another user id, or through a command put before them.
 */
export interface Account {
  readonly uid?: number
  readonly gid?: number
  readonly prefix?: readonly string[]
}

export const sameUser: Account = {}

export const isRoot = () => process.getuid?.() === 0

/** The system's account for nobody: 65534 on Linux, -2 on macOS (4294967294 as an unsigned number). */
export function nobody(): Account {
  try {
    const line = readFileSync('/etc/passwd', 'utf8').match(/^nobody:[^:]*:(-?\d+):(-?\d+):/m)
    if (line) return { uid: Number(line[1]) >>> 0, gid: Number(line[2]) >>> 0 }
  } catch {
    // No such file: take the number that Linux uses everywhere.
  }
  return { uid: 65534, gid: 65534 }
}

/** The account that owns an existing cluster. */
export const owner = (uid: number, gid: number): Account => ({ uid, gid })

/**
 * Root in a user namespace of its own: reaches what root owns (a checkout in root's closed home) and is a plain user
 * to PostgreSQL. Many containers forbid it.
 */
export const namespaced: Account = {
  prefix: ['unshare', '--user', '--map-user=1000', '--map-group=1000', '--'],
}

export function commandOf(account: Account, program: string, args: readonly string[]) {
  const [first, ...rest] = [...(account.prefix ?? []), program, ...args]
  return { command: first!, args: rest, ids: { uid: account.uid, gid: account.gid } }
}

/** Whether the account can write in this folder: tried, not computed. */
export function canWrite(account: Account, folder: string): boolean {
  return runs(account, '/bin/sh', ['-c', 'cd "$0" && test -w .', folder])
}

export function runs(account: Account, program: string, args: readonly string[]): boolean {
  const { command, args: rest, ids } = commandOf(account, program, args)
  return spawnSync(command, rest, { ...ids, cwd: '/', stdio: 'ignore', timeout: 10_000 }).status === 0
}

export async function own(account: Account, path: string): Promise<void> {
  if (account.uid !== undefined) await chown(path, account.uid, account.gid!)
}
