import { expect, test } from 'vitest'
import { fieldsOf, operationsOf } from './description.ts'
import { curlOf, writtenRequest } from './request.ts'
import { isTryable } from './samples.ts'

const document = {
  paths: {
    '/api/v1/things/{slug}': {
      get: {
        summary: 'One thing',
        parameters: [
          { name: 'lang', in: 'query', schema: { type: 'string', enum: ['vi', 'en'] } },
          { name: 'slug', in: 'path', required: true, schema: { type: 'string' } },
        ],
        responses: {
          '200': {
            content: {
              'application/json': {
                schema: {
                  type: 'object',
                  required: ['items'],
                  properties: {
                    items: {
                      type: 'array',
                      items: { type: 'object', properties: { id: { type: ['string', 'null'] } } },
                    },
                  },
                },
              },
            },
          },
        },
      },
      head: { summary: 'One thing' },
      post: { summary: 'thing.kept', tags: ['forms'] },
      delete: { summary: 'Removes it', security: [{ session: [] }], responses: {} },
    },
  },
}

test('every operation is read with its parameters, its answer and who may ask; HEAD says nothing of its own', () => {
  const [get, remove] = operationsOf(document)
  expect(get).toMatchObject({ key: 'get-api-v1-things-slug', method: 'GET', needsSignIn: false })
  expect(get!.parameters.map(({ name }) => name)).toEqual(['slug', 'lang'])
  expect(fieldsOf(get!.answer!)).toEqual([
    { name: 'items', type: 'object[]', required: true, about: '' },
    { name: 'items[].id', type: 'string | null', required: false, about: '' },
  ])
  expect(remove).toMatchObject({ method: 'DELETE', needsSignIn: true })
  expect(operationsOf(document)).toHaveLength(2)
})

test('what is typed becomes one address of this server and cannot leave it', () => {
  const [get] = operationsOf(document)
  const at = (slug: string) => writtenRequest(get!, { 'p.slug': slug, 'q.lang': 'en', 'q.other': 'x' }, '')
  expect(at('nấm tràm').url).toBe('/api/v1/things/n%E1%BA%A5m%20tr%C3%A0m?lang=en')
  expect(at('../../lam-viec').url).toBe('/api/v1/things/..%2F..%2Flam-viec?lang=en')
  expect(at('//example.org').url).toBe('/api/v1/things/%2F%2Fexample.org?lang=en')
  expect(at('..').missing).toEqual(['p.slug'])
  expect(at(' ').missing).toEqual(['p.slug'])
  expect(curlOf(get!, at("it's"), 'https://ocop.example')).toBe(
    `curl 'https://ocop.example/api/v1/things/it'\\''s?lang=en'`,
  )
})

test('what writes is never tried; a POST that only answers a question is', () => {
  expect(isTryable({ method: 'GET', path: '/api/v1/things' })).toBe(true)
  expect(isTryable({ method: 'POST', path: '/api/v1/score' })).toBe(true)
  expect(isTryable({ method: 'POST', path: '/api/v1/dossiers' })).toBe(false)
  expect(isTryable({ method: 'DELETE', path: '/api/v1/score' })).toBe(false)
})
