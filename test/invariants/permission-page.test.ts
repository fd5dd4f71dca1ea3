import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { permissionsPage, permissionsPath } from '../../scripts/permissions.ts'

it('the-permission-page-says-what-the-matrix-says', () => {
  expect(
    readFileSync(permissionsPath, 'utf8'),
    'run `node --import tsx scripts/permissions.ts` and commit docs/permissions.md',
  ).toBe(permissionsPage())
})
