import { createHash, type KeyObject, sign, verify } from 'node:crypto'
import { strToU8, unzipSync, zipSync } from 'fflate'

/** What a package holds, each file by its SHA-256, so that its reader can prove nothing was lost or changed on the way. */
export interface PackageManifest {
  readonly format: 'sao-lang-ministry-1'
  readonly madeOn: string
  readonly product: string
  readonly producer: string
  readonly province: string
  readonly decision: string
  readonly mean: string
  readonly files: readonly { readonly path: string; readonly sha256: string; readonly size: number }[]
}

const manifestName = 'MANIFEST.json'
const signatureName = 'MANIFEST.sig'
/** A package larger than this unpacked is not opened. */
const largest = 2_000_000_000

const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex')

/** Packs files with their manifest and its signature. Equal files, key and day give equal archives but for the signature. */
export function packPackage(
  about: Omit<PackageManifest, 'format' | 'files'>,
  files: ReadonlyMap<string, Uint8Array>,
  key: { id: string; privateKey: KeyObject },
): Buffer {
  const listed = [...files].map(([path, bytes]) => ({ path, sha256: sha256(bytes), size: bytes.length }))
  const manifest: PackageManifest = { format: 'sao-lang-ministry-1', ...about, files: listed }
  const text = strToU8(`${JSON.stringify(manifest, null, 1)}\n`)
  const signature = sign('sha256', text, { key: key.privateKey, dsaEncoding: 'ieee-p1363' })
  const entries = {
    [manifestName]: text,
    [signatureName]: strToU8(`${key.id}.${signature.toString('base64url')}\n`),
    ...Object.fromEntries(files),
  }
  // Papers are packed already: storing them is as small and quicker. The time is a fixed one.
  return Buffer.from(zipSync(entries, { level: 0, mtime: new Date('2000-01-01T00:00:00Z') }))
}

export interface PackageVerdict {
  readonly good: boolean
  readonly manifest: PackageManifest | null
  readonly problems: readonly {
    path: string
    problem: 'missing' | 'altered' | 'not-listed' | 'signature' | 'unreadable'
  }[]
}

/** Opens a package and compares every file with its manifest, and the manifest with its signature. */
export function verifyPackage(zip: Uint8Array, keys: ReadonlyMap<string, KeyObject>): PackageVerdict {
  const broken = (problem: 'unreadable' | 'missing', path: string): PackageVerdict => ({
    good: false,
    manifest: null,
    problems: [{ path, problem }],
  })
  let entries: Record<string, Uint8Array>
  try {
    let total = 0
    entries = unzipSync(zip, {
      filter: ({ originalSize }) => {
        total += originalSize
        return total <= largest
      },
    })
  } catch {
    return broken('unreadable', '')
  }
  const text = entries[manifestName]
  if (!text) return broken('missing', manifestName)
  const manifest = readManifest(text)
  if (!manifest) return broken('unreadable', manifestName)
  const problems: { path: string; problem: PackageVerdict['problems'][number]['problem'] }[] = []
  if (!signed(text, entries[signatureName], keys))
    problems.push({ path: signatureName, problem: 'signature' })
  const listed = new Map(manifest.files.map((each) => [each.path, each]))
  for (const [path, each] of listed) {
    const bytes = entries[path]
    if (!bytes) problems.push({ path, problem: 'missing' })
    else if (sha256(bytes) !== each.sha256) problems.push({ path, problem: 'altered' })
  }
  for (const path of Object.keys(entries))
    if (path !== manifestName && path !== signatureName && !listed.has(path))
      problems.push({ path, problem: 'not-listed' })
  return { good: problems.length === 0, manifest, problems }
}

function readManifest(text: Uint8Array): PackageManifest | null {
  try {
    const read = JSON.parse(Buffer.from(text).toString('utf8')) as PackageManifest
    return read.format === 'sao-lang-ministry-1' && Array.isArray(read.files) ? read : null
  } catch {
    return null
  }
}

function signed(
  text: Uint8Array,
  line: Uint8Array | undefined,
  keys: ReadonlyMap<string, KeyObject>,
): boolean {
  const [id, signature] = Buffer.from(line ?? [])
    .toString('latin1')
    .trim()
    .split('.')
  const key = id ? keys.get(id) : undefined
  if (!key || !signature) return false
  return verify('sha256', text, { key, dsaEncoding: 'ieee-p1363' }, Buffer.from(signature, 'base64url'))
}
