import type { Config } from '../../platform/config/index.ts'
import type { Figures } from './figures.ts'

/** What an administrator should do something about; the data fill its sentence. */
export interface Care {
  readonly word:
    | 'careJob'
    | 'careMail'
    | 'careDisk'
    | 'careNoBackup'
    | 'careOldBackup'
    | 'careBackup'
    | 'careDrill'
    | 'careNoDrill'
    | 'carePlain'
  readonly data: Readonly<Record<string, string | number>>
}

const hour = 3_600_000

export function needsCare(
  figures: Figures,
  config: Pick<Config, 'backupDir' | 'backupPassphrase'>,
  now: Date,
): Care[] {
  const found: Care[] = []
  for (const job of figures.jobs)
    if (job.lastFailedAt && job.lastFailedAt > (job.lastSucceededAt ?? new Date(0)))
      found.push({ word: 'careJob', data: { name: job.name, error: job.lastError ?? '' } })
  if (figures.mails.failed > 0) found.push({ word: 'careMail', data: { count: figures.mails.failed } })
  const { freeBytes, totalBytes } = figures.disk
  if (freeBytes < 2e9 || freeBytes < totalBytes / 20)
    found.push({ word: 'careDisk', data: { free: bytesText(freeBytes) } })
  if (!config.backupDir) return [...found, { word: 'careNoBackup', data: {} }]
  if (!config.backupPassphrase) found.push({ word: 'carePlain', data: {} })
  const lastOf = (kind: 'backup' | 'drill') =>
    figures.backups.find((run) => run.kind === kind && run.good !== null)
  const goodSince = (kind: 'backup' | 'drill', hours: number) =>
    figures.backups.some(
      (run) => run.kind === kind && run.good && now.getTime() - run.startedAt.getTime() < hours * hour,
    )
  const [backup, trial] = [lastOf('backup'), lastOf('drill')]
  if (backup?.good === false) found.push({ word: 'careBackup', data: { error: backup.message ?? '' } })
  else if (!goodSince('backup', 36)) found.push({ word: 'careOldBackup', data: {} })
  if (trial?.good === false) found.push({ word: 'careDrill', data: { error: trial.message ?? '' } })
  else if (!goodSince('drill', 8 * 24)) found.push({ word: 'careNoDrill', data: {} })
  return found
}

/** 1,5 GB; figures as a person reads them, without a language of their own. */
export function bytesText(bytes: number, lang: 'vi' | 'en' = 'vi'): string {
  const units = ['B', 'kB', 'MB', 'GB', 'TB']
  const step = bytes < 1 ? 0 : Math.min(units.length - 1, Math.floor(Math.log10(bytes) / 3))
  const value = bytes / 1000 ** step
  const digits = step === 0 || value >= 100 ? 0 : 1
  return `${new Intl.NumberFormat(lang, { maximumFractionDigits: digits }).format(value)} ${units[step]}`
}
