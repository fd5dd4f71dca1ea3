import { deedsOn, goOn, insist, mark, onePage, pictureOf, record, type Story, today, typed } from './story.ts'

const office = 'van-phong-1'
const editor = 'bien-tap'
const news = '/lam-viec/tin-bai'
const pilot = () => `/lam-viec/ke-hoach/${today().slice(0, 4)}/mo-hinh`
const planOfYear = () =>
  `select id from plan where year = ${today().slice(0, 4)} and status = 'published' and place_code = '46'`

/** The dossier that a commune of the demo province has received: its officer records the meeting and writes the report. */
const atCommune = `select id from dossier where is_demo and status = 'commune.received' and place_code = '19813' order by id limit 1`
const communeOfficer = 'can-bo-thuy-xuan'

/** The way of an article; each step is one action. */
const newsSteps = (version: number, last: number): readonly [string, Record<string, string>][] => [
  ['gui-duyet', {}],
  ['tra-lai', { reason: 'Sửa lời dẫn' }],
  ['dang', { at: '', seen: String(version) }],
  ['hoan-tac', { buoc: String(last) }],
  ['dang', { at: '', seen: String(version) }],
  ['go', {}],
]

/** Deeds of the province's office, the commune's desk and the portal's editors. */
export const desk: readonly Story[] = [
  {
    // Written, given a file that is taken off, submitted, returned, published, undone, published, withdrawn.
    feature: 'newsdesk',
    tell: (key, sender) =>
      goOn(key, sender, async () => {
        const [piece] = await sender.find<{
          id: string
          version: number
          last: number
          files: number
          off: number
        }>(
          `select a.id, a.version, (select coalesce(max(seq), 0)::int from article_action x where x.article_id = a.id) as last,
           (select count(*)::int from article_attachment f where f.article_id = a.id) as files,
           (select count(*)::int from article_attachment f where f.article_id = a.id and removed_at is not null) as off
           from article a where a.title = $1`,
          key,
        )
        if (!piece) {
          const blank = { lead: '', authorName: '', unitName: '', version: '0', updatedOn: typed(today()) }
          const fields = { ...blank, title: key, body: 'Nội dung.', category: 'thong-bao', lang: 'vi' }
          return ['new', { login: editor, url: `${news}/moi`, fields }]
        }
        if (piece.files === 0) {
          const file = { field: 'file', name: 'phu-luc.pdf', type: 'application/pdf', text: onePage(key) }
          return [
            'attach',
            { login: editor, url: `${news}/${piece.id}/tap-tin`, fields: { title: 'Phụ lục' }, file },
          ]
        }
        if (piece.off === 0) {
          const [{ id } = {} as never] = await sender.find(
            'select id from article_attachment where article_id = $1 order by id limit 1',
            piece.id,
          )
          return ['detach', { login: editor, url: `${news}/tap-tin/${id}/go` }]
        }
        const step = newsSteps(piece.version, piece.last)[piece.last]
        return step
          ? [`${piece.last}`, { login: editor, url: `${news}/${piece.id}/${step[0]}`, fields: step[1] }]
          : null
      }),
    sql: `select a.title as key, case when count(*) = 6 then 1 else 2 end as times
      from article a join article_action x on x.article_id = a.id
      where a.title like 'crash-newsdesk-%' group by a.id, a.title having count(*) >= 6`,
  },
  {
    // A picture of the portal's library: added, described, taken out, put back.
    feature: 'pictures',
    tell: (key, sender) =>
      goOn(key, sender, async () => {
        const url = `${news}/anh`
        const [picture] = await sender.find('select id from portal_picture where alternative = $1', key)
        if (!picture) {
          const file = { field: 'file', name: 'anh.png', type: 'image/png', text: await pictureOf(key) }
          return ['add', { login: editor, url, fields: { alternative: key, caption: '' }, file }]
        }
        const done = await deedsOn(sender, picture.id!, 'picture.%')
        const described = { alternative: key, caption: 'Lời mới' }
        if (done === 1) return ['describe', { login: editor, url: `${url}/${picture.id}`, fields: described }]
        if (done === 2) return ['out', { login: editor, url: `${url}/${picture.id}/bo` }]
        return done === 3 ? ['back', { login: editor, url: `${url}/${picture.id}/lai` }] : null
      }),
    sql: `select alternative as key, count(*)::int as times from portal_picture
      where alternative like 'crash-%' and caption = 'Lời mới' and removed_at is null group by 1`,
  },
  {
    // A photograph of the pilot: added, removed, put back, shown.
    feature: 'pilot',
    tell: (key, sender) =>
      goOn(key, sender, async () => {
        const [photo] = await sender.find('select id from plan_pilot_photo where note = $1', key)
        if (!photo) {
          const file = { field: 'photo', name: 'anh.png', type: 'image/png', text: await pictureOf(key) }
          const fields = { takenOn: typed(today()), note: key, placeWords: 'Bạch Mã' }
          return ['add', { login: office, url: `${pilot()}/anh`, fields, file }]
        }
        const { id: plan } = await record(sender, planOfYear())
        const [{ done } = { done: 0 }] = await sender.find<{ done: number }>(
          `select count(*)::int as done from audit_entry where subject_kind = 'plan' and subject_id = $1
           and action like 'plan.pilot-photo-%' and detail ->> 'photo' = $2`,
          plan,
          photo.id,
        )
        const step = (['bo', 'dat-lai', 'dang'] as const)[done]
        return step ? [step, { login: office, url: `${pilot()}/anh/${photo.id}/${step}` }] : null
      }),
    sql: `select note as key, count(*)::int as times from plan_pilot_photo
      where note like 'crash-%' and removed_at is null group by 1`,
  },
  {
    // Where the raw material of the pilot grows: told again it goes over what was told.
    feature: 'area',
    async tell(key, sender) {
      const { id } = await record(sender, planOfYear())
      const [{ version, words } = { version: 0, words: '' }] = await sender.find<{
        version: number
        words: string
      }>('select version, area_words as words from plan_pilot where plan_id = $1', id)
      if (words === key) return
      const fields = { areaWords: key, area: '3,5', version: String(version) }
      insist(key, await sender.send(key, { login: office, url: pilot(), fields }))
    },
    stands: async (sender) => {
      const { id } = await record(sender, planOfYear())
      return mark(sender, 'select area_words as mark from plan_pilot where plan_id = $1', id)
    },
  },
  {
    // Rounds beyond the law's own. The law's years have twenty ordinals: what is closed is put away under years long past.
    feature: 'openings',
    tell: (key, sender) =>
      goOn(key, sender, async () => {
        const [round] = await sender.find<{ id: string; status: string }>(
          'select id, status from round where plan_no = $1',
          key,
        )
        if (round?.status === 'closed') return null
        if (round) return ['close', { login: office, url: `/lam-viec/dot-danh-gia/${round.id}/dong` }]
        await sender.find(
          `update round set year = 1000 + (select count(*) from round where year < 2000) where id =
           (select id from round where plan_no like 'crash-%' and status = 'closed' and year > 2000 order by id limit 1)`,
        )
        const year = Number(today().slice(0, 4)) + 1
        const [{ ordinal } = { ordinal: 0 }] = await sender.find<{ ordinal: number }>(
          `select n as ordinal from generate_series(3, 20) n where not exists (select from round
           where year = $1 and ordinal = n and province_code = '46' and level = 'tinh') order by n limit 1`,
          year,
        )
        const days = { proposalsBefore: `01/03/${year}`, heldBefore: `01/05/${year}` }
        const fields = { year: String(year), ordinal: String(ordinal), extra: 'yes', planNo: key, ...days }
        return ['open', { login: office, url: '/lam-viec/dot-danh-gia/mo', fields }]
      }),
    sql: `select plan_no as key, count(*)::int as times from round
      where plan_no like 'crash-%' and status = 'closed' group by 1`,
  },
  {
    // The commune's meeting on a dossier: recorded again it takes the place of the former record.
    feature: 'meeting',
    async tell(key, sender) {
      const { id } = await record(sender, atCommune)
      const json = { heldOn: today(), present: 'Đủ thành phần', conclusion: key }
      const url = `/api/v1/dossiers/${id}/meeting`
      insist(key, await sender.send(key, { login: communeOfficer, method: 'PUT', url, json }))
    },
    stands: async (sender) => {
      const { id } = await record(sender, atCommune)
      return mark(sender, 'select conclusion as mark from commune_meeting where dossier_id = $1', id)
    },
  },
  {
    // The commune's report (Mẫu số 03) as it is kept while it is written.
    feature: 'communereport',
    async tell(key, sender) {
      const { id } = await record(sender, atCommune)
      const [kept] = await sender.find<{ version: number; words: string }>(
        `select version, form ->> 'localMaterials' as words from commune_report where dossier_id = $1`,
        id,
      )
      if (kept?.words === key) return
      const json = { topics: { localMaterials: key }, version: kept?.version ?? 0 }
      const url = `/api/v1/dossiers/${id}/commune-report`
      insist(key, await sender.send(key, { login: communeOfficer, method: 'PUT', url, json }))
    },
    stands: async (sender) => {
      const { id } = await record(sender, atCommune)
      return mark(
        sender,
        `select form ->> 'localMaterials' as mark from commune_report where dossier_id = $1`,
        id,
      )
    },
  },
  {
    // A set of open data that shrank is published by a person who says why. What holds it back is the nightly job: here it is put there.
    feature: 'opendata',
    tell: (key, sender) =>
      goOn(key, sender, async () => {
        const [done] = await sender.find('select id from open_data_publication where reason = $1', key)
        if (done) return null
        await sender.find(
          `insert into open_data_publication (id, data_set, taken_at, rows, hash, content, status, missing)
           select gen_random_uuid(), 'products', now(), rows, encode(sha256(random()::text::bytea), 'hex'), content, 'held', '["Sản phẩm thử"]'
           from open_data_publication where content is not null
           and not exists (select from open_data_publication where data_set = 'products' and status = 'held')
           order by taken_at desc limit 1`,
        )
        const [held] = await sender.find(
          `select id from open_data_publication where data_set = 'products' and status = 'held' order by id limit 1`,
        )
        return [
          'publish',
          { login: office, url: `/lam-viec/du-lieu-mo/${held!.id}`, fields: { reason: key } },
        ]
      }),
    sql: `select reason as key, count(*)::int as times from open_data_publication
      where reason like 'crash-%' and status = 'published' group by 1`,
  },
]
