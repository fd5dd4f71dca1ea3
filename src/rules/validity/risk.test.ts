import { describe, expect, it } from 'vitest'
import { noticeStage, type RenewalFacts, renewalRisk } from './index.ts'

const WINDOW = { earliestDaysBeforeExpiry: 180, latestDaysBeforeExpiry: 120 }

describe('stages of notice', () => {
  it('12 and 9 months before the last valid day, when filing opens and before it closes, then 3 and 1 month before', () => {
    const at = (today: string) => noticeStage('2029-06-01', WINDOW, today)
    expect(at('2028-05-31')).toBeNull()
    expect(at('2028-06-01')).toBe('12')
    expect(at('2028-09-01')).toBe('9')
    expect(at('2028-12-02')).toBe('9')
    expect(at('2028-12-03')).toBe('opens')
    expect(at('2029-01-17')).toBe('opens')
    expect(at('2029-01-18')).toBe('closes')
    expect(at('2029-02-01')).toBe('closes')
    expect(at('2029-03-01')).toBe('3')
    expect(at('2029-05-01')).toBe('1')
    expect(at('2029-06-01')).toBe('1')
    expect(at('2029-06-02')).toBeNull()
  })
})

describe('Điều 7 khoản 6 điểm a: who may not come back', () => {
  const facts: RenewalFacts = {
    validUntil: '2029-06-01',
    dossier: 'none',
    reachable: true,
    lapsedBefore: false,
  }
  const on = (today: string, over: Partial<RenewalFacts> = {}) =>
    renewalRisk({ ...facts, ...over }, WINDOW, today)

  it('names every sign it counts', () => {
    expect(on('2028-12-02')).toEqual({ level: 'low', reasons: [] })
    expect(on('2028-12-03')).toEqual({ level: 'medium', reasons: ['window-open-no-dossier'] })
    expect(on('2029-02-01', { dossier: 'draft' })).toEqual({ level: 'medium', reasons: ['draft-only'] })
    expect(on('2029-02-02')).toEqual({ level: 'high', reasons: ['window-missed'] })
    expect(on('2028-12-03', { reachable: false })).toEqual({
      level: 'high',
      reasons: ['window-open-no-dossier', 'unreachable'],
    })
    expect(on('2028-07-01', { lapsedBefore: true }).level).toBe('medium')
  })

  it('a filed re-evaluation ends the question', () => {
    expect(on('2029-03-01', { dossier: 'filed', reachable: false, lapsedBefore: true }).level).toBe('low')
  })
})
