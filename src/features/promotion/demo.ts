import { sql } from 'kysely'
import { type CommandContext, ok, type Result, system } from '../../platform/command/index.ts'
import { addDays } from '../../rules/calendar/index.ts'
import { allotStalls } from './allotment.ts'
import { applyForStall } from './applications.ts'
import { answerBuyer, askAsBuyer, passOn } from './buyers.ts'
import { addCost } from './costs.ts'
import { callFair, draftFair, holdFair } from './fairs.ts'
import type { Parts } from './parts.ts'
import { openPoint, setPointProducts } from './points.ts'
import { headsOf, type OwnProduct } from './queries.ts'
import { tellResult } from './results.ts'
import { tellSupply } from './supply.ts'

const demo = { isDemo: true }
const made = ' (Dữ liệu minh họa)'
/** Where the fairs are held, and the commune it lies in. */
const venue = { name: 'Công viên Thương Bạc, thành phố Huế', commune: 'Phường Phú Xuân' }

/** Part of the demo province: a fair held with its results, one that is called, a selling point, two buyers. All made up. */
export async function loadDemoPromotion(parts: Parts): Promise<void> {
  const done = await parts.kernel.run(system, (ctx) => load(ctx, parts))
  if (!done.ok) throw new Error(`the demo promotion does not load: ${JSON.stringify(done.problems)}`)
}

async function load(ctx: CommandContext, { deps }: Parts): Promise<Result<void>> {
  const { rows: products } = await sql<OwnProduct>`
    select p.id, p.name, o.id as "producerId", o.name as producer, p.place_code, p.place_day, p.province_code,
      null as "perMonth", null as unit, null as months
    from product p join producer o on o.id = p.producer_id where p.is_demo and o.is_demo
    order by exists (select 1 from recognition r where r.product_id = p.id and r.status = 'valid') desc, p.created_at, p.id limit 6`.execute(
    ctx.db,
  )
  if (products.length === 0) return ok()
  const year = ctx.today.slice(0, 4)
  const lead = deps.agencies.ocopOffice(ctx.today)?.id ?? ''
  const commune = deps.places
    .communes(deps.provinceCode, ctx.today)
    .find(({ name }) => name === venue.commune)
  const fair = (
    title: string,
    en: string,
    days: { until: number; from: number; to: number },
    stalls: number,
  ) =>
    draftFair(
      ctx,
      {
        kind: 'fair',
        title: { vi: `${title} ${year}`, en: `${en} ${year}` },
        venue: venue.name,
        placeCode: commune?.code ?? null,
        leadAgency: lead,
        applyUntil: addDays(ctx.today, days.until),
        startsOn: addDays(ctx.today, days.from),
        endsOn: addDays(ctx.today, days.to),
        stalls,
        sectors: [],
        conditions: {
          vi: `Gian hàng, điện và truyền thông do ban tổ chức lo; chủ thể lo vận chuyển và người bán.${made}`,
          en: 'The organisers pay for the stall, power and publicity; producers for transport and staff. (Demo data)',
        },
      },
      deps,
      demo,
    )
  const past = await fair('Tuần hàng OCOP mùa thu', 'OCOP autumn week', { until: -12, from: -7, to: -3 }, 2)
  if (!past.ok) return past
  const open = await fair(
    'Hội chợ OCOP và quà Tết',
    'OCOP and New Year gifts fair',
    { until: 14, from: 30, to: 35 },
    3,
  )
  if (!open.ok) return open
  const of = (id: string, version: number) => ({ id, version })
  const steps: (() => Promise<Result<unknown>>)[] = [
    () => callFair(ctx, of(past.value.id, 1), deps, demo),
    () => callFair(ctx, of(open.value.id, 1), deps, demo),
    ...oneAProducer(products).map(
      (product, at) => () =>
        applyForStall(
          ctx,
          past.value.id,
          { ...product, id: product.producerId, name: product.producer },
          { productIds: [product.id], telephone: `0900 000 00${at}`, words: '' },
          deps,
          demo,
        ),
    ),
    () => allotStalls(ctx, of(past.value.id, 2), deps, demo),
    () =>
      holdFair(ctx, { ...of(past.value.id, 3), words: `Ba ngày mưa, vẫn đông khách.${made}` }, deps, demo),
  ]
  for (const step of steps) {
    const stepped = await step()
    if (!stepped.ok) return stepped
  }
  const [head] = (await headsOf(ctx.db, Number(year), deps)).filter((each) => each.left > 45_000_000)
  if (head) {
    const cost = { what: `Thuê gian hàng, điện, truyền thông${made}`, amount: 45_000_000, headId: head.id }
    const charged = await addCost(ctx, of(past.value.id, 4), cost, deps, demo)
    if (!charged.ok) return charged
  }
  return market(ctx, { deps }, { fairId: past.value.id, products })
}

/** What the fair brought, where else it is sold, and who asks for it. */
async function market(
  ctx: CommandContext,
  { deps }: Pick<Parts, 'deps'>,
  { fairId, products }: { fairId: string; products: readonly OwnProduct[] },
): Promise<Result<void>> {
  const shown = await ctx.db
    .selectFrom('fair_application as a')
    .innerJoin('fair_application_product as x', 'x.application_id', 'a.id')
    .select('x.product_id')
    .where('a.fair_id', '=', fairId)
    .where('a.status', '=', 'stall')
    .execute()
  const [first] = products.filter((each) => shown.some((row) => row.product_id === each.id))
  const told = { country: '', paperNo: '', words: `Số minh họa.${made}`, day: addDays(ctx.today, -3) }
  if (first) {
    for (const result of [
      { ...told, kind: 'sales', source: `fair/${fairId}`, buyer: '', amount: 18_500_000 },
      {
        ...told,
        kind: 'contract',
        source: `fair/${fairId}`,
        buyer: 'Cửa hàng quà Huế (minh họa)',
        amount: 60_000_000,
        paperNo: 'HĐ 00 (minh họa)',
      },
    ]) {
      const done = await tellResult(ctx, first, result, deps, demo)
      if (!done.ok) return done
    }
  }
  const supplied = first ?? products[0]!
  const supply = { perMonth: 500, unit: 'hộp', months: [1, 2, 9, 10, 11, 12] }
  const given = await tellSupply(ctx, supplied, supply, deps, demo)
  if (!given.ok) return given
  const commune = supplied.place_code && deps.places.spoken(supplied, ctx.today).commune?.code
  const point = await openPoint(
    ctx,
    {
      name: 'Điểm giới thiệu sản phẩm OCOP (minh họa)',
      kind: 'shop',
      address: 'Địa chỉ minh họa',
      placeCode: commune || deps.places.communes(deps.provinceCode, ctx.today)[0]!.code,
      operator: supplied.producer,
      hours: '8:00–21:00',
      telephone: '',
      openedOn: addDays(ctx.today, -200),
    },
    deps,
    demo,
  )
  if (!point.ok) return point
  const sold = await setPointProducts(
    ctx,
    { id: point.value.id, version: 1, productIds: products.slice(0, 3).map((each) => each.id) },
    deps,
    demo,
  )
  if (!sold.ok) return sold
  const wants = {
    country: 'Đà Nẵng',
    sector: '',
    minimumStar: 3,
    perMonth: 300,
    unit: 'hộp',
    months: [11, 12],
    certificates: [],
  }
  const fresh = await askAsBuyer(
    ctx,
    {
      ...wants,
      buyer: 'Siêu thị Sông Hàn (minh họa)',
      contact: 'minhhoa@example.com',
      words: `Cần quà Tết đóng hộp, giao trước 15/12.${made}`,
    },
    deps,
    demo,
  )
  if (!fresh.ok) return fresh
  const asked = await askAsBuyer(
    ctx,
    {
      ...wants,
      buyer: 'Khách sạn Hương Giang (minh họa)',
      contact: 'muahang@example.com',
      words: `Quà tặng khách lưu trú, cần quanh năm.${made}`,
    },
    deps,
    demo,
  )
  if (!asked.ok) return asked
  const passed = await passOn(ctx, { id: asked.value.id, version: 1, productIds: [supplied.id] }, deps, demo)
  // A product whose recognition does not stand matches no buyer: the demo goes on without the answer.
  if (!passed.ok) return ok()
  return answerBuyer(
    ctx,
    { id: asked.value.id, product: supplied, answer: 'yes', words: `Giao được 300 hộp mỗi tháng.${made}` },
    deps,
    demo,
  )
}

const oneAProducer = (products: readonly OwnProduct[]) => [
  ...new Map(products.map((each) => [each.producerId, each])).values(),
]
