import { expect, test } from 'vitest'
import { testDatabase } from '../../../../test/factories/index.ts'
import { fourStars, recognitionWorld } from '../../../../test/factories/recognition-world.ts'
import { fill } from '../../../platform/i18n/index.ts'
import { recognitionNotices } from '../notices.ts'
import { expiryReminders } from './reminders.ts'

test('Điều 7 khoản 6 điểm a, Điều 12 khoản 3: told when filing opens, before it closes, and late what can still be done', async () => {
  const world = await recognitionWorld(await testDatabase())
  const { db } = world.kernel
  const { decisionId } = await world.released([await world.agreed(fourStars(), await world.producer())])
  const id = await world.recognitionOf(decisionId)
  const until = '2029-06-01'
  const issued = (issuedOn: string) =>
    db
      .updateTable('recognition')
      .set({ issued_on: issuedOn, valid_until: until })
      .where('id', '=', id)
      .execute()
  const { places, reevaluation, measureLaw } = world.recognition.deps
  const told = async (today: string) => {
    const notices = await expiryReminders(db, places, today, reevaluation().window, measureLaw().extension)
    const found = notices.find((notice) => notice.about?.id === id)
    const { title, next } = recognitionNotices['recognition.expiring']!.vi
    const said = found?.params as Record<string, { vi: string }> | undefined
    return (
      said && `${fill(title, { product: '', stage: said.stage!.vi })} ${fill(next!, { next: said.next!.vi })}`
    )
  }
  await issued('2026-06-01')
  expect(await told('2028-09-01')).toContain(
    'còn 9 tháng Hồ sơ đánh giá lại nhận từ 03/12/2028 đến 01/02/2029',
  )
  expect(await told('2028-12-03')).toContain('đã đến thời gian nộp hồ sơ đánh giá lại')
  expect(await told('2029-01-18')).toContain('còn 14 ngày để nộp hồ sơ đánh giá lại')
  expect(await told('2029-03-01')).toContain('Từ ngày 02/06/2029, đăng ký đánh giá như lần đầu')
  await issued('2026-05-01')
  expect(await told('2029-03-01')).toContain('không quá ngày 28/11/2029 (Điều 12 khoản 3)')
  expect(await told('2029-03-01')).not.toContain('nhận từ')
})
