import { describe, expect, it } from 'vitest'
import lifecycle2 from '../../../regulation/qd148-2023/lifecycle.json' with { type: 'json' }
import regimes from '../../../regulation/regimes.json' with { type: 'json' }
import { Lifecycle } from './lifecycle.ts'
import { type PastLaw, type PastStep, readPast } from './past.ts'

const regime = regimes.regimes.find((one) => one.id === 'qd148-2023')!
const law: PastLaw = {
  lifecycle: Lifecycle.parse(lifecycle2),
  forward: regime.forward as PastLaw['forward'],
  recognisers: regime.recognisers as unknown as PastLaw['recognisers'],
  term: regime as unknown as PastLaw['term'],
}
const step = (
  action: PastStep['action'],
  day: string,
  points: number | null = null,
  star: number | null = null,
) => ({
  action,
  day,
  points,
  star,
})
const before = [step('file', '2024-03-01'), step('receive-district', '2024-03-05')]
const codes = (steps: readonly PastStep[]) => {
  const read = readPast(law, steps, 'first')
  return read.ok ? [] : read.problems.map((one) => `${one.code} ${one.field}`)
}

describe('a course under Quyết định 148/QĐ-TTg', () => {
  it('Phụ lục II khoản 1 điểm b: the district recognises three stars', () => {
    const read = readPast(
      law,
      [...before, step('agree-district', '2024-04-10', 62), step('decide-recognise', '2024-04-20', null, 3)],
      'first',
    )
    expect(read).toMatchObject({
      ok: true,
      course: { status: 'recognised', recognised: { level: 'huyen', star: 3, day: '2024-04-20' } },
    })
    expect(
      codes([
        ...before,
        step('agree-district', '2024-04-10', 62),
        step('decide-recognise', '2024-04-20', null, 4),
      ]),
    ).toEqual(['star-not-of-this-level steps.3.star'])
  })

  it('Phụ lục II khoản 1 điểm b: from 70 points the district passes it on, the province recognises four', () => {
    const onward = [
      step('put-before-council', '2024-05-20'),
      step('agree-result', '2024-05-20', 78),
      step('decide-recognise', '2024-06-05', null, 4),
    ]
    const course = (points: number) => [
      ...before,
      step('agree-district', '2024-04-10', points),
      step('forward-province', '2024-04-15'),
      ...onward,
    ]
    expect(readPast(law, course(72), 'first')).toMatchObject({
      ok: true,
      course: { recognised: { level: 'tinh', star: 4 } },
    })
    expect(codes(course(69.5))).toEqual(['past-points-too-few steps.3.points'])
  })

  it('names the step that cannot follow, days that run backwards, and a decision outside the time of the decree', () => {
    expect(codes([step('agree-district', '2024-04-10', 60)])).toEqual(['past-step-impossible steps.0.action'])
    expect(codes([step('file', '2024-03-05'), step('receive-district', '2024-03-01')])).toEqual([
      'past-days-backwards steps.1.day',
    ])
    expect(
      codes([
        ...before,
        step('agree-district', '2025-07-01', 60),
        step('decide-recognise', '2025-08-01', null, 3),
      ]),
    ).toEqual(['regime-not-in-force steps.3.day'])
    expect(codes([])).toEqual(['past-steps-needed steps'])
  })
})
