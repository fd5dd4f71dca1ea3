import { join } from 'node:path'
import { migrationsDir } from '../application.ts'
import { composeFeatures, type House } from '../compose.ts'
import { buildKernel, connectFeatures } from '../kernel.ts'
import { auditInvariant } from '../platform/audit/index.ts'
import { migrate, openDatabase } from '../platform/db/index.ts'
import type { Invariant, Kernel } from '../platform/feature.ts'
import { fileInvariants } from '../platform/files/index.ts'
import { prepareJobs } from '../platform/jobs/index.ts'
import type { Call } from './verb.ts'

/** The place a call works on: a running server's database is joined, else it is started for this call. */
export async function openPlace({ config, defer }: Call) {
  const database = await openDatabase(config, { role: 'guest' })
  defer(() => database.close())
  const { kernel } = buildKernel(config, database)
  return { database, kernel, keysDir: join(config.dataDir, 'keys'), migrationsDir }
}

export interface OpenHouse extends House {
  readonly kernel: Kernel
  readonly invariants: readonly Invariant[]
}

/** The whole house, migrated and composed as the server has it, for verbs that call features. */
export async function openHouse(call: Call): Promise<OpenHouse> {
  const { database, kernel } = await openPlace(call)
  await migrate(database, migrationsDir)
  const house = await composeFeatures(kernel)
  connectFeatures(kernel, house.features)
  await prepareJobs(kernel, [
    ...kernel.mailer.jobs,
    ...house.features.flatMap((feature) => feature.jobs ?? []),
  ])
  return {
    ...house,
    kernel,
    invariants: [
      auditInvariant(call.progress),
      ...fileInvariants(kernel.files, call.options.deep === true),
      ...house.features.flatMap((feature) => feature.invariants ?? []),
    ],
  }
}
