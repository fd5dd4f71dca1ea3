import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openApplication } from '../../../src/application.ts'
import { readConfig } from '../../../src/platform/config/index.ts'

/** The application on the demo province in a process of its own; tells its address and, when asked, its processor time. */
const config = readConfig({
  DATA_DIR: mkdtempSync(join(tmpdir(), 'saolang-bench-')),
  PORT: '0',
  LOG_LEVEL: 'silent',
  DEMO: '1',
})
if (!config.ok) throw new Error(JSON.stringify(config.problems))
const application = await openApplication(config.value)
const address = await application.listen()

process.on('message', async (message: string) => {
  if (message === 'cpu') process.send?.({ cpu: process.cpuUsage(), rss: process.memoryUsage.rss() })
  if (message === 'stop') {
    await application.close()
    process.exit(0)
  }
})
process.send?.({ address: address.replace('[::1]', 'localhost') })
