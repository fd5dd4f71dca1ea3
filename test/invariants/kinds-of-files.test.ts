import { Document, Packer, Paragraph } from 'docx'
import { beforeAll, expect, it } from 'vitest'
import { demoPassword } from '../../src/features/accounts/index.ts'
import { Browser, testApplication } from '../factories/index.ts'

/** Where people are asked for certain kinds of files, one of another kind we take elsewhere is refused, and nothing of it is stored. */
const application = await testApplication()
const { db } = application.kernel
let word: Buffer

beforeAll(async () => {
  word = await Packer.toBuffer(new Document({ sections: [{ children: [new Paragraph('Làng')] }] }))
})

const papers = {
  pdf: () => ({
    type: 'application/pdf',
    content: Buffer.from('%PDF-1.7\n1 0 obj <</Type/Catalog>> endobj\n%%EOF'),
  }),
  docx: () => ({
    type: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
    content: word,
  }),
}

const refuses = async (login: string, path: string, field: string, kind: keyof typeof papers) => {
  const person = new Browser(application, '198.51.100.81')
  expect((await person.post('/dang-nhap', { login, password: demoPassword })).status).toBe(303)
  const name = `${login}.${kind}`
  const answer = await person.upload(path, {}, { field, name, ...papers[kind]() })
  expect(answer.status).toBe(422)
  expect(answer.body).toContain('Chỉ nhận')
  expect(await db.selectFrom('file').select('hash').where('original_name', '=', name).execute()).toEqual([])
}

it('a survey takes pictures, no PDF', async () => {
  const { id } = await db
    .selectFrom('dossier')
    .select('id')
    .where('status', '=', 'in-round')
    .executeTakeFirstOrThrow()
  await refuses('to-tu-van-1', `/lam-viec/khao-sat/${id}`, 'photos', 'pdf')
})

it('a producer’s consent takes a PDF or a picture, no Word file', async () => {
  const { id } = await db
    .selectFrom('producer')
    .select('id')
    .where('place_code', '=', '19813')
    .executeTakeFirstOrThrow()
  await refuses('can-bo-thuy-xuan', `/lam-viec/uy-quyen/${id}`, 'file', 'docx')
})
