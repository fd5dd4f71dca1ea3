import { deedsOn, goOn, mark, record, type Story, today, typed, validOf } from './story.ts'

const desk = '/lam-viec/xuc-tien'
const office = 'van-phong-1'
const owner = 'chu-the-suoi-hoa'
const own = validOf(owner)

const call = (title: string, stalls: number) => ({
  titleVi: title,
  kind: 'week',
  venue: 'Thương Bạc',
  leadAgency: 'snnmt-hue',
  startsOn: typed(today(20)),
  endsOn: typed(today(22)),
  applyUntil: typed(today(5)),
  stalls: String(stalls),
  sectors: '',
})

interface Fair {
  readonly id: string
  readonly version: number
  readonly deeds: number
  readonly application: string | null
  readonly claimed: boolean
  readonly cost: string | null
  readonly back: boolean
}

/** Trade promotion: a fair, a buyer, a selling point with what it sold, a support from request to recall. */
export const market: readonly Story[] = [
  {
    // Called, amended, applied for, its stalls shared out, one claimed, taken back, shared out again, a cost charged and recalled, cancelled.
    feature: 'fairs',
    tell: (key, sender) =>
      goOn(key, sender, async () => {
        const [fair] = await sender.find<Fair>(
          `select f.id, f.version, (select count(*)::int from fair_action x where x.fair_id = f.id) as deeds,
           a.id as application, a.claimed_at is not null as claimed, c.id as cost, c.recalled_on is not null as back
           from fair f left join fair_application a on a.fair_id = f.id left join fair_cost c on c.fair_id = f.id
           where f.title ->> 'vi' = $1`,
          key,
        )
        if (!fair) return ['draft', { login: office, url: `${desk}/moi`, fields: call(key, 1) }]
        const { id, deeds } = fair
        const at = (path: string, fields: Record<string, string> = {}) =>
          [
            `${path}-${deeds}`,
            {
              login: office,
              url: `${desk}/${id}/${path}`,
              fields: { version: String(fair.version), ...fields },
            },
          ] as const
        const words = 'Ban tổ chức đổi mặt bằng'
        if (deeds === 1) return at('cong-bo')
        if (deeds === 2) return at('sua', { ...call(key, 2), words })
        if (deeds === 3 && !fair.application) {
          const { id: product, producer } = await record(sender, own)
          const fields = { producer: producer!, telephone: '0905123456', products: product!, words: key }
          return ['apply', { login: owner, url: `${desk}/${id}/dang-ky`, fields }]
        }
        if (deeds === 3) {
          // The days of applying are over.
          await sender.find('update fair set apply_until = $2 where id = $1', id, today(-1))
          return at('phan-gian')
        }
        if (deeds === 4 && !fair.claimed)
          return ['claim', { login: owner, url: `${desk}/dang-ky/${fair.application}/nhan` }]
        if (deeds === 4) return at('thu-hoi-phan-gian', { words })
        if (deeds === 5) return at('phan-gian')
        if (!fair.cost) {
          const { id: head } = await record(
            sender,
            `select h.id from plan_budget_head h join plan p on p.id = h.plan_id where p.status = 'published'
             and p.year = ${today().slice(0, 4)} order by h.amount desc, h.id limit 1`,
          )
          return at('chi-phi', { what: key, amount: '1.000', head: head! })
        }
        if (!fair.back)
          return [
            'cost-back',
            { login: office, url: `${desk}/chi-phi/${fair.cost}/thu-hoi`, fields: { reason: key } },
          ]
        return deeds === 6 ? at('huy', { words }) : null
      }),
    sql: `select f.title ->> 'vi' as key, case when count(*) = 7 then 1 else 2 end as times
      from fair f join fair_action x on x.fair_id = f.id where f.title ->> 'vi' like 'crash-%' and f.status = 'cancelled'
      group by f.id having count(*) >= 7`,
  },
  {
    // A buyer asks, is passed on to a producer who says yes, and the request is closed.
    feature: 'buyers',
    tell: (key, sender) =>
      goOn(key, sender, async () => {
        const [request] = await sender.find<{
          id: string
          version: number
          told: number
          answered: number
          over: boolean
        }>(
          `select b.id, b.version, count(m.product_id)::int as told, count(m.answer)::int as answered, b.closed_at is not null as over
           from buyer_request b left join buyer_match m on m.request_id = b.id where b.buyer = $1 group by b.id`,
          key,
        )
        if (!request) {
          const about = {
            country: 'Việt Nam',
            words: 'Cần vải dệt zèng',
            sector: '',
            minimumStar: '',
            perMonth: '',
          }
          const fields = { ...about, buyer: key, contact: '0905123456', unit: '', website: '' }
          return ['ask', { login: null, url: '/nguoi-mua', fields }]
        }
        const url = `${desk}/nguoi-mua/${request.id}`
        const version = String(request.version)
        const { id: product } = await record(sender, own)
        if (request.told === 0)
          return ['pass', { login: office, url: `${url}/chuyen`, fields: { version, products: product! } }]
        if (request.answered === 0)
          return [
            'answer',
            {
              login: owner,
              url: `${url}/tra-loi`,
              fields: { product: product!, answer: 'yes', words: 'Có' },
            },
          ]
        return request.over
          ? null
          : ['close', { login: office, url: `${url}/ket-thuc`, fields: { version, outcome: 'Đã nối' } }]
      }),
    sql: `select b.buyer as key, count(*)::int as times from buyer_request b join buyer_match m on m.request_id = b.id
      where b.buyer like 'crash-%' and m.answer = 'yes' and b.closed_at is not null group by 1`,
  },
  {
    // A point sells a product, a sale is told and struck, the point is closed.
    feature: 'trade',
    tell: (key, sender) =>
      goOn(key, sender, async () => {
        const { id: product } = await record(sender, own)
        const [point] = await sender.find<{ id: string; version: number; sold: number; over: boolean }>(
          `select s.id, s.version, (select count(*)::int from selling_point_product x where x.point_id = s.id) as sold,
           s.closed_on is not null as over from selling_point s where s.name = $1`,
          key,
        )
        const day = typed(today())
        if (!point) {
          const about = {
            kind: 'shop',
            address: 'Số 1',
            placeCode: '19813',
            operator: 'Hộ thử',
            hours: '',
            telephone: '',
          }
          return [
            'point',
            { login: office, url: `${desk}/diem-ban/moi`, fields: { ...about, name: key, openedOn: day } },
          ]
        }
        const url = `${desk}/diem-ban/${point.id}`
        if (point.sold === 0)
          return ['products', { login: office, url: `${url}/san-pham`, fields: { products: product! } }]
        const [sale] = await sender.find<{ id: string; struck: boolean }>(
          'select id, struck_at is not null as struck from trade_result where paper_no = $1',
          key,
        )
        if (!sale) {
          const about = {
            kind: 'sales',
            source: `point/${point.id}`,
            buyer: '',
            country: '',
            amount: '1000',
            words: '',
          }
          const fields = { ...about, product: product!, day, paperNo: key }
          return ['sale', { login: owner, url: `${desk}/ket-qua/moi`, fields }]
        }
        if (!sale.struck)
          return [
            'strike',
            { login: owner, url: `${desk}/ket-qua/dong/${sale.id}/gach`, fields: { reason: 'Ghi nhầm' } },
          ]
        const fields = { version: String(point.version), day, reason: 'Hết hạn thuê' }
        return point.over ? null : ['close', { login: office, url: `${url}/dong`, fields }]
      }),
    sql: `select t.paper_no as key, count(*)::int as times from trade_result t join selling_point s on s.id = t.point_id
      where t.paper_no like 'crash-%' and t.struck_at is not null and s.closed_on is not null group by 1`,
  },
  {
    // What can be had of a product: told again it goes over what was told.
    feature: 'supply',
    async tell(key, sender) {
      const { id } = await record(sender, own)
      const fields = { perMonth: '100', unit: key }
      await sender.send(key, { login: owner, url: `${desk}/ket-qua/${id}/cung-ung`, fields })
    },
    stands: async (sender) => {
      const { id } = await record(sender, own)
      return mark(sender, 'select unit as mark from product_supply where product_id = $1', id)
    },
  },
  {
    // A support is asked for, approved from a head of the plan, its approval taken back, the request withdrawn.
    feature: 'funding',
    tell: (key, sender) =>
      goOn(key, sender, async () => {
        const [row] = await sender.find<{ id: string; version: number; head: string }>(
          `select s.id, s.version, (select h.id from plan_budget_head h join plan p on p.id = h.plan_id where p.status = 'published'
           and p.year = ${today().slice(0, 4)} order by h.amount desc, h.id limit 1) as head from support s where s.reason = $1`,
          key,
        )
        if (!row) {
          const { id } = await record(sender, validOf(owner, 1))
          const about = { measure: 'packaging', agency: 'snnmt-hue', cost: '2000', asked: '1000' }
          return [
            'ask',
            { login: owner, url: '/lam-viec/ho-tro/moi', fields: { ...about, product: id!, reason: key } },
          ]
        }
        const done = await deedsOn(sender, row.id, 'support.%')
        const url = `/lam-viec/ho-tro/${row.id}`
        const version = String(row.version)
        if (done === 1)
          return [
            'approve',
            { login: office, url: `${url}/duyet`, fields: { version, amount: '1000', head: row.head } },
          ]
        if (done === 2)
          return [
            'recall',
            { login: office, url: `${url}/thu-hoi`, fields: { version, reason: 'Không làm nữa' } },
          ]
        return done === 3 ? ['back', { login: owner, url: `${url}/rut`, fields: { version } }] : null
      }),
    sql: `select reason as key, count(*)::int as times from support
      where reason like 'crash-funding-%' and status = 'withdrawn' group by 1`,
  },
]
