import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { Browser, testApplication } from '../../../../test/factories/index.ts'
import { docxText } from '../../../../test/factories/papers.ts'
import { openOfficeKey, selfSignedKeyFile, signPdf } from '../../../platform/pades/index.ts'
import { demoPassword } from '../../accounts/index.ts'
import { thaw } from './freezing.ts'
import { reportInvariants } from './invariants.ts'
import { reportById } from './queries.ts'

const application = await testApplication()
const { db, clock } = application.kernel
const address = await application.listen()
const signedIn = async (login: string) => {
  const browser = new Browser(application)
  await browser.post('/dang-nhap', { login, password: demoPassword })
  return browser
}
const [office, leader, agency] = (await Promise.all(
  ['van-phong-1', 'lanh-dao', 'so-nnmt'].map(signedIn),
)) as [Browser, Browser, Browser]
const root = '/lam-viec/bao-cao'

async function begin(ky: string): Promise<string> {
  const made = await office.post(`${root}/soan`, { definition: 'year', ky })
  expect(made.status).toBe(303)
  return /bao-cao\/([0-9a-f-]{36})/.exec(made.to!)![1]!
}
const save = async (id: string, words: Record<string, string>) => {
  const report = (await reportById(db, id))!
  const fields = { ...report.words, ...words }
  return office.post(`${root}/${id}`, {
    title: report.title,
    version: String(report.version),
    recipients: 'UBND thành phố (báo cáo)\nLưu hồ sơ',
    ...Object.fromEntries(Object.entries(fields).map(([part, text]) => [`words.${part}`, text])),
  })
}
/** The plain form of the page, as a browser without script sends it. */
async function handIn(id: string, pdf: Uint8Array): Promise<number> {
  const form = new FormData()
  form.append('paper', new Blob([new Uint8Array(pdf)]), 'bao-cao.pdf')
  const answer = await fetch(`${address}${root}/${id}/ban-ky`, {
    method: 'POST',
    body: form,
    headers: { cookie: office.cookies(), 'sec-fetch-site': 'same-origin', 'user-agent': 'test' },
    redirect: 'manual',
  })
  return answer.status
}
const seenBy = async (browser: Browser, id: string) =>
  /name="seen" value="([0-9a-f]{64})"/.exec((await browser.get(`${root}/${id}`)).body)?.[1] ?? ''

test('a report goes from live figures to ink: written, contributed to, proposed, approved, issued, sent, amended', async () => {
  const id = await begin('2024')
  // A broken placeholder is kept as typed, explained, and stops only the proposal.
  await save(id, { opening: 'Có {{in-force.al}} sản phẩm.', difficulties: '', proposals: 'Không có.' })
  const draft = await office.get(`${root}/${id}`)
  expect(draft.body).toContain('in-force.al')
  expect(draft.body).toContain('figure-broken')
  expect((await office.post(`${root}/${id}/trinh`)).status).toBe(422)
  await save(id, {
    opening: 'Có {{in-force.all}} ({{in-force.all.words}}) sản phẩm.',
    difficulties: 'Không có.',
  })

  // An agency is asked, answers, is merged; what it typed never becomes a figure.
  const whom = /<option value="([a-z][a-z-]+)"[^>]*>Sở Nông nghiệp/.exec(draft.body)![1]!
  await office.post(`${root}/${id}/dong-gop`, { whom, question: 'Số lớp tập huấn?', dueOn: '31/12/2030' })
  const asked = await db
    .selectFrom('report_contribution')
    .selectAll()
    .where('report_id', '=', id)
    .executeTakeFirstOrThrow()
  expect((await office.post(`${root}/${id}/dong-gop/${asked.id}/nhac`)).status).toBe(303)
  expect((await agency.get(root)).body).toContain('Số lớp tập huấn?')
  expect(
    (await agency.post(`${root}/${id}/dong-gop/${asked.id}`, { text: 'Mở 3 lớp {{recognised.all}}.' }))
      .status,
  ).toBe(303)
  expect((await office.post(`${root}/${id}/dong-gop/${asked.id}/ghep`, { part: 'group-1' })).status).toBe(303)
  expect((await reportById(db, id))!.words['group-1']).toContain('Mở 3 lớp { {recognised.all} }.')

  expect((await office.post(`${root}/${id}/gop-y`, { text: 'Xem lại mục I.' })).status).toBe(303)
  expect((await office.post(`${root}/${id}/trinh`)).status).toBe(303)
  expect((await office.post(`${root}/${id}/duyet`, { seen: 'x' })).status).toBe(403)
  expect((await leader.post(`${root}/${id}/duyet`, { seen: 'f'.repeat(64) })).status).toBe(422)
  const seen = await seenBy(leader, id)
  // Of two at once one approves; the other is told.
  const both = await Promise.all([1, 2].map(() => leader.post(`${root}/${id}/duyet`, { seen })))
  expect(both.map(({ status }) => status).sort()).toEqual([303, 422])

  // Frozen: made again from the cut it gives the same hash, and nobody can touch it, not even by hand.
  const report = (await reportById(db, id))!
  const frozen = (await thaw(db, report))!
  expect(frozen).toMatchObject({ agrees: true, hash: seen })
  await expect(
    sql`UPDATE report_frozen SET hash = repeat('0', 64) WHERE report_id = ${id}`.execute(db),
  ).rejects.toThrow(/never changed/)
  expect((await save(id, { opening: 'Khác.' })).status).toBe(422)

  expect(
    (
      await office.post(`${root}/${id}/ban-hanh`, {
        number: '12/BC-SNNMT',
        issuedOn: '05/01/2025',
        signerName: 'Nguyễn Văn Minh Họa',
        signerOffice: 'GIÁM ĐỐC',
      })
    ).status,
  ).toBe(303)
  // Signed outside and handed in: the signature is looked for in the file itself; an altered file is refused, a second one too.
  const printed = (await office.get(`${root}/${id}/tai?dang=pdf`)).bytes
  const now = clock()
  const secret = { name: 'Chi cục', password: 'mat-khau' }
  const validity = { from: new Date(+now - 864e5), to: new Date(+now + 864e5) }
  const key = openOfficeKey(selfSignedKeyFile({ ...secret, ...validity }), secret.password, now)
  if (!key.ok) throw new Error('no key')
  const about = { at: now, name: 'Chi cục', reason: 'Báo cáo', location: 'Huế' }
  const signed = signPdf(printed, about, key.value)
  const altered = Buffer.from(signed)
  altered[altered.length >> 1] = altered[altered.length >> 1]! ^ 1
  expect(await handIn(id, altered)).toBe(422)
  expect(await handIn(id, signed)).toBe(303)
  expect(await handIn(id, signed)).toBe(422)
  expect((await office.get(`${root}/${id}`)).body).toContain('1 chữ ký số còn đúng')
  const counted = await application.house.programme.digital.count('signed-papers', {
    from: '2025-01-05',
    to: '2025-01-05',
  })
  expect(counted.records.map(({ title }) => title)).toContain('12/BC-SNNMT')
  const sent = await office.post(`${root}/${id}/gui`, { sendTo: 'UBND thành phố, vanthu@example.org\nLưu' })
  expect(sent.status).toBe(303)
  expect(
    await db
      .selectFrom('report_delivery')
      .select(['recipient', 'channel'])
      .where('report_id', '=', id)
      .orderBy('recipient')
      .execute(),
  ).toEqual([
    { recipient: 'Lưu', channel: 'paper' },
    { recipient: 'UBND thành phố', channel: 'mail' },
  ])
  expect((await office.post(`${root}/${id}/gui`, { sendTo: 'A, b@c' })).status).toBe(422)

  // Later the register is corrected: the report keeps its figures, and says what would be told otherwise now.
  expect((await office.get(`${root}/${id}`)).body).toContain('Không có gì thay đổi')
  const told = frozen.made.facts.find(({ key }) => key === 'recognised.all')!
  await sql`UPDATE recognition SET issued_on = '2022-01-01', valid_until = '2024-12-31' WHERE id = (SELECT r.id FROM recognition r
    JOIN product p ON p.id = r.product_id WHERE p.province_code = '46' AND r.issued_on BETWEEN '2024-01-01' AND '2024-12-31' LIMIT 1)`.execute(
    db,
  )
  const later = await office.get(`${root}/${id}`)
  expect(later.body).toContain('Sản phẩm được công nhận trong kỳ')
  expect(later.body).not.toContain('Không có gì thay đổi')
  expect((await thaw(db, report))!.made.facts.find(({ key }) => key === 'recognised.all')).toMatchObject({
    figure: { value: (told.figure as { value: number }).value },
  })
  const amending = await office.post(`${root}/${id}/sua-doi`)
  expect(amending.status).toBe(303)
  expect((await office.get(`${root}/${id}`)).body).toContain('Đã có báo cáo sửa đổi')

  const paper = docxText((await office.get(`${root}/${id}/tai?dang=docx`)).bytes)
  expect(paper).toContain('12/BC-SNNMT')
  expect(paper).toContain('Nguyễn Văn Minh Họa')
  for (const invariant of reportInvariants) expect(await invariant.run(db), invariant.name).toEqual([])
  // A hand in the database is found: the paper no longer has the hash it was frozen with.
  const changed = db.transaction().execute(async (trx) => {
    await sql`ALTER TABLE report_frozen DISABLE TRIGGER USER`.execute(trx)
    await sql`UPDATE report_frozen SET hash = repeat('0', 64) WHERE report_id = ${id}`.execute(trx)
    throw Object.assign(new Error('rolled back'), { found: await reportInvariants[1]!.run(trx) })
  })
  await expect(changed).rejects.toMatchObject({ found: [{ subject: id }] })
})

test('figures that moved after the leader looked are shown again before anything is frozen', async () => {
  const id = await begin('2023')
  await save(id, { difficulties: 'Không có.', proposals: 'Không có.' })
  await office.post(`${root}/${id}/trinh`)
  const seen = await seenBy(leader, id)
  await sql`UPDATE product SET details = details || '{"traceCode":"893"}' WHERE province_code = '46'`.execute(
    db,
  )
  await sql`UPDATE recognition SET issued_on = '2023-06-01', valid_until = '2026-05-31' WHERE id = (SELECT r.id FROM recognition r
    JOIN product p ON p.id = r.product_id WHERE p.province_code = '46' AND r.issued_on > '2024-12-31' LIMIT 1)`.execute(
    db,
  )
  expect((await leader.post(`${root}/${id}/duyet`, { seen })).status).toBe(422)
  expect(await thaw(db, (await reportById(db, id))!)).toBeNull()
  expect((await leader.post(`${root}/${id}/tra-lai`, { reason: '' })).status).toBe(422)
  expect((await leader.post(`${root}/${id}/tra-lai`, { reason: 'Bổ sung phụ lục.' })).status).toBe(303)
})
