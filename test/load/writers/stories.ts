import { council } from './council.ts'
import { featureDeeds } from './deeds.ts'
import { desk } from './desk.ts'
import { fieldwork } from './fieldwork.ts'
import { market } from './market.ts'
import { offices } from './offices.ts'
import { people } from './people.ts'
import { procedures } from './procedures.ts'
import { progress } from './progress.ts'
import { uuidOf } from './sender.ts'
import { insist, onePage, producerOf, record, type Story, times, today, typed, validOf } from './story.ts'

const records: readonly Story[] = [
  {
    feature: 'evidence',
    async tell(key, sender) {
      const { id } = await record(sender, producerOf('chu-the-doi-may'))
      const kind = /<select[^>]*name="kind"[\s\S]*?<option value="([^"]+)"/.exec(
        await sender.page('chu-the-doi-may', `/lam-viec/tai-lieu/${id}/them`),
      )![1]!
      insist(
        key,
        await sender.send(key, {
          login: 'chu-the-doi-may',
          url: `/lam-viec/tai-lieu/${id}/them`,
          fields: {
            once: uuidOf(key),
            kind,
            title: key,
            number: '',
            issuer: '',
            issuedOn: '',
            validUntil: '',
          },
          file: { field: 'files', name: `${key}.pdf`, type: 'application/pdf', text: onePage(key) },
        }),
      )
    },
    sql: `select p.title as key, count(*)::int as times from paper p join paper_page g on g.paper_id = p.id
      join file f on f.hash = g.file_hash where p.title like 'crash-%' group by 1`,
  },
  {
    feature: 'products',
    async tell(key, sender) {
      const { id, place } = await record(sender, producerOf('chu-the-suoi-hoa'))
      const fields = { producerId: id!, name: key, set: '1', place: place! }
      const login = 'chu-the-suoi-hoa'
      insist(key, await sender.send(key, { login, url: '/lam-viec/san-pham/them', fields }))
    },
    sql: times('name', 'product'),
  },
  {
    feature: 'traces',
    async tell(key, sender) {
      const { id } = await record(sender, validOf('chu-the-suoi-hoa'))
      const fields = { lot: lotOf(key), madeOn: typed(today()), bestBefore: '', origin: 'Thôn Một' }
      insist(
        key,
        await sender.send(key, { login: 'chu-the-suoi-hoa', url: `/lam-viec/truy-xuat/${id}/lo`, fields }),
      )
    },
    token: lotOf,
    sql: `select lot as key, count(*)::int as times from product_lot where lot like 'CRASH-%' group by 1`,
  },
  {
    feature: 'returns',
    async tell(key, sender) {
      const { id } = await record(sender, validOf('chu-the-suoi-hoa'))
      const period = await record(
        sender,
        `select to_char(date_trunc('quarter', now()) - interval '3 months', 'YYYY-MM-DD') as day`,
      )
      const figures = { output: '400', unit: 'kg', sales: '30000000', jobs: '6' }
      const fields = { period: period.day!, ...figures, words: key, confirmed: 'yes' }
      const login = 'chu-the-suoi-hoa'
      insist(key, await sender.send(key, { login, url: `/lam-viec/bao-cao-ky/${id}`, fields }))
    },
    sql: `select key, count(*)::int as times from (select words as key from producer_return
      union all select figures->>'words' from producer_return_former) x where key like 'crash-%' group by 1`,
  },
  {
    feature: 'support',
    async tell(key, sender) {
      const { id } = await record(sender, validOf('chu-the-suoi-hoa'))
      const [open] = await sender.find<{ id: string; version: number }>(
        `select id, version from support where product_id = $1 and measure = 'packaging' and status = 'requested'
         and reason <> $2`,
        id,
        key,
      )
      // One request of a kind at a time: the one before is taken back.
      if (open)
        await sender.send(`${key}-before`, {
          login: 'chu-the-suoi-hoa',
          url: `/lam-viec/ho-tro/${open.id}/rut`,
          fields: { version: String(open.version) },
        })
      insist(
        key,
        await sender.send(key, {
          login: 'chu-the-suoi-hoa',
          url: '/lam-viec/ho-tro/moi',
          fields: {
            product: id!,
            measure: 'packaging',
            agency: 'snnmt-hue',
            cost: '2000',
            asked: '1000',
            reason: key,
          },
          file: { field: 'quote', name: 'bao-gia.pdf', type: 'application/pdf', text: onePage(key) },
        }),
      )
    },
    sql: times('reason', 'support'),
  },
  {
    feature: 'enrolments',
    async tell(key, sender) {
      const fields = { aim: 'idea', productName: key, producerName: 'Hộ thử', communeCode: '19813', note: '' }
      const url = `/lam-viec/danh-muc/${today().slice(0, 4)}/them`
      insist(key, await sender.send(key, { login: 'can-bo-thuy-xuan', url, fields }))
    },
    sql: times('product_name', 'enrolment'),
  },
  {
    feature: 'plans',
    async tell(key, sender) {
      const { id } = await record(
        sender,
        `select t.id from plan_task t join plan p on p.id = t.plan_id where t.lead_agency = 'snnmt-hue'
         and p.status = 'published' and t.status <> 'done' order by t.id limit 1`,
      )
      const fields = { action: 'report-progress', note: key, evidence: '' }
      insist(
        key,
        await sender.send(key, { login: 'so-nnmt', url: `/lam-viec/ke-hoach/nhiem-vu/${id}`, fields }),
      )
    },
    sql: times('note', 'plan_task_action'),
  },
  {
    feature: 'activities',
    async tell(key, sender) {
      const { activity, session } = await record(
        sender,
        `select a.id as activity, s.id as session from activity a join activity_session s on s.activity_id = a.id
         where a.status = 'announced' and a.is_demo order by s.starts_at limit 1`,
      )
      const url = `/lam-viec/hoat-dong/${activity}/buoi/${session}/danh-sach/them`
      const fields = { name: key, phone: '', unit: '', producer: '' }
      insist(key, await sender.send(key, { login: 'van-phong-1', url, fields }))
    },
    sql: `select person_name as key, count(*)::int as times from activity_enrolment e
      join activity_attendance t on t.enrolment_id = e.id where person_name like 'crash-%' group by 1`,
  },
  {
    feature: 'inspections',
    async tell(key, sender) {
      const { id } = await record(sender, validOf('chu-the-suoi-hoa'))
      const [open] = await sender.find(
        `select id from inspection where product_id = $1 and status not in ('signed', 'cancelled') and why <> $2`,
        id,
        key,
      )
      if (open)
        await sender.send(`${key}-before`, {
          login: 'van-phong-1',
          url: `/lam-viec/kiem-tra/${open.id}/huy`,
          fields: { reason: 'Đã có đợt khác' },
        })
      const fields = { dueOn: typed(`${today().slice(0, 4)}-12-31`), why: key, productId: id! }
      insist(
        key,
        await sender.send(key, { login: 'van-phong-1', url: '/lam-viec/kiem-tra/dot-xuat', fields }),
      )
    },
    sql: times('why', 'inspection'),
  },
  {
    feature: 'documents',
    async tell(key, sender) {
      const blank = { effectiveFrom: '', effectiveTo: '', signer: '', field: '', note: '', version: '0' }
      const about = { number: key, kind: 'quyet-dinh', title: key, issuer: 'UBND', issuedOn: '01/09/2026' }
      const fields = { ...blank, ...about }
      insist(key, await sender.send(key, { login: 'van-phong-1', url: '/lam-viec/van-ban/moi', fields }))
    },
    sql: times('number', 'legal_document'),
  },
  {
    feature: 'imports',
    async tell(key, sender) {
      insist(
        key,
        await sender.send(key, {
          login: 'van-phong-1',
          url: '/lam-viec/nhap-lieu',
          fields: { kind: 'units' },
          file: { field: 'file', name: key, type: 'text/csv', text: `Tên đơn vị\nĐơn vị ${key}\n` },
        }),
      )
    },
    sql: times('file_name', 'import_run'),
  },
  {
    feature: 'promotion',
    async tell(key, sender) {
      const about = {
        kind: 'shop',
        address: 'Số 1',
        placeCode: '19813',
        operator: 'Hộ thử',
        hours: '',
        telephone: '',
      }
      const fields = { ...about, name: key, openedOn: typed(today()) }
      insist(
        key,
        await sender.send(key, { login: 'van-phong-1', url: '/lam-viec/xuc-tien/diem-ban/moi', fields }),
      )
    },
    sql: times('name', 'selling_point'),
  },
  {
    feature: 'privacy',
    async tell(key, sender) {
      const login = 'so-nnmt'
      const [open] = await sender.find(
        `select r.reason from erasure_request r join account a on a.id = r.account_id
         where a.username = $1 and r.decided_at is null`,
        login,
      )
      const path = '/lam-viec/du-lieu-cua-toi'
      if (open && open.reason !== key)
        await sender.send(`${key}-before`, { login, url: `${path}/rut-yeu-cau` })
      insist(key, await sender.send(key, { login, url: `${path}/yeu-cau-xoa`, fields: { reason: key } }))
    },
    sql: times('reason', 'erasure_request'),
  },
]

/** Lots have short names. */
function lotOf(key: string): string {
  return `CRASH-${uuidOf(key).slice(0, 13).toUpperCase()}`
}

/** One request each, as their forms are sent. */
const forms = featureDeeds.map(
  ({ feature, login, url, fields, sql }): Story => ({
    feature,
    sql,
    tell: async (key, sender) => insist(key, await sender.send(key, { login, url, fields: fields(key) })),
  }),
)

export const allStories: readonly Story[] = [
  ...forms,
  ...records,
  ...progress,
  ...procedures,
  ...people,
  ...desk,
  ...market,
  ...fieldwork,
  ...council,
  ...offices,
]
