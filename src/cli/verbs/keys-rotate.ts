import { rotateKey } from '../../features/recognition/index.ts'
import { system } from '../../platform/command/index.ts'
import { openPlace } from '../house.ts'
import type { Verb } from '../verb.ts'

export const verb: Verb = {
  usage: 'keys rotate',
  about: 'keys-rotate-about',
  takes: [0, 0],
  async run(call) {
    const { kernel } = await openPlace(call)
    const done = await kernel.run(system, (ctx) => rotateKey(ctx, kernel.keys))
    if (!done.ok)
      return {
        good: false,
        result: { good: false, problems: done.problems },
        lines: [call.words('keys-just-made')],
      }
    return {
      good: true,
      result: { good: true, ...done.value },
      lines: [call.words('keys-rotated', done.value)],
    }
  },
}
