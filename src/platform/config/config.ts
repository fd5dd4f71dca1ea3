import { isIP } from 'node:net'
import { resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { z } from 'zod'
import { failed, ok, type Result } from '../problem.ts'

export const logLevels = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const

/** Where uploaded and made files are kept. */
export type Storage = { readonly kind: 'file'; readonly dir: string } | S3Storage

/** A bucket of an S3-compatible store; `incoming` is the local folder in which an upload is looked at first. */
export interface S3Storage {
  readonly kind: 's3'
  /** Origin, without a trailing slash; the bucket stands in the path. */
  readonly endpoint: string
  readonly bucket: string
  /** Empty, or ends in a slash. */
  readonly prefix: string
  readonly region: string
  readonly accessKeyId: string
  readonly secretAccessKey: string
  readonly incoming: string
}

/** An OpenID provider people may sign in with, as registered there. */
export interface OpenIdProvider {
  readonly issuer: string
  readonly clientId: string
  readonly clientSecret: string
  /** As the button on the sign-in page calls it. */
  readonly name: string
}

/** How many files one person may send a day, and how many megabytes a day and in 365 days. */
export interface UploadLimits {
  readonly filesADay: number
  readonly megabytesADay: number
  readonly megabytesAYear: number
}

/** Everything the program takes from its surroundings, checked once at start. */
export interface Config {
  readonly port: number
  readonly host: string
  /** Origin printed in papers, mails and QR codes; without a trailing slash. */
  readonly baseUrl: string
  readonly dataDir: string
  /** Absent: the embedded PostgreSQL under `dataDir`. */
  readonly databaseUrl?: string
  /** A streaming standby of it: visitors' reads go there while it is not behind. */
  readonly databaseReadUrl?: string
  readonly storage: Storage
  /** Absent: mails are kept in the outbox and shown there. */
  readonly smtpUrl?: string
  /** Absent: people sign in by password or passkey only. */
  readonly openId?: OpenIdProvider
  /** Folder of the nightly backups; absent: none are made by the program itself. */
  readonly backupDir?: string
  /** Backups are encrypted with it; absent: they are kept as they are. */
  readonly backupPassphrase?: string
  /** Who carries it may read `/metrics` from elsewhere; this machine always may. */
  readonly metricsToken?: string
  /** Addresses and networks of the proxies that name the visitor in `X-Forwarded-For`; `loopback`: this machine. */
  readonly trustedProxies: readonly string[]
  /** Absent: uploads are not scanned for malware. */
  readonly scannerUrl?: string
  /** What one person may send in files; absent: as much as they like. */
  readonly uploadLimits?: UploadLimits
  /** Roles that give nothing until their holder signs in with a second factor. */
  readonly secondFactorRoles: readonly string[]
  /** Load the demo province into an empty database. */
  readonly demo: boolean
  readonly logLevel: (typeof logLevels)[number]
}

/** An empty variable (`PORT=`) counts as not set, as in most shells' .env files. */
const optional = <T extends z.ZodType>(schema: T) =>
  z.preprocess((value) => (value === '' ? undefined : value), schema.optional())

const urlOf = (...schemes: string[]) =>
  z.string().refine((text) => URL.canParse(text) && schemes.includes(new URL(text).protocol))

const isOrigin = (text: string) => URL.canParse(text) && ['', '/'].includes(new URL(text).pathname)

/** `loopback`, an address, or a network as `10.0.0.0/8`. */
function isProxy(text: string): boolean {
  if (text === 'loopback') return true
  const [address = '', prefix, ...more] = text.split('/')
  const longest = { 0: -1, 4: 32, 6: 128 }[isIP(address)]!
  return longest > 0 && more.length === 0 && /^\d{1,3}$/.test(prefix ?? '0') && Number(prefix ?? 0) <= longest
}

const environment = z.object({
  PORT: optional(
    z
      .string()
      .regex(/^\d{1,5}$/)
      .transform(Number)
      .refine((port) => port <= 65535),
  ),
  HOST: optional(z.string().regex(/^[\w.:-]+$/)),
  BASE_URL: optional(urlOf('http:', 'https:').refine(isOrigin)),
  DATA_DIR: optional(z.string().refine((path) => !path.includes('\0'))),
  DATABASE_URL: optional(urlOf('postgres:', 'postgresql:')),
  DATABASE_READ_URL: optional(urlOf('postgres:', 'postgresql:')),
  STORAGE_URL: optional(urlOf('file:', 's3:').refine((text) => storageOf(text, '/') !== undefined)),
  SMTP_URL: optional(urlOf('smtp:', 'smtps:')),
  OIDC_URL: optional(urlOf('http:', 'https:').refine((text) => openIdOf(text, '') !== undefined)),
  OIDC_NAME: optional(z.string().max(60)),
  BACKUP_DIR: optional(z.string().refine((path) => !path.includes('\0'))),
  BACKUP_PASSPHRASE: optional(z.string().min(12).max(400)),
  METRICS_TOKEN: optional(z.string().min(16).max(200)),
  TRUSTED_PROXIES: optional(z.string().refine((text) => text.split(',').every(isProxy))),
  SCANNER_URL: optional(urlOf('clamd:')),
  UPLOAD_LIMITS: optional(z.string().regex(/^(none|[1-9]\d{0,6}(,[1-9]\d{0,6}){2})$/)),
  SECOND_FACTOR_ROLES: optional(z.string().regex(/^[a-z-]+(,[a-z-]+)*$/)),
  DEMO: optional(z.enum(['0', '1'])),
  LOG_LEVEL: optional(z.enum(logLevels)),
})

export type ConfigVariable = keyof z.infer<typeof environment>
export const configVariables = Object.keys(environment.shape) as ConfigVariable[]

/** Variables whose value may carry a password: never repeated in a message or a log. */
const secret: ReadonlySet<string> = new Set<ConfigVariable>([
  'DATABASE_URL',
  'DATABASE_READ_URL',
  'SMTP_URL',
  'STORAGE_URL',
  'OIDC_URL',
  'BACKUP_PASSPHRASE',
  'METRICS_TOKEN',
])

/**
 * Reads and checks the environment. All faults are reported at once, each at its variable
 * (`config.<VARIABLE>`; `data.given` is left out where it could hold a password).
 */
export function readConfig(env: Readonly<Record<string, string | undefined>>): Result<Config> {
  const read = environment.safeParse(env)
  if (!read.success) {
    const fields = [...new Set(read.error.issues.map((issue) => String(issue.path[0])))]
    return failed(
      ...fields.map((field) => ({
        code: `config.${field}`,
        field,
        data: secret.has(field) ? {} : { given: env[field] },
      })),
    )
  }
  const given = read.data
  const port = given.PORT ?? 3000
  const dataDir = resolve(given.DATA_DIR ?? './data')
  return ok({
    port,
    host: given.HOST ?? 'localhost',
    baseUrl: new URL(given.BASE_URL ?? `http://localhost:${port}`).origin,
    dataDir,
    ...(given.DATABASE_URL && { databaseUrl: given.DATABASE_URL }),
    ...(given.DATABASE_URL && given.DATABASE_READ_URL && { databaseReadUrl: given.DATABASE_READ_URL }),
    storage: storageOf(given.STORAGE_URL, dataDir)!,
    ...(given.SMTP_URL && { smtpUrl: given.SMTP_URL }),
    ...(given.OIDC_URL && { openId: openIdOf(given.OIDC_URL, given.OIDC_NAME ?? '')! }),
    ...(given.BACKUP_DIR && { backupDir: resolve(given.BACKUP_DIR) }),
    ...(given.BACKUP_PASSPHRASE && { backupPassphrase: given.BACKUP_PASSPHRASE }),
    ...(given.METRICS_TOKEN && { metricsToken: given.METRICS_TOKEN }),
    trustedProxies: (given.TRUSTED_PROXIES ?? 'loopback').split(','),
    ...(given.SCANNER_URL && { scannerUrl: given.SCANNER_URL }),
    ...(given.UPLOAD_LIMITS !== 'none' && { uploadLimits: limitsOf(given.UPLOAD_LIMITS) }),
    secondFactorRoles: rolesOf(given.SECOND_FACTOR_ROLES),
    demo: given.DEMO !== '0',
    logLevel: given.LOG_LEVEL ?? 'info',
  })
}

/** Stated default: a day of scanning for many dossiers, and less than a disk in a year. */
function limitsOf(text = '1000,2000,20000'): UploadLimits {
  const [filesADay = 0, megabytesADay = 0, megabytesAYear = 0] = text.split(',').map(Number)
  return { filesADay, megabytesADay, megabytesAYear }
}

/** Names of roles; what no role is called is refused by whoever knows them. Stated default: administrators alone. */
function rolesOf(text = 'administrator'): readonly string[] {
  return text === 'none' ? [] : text.split(',')
}

/** `file:///absolute` or `file:relative` (to the working folder); undefined when the path makes no sense here. */
function storageOf(url: string | undefined, dataDir: string): Storage | undefined {
  if (!url) return { kind: 'file', dir: resolve(dataDir, 'files') }
  if (url.startsWith('s3:')) return bucketOf(url, dataDir)
  if (!url.startsWith('file:/')) return { kind: 'file', dir: resolve(url.slice('file:'.length)) }
  try {
    return { kind: 'file', dir: fileURLToPath(new URL(url)) }
  } catch {
    return undefined
  }
}

/** `s3://key:secret@host[:port]/bucket[/prefix][?region=…&tls=0]`. */
function bucketOf(url: string, dataDir: string): Storage | undefined {
  const { username, password, host, pathname, searchParams } = new URL(url)
  const [bucket = '', ...folders] = pathname.split('/').filter(Boolean)
  if (!username || !password || !host || !/^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/.test(bucket)) return undefined
  return {
    kind: 's3',
    endpoint: `${searchParams.get('tls') === '0' ? 'http' : 'https'}://${host}`,
    bucket,
    prefix: folders.map((folder) => `${folder}/`).join(''),
    region: searchParams.get('region') ?? 'us-east-1',
    accessKeyId: decodeURIComponent(username),
    secretAccessKey: decodeURIComponent(password),
    incoming: resolve(dataDir, 'incoming'),
  }
}

/** `https://client:secret@issuer`; plain http only on this machine. */
function openIdOf(text: string, name: string): OpenIdProvider | undefined {
  const url = new URL(text)
  const { username, password, protocol, hostname } = url
  const local = ['localhost', '127.0.0.1', '[::1]'].includes(hostname)
  if (!username || !password || (protocol === 'http:' && !local)) return undefined
  url.username = ''
  url.password = ''
  const issuer = url.href.replace(/\/$/, '')
  return {
    issuer,
    clientId: decodeURIComponent(username),
    clientSecret: decodeURIComponent(password),
    name: name || url.host,
  }
}
