import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import {
  chaptersOf,
  dayTyped,
  Form,
  factOf,
  faultOf,
  fieldsOf,
  isRequired,
  phoneTyped,
  readDraft,
} from './index.ts'

const forms = z
  .looseObject({ forms: z.record(z.string(), Form) })
  .parse(
    JSON.parse(readFileSync(new URL('../../../regulation/qd26-2026/forms.json', import.meta.url), 'utf8')),
  ).forms
const [one, two] = [forms['mau-01']!, forms['mau-02']!]

describe('chapters', () => {
  test('every required blank a producer fills stands in exactly one chapter', () => {
    for (const kind of ['first', 'upgrade', 'reevaluation']) {
      const asked = chaptersOf([one, two], kind).flatMap((chapter) =>
        chapter.fields.map((field) => field.name),
      )
      expect(new Set(asked).size).toBe(asked.length)
      const derived = [
        'province',
        'year',
        'sector',
        'group',
        'case',
        'reportAttached',
        'samples',
        'declaration',
      ]
      const elsewhere = ['placeDate', 'signature', 'selfScores', 'selfJustification', 'evidenceAnnex']
      const wanted = [one, two]
        .flatMap((form) => form.sections.filter((section) => !section.filledBy))
        .flatMap((section) => section.fields)
        .filter((field) => isRequired(field, kind))
        .map((field) => factOf(field.name))
        .filter((name) => ![...derived, ...elsewhere].includes(name))
      expect(wanted.filter((name) => !asked.includes(name))).toEqual([])
    }
  })

  test('what changed is asked of an upgrade and a re-evaluation only', () => {
    const changes = (kind: string) => chaptersOf([one, two], kind).find(({ id }) => id === 'thay-doi')?.fields
    expect(changes('first')).toBeUndefined()
    expect(changes('upgrade')?.map((field) => field.name)).toEqual(['upgradeChanges'])
    expect(changes('reevaluation')?.map((field) => field.name)).toEqual(['reevaluationUpdate'])
  })

  test('a blank the decree adds tomorrow is asked in the last chapter', () => {
    const added = { ...fieldsOf(two)[0]!, name: 'solarRoof', label: '10. Mái nhà' }
    const tomorrow: Form = { ...two, sections: [...two.sections, { id: 'V', title: 'V', fields: [added] }] }
    expect(chaptersOf([one, tomorrow], 'first').at(-1)).toMatchObject({
      id: 'khac',
      fields: [{ name: 'solarRoof', label: 'Mái nhà' }],
    })
  })
})

describe('reading', () => {
  const fields = chaptersOf([one, two], 'first').flatMap((chapter) => chapter.fields)
  const read = (typed: Record<string, string>) => readDraft(fields, (name) => typed[name])

  test('a date, a phone number and ticks come into one shape; what is wrong is kept as typed', () => {
    const { values, problems } = read({
      foundedOn: '1/2/2020',
      phone: '+84 905.123.456',
      email: 'HTX@Vi-Du.VN',
      hasQualityDeclaration: 'on',
    })
    expect(problems).toEqual([])
    expect(values).toMatchObject({
      foundedOn: '2020-02-01',
      phone: '0905123456',
      email: 'htx@vi-du.vn',
      hasQualityDeclaration: true,
      hasBusinessRegistration: false,
    })
    expect(read({ foundedOn: '30/02/2020' }).values.foundedOn).toBe('30/02/2020')
  })

  test('ten thousand characters in a line are refused, not cut', () => {
    const { values, problems } = read({ ownerName: 'ă'.repeat(10_000) })
    expect(values.ownerName).toBeUndefined()
    expect(problems).toMatchObject([{ code: 'too-long', field: 'ownerName', data: { maximum: 300 } }])
  })

  test('decomposed text is composed; line breaks of a long text stay', () => {
    const { values } = read({ ownerName: 'Hợp tác xã'.normalize('NFD'), plan: 'Một  \n\nHai ' })
    expect(values).toMatchObject({ ownerName: 'Hợp tác xã', plan: 'Một\n\nHai' })
  })

  test('markup pasted from Word becomes its words; a typed “<” and emoji stay', () => {
    const pasted =
      '<!--[if gte mso 9]><xml><w:x/></xml><![endif]--><p class=MsoNormal>Nước <b>mắm</b>&nbsp;ngon<o:p></o:p></p><p class=MsoNormal>Hai</p>'
    expect(read({ plan: pasted }).values.plan).toBe('Nước mắm ngon\nHai')
    const typed = '<p class=MsoNormal>ẩm < 12 %<o:p></o:p></p>'
    expect(read({ plan: typed }).values.plan).toBe('ẩm < 12 %')
    expect(read({ plan: 'ẩm < 12 %, muối > 20 % 🐟' }).values.plan).toBe('ẩm < 12 %, muối > 20 % 🐟')
  })

  test('reading what was read changes nothing', () => {
    const text = fc.record({
      ownerName: fc.string(),
      phone: fc.string(),
      plan: fc.string(),
      foundedOn: fc.string(),
    })
    fc.assert(
      fc.property(text, (typed) => {
        const first = read(typed).values as Record<string, string>
        expect(read(first).values).toMatchObject(
          Object.fromEntries(Object.entries(first).filter(([, value]) => typeof value === 'string')),
        )
      }),
    )
  })

  test('faults name the field', () => {
    const field = (name: string) => fields.find((one) => one.name === name)!
    expect(faultOf(field('foundedOn'), '30/02/2020', '2026-09-01')?.code).toBe('not-a-day')
    expect(faultOf(field('foundedOn'), '2027-01-01', '2026-09-01')?.code).toBe('day-in-future')
    expect(faultOf(field('phone'), '12', '2026-09-01')?.code).toBe('not-a-phone')
    expect(faultOf(field('email'), 'a@b', '2026-09-01')?.code).toBe('not-an-email')
    expect(faultOf(field('representativeGender'), 'Khác', '2026-09-01')?.code).toBe('not-an-option')
    expect(faultOf(field('representativeGender'), 'Nữ', '2026-09-01')).toBeNull()
  })

  test('days and phones', () => {
    expect(dayTyped('29/2/2024')).toBe('2024-02-29')
    expect(dayTyped('29/2/2023')).toBeNull()
    expect(phoneTyped('0234 382 2333')).toBe('02343822333')
    expect(phoneTyped('0905')).toBeNull()
  })
})
