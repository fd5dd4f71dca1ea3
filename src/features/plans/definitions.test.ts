import { createHash } from 'node:crypto'
import { expect, it } from 'vitest'
import { definitionNow } from '../../rules/targets/index.ts'
import { definitionsOf } from './definitions.ts'
import { messages } from './messages.vi.ts'

const contentHash = (text: string) => createHash('sha256').update(text).digest('hex').slice(0, 8)

it('no definition changes its words without a version of its own', () => {
  const said = Object.entries(messages.definition).map(
    ([id, words]) => `${id}@${definitionNow(definitionsOf(id)).version} ${contentHash(words)}`,
  )
  expect(said).toMatchInlineSnapshot(`
    [
      "recognised@1 cc3ce1ca",
      "re-recognised@1 149a9c56",
      "tourism@1 70f00617",
      "potential-five-star@1 0efd0403",
      "pilot-milestones@1 6297bd1e",
      "trained-people@1 3d0280e0",
      "activities-held@1 8d3a9820",
      "products-supported@1 1303216f",
      "support-paid@1 f453aa16",
      "traced-products@1 32c48e66",
      "shop-links@1 4a1680e3",
      "e-dossiers@1 4446dbb1",
      "signed-papers@2 67e54b6d",
      "fairs-held@1 0ac72b25",
      "stalls-taken@1 05bac41d",
      "selling-points@1 0f8bf40a",
      "contracts@1 12c9137e",
      "trade-value@1 56a85b4b",
      "inspections-signed@1 534df4a6",
      "findings-mended@1 b49f43cb",
      "returns-filed@1 b7baa47c",
    ]
  `)
  for (const id of Object.keys(messages.definition))
    for (const { version } of definitionsOf(id).slice(0, -1))
      expect(messages.definitionOnce[`${id}@${version}`], id).toBeTruthy()
})
