import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { leaves, Sheet, scalesOf } from '../criteria/index.ts'
import { type Answer, compileSheet, readAnswers } from '../scoring/index.ts'
import { remapAnswers } from './index.ts'

const folder = new URL('../../../regulation/qd26-2026/sheets/', import.meta.url)
const sheets = readdirSync(folder)
  .sort()
  .map((name) => Sheet.parse(JSON.parse(readFileSync(new URL(name, folder), 'utf8'))))
const sheet = (set: number) => sheets.find((one) => one.set === set)!

function full(set: number) {
  const answers: Record<string, Answer> = {}
  const notes: Record<string, string> = {}
  for (const { criterion } of leaves(sheet(set))) {
    const best = scalesOf(criterion)[0]!.options.length - 1
    answers[criterion.code] = criterion.cases ? { case: 0, option: best } : best
    notes[criterion.code] = `Ghi ${criterion.code}`
  }
  return { answers, notes }
}

describe('Phụ lục I, II: a change of set re-maps the answers and names what is lost', () => {
  test('to the same sheet everything comes along', () => {
    const { answers, notes, lost } = remapAnswers(sheet(21), sheet(21), full(21))
    expect([answers, notes, lost]).toEqual([full(21).answers, full(21).notes, []])
  })

  test('from each of the 26 sheets: what arrives is an answer the new sheet admits; nothing is both kept and lost, nothing vanishes', () => {
    const targets = [1, 14, 26].map((set) => ({ to: sheet(set), compiled: compileSheet(sheet(set)) }))
    for (const from of sheets)
      for (const { to, compiled } of targets) {
        const held = full(from.set)
        const moved = remapAnswers(from, to, held)
        expect(readAnswers(compiled, moved.answers).problems, `${from.set} → ${to.set}`).toEqual([])
        const lostOptions = moved.lost.filter((one) => one.option !== null).length
        expect(moved.kept + lostOptions, `${from.set} → ${to.set}`).toBe(Object.keys(held.answers).length)
        const lostNotes = moved.lost.filter((one) => one.note !== '').length
        expect(Object.keys(moved.notes).length + lostNotes).toBe(Object.keys(held.notes).length)
      }
  })

  test('near sets keep most, distant ones less; what is lost keeps its words and points', () => {
    const near = remapAnswers(sheet(21), sheet(22), full(21))
    const far = remapAnswers(sheet(21), sheet(26), full(21))
    expect(near.kept).toBeGreaterThan(far.kept)
    expect(near.kept).toBeGreaterThanOrEqual(leaves(sheet(21)).length / 2)
    for (const one of far.lost) expect(one.title.length).toBeGreaterThan(0)
    expect(far.lost.some((one) => one.option !== null && one.option.points > 0)).toBe(true)
  })

  test('an unanswered criterion is not lost', () => {
    expect(remapAnswers(sheet(21), sheet(26), { answers: {}, notes: {} }).lost).toEqual([])
  })
})
