import { migrate } from '../../platform/db/index.ts'
import { openPlace } from '../house.ts'
import type { Verb } from '../verb.ts'

export const verb: Verb = {
  usage: 'migrate',
  about: 'migrate-about',
  takes: [0, 0],
  async run(call) {
    const { database, migrationsDir } = await openPlace(call)
    const applied = await migrate(database, migrationsDir)
    return {
      good: true,
      result: { applied },
      lines:
        applied.length > 0
          ? applied.map((name) => call.words('migrate-done', { name }))
          : [call.words('migrate-none')],
    }
  },
}
