import { expect, it } from 'vitest'
import { testApplication } from '../factories/index.ts'

const houses = {
  'an empty house': await testApplication({ demo: false }),
  'the demo province': await testApplication(),
}

it.each(Object.entries(houses))(
  '%s breaks no invariant, and each has a name of its own',
  async (_, house) => {
    const invariants = house.features.flatMap((feature) => feature.invariants ?? [])
    const names = invariants.map((invariant) => invariant.name)
    expect(new Set(names).size).toBe(names.length)
    for (const { name, run } of invariants) {
      expect({ name, found: await run(house.kernel.db) }).toEqual({ name, found: [] })
    }
  },
)
