import { randomUUID } from 'node:crypto'
import { beforeAll, expect, test } from 'vitest'
import { regulation } from '../../../../test/factories/council-world.ts'
import { Browser, testApplication } from '../../../../test/factories/index.ts'
import { fixedAnswers } from '../../../../test/golden/answers.ts'
import type { Application } from '../../../application.ts'
import { today as dayOf } from '../../../platform/clock/index.ts'
import type { CompiledSheet } from '../../../rules/scoring/index.ts'
import { demoPassword } from '../../accounts/index.ts'
import { choiceValue } from '../sheets/reading.ts'

let application: Application
beforeAll(async () => {
  application = await testApplication({ demo: true })
}, 240_000)

let visitors = 0
async function person(login: string): Promise<Browser> {
  const browser = new Browser(application, `203.0.113.${++visitors}`)
  expect((await browser.post('/dang-nhap', { login, password: demoPassword })).status, login).toBe(303)
  return browser
}

/** Posts a form and answers where it leads; a refusal is said with its words. */
async function posted(browser: Browser, path: string, fields: Record<string, string> = {}): Promise<string> {
  const answer = await browser.post(path, fields)
  const said = answer.body.match(/class="error-summary[\s\S]{0,600}/)?.[0].replace(/<[^>]+>/g, ' ')
  expect([path, answer.status, said], path).toEqual([path, 303, undefined])
  return answer.to!
}

const id = '[0-9a-f]{8}-[0-9a-f-]{27}'
const found = (body: string, pattern: string): string => {
  const match = new RegExp(pattern).exec(body)
  expect(match, pattern).not.toBeNull()
  return match![1]!
}

test('whoever first opens the demo meets the tasting by code, and a producer her score and the way to the next star', async () => {
  const member = await person('hoi-dong-2')
  const tasting = found((await member.get('/lam-viec')).body, `"(/lam-viec/phien-hop/${id}/nem-thu)"`)
  const glasses = (await member.get(tasting)).body
  expect([...glasses.matchAll(/id="mau-(M\d\d)"/g)].map(([, code]) => code)).toEqual(['M01', 'M02'])
  const producer = await person('chu-the-suoi-hoa')
  const { dossierId, star } = await application.kernel.db
    .selectFrom('result as r')
    .innerJoin('dossier as d', 'd.id', 'r.dossier_id')
    .innerJoin('producer as p', 'p.id', 'd.producer_id')
    .select(['d.id as dossierId', 'r.star'])
    .where('p.name', '=', 'Hợp tác xã Dệt zèng Suối Hoa')
    .executeTakeFirstOrThrow()
  const own = (await producer.get(`/lam-viec/ket-qua-cua-toi/${dossierId}`)).body
  expect(own).toContain(`Lên ${star! + 1} sao: cần thêm`)
  const dossierPage = async (reader: Browser, of: string) => (await reader.get(`/lam-viec/ho-so/${of}`)).body
  expect(await dossierPage(producer, dossierId)).toContain(`href="/lam-viec/ket-qua-cua-toi/${dossierId}"`)
  const byProduct = async (name: string) =>
    (
      await application.kernel.db
        .selectFrom('dossier as d')
        .innerJoin('product as t', 't.id', 'd.product_id')
        .select('d.id')
        .where('t.name', '=', name)
        .executeTakeFirstOrThrow()
    ).id
  expect(await dossierPage(producer, await byProduct('Khăn zèng Suối Hoa'))).not.toContain(
    '/lam-viec/ket-qua',
  )
  const agreed = await byProduct('Tôm chua Làng Sóng')
  expect(await dossierPage(await person('van-phong-1'), agreed)).toMatch(
    /href="\/lam-viec\/ket-qua\/[0-9a-f-]{36}"/,
  )
})

test('the demo’s appeal is walked to its end by the people of the demo: separate panel, sealed originals, a new decision', async () => {
  const { db } = application.kernel
  const office = await person('van-phong-1')
  expect((await office.get('/lam-viec')).body).toContain('Xử lý khiếu nại: ')
  const list = (await office.get('/lam-viec/khieu-nai')).body
  const dossierId = found(list, `/lam-viec/khieu-nai/(${id})/hoi-dong`)
  const councilId = found(list, `<option[^>]*value="(${id})"`)
  const former = await db
    .selectFrom('result')
    .select(['id', 'item_id as itemId'])
    .where('dossier_id', '=', dossierId)
    .executeTakeFirstOrThrow()
  await posted(office, `/lam-viec/khieu-nai/${dossierId}/hoi-dong`, { councilId, reason: 'Chấm lại toàn bộ' })

  const secretary = await person('thu-ky-khieu-nai')
  const desk = (await secretary.get('/lam-viec')).body
  expect(desk).toContain('Lập phiên chấm lại: ')
  const plan = found(desk, `"(/lam-viec/hoi-dong/${councilId}/lap-phien)"`)
  const agenda = await posted(secretary, plan, { mode: 'meeting', heldOn: today(), venue: 'Phòng họp 2' })
  const sitting = found(agenda, `(/lam-viec/phien-hop/${id})`)
  // One that another agenda has is named; what else was ticked stays ticked.
  const elsewhere = await db
    .selectFrom('sitting_item as i')
    .innerJoin('dossier as d', 'd.id', 'i.dossier_id')
    .innerJoin('product as t', 't.id', 'd.product_id')
    .select(['d.id', 't.name'])
    .where('d.status', '<>', 'before-council')
    .executeTakeFirstOrThrow()
  const gone = await secretary.post(agenda, { dossiers: [dossierId, elsewhere.id] })
  expect(gone.status).toBe(422)
  expect(gone.body).toContain(`“${elsewhere.name}” không còn chờ Hội đồng`)
  expect(gone.body).toMatch(new RegExp(`value="${dossierId}" checked`))
  // A seat whose end was refused keeps the reason typed, on the page of its council.
  const { id: memberId } = await db
    .selectFrom('council_member')
    .select('id')
    .where('council_id', '=', councilId)
    .executeTakeFirstOrThrow()
  const seat = { memberId, untilDay: 'mai', reason: 'Chuyển công tác từ tháng sau' }
  const kept = await office.post(`/lam-viec/hoi-dong/${councilId}/thoi`, seat)
  expect([kept.status, kept.body.includes('value="Chuyển công tác từ tháng sau"')]).toEqual([422, true])
  expect(kept.body).toContain('/lam-viec/hoi-dong"')
  await posted(secretary, agenda, { dossiers: dossierId })
  await posted(secretary, `${sitting}/buoc`, { step: 'convene' })
  await posted(secretary, `${sitting}/diem-danh`, { do: 'all' })

  const chair = await person('chu-tich-khieu-nai')
  const voters = [chair, await person('hoi-dong-khieu-nai-1'), await person('hoi-dong-khieu-nai-2')]
  const { itemId, regime, setNo } = await db
    .selectFrom('sitting_item as i')
    .innerJoin('dossier as d', 'd.id', 'i.dossier_id')
    .select(['i.id as itemId', 'd.regime', 'd.set_no as setNo'])
    .where('i.sitting_id', '=', sitting.split('/').at(-1)!)
    .executeTakeFirstOrThrow()
  for (const step of ['open', 'call-item', 'open-scoring'])
    await posted(chair, `${sitting}/buoc`, { step, itemId })
  const sheet = regulation.compiled(regime, setNo)!
  for (const voter of voters)
    await posted(voter, `${sitting}/cham/${itemId}`, {
      ...ticks(sheet),
      do: 'seal',
      confirm: 'yes',
      key: randomUUID(),
      round: '1',
      baseRevision: '0',
    })
  for (const step of ['open-sheets', 'agree', 'close'])
    await posted(chair, `${sitting}/buoc`, { step, itemId })
  for (const signer of [secretary, chair]) await posted(signer, `${sitting}/ky-bien-ban`, { version: '1' })

  // The panel never sees the first sheets, and they are as they were sealed.
  const { sitting_id: first } = await db
    .selectFrom('sitting_item')
    .select('sitting_id')
    .where('id', '=', former.itemId!)
    .executeTakeFirstOrThrow()
  for (const voter of voters)
    for (const path of [
      `/lam-viec/phien-hop/${first}`,
      `/lam-viec/phien-hop/${first}/san-pham/${former.itemId}`,
      `/lam-viec/ket-qua/${former.id}`,
    ])
      expect((await voter.get(path)).status, path).toBe(404)

  const { round_id: round } = await db
    .selectFrom('dossier')
    .select('round_id')
    .where('id', '=', dossierId)
    .executeTakeFirstOrThrow()
  await posted(office, `/lam-viec/to-trinh${round ? `/dot/${round}` : ''}`)
  const decision = await posted(office, '/lam-viec/quyet-dinh', {
    dossier: dossierId,
    title: 'Về kết quả giải quyết khiếu nại (minh họa)',
    signerName: 'Phạm Quang Lãng',
    signerOffice: 'Chủ tịch',
  })
  await posted(office, `${decision}/trinh`)
  const leader = await person('lanh-dao')
  await posted(leader, `${decision}/ban-hanh`, {
    number: '77/QĐ-UBND (minh họa)',
    decidedOn: today(),
    signerName: 'Phạm Quang Lãng',
    version: '1',
  })
  expect((await office.get('/lam-viec/khieu-nai')).body).toContain('Đã giải quyết')
  expect((await office.get('/lam-viec')).body).not.toContain('Xử lý khiếu nại: ')
  for (const feature of application.features)
    for (const invariant of feature.invariants ?? [])
      expect(await invariant.run(db), invariant.name).toEqual([])
}, 240_000)

const today = () => dayOf(application.kernel.clock)

/** The same level at every criterion, as a plain form sends it. */
function ticks(compiled: CompiledSheet): Record<string, string> {
  const answers = fixedAnswers(compiled.sheet, 0) as Record<string, number | null>
  return Object.fromEntries(
    Object.entries(answers).map(([code, answer]) => [`a.${code}`, choiceValue(answer)]),
  )
}
