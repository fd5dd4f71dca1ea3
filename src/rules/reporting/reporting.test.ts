import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  brokenIn,
  filledWith,
  piecesOf,
  type ReportAction,
  reportActions,
  reportStatusOf,
  reportSteps,
} from './index.ts'

const keys = new Set(['recognised.all', 'recognised.new', 'expired'])

describe('words between figures', () => {
  it('fill each placeholder and keep what is broken as typed', () => {
    const figures: Record<string, string> = { 'recognised.all': '38' }
    const fill = (text: string) => filledWith(text, (key) => figures[key] ?? null)
    expect(fill('Công nhận {{ recognised.all }} sản phẩm, {{recognised.al}}.')).toBe(
      'Công nhận 38 sản phẩm, {{recognised.al}}.',
    )
  })

  it('say what a broken placeholder may have meant, and find braces left alone', () => {
    expect(brokenIn('{{recognised.al}} và {{xyz}}', keys)).toEqual([
      { key: 'recognised.al', near: 'recognised.all' },
      { key: 'xyz', near: null },
    ])
    expect(brokenIn('Trong kỳ có {{expired sản phẩm', keys)).toHaveLength(1)
    expect(brokenIn('Tập hợp {1, 2} và {{expired}}', keys)).toEqual([])
  })

  it('never lose a character of what was typed', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom('{', '}', 'a', ' ', 'ệ') }), (text) => {
        const back = piecesOf(text)
          .map((piece) => ('text' in piece ? piece.text : `{{${piece.key}}}`))
          .join('')
        expect(back.replaceAll(' ', '')).toBe(text.replaceAll(' ', ''))
      }),
    )
  })
})

describe('the life of a report', () => {
  it('goes from draft to issued, back on return, and never leaves its frozen state', () => {
    expect(
      reportStatusOf(['create', 'edit', 'propose', 'return', 'edit', 'propose', 'approve', 'issue', 'send']),
    ).toBe('issued')
    expect(reportStatusOf(['create', 'propose', 'approve', 'edit'])).toBeNull()
    expect(reportStatusOf(['edit'])).toBeNull()
  })

  it('after approval only issuing, keeping the signed paper and sending are possible', () => {
    const after = reportActions.filter((action) =>
      (reportSteps[action].from as readonly string[]).some(
        (from) => from === 'approved' || from === 'issued',
      ),
    )
    expect(after).toEqual(['issue', 'sign', 'send'] satisfies ReportAction[])
  })
})
