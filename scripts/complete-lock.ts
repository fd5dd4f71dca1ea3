// `npm ci` refuses a lock file that lacks a package for another platform, and npm leaves such a package out when the
// registry it was asked for does not serve it. This writes the missing entries; what they hold follows from their names.
import { readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const path = fileURLToPath(new URL('../package-lock.json', import.meta.url))

interface LockedPackage {
  version?: string
  dev?: boolean
  optional?: boolean
  os?: string[]
  cpu?: string[]
  libc?: string[]
  optionalDependencies?: Record<string, string>
}

interface MissingPackage {
  readonly name: string
  readonly version: string
  readonly dev: boolean
}

/** Optional packages that some package wants and the lock does not list. */
export function missingPlatforms(packages: Record<string, LockedPackage>): MissingPackage[] {
  return Object.entries(packages).flatMap(([owner, { optionalDependencies = {}, dev }]) =>
    Object.entries(optionalDependencies)
      .filter(([name]) => !packages[`${owner}/node_modules/${name}`] && !packages[`node_modules/${name}`])
      .map(([name, version]) => ({ name, version, dev: dev ?? false })),
  )
}

function entryOf({ name, version, dev }: MissingPackage): LockedPackage {
  const [, os, cpu, libc] =
    /-(android|darwin|linux|win32|windows|freebsd|openbsd|netbsd|sunos)-([a-z0-9]+)(?:-([a-z]+))?/.exec(
      name,
    ) ?? []
  if (!os || !cpu || !/^\d/.test(version)) {
    throw new Error(`${name}: its platform cannot be told; install it where the registry serves it`)
  }
  return {
    version,
    cpu: [cpu],
    ...(dev && { dev: true }),
    ...((libc === 'musl' || libc === 'gnu') &&
      os === 'linux' && { libc: [libc === 'musl' ? 'musl' : 'glibc'] }),
    optional: true,
    os: [os === 'windows' ? 'win32' : os],
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const lock = JSON.parse(readFileSync(path, 'utf8'))
  const missing = missingPlatforms(lock.packages)
  for (const one of missing) lock.packages[`node_modules/${one.name}`] = entryOf(one)
  const { '': root, ...others } = lock.packages
  const sorted = Object.keys(others).sort((a, b) => a.localeCompare(b, 'en'))
  lock.packages = { '': root, ...Object.fromEntries(sorted.map((key) => [key, others[key]])) }
  writeFileSync(path, `${JSON.stringify(lock, null, 2)}\n`)
  console.log(
    missing.length > 0 ? `added ${missing.map(({ name }) => name).join(', ')}` : 'nothing was missing',
  )
}
