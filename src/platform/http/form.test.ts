import type { FastifyRequest } from 'fastify'
import { expect, test } from 'vitest'
import { fieldText, readFormBody } from './form.ts'
import type { Route } from './route.ts'

const read = (body: unknown) =>
  readFormBody(
    { isMultipart: () => false, body } as unknown as FastifyRequest,
    {} as Route,
    undefined as never,
  )

test('a field called like what every object has is no field of ours, and breaks nothing', async () => {
  const form = await read({ toString: 'một', valueOf: ['hai', 'ba'], ['__proto__']: 'bốn', name: 'năm' })
  expect(Object.entries(form.fields)).toEqual([['name', 'năm']])
  expect(fieldText(form, 'name')).toBe('năm')
})

test('every value of a repeated field is kept in its order; lists in lists and objects are no values', async () => {
  const form = await read({ a: ['1', 2, true], b: [['x'], { y: 1 }], c: { toString: 1 }, d: null })
  expect(form.fields).toEqual({ a: ['1', '2', 'true'] })
  expect((await read('text')).fields).toEqual({})
})

test('two thousand values are read, one more is refused whole, under one name or many', async () => {
  const values = Array.from({ length: 2000 }, (_, nth) => `${nth}`)
  expect((await read({ a: values })).fields).toEqual({ a: values })
  const tooMany = { fields: {}, files: [], refused: { code: 'too-many-fields', data: { maximum: 2000 } } }
  expect(await read({ a: [...values, ''] })).toEqual(tooMany)
  expect(await read(Object.fromEntries(['b', ...values].map((name) => [name, ''])))).toEqual(tooMany)
})

test('no more marks stay on a letter than any script writes: to order them takes the square of their number', async () => {
  const form = await read({ name: `Huê\u0301 a${'\u0316\u0300'.repeat(400_000)}` })
  expect(form.fields.name).toBe(`Huế a${'\u0316'.repeat(15)}${'\u0300'.repeat(15)}`.normalize('NFC'))
})

test('what was typed arrives in NFC, without control characters, ends trimmed; line breaks stay', async () => {
  const form = await read({ name: '  Dầu tràm\u0000 Huế\u200b ', story: 'một\r\nhai' })
  expect(form.fields).toEqual({ name: 'Dầu tràm Huế'.normalize('NFC'), story: 'một\nhai' })
})
