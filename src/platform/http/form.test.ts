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

test('what was typed arrives in NFC, without control characters, ends trimmed; line breaks stay', async () => {
  const form = await read({ name: '  Dầu tràm\u0000 Huế\u200b ', story: 'một\r\nhai' })
  expect(form.fields).toEqual({ name: 'Dầu tràm Huế'.normalize('NFC'), story: 'một\nhai' })
})
