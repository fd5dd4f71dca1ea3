import { fileURLToPath } from 'node:url'
import type { FastifyInstance } from 'fastify'
import { composeFeatures, type House } from './compose.ts'
import { discardHalfDemo, loadDemo } from './demo.ts'
import { twoFactorPath } from './features/accounts/index.ts'
import { buildKernel, connectFeatures } from './kernel.ts'
import { sealingJob } from './platform/audit/index.ts'
import { type Clock, systemClock, today } from './platform/clock/index.ts'
import type { Config } from './platform/config/index.ts'
import { dailyProblemWords } from './platform/daily/index.ts'
import { alone, type Database, migrate, openDatabase } from './platform/db/index.ts'
import type { Feature, Kernel } from './platform/feature.ts'
import { fileProblemWords } from './platform/files/index.ts'
import { buildServer, listenBacklog } from './platform/http/index.ts'
import { ProblemDictionary } from './platform/i18n/index.ts'
import { prepareJobs, startJobs } from './platform/jobs/index.ts'
import { tidyJob, uploadProblemWords } from './platform/uploads/index.ts'
import { isWithheld, MATRIX, mayAnywhere, PERMISSIONS, type Permission } from './rules/permissions/index.ts'
import { drawPage } from './web/index.ts'

export const migrationsDir = fileURLToPath(new URL('../migrations', import.meta.url))

export interface Application {
  readonly kernel: Kernel
  readonly features: readonly Feature[]
  /** The doors of the features, for journeys that prepare what they walk through. */
  readonly house: House
  readonly server: FastifyInstance
  listen(): Promise<string>
  /** What a first visitor of the terminal should read: demo sign-ins, if there are any. */
  welcome(): Promise<readonly string[]>
  /** From now on not ready: who sends visitors here sends them elsewhere, while what still comes is answered. */
  drain(): void
  close(): Promise<void>
}

/** What visitors read of the public record: from a standby, where there is one. The rest of what is open to all takes part in deeds. */
const readBehind: ReadonlySet<string> = new Set<Permission>([
  'portal.read',
  'register.read',
  'plan.read',
  'open-data.read',
])

/** Instances that start at the same moment prepare the database one after the other. */
const starting = 'start'

export interface Opening {
  readonly clock: Clock
  readonly say: (line: string) => void
  /** See the server's own; tests on a busy machine set 0. */
  readonly maxEventLoopDelay?: number
}

/** Opens the database, migrates it, composes the features, loads the demo province into an empty one. */
export async function openApplication(config: Config, options: Partial<Opening> = {}): Promise<Application> {
  const database = await openDatabase(config, { role: 'server' })
  try {
    return await compose(config, database, { clock: systemClock, say: () => {}, ...options })
  } catch (error) {
    await database.close()
    throw error
  }
}

async function compose(
  config: Config,
  database: Database,
  { clock, say, maxEventLoopDelay }: Opening,
): Promise<Application> {
  await alone(database.pool, starting, async () => {
    if (await discardHalfDemo(database.pool))
      say('Nạp lại tỉnh minh họa… / The demo province is loaded anew…')
    await migrate(database, migrationsDir)
  })
  const { kernel, invalidation } = buildKernel(config, database, clock)
  const house = await composeFeatures(kernel)
  const { features, identity, frame, onVisit } = house
  connectFeatures(kernel, features)
  const dictionary = new ProblemDictionary()
  dictionary.add(fileProblemWords)
  dictionary.add(uploadProblemWords)
  dictionary.add(dailyProblemWords)
  for (const feature of features) if (feature.problems) dictionary.add(feature.problems)
  frame.collect(features, dictionary)
  for (const feature of features)
    for (const route of feature.routes ?? []) checkPermission(route.permission, route.path)
  const jobs = [
    ...kernel.mailer.jobs,
    sealingJob(kernel.db, clock),
    tidyJob(kernel.uploads),
    ...features.flatMap((feature) => feature.jobs ?? []),
  ]
  await alone(kernel.pool, starting, async () => {
    await prepareJobs(kernel, jobs)
    if (!config.demo || !(await isEmpty(kernel))) return
    say('Đang nạp tỉnh minh họa (dữ liệu minh họa)… / Loading the demo province (demo data)…')
    await loadDemo(kernel.db, features)
  })
  let draining = false
  const server = await buildServer({
    db: kernel.db,
    clock,
    events: kernel.events,
    files: kernel.files,
    daily: kernel.daily,
    maxEventLoopDelay,
    cache: kernel.cache,
    routes: features.flatMap((feature) => feature.routes ?? []),
    assets: frame.assets,
    baseUrl: config.baseUrl,
    logLevel: config.logLevel,
    title: 'Sao Làng',
    metricsToken: config.metricsToken,
    trustedProxies: config.trustedProxies,
    resolveActor: identity.resolveActor,
    authorize: (actor, permission) => mayAnywhere(actor, permission as Permission, today(clock)),
    waitsAt: (actor, permission) =>
      isWithheld(actor, permission as Permission, today(clock))
        ? { path: twoFactorPath, code: 'second-factor-first' }
        : null,
    onBehalfOf: (actor, permission, place) => identity.onBehalfOf(actor, permission as Permission, place),
    standby: database.standby,
    mayReadBehind: (permission) => readBehind.has(permission),
    isPublic: (permission) => MATRIX[permission as Permission]?.public === 'all',
    renderProblem: frame.renderProblem,
    drawPage,
    problemText: (problem, lang) => dictionary.text(problem, lang),
    onVisit,
    ready: async () => {
      if (draining) return false
      try {
        await kernel.pool.query('SELECT 1')
        return true
      } catch {
        return false
      }
    },
  })
  const stops: (() => Promise<void>)[] = []
  return {
    kernel,
    features,
    house,
    server,
    listen: async () => {
      const address = await server.listen({ port: config.port, host: config.host, backlog: listenBacklog })
      await invalidation.start()
      for (const feature of features) if (feature.start) stops.push(await feature.start())
      stops.push((await startJobs(kernel, jobs, { clock })).stop)
      return address
    },
    welcome: () => identity.demoSignIns(),
    drain: () => {
      draining = true
    },
    close: async () => {
      for (const feature of features) feature.leave?.()
      await server.close()
      for (const stop of stops.reverse()) await stop()
      await invalidation.stop()
      await database.close()
    },
  }
}

function checkPermission(permission: string, path: string): void {
  if (!(PERMISSIONS as readonly string[]).includes(permission)) {
    throw new Error(`route ${path} asks for ${permission}, which is no row of the permission matrix`)
  }
}

async function isEmpty(kernel: Kernel): Promise<boolean> {
  const { rows } = await kernel.pool.query(
    'SELECT NOT EXISTS (SELECT 1 FROM account) AND NOT EXISTS (SELECT 1 FROM product) AS empty',
  )
  return rows[0]?.empty === true
}
