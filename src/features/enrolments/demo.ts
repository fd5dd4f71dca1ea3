import { sql } from 'kysely'
import { type CommandContext, ok, type Result } from '../../platform/command/index.ts'
import { approveList, propose } from './commands.ts'
import type { EnrolmentDeps } from './queries.ts'

/** This year's list of the demo province: products on file, an idea, approved once; one more waits for the review. */
export async function demoList(ctx: CommandContext, deps: EnrolmentDeps): Promise<Result<void>> {
  const year = Number(ctx.today.slice(0, 4))
  const { rows } = await sql<{ id: string; star: number | null }>`
    select p.id, (select n.star from recognition n where n.product_id = p.id order by n.issued_on desc nulls last limit 1) as star
    from product p where p.is_demo and p.province_code = ${deps.provinceCode} and p.producer_id is not null
    order by p.name limit 8`.execute(ctx.db)
  const entry = { year, productName: '', producerName: '', communeCode: '', note: '' }
  for (const [at, { id, star }] of rows.entries()) {
    const goalStar = star === null ? 3 + (at % 2) : Math.min(5, star + 1)
    const aim = star === null ? ('first' as const) : ('upgrade' as const)
    await propose(ctx, { ...entry, productId: id, aim, goalStar }, deps, true)
  }
  const january = `${year}-01-25`
  await approveList(
    ctx,
    {
      year,
      number: '00/DM-UBND (minh họa)',
      decidedOn: january < ctx.today ? january : ctx.today,
      signer: 'Trần Minh Khôi (tên minh họa)',
    },
    deps,
    true,
  )
  await propose(
    ctx,
    {
      ...entry,
      productId: null,
      productName: 'Tinh dầu sả chanh sấy thăng hoa (ý tưởng minh họa)',
      producerName: 'Tổ hợp tác dự kiến (minh họa)',
      communeCode: '20044',
      aim: 'idea',
      goalStar: 3,
    },
    deps,
    true,
  )
  return ok()
}
