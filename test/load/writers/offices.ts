import { uuidOf } from './sender.ts'
import { deedsOn, goOn, onePage, producerOf, record, type Story, today } from './story.ts'

const office = 'van-phong-1'
const owner = 'chu-the-doi-may'
const unitForm = {
  nameEn: '',
  servicesVi: '',
  servicesEn: '',
  address: '',
  phone: '',
  email: '',
  hours: '',
  website: '',
}
const nextPlan = () =>
  `select id, year::text as year from plan where status = 'consulting' and year > ${today().slice(0, 4)} order by year limit 1`

/** Ways that end where they began, and what others say on a plan. */
export const offices: readonly Story[] = [
  {
    // A supporting unit is entered, changed, taken off.
    feature: 'unitsgone',
    tell: (key, sender) =>
      goOn(key, sender, async () => {
        const [unit] = await sender.find<{ id: string; version: number }>(
          `select id, version from support_unit where name ->> 'vi' = $1`,
          key,
        )
        const fields = { ...unitForm, nameVi: key, version: String(unit?.version ?? 0) }
        const desk = '/lam-viec/don-vi-ho-tro'
        if (!unit) return ['new', { login: office, url: `${desk}/moi`, fields }]
        const done = await deedsOn(sender, unit.id, 'support-unit.%')
        if (done === 1)
          return [
            'change',
            { login: office, url: `${desk}/${unit.id}`, fields: { ...fields, address: 'Số 2' } },
          ]
        return done === 2 ? ['off', { login: office, url: `${desk}/${unit.id}/bo` }] : null
      }),
    sql: `select name ->> 'vi' as key, count(*)::int as times from support_unit
      where name ->> 'vi' like 'crash-unitsgone-%' and removed_at is not null group by 1`,
  },
  {
    // A paper of a producer is taken away and put back.
    feature: 'papers',
    tell: (key, sender) =>
      goOn(key, sender, async () => {
        const { id } = await record(sender, producerOf(owner))
        const [paper] = await sender.find('select id from paper where title = $1', key)
        if (!paper) {
          const page = await sender.page(owner, `/lam-viec/tai-lieu/${id}/them`)
          const kind = /<select[^>]*name="kind"[\s\S]*?<option value="([^"]+)"/.exec(page)![1]!
          const fields = {
            once: uuidOf(key),
            kind,
            title: key,
            number: '',
            issuer: '',
            issuedOn: '',
            validUntil: '',
          }
          const file = { field: 'files', name: `${key}.pdf`, type: 'application/pdf', text: onePage(key) }
          return ['add', { login: owner, url: `/lam-viec/tai-lieu/${id}/them`, fields, file }]
        }
        const url = `/lam-viec/tai-lieu/giay/${paper.id}`
        const done = await deedsOn(sender, paper.id!, 'paper.re%')
        if (done === 0) return ['out', { login: owner, url: `${url}/bo` }]
        return done === 1 ? ['back', { login: owner, url: `${url}/khoi-phuc` }] : null
      }),
    sql: `select p.title as key, count(*)::int as times from paper p where p.title like 'crash-papers-%'
      and p.removed_at is null group by 1`,
  },
  {
    // An agency comments on a plan that was sent round; the office answers.
    feature: 'remarks',
    tell: (key, sender) =>
      goOn(key, sender, async () => {
        const { year } = await record(sender, nextPlan())
        const url = `/lam-viec/ke-hoach/${year}/soan/y-kien`
        const [comment] = await sender.find<{ id: string; taken: boolean | null }>(
          'select id, taken from plan_comment where words = $1',
          key,
        )
        if (!comment)
          return [
            'say',
            { login: 'so-nnmt', url, fields: { words: key, agencyId: 'snnmt-hue', agency: 'snnmt-hue' } },
          ]
        if (comment.taken !== null) return null
        return [
          'answer',
          { login: office, url: `${url}/${comment.id}`, fields: { taken: 'yes', answer: 'Tiếp thu' } },
        ]
      }),
    sql: `select words as key, count(*)::int as times from plan_comment
      where words like 'crash-%' and taken group by 1`,
  },
]
