/** Daily backups of two weeks, then one of each week for two months, then one of each month for a year. */
export const kept = { days: 14, weeks: 8, months: 12 } as const

const namePattern = /^saolang-(\d{4}-\d{2}-\d{2})-(\d{4})\.tar(\.sealed)?$/

export const backupName = (day: string, clock: string, sealed: boolean) =>
  `saolang-${day}-${clock}.tar${sealed ? '.sealed' : ''}`

/** Newest first; other files of the folder are nobody's business. */
export function backupsIn(names: readonly string[]): string[] {
  return names.filter((name) => namePattern.test(name)).sort((a, b) => (a < b ? 1 : -1))
}

/** Which backups may go: all that no day, week or month still wants. The newest always stays. */
export function superfluous(names: readonly string[]): string[] {
  const backups = backupsIn(names)
  const stays = new Set(backups.slice(0, 1))
  const keepFirstOf = (periodOf: (day: string) => string, most: number) => {
    const periods = new Set<string>()
    for (const name of backups) {
      const period = periodOf(namePattern.exec(name)![1]!)
      if (periods.has(period)) continue
      if (periods.size === most) break
      periods.add(period)
      stays.add(name)
    }
  }
  keepFirstOf((day) => day, kept.days)
  keepFirstOf(mondayOf, kept.weeks)
  keepFirstOf((day) => day.slice(0, 7), kept.months)
  return backups.filter((name) => !stays.has(name))
}

function mondayOf(day: string): string {
  const date = new Date(`${day}T00:00:00Z`)
  date.setUTCDate(date.getUTCDate() - ((date.getUTCDay() + 6) % 7))
  return date.toISOString().slice(0, 10)
}
