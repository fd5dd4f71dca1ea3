import { demoPassword } from '../../../src/features/accounts/index.ts'
import { deedsOn, goOn, pictureOf, record, type Story, today, typed } from './story.ts'

const accounts = '/lam-viec/quan-tri/tai-khoan'

/** The kinds of notices a key leaves silent are the bits of its number, so that each choice differs from the one before. */
const numberOf = (key: string) => {
  const [, , round = 0, n = 0] = key.split('-').map(Number)
  return round * 256 + n + 1
}
const chooser = 'van-phong-2'
const kindsOn = (page: string) =>
  [...page.matchAll(/name="kinds"[^>]*value="([^"]+)"/g)].map(([, kind]) => kind!).sort()

/** Who may what, and for whom: accounts with roles, loans, tokens, consents, producers recorded twice, kinds of notices. */
export const people: readonly Story[] = [
  {
    // An account is made, given a role that ends again, and locked.
    feature: 'grants',
    tell: (key, sender) =>
      goOn(key, sender, async () => {
        const login = 'quan-tri'
        const [row] = await sender.find<{ id: string; grant: string | null; over: boolean; locked: boolean }>(
          `select a.id, g.id as grant, g.ended_at is not null as over, a.locked_at is not null as locked
           from account a left join role_grant g on g.account_id = a.id where a.username = $1`,
          key,
        )
        if (!row) return ['new', { login, url: `${accounts}/moi`, fields: { name: key, username: key } }]
        const url = `${accounts}/${row.id}`
        const reason = 'Thử'
        if (!row.grant)
          return ['give', { login, url: `${url}/vai-tro`, fields: { role: 'editor', place: '46', reason } }]
        if (!row.over)
          return ['end', { login, url: `${url}/ket-thuc-vai-tro`, fields: { grant: row.grant, reason } }]
        return row.locked ? null : ['lock', { login, url: `${url}/khoa`, fields: { reason } }]
      }),
    sql: `select a.username as key, count(*)::int as times from account a join role_grant g on g.account_id = a.id
      where a.username like 'crash-grants-%' and g.ended_at is not null and a.locked_at is not null group by 1`,
  },
  {
    // A role is lent for a day and taken back.
    feature: 'loans',
    tell: (key, sender) =>
      goOn(key, sender, async () => {
        const login = 'van-phong-2'
        const url = '/lam-viec/tai-khoan/giao-thay'
        const [loan] = await sender.find<{ id: string; over: boolean }>(
          'select id, ended_at is not null as over from role_grant where reason = $1 and delegated_by is not null',
          key,
        )
        if (loan)
          return loan.over ? null : ['back', { login, url: `${url}/thu-lai`, fields: { loan: loan.id } }]
        const { id } = await record(
          sender,
          `select g.id from role_grant g join account a on a.id = g.account_id
           where a.username = '${login}' and g.role = 'provincial-office' order by g.id limit 1`,
        )
        const day = typed(today())
        return [
          'lend',
          { login, url, fields: { grant: id!, login: 'giam-sat', from: day, to: day, reason: key } },
        ]
      }),
    sql: `select reason as key, count(*)::int as times from role_grant
      where reason like 'crash-loans-%' and ended_at is not null group by 1`,
  },
  {
    feature: 'tokens',
    tell: (key, sender) =>
      goOn(key, sender, async () => {
        const login = 'van-phong-1'
        const url = '/lam-viec/tai-khoan/ma-truy-cap'
        const [token] = await sender.find<{ id: string; over: boolean }>(
          'select id, revoked_at is not null as over from account_token where name = $1',
          key,
        )
        if (!token) return ['make', { login, url, fields: { name: key, days: '30', password: demoPassword } }]
        return token.over ? null : ['revoke', { login, url: `${url}/thu-hoi`, fields: { token: token.id } }]
      }),
    sql: `select name as key, count(*)::int as times from account_token
      where name like 'crash-%' and revoked_at is not null group by 1`,
  },
  {
    // Which kinds of notices come by e-mail: the later choice takes the place of the former.
    feature: 'choices',
    async tell(key, sender) {
      const url = '/lam-viec/thong-bao/tuy-chon'
      const kinds = kindsOn(await sender.page(chooser, url))
      const number = numberOf(key)
      const fields = { all: 'yes', kinds: kinds.filter((_, bit) => (number >> bit) % 2 === 0) }
      await sender.send(key, { login: chooser, url, fields })
    },
    token: (key) => String(numberOf(key)),
    async stands(sender) {
      const kinds = kindsOn(await sender.page(chooser, '/lam-viec/thong-bao/tuy-chon'))
      const rows = await sender.find<{ kind: string }>(
        'select kind from notice_silence s join account a on a.id = s.account_id where a.username = $1',
        chooser,
      )
      const silent = new Set(rows.map(({ kind }) => kind))
      const number = kinds.reduce((sum, kind, bit) => sum + (silent.has(kind) ? 2 ** bit : 0), 0)
      return number === 0 ? undefined : String(number)
    },
  },
  {
    // An officer records a producer's consent by the photograph of its signature; then it is ended.
    feature: 'consents',
    tell: (key, sender) =>
      goOn(key, sender, async () => {
        const login = 'can-bo-thuy-xuan'
        const [consent] = await sender.find<{ id: string; over: boolean }>(
          'select id, ended_at is not null as over from consent where given_by = $1',
          key,
        )
        if (consent)
          return consent.over ? null : ['end', { login, url: `/lam-viec/uy-quyen/dung/${consent.id}` }]
        const { id } = await record(
          sender,
          `select id from producer where place_code = '19813' and is_demo and merged_into is null order by id limit 1`,
        )
        const fields = { way: 'signature-photo', givenBy: key, until: typed(today(30)) }
        const file = { field: 'file', name: 'chu-ky.png', type: 'image/png', text: await pictureOf(key) }
        return ['record', { login, url: `/lam-viec/uy-quyen/${id}`, fields, file }]
      }),
    sql: `select given_by as key, count(*)::int as times from consent
      where given_by like 'crash-%' and file_hash is not null and ended_at is not null group by 1`,
  },
  {
    // One producer recorded twice is laid together, and parted again.
    feature: 'merges',
    tell: (key, sender) =>
      goOn(key, sender, async () => {
        const found = await sender.find<{ id: string; name: string }>(
          `select id, name from producer where name like $1 order by name`,
          `Cơ sở ${key} %`,
        )
        if (found.length < 2) {
          const name = `Cơ sở ${key} ${found.length === 0 ? 'Một' : 'Sen'}`
          const blank = {
            registrationNo: '',
            registeredOn: '',
            taxCode: '',
            phone: '',
            email: '',
            legalType: '',
          }
          const fields = { ...blank, name, place: '19813', addressText: 'Tổ 1', confirmed: 'yes' }
          return [`new-${found.length}`, { login: 'can-bo-thuy-xuan', url: '/lam-viec/chu-the/them', fields }]
        }
        const [kept, merged] = [found[0]!, found[1]!]
        const url = `/lam-viec/chu-the/${kept.id}`
        const login = 'van-phong-1'
        const done = await deedsOn(sender, merged.id, 'producer.%')
        if (done < 2)
          return ['merge', { login, url: `${url}/gop`, fields: { mergedId: merged.id, reason: key } }]
        const [merge] = await sender.find<{ id: string; over: boolean }>(
          'select id, undone_at is not null as over from producer_merge where reason = $1',
          key,
        )
        if (merge!.over) return null
        return ['part', { login, url: `${url}/tach`, fields: { mergeId: merge!.id, reason: key } }]
      }),
    sql: `select m.reason as key, count(*)::int as times from producer_merge m join producer p on p.id = m.merged_id
      where m.reason like 'crash-%' and m.undone_at is not null and p.merged_into is null group by 1`,
  },
]
