import { Readable } from 'node:stream'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { Browser, testApplication } from '../../../test/factories/index.ts'
import { system } from '../../platform/command/index.ts'
import { defineJob } from '../../platform/jobs/index.ts'
import { demoPassword } from '../accounts/index.ts'
import { toItsEnd } from './attended.ts'
import { startCheck } from './commands.ts'
import { checkRun, undoRun, writeRun } from './imports.ts'
import { learnHeadings, mendRow } from './mending.ts'
import { rowsOf, runById } from './queries.ts'

const application = await testApplication()
const { kernel, house } = application
const { db } = kernel
const { kinds } = house.imports
const job = defineJob({
  name: 'imports.check',
  schema: z.object({ runId: z.uuid() }),
  handler: async () => {},
})

async function checked(kind: string, text: string): Promise<string> {
  const stored = await kernel.files.put(Readable.from(Buffer.from(text)), {
    name: 'danh-sach.csv',
    maxBytes: 1_000_000,
    accept: ['text/csv'],
  })
  if (!stored.ok) throw new Error(JSON.stringify(stored.problems))
  const started = await kernel.run(system, (ctx) =>
    startCheck(ctx, kinds, { kind, stored: stored.value }, job),
  )
  if (!started.ok) throw new Error(JSON.stringify(started.problems))
  await checkRun(kernel, kinds, started.value.runId)
  return started.value.runId
}
const again = (runId: string) => checkRun(kernel, kinds, runId)
async function write(runId: string) {
  await db.updateTable('import_run').set({ status: 'writing' }).where('id', '=', runId).execute()
  await writeRun(kernel, kinds, runId)
}

test('a heading explained once is understood in every later list', async () => {
  const list = 'Ten dv,Sdt lien he\nTrung tâm Minh họa,0234 000 001\n'
  const first = await checked('units', list)
  expect((await runById(db, first))!).toMatchObject({ status: 'refused', ignored: ['Ten dv', 'Sdt lien he'] })
  const office = new Browser(application)
  await office.post('/dang-nhap', { login: 'van-phong-1', password: demoPassword })
  expect((await office.get(`/lam-viec/nhap-lieu/${first}`)).body).toContain('Ten dv')
  const learned = await kernel.run(system, (ctx) =>
    learnHeadings(
      ctx,
      kinds.get('units')!,
      first,
      { 'Ten dv': 'nameVi', 'Sdt lien he': 'phone', x: 'nothing' },
      job,
    ),
  )
  expect(learned.ok).toBe(true)
  await again(first)
  expect((await runById(db, first))!).toMatchObject({ status: 'checked', counts: { created: 1, refused: 0 } })
  const second = await checked('units', 'TEN DV,Sdt liên hệ\nTrung tâm Khác,0234 000 002\n')
  expect((await runById(db, second))!.counts).toMatchObject({ created: 1 })
})

test('a refused row is mended in its report, checked with the whole list, written, and the whole import undone', async () => {
  const list =
    'Số ký hiệu,Trích yếu,Cơ quan ban hành,Ngày ban hành\n900/QĐ-UBND,Về việc minh họa,UBND thành phố Huế,31/02/2026\n901/QĐ-UBND,Việc khác,UBND thành phố Huế,01/03/2026\n'
  const runId = await checked('documents', list)
  const [row] = (await rowsOf(db, runId, 'refused', 1)).slice(0, 1)
  expect(row).toMatchObject({ line: 2, outcome: 'refused' })
  expect(row!.notes[0]).toMatchObject({ code: 'row-day-unreadable', data: { text: '31/02/2026' } })
  const mended = await kernel.run(system, (ctx) =>
    mendRow(ctx, runId, 2, { ...row!.printed, 'Ngày ban hành': '28/02/2026' }, job),
  )
  expect(mended.ok).toBe(true)
  await again(runId)
  expect((await runById(db, runId))!.counts).toMatchObject({ created: 2, refused: 0 })
  const count = async () =>
    Number(
      (await db
        .selectFrom('legal_document')
        .select((eb) => eb.fn.countAll().as('n'))
        .executeTakeFirst())!.n,
    )
  const before = await count()
  await write(runId)
  expect(await count()).toBe(before + 2)
  // The same list again changes nothing; a document on file is proposed to a person, not doubled in silence.
  const twice = await checked('documents', list.replace('31/02/2026', '28/02/2026'))
  expect((await runById(db, twice))!.counts).toMatchObject({ created: 0, unchanged: 2 })
  const undone = await kernel.run(system, (ctx) => undoRun(ctx, kinds, runId))
  expect(undone.ok).toBe(true)
  expect(await count()).toBe(before)
})

test('a run whose job breaks off on its last try says so and is checked again; one nothing works on is not at work for ever', async () => {
  const runId = await checked('units', 'Tên đơn vị,Điện thoại\nĐơn vị ngắt,0234 000 003\n')
  const office = new Browser(application)
  await office.post('/dang-nhap', { login: 'van-phong-1', password: demoPassword })
  const path = `/lam-viec/nhap-lieu/${runId}`
  const set = (status: 'waiting' | 'checking' | 'writing') =>
    db.updateTable('import_run').set({ status }).where('id', '=', runId).execute()
  const jobs = (state: string, tries: string) =>
    kernel.pool.query(
      `UPDATE pgboss.job SET state = $2::pgboss.job_state, retry_count = ${tries} WHERE data ->> 'runId' = $1`,
      [runId, state],
    )
  const broken = () =>
    toItsEnd(kernel, runId, async () => {
      throw new Error('cut off')
    })
  await set('checking')
  await jobs('active', '0')
  await expect(broken()).rejects.toThrow('cut off')
  expect((await office.get(path)).headers.refresh).toMatch(/^2; url=/)
  expect((await office.post(`${path}/kiem-tra-lai`)).body).toContain('đang được kiểm tra hoặc ghi')
  await jobs('active', 'retry_limit')
  await expect(broken()).rejects.toThrow('cut off')
  expect((await runById(db, runId))!).toMatchObject({
    status: 'refused',
    problems: [{ code: 'import-broke-off' }],
  })
  await jobs('failed', 'retry_limit')
  // Killed instead: nobody was left to say so.
  await set('writing')
  const left = await office.get(path)
  expect([left.headers.refresh, left.body.includes('bị ngắt giữa chừng')]).toEqual([undefined, true])
  expect((await office.post(`${path}/kiem-tra-lai`)).status).toBe(303)
  await again(runId)
  expect((await runById(db, runId))!).toMatchObject({ status: 'checked', problems: [] })
})

test('recognitions are read into the record of the product they mean, by the law of their day, never by a guess', async () => {
  const products = await checked(
    'products',
    'Tên sản phẩm,Chủ thể,Xã,Tỉnh\nMè xửng Công nhận thử,HTX Công nhận thử,Xã Phú Lộc,Thành phố Huế\n',
  )
  await write(products)
  const heading = 'Tên sản phẩm,Chủ thể,Hạng sao,Số quyết định,Ngày quyết định\n'
  const ours = 'Mè xửng Công nhận thử,Hợp tác xã Công nhận thử'
  const rows = [
    `${ours},4 sao,99/QĐ-UBND,15/03/2024`,
    `${ours},4 sao,99/QĐ-UBND,15/03/2024`,
    `${ours},5 sao,99/QĐ-UBND,15/03/2024`,
    `${ours},2 sao,98/QĐ-UBND,15/03/2023`,
    `${ours},3 sao,97/QĐ-UBND,15/03/2017`,
    `${ours},3 sao,96/QĐ-UBND,`,
    'Mè xửng Công nhận thử,HTX Khác hẳn,4 sao,99/QĐ-UBND,15/03/2024',
    'Không ai biết,HTX Khác hẳn,4 sao,99/QĐ-UBND,15/03/2024',
  ]
  const runId = await checked('recognitions', `${heading}${rows.join('\n')}\n`)
  expect((await runById(db, runId))!.counts).toMatchObject({ rows: 8, created: 1, unchanged: 1, refused: 6 })
  expect((await rowsOf(db, runId, 'refused', 1)).map(({ notes }) => notes[0]?.code)).toEqual([
    'key-twice',
    'recognition-needs-three-stars',
    'day-before-programme',
    'required',
    'recognition-other-owner',
    'recognition-product-unknown',
  ])
  await write(runId)
  const held = () =>
    db
      .selectFrom('recognition as r')
      .innerJoin('product as p', 'p.id', 'r.product_id')
      .select(['r.star', 'r.regime', 'r.valid_until', 'r.level'])
      .where('p.name', '=', 'Mè xửng Công nhận thử')
      .execute()
  expect(await held()).toEqual([{ star: 4, regime: 'qd148-2023', valid_until: '2027-03-15', level: null }])
  const later = await checked('recognitions', `${heading}${ours},5 sao,99/QĐ-UBND,15/03/2024\n`)
  expect((await rowsOf(db, later, 'refused', 1))[0]?.notes[0]?.code).toBe('recognition-contradicts')
  expect(await kernel.run(system, (ctx) => undoRun(ctx, kinds, runId))).toMatchObject({ ok: true })
  expect(await held()).toEqual([])
  expect(await kernel.run(system, (ctx) => undoRun(ctx, kinds, products))).toMatchObject({ ok: true })
})

test('a revocation a list states is recorded on its day, by the law of that day, and leaves with its import', async () => {
  const products = await checked(
    'products',
    'Tên sản phẩm,Chủ thể,Xã,Tỉnh\nMè xửng Thu hồi thử,HTX Thu hồi thử,Xã Phú Lộc,Thành phố Huế\n',
  )
  await write(products)
  const heading =
    'Tên sản phẩm,Chủ thể,Hạng sao,Số quyết định,Ngày quyết định,Ngày thu hồi,Quyết định thu hồi,Lý do thu hồi\n'
  const row = (no: string, rest: string) =>
    `Mè xửng Thu hồi thử,HTX Thu hồi thử,4 sao,${no}/QĐ-UBND,15/03/2022,${rest}\n`
  const list = `${heading}${row('71', '10/05/2023,12/QĐ-UBND,Ngừng sản xuất')}${row('72', ',13/QĐ-UBND,Ngừng')}${row('73', '31/02/2023,,')}${row('74', '01/01/2022,,')}${row('75', '20/03/2025,,')}${row('76', ',,')}`
  const runId = await checked('recognitions', list)
  expect((await runById(db, runId))!.counts).toMatchObject({ rows: 6, created: 2, refused: 4 })
  const wrong = (await rowsOf(db, runId, 'refused', 1)).map(({ notes }) => notes[0])
  expect(wrong.map((note) => [note?.code, note?.field])).toEqual([
    ['revocation-without-day', 'revokedOn'],
    ['day-unknown', 'revokedOn'],
    ['revocation-before-recognition', 'revokedOn'],
    ['revocation-after-term', 'revokedOn'],
  ])
  await write(runId)
  const ends = () =>
    db
      .selectFrom('recognition as r')
      .innerJoin('product as p', 'p.id', 'r.product_id')
      .leftJoin('recognition_event as e', (join) =>
        join.onRef('e.recognition_id', '=', 'r.id').on('e.kind', '=', 'revoked'),
      )
      .select(['r.decision_no', 'r.status', 'e.day', 'e.reason', 'e.detail'])
      .where('p.name', '=', 'Mè xửng Thu hồi thử')
      .orderBy('r.decision_no')
      .execute()
  const first = {
    decision_no: '71/QĐ-UBND',
    status: 'revoked',
    day: '2023-05-10',
    reason: 'Ngừng sản xuất',
    detail: { regime: 'qd148-2023', decisionNo: '12/QĐ-UBND' },
  }
  const standing = { decision_no: '76/QĐ-UBND', status: 'valid', day: null, reason: null, detail: null }
  expect(await ends()).toEqual([first, standing])
  // A later list: one on file is revoked, one revoked before is known or contradicted.
  const later = await checked(
    'recognitions',
    `${heading}${row('76', '01/02/2024,,')}${row('71', '10/05/2023,12/QĐ-UBND,')}`,
  )
  expect((await runById(db, later))!.counts).toMatchObject({ updated: 1, unchanged: 1, refused: 0 })
  const other = await checked('recognitions', `${heading}${row('71', '11/05/2023,,')}`)
  expect((await rowsOf(db, other, 'refused', 1))[0]?.notes[0]?.code).toBe('revocation-contradicts')
  await write(later)
  expect((await ends())[1]).toMatchObject({
    status: 'revoked',
    day: '2024-02-01',
    detail: { regime: 'qd148-2023' },
  })
  // The first import cannot go while the second rests on it; in their order both go whole.
  expect(await kernel.run(system, (ctx) => undoRun(ctx, kinds, runId))).toMatchObject({ ok: false })
  expect(await kernel.run(system, (ctx) => undoRun(ctx, kinds, later))).toMatchObject({ ok: true })
  expect(await ends()).toEqual([first, standing])
  expect(await kernel.run(system, (ctx) => undoRun(ctx, kinds, runId))).toMatchObject({ ok: true })
  expect(await ends()).toEqual([])
  // Each revocation, and its going, has a line of its own in the trail of the product.
  const product = await db
    .selectFrom('product')
    .select('id')
    .where('name', '=', 'Mè xửng Thu hồi thử')
    .executeTakeFirstOrThrow()
  const lines = await db
    .selectFrom('audit_entry')
    .select(['action', 'detail'])
    .where('subject_id', '=', product.id)
    .where('action', 'like', 'product.revocation-%')
    .orderBy('seq')
    .execute()
  expect(lines.map(({ action, detail }) => [action, detail.day])).toEqual([
    ['product.revocation-recorded', '2023-05-10'],
    ['product.revocation-recorded', '2024-02-01'],
    ['product.revocation-struck', undefined],
    ['product.revocation-struck', undefined],
  ])
  const auditor = new Browser(application, '198.51.100.77')
  await auditor.post('/dang-nhap', { login: 'giam-sat', password: demoPassword })
  const trail = (await auditor.get(`/lam-viec/nhat-ky?ve=${product.id}`)).body
  expect(trail).toContain('ghi việc thu hồi công nhận trước đây của sản phẩm')
  expect(trail).toContain('rút lại việc thu hồi đã ghi nhầm của sản phẩm')
  expect(await kernel.run(system, (ctx) => undoRun(ctx, kinds, products))).toMatchObject({ ok: true })
})

test.each([
  [
    'trainings',
    'Tên lớp,Loại,Ngày,Cơ quan chủ trì,Xã,Huyện,Địa điểm,Số người\nTập huấn minh họa nhập,Tập huấn đào tạo,10/05/2024,Sở Nông nghiệp và Phát triển nông thôn tỉnh Thừa Thiên Huế,Thị trấn Phú Lộc,Huyện Phú Lộc,Hội trường,45\nLớp không rõ nơi,Tập huấn đào tạo,10/05/2024,Sở Nông nghiệp và Phát triển nông thôn tỉnh Thừa Thiên Huế,Xã Không Có,,Hội trường,\nLớp không rõ ai,Tập huấn đào tạo,10/05/2024,Cơ quan nào đó,,,Hội trường,\nLớp không rõ loại,Dạ hội,10/05/2024,Sở Nông nghiệp và Phát triển nông thôn tỉnh Thừa Thiên Huế,,,Hội trường,\n',
    { created: 1, refused: 3, doubtful: 1 },
  ],
  [
    'producers',
    'Tên chủ thể,Loại hình,Xã,Mã số thuế\nHTX Minh Họa Nhập,Hợp tác xã,Xã Phú Lộc,3300000001\nHợp tác xã Minh họa nhập,Hợp tác xã,Xã Phú Lộc,\n,Hợp tác xã,Xã Phú Lộc,\n',
    { created: 1, unchanged: 1, refused: 1 },
  ],
  [
    'articles',
    'Tiêu đề,Nội dung,Ngày đăng,Chuyên mục\nTin minh họa nhập,<p>Chữ</p><script>x</script>,01/05/2024,thông báo\nTin ngày mai,Chữ,01/05/2124,\n',
    { created: 1, refused: 1 },
  ],
  [
    'units',
    'Tên đơn vị,Thư điện tử\nĐơn vị Minh họa nhập,khong-phai-thu\nĐơn vị Minh họa hai,a@example.org\n',
    { created: 1, refused: 1 },
  ],
])('a list of %s is taken, and taken back', async (kind, list, counts) => {
  const runId = await checked(kind, list)
  expect((await runById(db, runId))!.counts).toMatchObject(counts)
  await write(runId)
  const run = (await runById(db, runId))!
  expect(run.status).toBe('written')
  const undone = await kernel.run(system, (ctx) => undoRun(ctx, kinds, runId))
  expect(undone).toMatchObject({ ok: true })
})

test('a report looks again at its own address while its list is written; a refused deed stays to be read', async () => {
  const runId = await checked('units', 'Tên,Điện thoại\nTrung tâm Thứ ba,0234 000 003\n')
  await db.updateTable('import_run').set({ status: 'writing' }).where('id', '=', runId).execute()
  const office = new Browser(application)
  await office.post('/dang-nhap', { login: 'van-phong-1', password: demoPassword })
  const path = `/lam-viec/nhap-lieu/${runId}`
  expect((await office.get(`${path}?trang=2`)).headers.refresh).toBe(`2; url=${path}?xem=attention&trang=2`)
  const refused = await office.post(`${path}/ghi`)
  expect([refused.status, refused.headers.refresh]).toEqual([422, undefined])
})
