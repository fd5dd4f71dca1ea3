import { openHouse } from '../house.ts'
import type { Verb } from '../verb.ts'

const shown = 20

export const verb: Verb = {
  usage: 'check [--deep]',
  about: 'check-about',
  takes: [0, 0],
  options: { deep: { type: 'boolean', word: 'option-deep' } },
  async run(call) {
    const { kernel, invariants } = await openHouse(call)
    const found = []
    for (const { name, article, run } of invariants) {
      found.push({ name, ...(article && { article }), violations: await run(kernel.db) })
    }
    const bad = found.filter(({ violations }) => violations.length > 0).length
    const lines = found.flatMap(({ name, violations }) => {
      const count = violations.length
      if (count === 0) return [call.words('check-good', { name })]
      return [
        call.words('check-bad', { name, count }),
        ...violations.slice(0, shown).map((violation) => call.words('check-violation', { ...violation })),
        ...(count > shown ? [call.words('check-more', { count: count - shown })] : []),
      ]
    })
    const total = { bad, count: invariants.length }
    return {
      good: bad === 0,
      result: { good: bad === 0, invariants: found },
      lines: [...lines, call.words(bad === 0 ? 'check-total-good' : 'check-total-bad', total)],
    }
  },
}
