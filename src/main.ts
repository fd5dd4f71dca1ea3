import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { openApplication } from './application.ts'
import { configMessagesVi, loadEnvFile, readConfig } from './platform/config/index.ts'
import { OperatorError } from './platform/problem.ts'

/** Longer than a balancer takes to ask `/readyz` twice. */
const drainMs = 5_000
/** What has not ended by then is broken off: who told the process to stop would kill it anyway, later and without a word. */
const closeMs = 30_000

/** `npm start`: reads the surroundings, opens the application, serves until told to stop. */
async function main(): Promise<void> {
  loadEnvFile()
  const config = readConfig(process.env)
  if (!config.ok) {
    for (const problem of config.problems) {
      const variable = problem.field as keyof typeof configMessagesVi
      console.error(
        `${configMessagesVi[variable] ?? problem.code}${problem.data?.given ? ` (${String(problem.data.given)})` : ''}`,
      )
    }
    process.exitCode = 2
    return
  }
  const application = await openApplication(config.value, { say: (line) => console.log(line) })
  const address = await application.listen()
  console.log(`Sao Làng: ${address}`)
  for (const line of await application.welcome()) console.log(line)
  const stop = async () => {
    // Behind a balancer (several instances over one database) it must notice first; alone nobody waits.
    if (config.value.databaseUrl) {
      application.drain()
      await sleep(drainMs)
    }
    const closed = await Promise.race([application.close().then(() => true), sleep(closeMs, false)])
    if (!closed)
      console.error('Sao Làng: còn việc chưa dừng, kết thúc ngay. / Something did not end in time.')
    process.exit(closed ? 0 : 1)
  }
  process.once('SIGINT', stop)
  process.once('SIGTERM', stop)
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  main().catch((error) => {
    console.error(error instanceof OperatorError ? error.message : error)
    process.exit(1)
  })
}
