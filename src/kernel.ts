import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import { type Clock, systemClock } from './platform/clock/index.ts'
import { EventBus, runCommand } from './platform/command/index.ts'
import type { Config } from './platform/config/index.ts'
import { openDaily } from './platform/daily/index.ts'
import type { Database } from './platform/db/index.ts'
import type { Feature, Kernel } from './platform/feature.ts'
import { openFileStore } from './platform/files/index.ts'
import { Invalidation, PageCache } from './platform/http/index.ts'
import { Keyring } from './platform/keys/index.ts'
import { openMailer } from './platform/mail/index.ts'
import { openUploads } from './platform/uploads/index.ts'

/** A kernel over an open database, and the line by which instances tell each other of changed pages. */
export function buildKernel(
  config: Config,
  database: Database,
  clock: Clock = systemClock,
): { kernel: Kernel; invalidation: Invalidation } {
  const events = new EventBus()
  const cache = new PageCache()
  const invalidation = new Invalidation(database.pool, cache, randomUUID(), database.standby)
  const host = { db: database.db, clock, events }
  const files = openFileStore(config.storage, database.db, config.scannerUrl)
  const keys = new Keyring(join(config.dataDir, 'keys'))
  const daily = openDaily(database.db, clock, config.uploadLimits, () => keys.symmetric('sign-in'))
  const kernel: Kernel = {
    config,
    clock,
    db: database.db,
    pool: database.pool,
    ...(database.standby && { standby: database.standby }),
    events,
    files,
    uploads: openUploads(database.db, clock, files, daily, {
      folder: join(config.storage.kind === 'file' ? config.storage.dir : config.dataDir, 'uploads'),
      path: '/api/v1/uploads',
      maxBytes: 30_000_000,
    }),
    daily,
    mailer: openMailer(database.db, config),
    cache,
    keys,
    run: (actor, body) => runCommand(host, actor, body),
    purge: (tags) => invalidation.purge(tags),
  }
  return { kernel, invalidation }
}

/** Lets every feature hear the events it asked for. */
export function connectFeatures(kernel: Kernel, features: readonly Feature[]): void {
  for (const feature of features) feature.subscribe?.(kernel.events)
}
