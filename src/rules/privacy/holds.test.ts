import { expect, it } from 'vitest'
import { keepsName, legalHolds } from './index.ts'

const nobody = { liveRoles: 0, councilSeats: 0, producers: 0, auditEntries: 0 }

it('lets everything go of a person who left no trace in the office’s records', () => {
  expect(legalHolds(nobody)).toEqual([])
})

it('erases nothing while a role holds', () => {
  expect(legalHolds({ ...nobody, liveRoles: 1 })).toEqual([{ code: 'live-role', effect: 'blocks' }])
})

it('keeps the name of who sat in a council or acted for a producer, and of nobody else', () => {
  expect(keepsName(legalHolds({ ...nobody, councilSeats: 1 }))).toBe(true)
  expect(keepsName(legalHolds({ ...nobody, producers: 2 }))).toBe(true)
  expect(keepsName(legalHolds({ ...nobody, auditEntries: 9 }))).toBe(false)
})
