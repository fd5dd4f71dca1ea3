import { expect, it } from 'vitest'
import { type Minutes, minutesPaper } from './minutes.ts'

const minutes: Minutes = {
  number: '01/BB-KTOCOP/2026',
  signedAt: '2026-09-01T04:00:00.000Z',
  day: '2026-09-01',
  office: 'Văn phòng thử',
  product: 'Hương thử',
  producer: 'Hợp tác xã thử',
  place: 'Phường thử',
  reason: 'Kiểm tra đột xuất',
  team: [
    { name: 'Người Dẫn Đầu', leads: true },
    { name: 'Người Cùng Đi', leads: false },
  ],
  rows: [],
  findings: [],
  photos: [],
  statement: '',
  inspector: { name: 'Người Cùng Đi', picture: null, leads: false },
  producerSide: { name: 'Chủ cơ sở', picture: null, refused: null },
  isDemo: false,
}
const printed = (some: Partial<Minutes>) => JSON.stringify(minutesPaper({ ...minutes, ...some }, 'Huế', {}))

it('minutes the producer refuses to sign do not say that both sides agreed', () => {
  expect(printed({})).toContain('các bên đã đọc lại và thống nhất')
  const refused = printed({ producerSide: { name: '', picture: null, refused: 'Không đồng ý' } })
  expect(refused).not.toContain('thống nhất')
  expect(refused).toContain('đại diện cơ sở không ký xác nhận')
})

it('minutes name the signer leader of the team only if the signer leads it', () => {
  expect(printed({})).toContain('"Thành viên đoàn kiểm tra"')
  expect(printed({})).not.toContain('"Trưởng đoàn kiểm tra"')
  expect(printed({ inspector: { name: 'Người Dẫn Đầu', picture: null, leads: true } })).toContain(
    '"Trưởng đoàn kiểm tra"',
  )
  const before = { name: 'Người Dẫn Đầu', picture: null }
  expect(printed({ inspector: before }), 'signed before it was noted').toContain('"Trưởng đoàn kiểm tra"')
})
