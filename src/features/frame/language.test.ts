import { expect, test } from 'vitest'
import { Browser, testApplication } from '../../../test/factories/index.ts'
import { demoPassword } from '../accounts/index.ts'

const application = await testApplication()

test('a refused form offers the other language only where a page stands at its address', async () => {
  const person = new Browser(application, '198.51.100.46')
  await person.post('/dang-nhap', { login: 'chu-the-doi-may', password: demoPassword })
  const vault = (await person.get('/lam-viec/tai-lieu')).to!
  const paper = /\/lam-viec\/tai-lieu\/giay\/[0-9a-f-]{36}/.exec((await person.get(vault)).body)![0]
  const refused = async (path: string) => {
    const { status, body } = await person.post(path, { title: '' })
    expect(status, path).toBe(422)
    return body
  }
  expect(await refused(`${vault}/them`)).toContain(`href="/en${vault}/them"`)
  expect((await person.get(`/en${vault}/them`)).status).toBe(200)

  const correct = `${paper}/sua`
  expect(await refused(correct)).not.toContain(`href="/en${correct}"`)
  expect((await person.get(`/en${correct}`)).status).toBe(404)
})
