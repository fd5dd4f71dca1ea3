import sharp from 'sharp'
import { deedsOn, goOn, insist, mark, pictureOf, record, type Story, today, typed, validOf } from './story.ts'

const office = 'van-phong-1'
const inspector = 'kiem-tra'
const owner = 'chu-the-suoi-hoa'
const desk = '/lam-viec/kiem-tra'
const inspectorId = `select id from account where username = '${inspector}'`

/** A planned inspection of the demo province, of a product that no other deed needs. */
const planned = `select i.id from inspection i where i.is_demo and i.status not in ('signed', 'cancelled')
  and i.product_id not in (select p.id from product p join role_grant g on g.producer_id = p.producer_id
    join account a on a.id = g.account_id where a.username = '${owner}') order by i.id limit 1`

const signature = sharp({ create: { width: 60, height: 20, channels: 3, background: '#fff' } })
  .png()
  .toBuffer()
  .then((bytes) => bytes.toString('base64'))

interface Visit {
  readonly id: string
  readonly status: string
  readonly team: number
  readonly photos: number
  readonly checklist: readonly { code: string }[]
  readonly answers: number
  readonly finding: string | null
  readonly standing: string | null
}

const visitOf = `select i.id, i.status, i.checklist, f.id as finding, f.status as standing,
  (select count(*)::int from inspection_member m where m.inspection_id = i.id) as team,
  (select count(*)::int from inspection_photo x where x.inspection_id = i.id) as photos,
  (select count(*)::int from inspection_answer x where x.inspection_id = i.id) as answers
  from inspection i left join finding f on f.inspection_id = i.id where i.why = $1`

/** Work outside the office: inspections from the plan to the closed finding, and events. */
export const fieldwork: readonly Story[] = [
  {
    // Planned, a team, a photograph, notes, minutes signed under their number, the finding answered and accepted.
    feature: 'visits',
    tell: (key, sender) =>
      goOn(key, sender, async () => {
        const { id: product } = await record(sender, validOf(owner, 1))
        const [visit] = await sender.find<Visit>(visitOf, key)
        if (!visit) {
          const [open] = await sender.find(
            `select id from inspection where product_id = $1 and status not in ('signed', 'cancelled')`,
            product,
          )
          if (open)
            return [
              `off-${open.id}`,
              { login: office, url: `${desk}/${open.id}/huy`, fields: { reason: 'Đổi đợt' } },
            ]
          const fields = { dueOn: typed(`${today().slice(0, 4)}-12-31`), why: key, productId: product! }
          return ['plan', { login: office, url: `${desk}/dot-xuat`, fields }]
        }
        const url = `${desk}/${visit.id}`
        if (visit.team === 0) {
          const { id: leader } = await record(sender, inspectorId)
          return ['team', { login: office, url: `${url}/doan`, fields: { leader: leader! } }]
        }
        if (visit.photos === 0) {
          const file = { field: 'photos', name: 'anh.png', type: 'image/png', text: await pictureOf(key) }
          return ['photo', { login: inspector, url: `${url}/anh`, fields: { code: 'mark' }, file }]
        }
        if (visit.answers === 0) {
          const notes = visit.checklist.map(({ code }) => ({
            code,
            verdict: code === 'mark' ? 'not-met' : 'met',
            severity: code === 'mark' ? 'minor' : null,
            note: code === 'mark' ? key : '',
            notedAt: new Date(0).toISOString(),
          }))
          return [
            'notes',
            { login: inspector, url: `/api/v1/inspections/${visit.id}/notes`, json: { notes } },
          ]
        }
        if (visit.status !== 'signed') {
          const drawn = await signature
          const said = { statement: 'Sẽ sửa', producerName: 'Người thử' }
          const json = { ...said, producerSignature: drawn, inspectorSignature: drawn }
          return ['sign', { login: inspector, url: `/api/v1/inspections/${visit.id}/signature`, json }]
        }
        const finding = `${desk}/phat-hien/${visit.finding}`
        const done = await deedsOn(sender, visit.id, 'inspection.finding-%')
        if (done === 0)
          return ['answer', { login: owner, url: `${finding}/tra-loi`, fields: { words: 'Đã sửa nhãn' } }]
        const fields = { result: 'accept', words: 'Đã xem ảnh', dueOn: '' }
        return done === 1 ? ['review', { login: inspector, url: `${finding}/xem-lai`, fields }] : null
      }),
    sql: `select i.why as key, count(*)::int as times from inspection i join finding f on f.inspection_id = i.id
      join finding_action x on x.finding_id = f.id and x.action = 'accept'
      where i.why like 'crash-visits-%' and i.status = 'signed' and i.minutes is not null group by 1`,
  },
  {
    // A note on an item of an inspection: of two the later stands.
    feature: 'notes',
    async tell(key, sender) {
      const { id } = await record(sender, planned)
      const [{ team } = { team: 0 }] = await sender.find<{ team: number }>(
        'select count(*)::int as team from inspection_member where inspection_id = $1',
        id,
      )
      if (team === 0) {
        const { id: leader } = await record(sender, inspectorId)
        await sender.send(`notes-team-${id}`, {
          login: office,
          url: `${desk}/${id}/doan`,
          fields: { leader: leader! },
        })
      }
      // Sent again it is the same note, of the same moment.
      const [, , round, n] = key.split('-').map(Number)
      const notedAt = new Date(Date.UTC(2026, 0, 1) + (round! * 10_000 + n!) * 1000).toISOString()
      const notes = [{ code: 'mark', verdict: 'met', severity: null, note: key, notedAt }]
      insist(
        key,
        await sender.send(key, { login: inspector, url: `/api/v1/inspections/${id}/notes`, json: { notes } }),
      )
    },
    stands: async (sender) => {
      const { id } = await record(sender, planned)
      return mark(
        sender,
        `select note as mark from inspection_answer where inspection_id = $1 and code = 'mark'`,
        id,
      )
    },
  },
  {
    // An event is drafted, announced, and called off.
    feature: 'courses',
    tell: (key, sender) =>
      goOn(key, sender, async () => {
        const [event] = await sender.find<{ id: string; status: string; version: number }>(
          `select id, status, version from activity where title ->> 'vi' = $1`,
          key,
        )
        if (!event) {
          const day = typed(today(9))
          const about = { kind: 'training', place: '46', venue: 'Hội trường', leadAgency: 'snnmt-hue' }
          const session = { 'day-1': day, 'from-1': '08:00', 'to-1': '11:00' }
          const fields = { ...about, ...session, titleVi: key }
          return ['draft', { login: office, url: '/lam-viec/hoat-dong/them', fields }]
        }
        const url = `/lam-viec/hoat-dong/${event.id}`
        if (event.status === 'draft') return ['announce', { login: office, url: `${url}/cong-bo` }]
        if (event.status !== 'announced') return null
        return ['cancel', { login: office, url: `${url}/huy`, fields: { reason: 'Mưa bão' } }]
      }),
    sql: `select title ->> 'vi' as key, count(*)::int as times from activity
      where title ->> 'vi' like 'crash-%' and status = 'cancelled' group by 1`,
  },
]
