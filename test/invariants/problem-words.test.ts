import { expect, it } from 'vitest'
import { testApplication } from '../factories/index.ts'

it('a problem code has one wording: of two features that use one code, the later would speak for both', async () => {
  const { features } = await testApplication({ demo: false })
  const words = new Map<string, { feature: string; text: string }>()
  const clashes: string[] = []
  for (const { name, problems } of features) {
    for (const [code, text] of Object.entries(problems?.vi ?? {})) {
      const known = words.get(code)
      if (known && known.text !== text)
        clashes.push(`${code}: ${known.feature} and ${name}; begin the code with the thing`)
      words.set(code, { feature: name, text })
    }
  }
  expect(clashes).toEqual([])
})
