import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { ClosedRound, type RoundLaw, replayRound } from '../../src/rules/scoring/index.ts'
import { compiledOf, lawFile, regime } from './law.ts'

/**
 * Rounds that were closed, as a sitting gives them out (`/api/v1/sittings/{id}/rounds`), members unnamed. Each is formed again by its
 * own regime and its own council rules on every build; a difference means that a decided star would come out otherwise today.
 * A new file is taken as it is; to write one anew on purpose: `GOLDEN=write`.
 */
const folder = new URL('./rounds/', import.meta.url)
const packs = lawFile('hue/council-rules.json') as RoundLaw['rules'][]
const law = (round: ClosedRound): RoundLaw => ({
  compiled: compiledOf(round.set),
  bands: regime(round.regime).bands!,
  rules: packs.find((pack) => pack.id === round.rules)!,
})

describe('closed rounds come out as they did', () => {
  const files = readdirSync(folder).filter((file) => file.endsWith('.json'))
  test('there are rounds on file, by every pack of rules that ever bound a sitting', () => {
    const rules = new Set(
      files.map((file) => (JSON.parse(readFileSync(new URL(file, folder), 'utf8')) as ClosedRound).rules),
    )
    expect([...rules].sort()).toEqual(packs.map((pack) => pack.id).sort())
  })

  for (const file of files)
    test(file, () => {
      const path = new URL(file, folder)
      const round = ClosedRound.parse(JSON.parse(readFileSync(path, 'utf8')))
      const again = replayRound(round, law(round))
      if (process.env.GOLDEN === 'write')
        writeFileSync(path, `${JSON.stringify({ ...round, outcome: again }, null, 2)}\n`)
      else expect(again).toEqual(round.outcome)
    })
})
