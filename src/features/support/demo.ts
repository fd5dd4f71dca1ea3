import { sql } from 'kysely'
import { type CommandContext, ok, type Result, system } from '../../platform/command/index.ts'
import { approveSupport, recordPayment } from './decisions.ts'
import type { Parts } from './parts.ts'
import { headsOf, type SupportableProduct } from './queries.ts'
import { reportResult, requestSupport } from './requests.ts'

const demo = { isDemo: true }

/** Part of the demo province: a request that waits, one approved and to be paid, one paid whose result is told. Figures are made up. */
export async function loadDemoSupport(parts: Parts): Promise<void> {
  const { kernel, deps } = parts
  const done = await kernel.run(system, async (ctx) => {
    const { rows: products } = await sql<SupportableProduct>`
      select p.id, p.name, o.id as "producerId", o.name as producer, p.place_code, p.place_day, p.province_code, p.is_demo as "isDemo"
      from product p join producer o on o.id = p.producer_id where p.is_demo and o.is_demo order by p.created_at, p.id limit 3`.execute(
      ctx.db,
    )
    const [head] = (await headsOf(ctx.db, Number(ctx.today.slice(0, 4)), deps)).filter(
      (each) => each.source === 'programme',
    )
    const [waiting, approved, finished] = products
    if (!head || !waiting || !approved || !finished) return ok()
    const asked = await ask(
      ctx,
      parts,
      waiting,
      'test',
      8_000_000,
      5_600_000,
      'Kiểm nghiệm lại theo tiêu chuẩn đã công bố',
    )
    if (!asked.ok) return asked
    const packaging = await ask(
      ctx,
      parts,
      approved,
      'packaging',
      40_000_000,
      20_000_000,
      'Bao bì mới cho mùa lễ hội',
    )
    if (!packaging.ok) return packaging
    const given = await approveSupport(ctx, of(packaging.value.id, 1, 18_000_000, head.id), deps, demo)
    if (!given.ok) return given
    const stamps = await ask(
      ctx,
      parts,
      finished,
      'trace-stamps',
      12_000_000,
      6_000_000,
      'Tem truy xuất cho hai lô đầu',
    )
    if (!stamps.ok) return stamps
    const { id } = stamps.value
    for (const step of [
      () => approveSupport(ctx, of(id, 1, 6_000_000, head.id), deps, demo),
      () =>
        recordPayment(
          ctx,
          { id, version: 2, day: ctx.today, amount: 6_000_000, paperNo: 'UNC 00 (minh họa)' },
          deps,
          demo,
        ),
      () =>
        reportResult(
          ctx,
          {
            id,
            version: 3,
            words: 'Hai lô đầu đã dán tem; người mua quét được nguồn gốc. (Dữ liệu minh họa)',
          },
          deps,
          demo,
        ),
    ]) {
      const stepped = await step()
      if (!stepped.ok) return stepped
    }
    return ok()
  })
  if (!done.ok) throw new Error(`the demo supports do not load: ${JSON.stringify(done.problems)}`)
}

const of = (id: string, version: number, amount: number, headId: string) => ({
  id,
  version,
  amount,
  headId,
  words: 'Dữ liệu minh họa',
})

function ask(
  ctx: CommandContext,
  { deps }: Parts,
  product: SupportableProduct,
  measure: string,
  cost: number,
  asked: number,
  why: string,
): Promise<Result<{ id: string }>> {
  return requestSupport(
    ctx,
    product,
    {
      measure,
      cost,
      asked,
      reason: `${why}. (Dữ liệu minh họa)`,
      agencyId: deps.agencies.ocopOffice(ctx.today)?.id ?? '',
      quote: null,
    },
    deps,
    demo,
  )
}
