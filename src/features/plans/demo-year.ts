import { type CommandContext, ok, type Result } from '../../platform/command/index.ts'
import { jsonb } from '../../platform/db/index.ts'
import type { CommandDeps } from './change.ts'
import { addTarget } from './commands.ts'
import { addBudgetHead, allotBudget } from './drafting/budget.ts'
import { commentPlan } from './drafting/comments.ts'
import { copyPlan } from './drafting/head.ts'
import { publishPlan, stepPlan } from './drafting/steps.ts'
import { demoPilot } from './pilot/demo.ts'
import { addTask, reportTask } from './task-commands.ts'

const office = 'snnmt-hue'

/**
 * Invented plans that say so: this year's, published and under way, and next year's, round for comments. Both are copied from
 * the plan on file as an office would, so that every role has something to do.
 */
export async function demoPlans(
  ctx: CommandContext,
  from: string,
  photos: readonly string[],
  deps: CommandDeps,
): Promise<Result<void>> {
  const year = Number(ctx.today.slice(0, 4))
  const issuedOn = earlier(`${year}-01-20`, ctx.today)
  const copied = await copyPlan(ctx, from, { year, issuedOn }, deps)
  if (!copied.ok) return copied
  const { id } = copied.value
  await markDemo(ctx, id)
  await shrinkGoals(ctx, id)
  const counted = await countedGoals(ctx, id, deps)
  if (!counted.ok) return counted
  const trainings = await addTask(
    ctx,
    id,
    {
      groupNo: 1,
      words: {
        vi: 'Tổ chức ít nhất 02 lớp tập huấn về Bộ tiêu chí mới cho chủ thể và cán bộ cấp xã.',
        en: 'Hold at least two courses on the new criteria for producers and commune officers.',
      },
      lead: office,
      coordinating: ['lmhtx', 'hnd'],
      dueOn: `${year}-06-30`,
      dueWords: {},
    },
    deps,
  )
  const trace = await addTask(
    ctx,
    id,
    {
      groupNo: 4,
      words: {
        vi: 'Hỗ trợ chủ thể lập trang truy xuất nguồn gốc cho sản phẩm đã được công nhận.',
        en: 'Help producers to set up trace pages of recognised products.',
      },
      lead: 'skhcn-hue-2025',
      coordinating: [office],
      dueOn: `${year}-11-15`,
      dueWords: {},
    },
    deps,
  )
  const fair = await addTask(
    ctx,
    id,
    {
      groupNo: 5,
      words: {
        vi: 'Tổ chức điểm bán và tuần hàng giới thiệu sản phẩm OCOP.',
        en: 'Run a selling point and a week of OCOP products.',
      },
      lead: 'sct-hue',
      coordinating: [office, 'sdl-hue'],
      dueOn: `${year}-12-15`,
      dueWords: {},
    },
    deps,
  )
  for (const added of [trainings, trace, fair]) if (!added.ok) return added
  await money(ctx, id, trainings.ok ? trainings.value.id : '', deps)
  const pilot = await demoPilot(ctx, { id, issuedOn }, photos, deps)
  if (!pilot.ok) return pilot
  const published = await publishPlan(ctx, id, deps, {
    number: '00/KH-UBND (minh họa)',
    issuedOn,
    signerOffice: 'KT. Chủ tịch, Phó Chủ tịch',
    signerName: 'Trần Minh Khôi (tên minh họa)',
    signedFile: null,
  })
  if (!published.ok) return published
  if (trainings.ok)
    await reportTask(
      ctx,
      trainings.value.id,
      {
        action: 'report-progress',
        note: 'Đã tổ chức lớp thứ nhất cho 42 người; lớp thứ hai dự kiến trong quý tới. (Dữ liệu minh họa)',
        evidence: '',
      },
      deps,
      true,
    )
  if (trace.ok)
    await reportTask(
      ctx,
      trace.value.id,
      {
        action: 'report-obstacle',
        note: 'Nhiều chủ thể chưa có mã GTIN; cần hướng dẫn lập trang truy xuất không có GTIN. (Dữ liệu minh họa)',
        evidence: '',
      },
      deps,
      true,
    )
  return nextYear(ctx, id, year + 1, deps)
}

const earlier = (one: string, other: string) => (one < other ? one : other)

const markDemo = (ctx: CommandContext, id: string) =>
  ctx.db.updateTable('plan').set({ is_demo: true }).where('id', '=', id).execute()

/** The demo register is small: a third of the real plan's goal would never be seen to move. */
async function shrinkGoals(ctx: CommandContext, id: string): Promise<void> {
  await ctx.db
    .updateTable('plan_target')
    .set({
      goal: jsonb({ kind: 'at-least', value: 10 }) as never,
      words: jsonb({
        vi: 'Nâng cấp, tiêu chuẩn hóa và công nhận thêm ít nhất 10 sản phẩm OCOP',
        en: 'At least 10 more OCOP products upgraded, standardised and recognised',
      }) as never,
    })
    .where('plan_id', '=', id)
    .where('measure', '=', 'recognised')
    .execute()
}

/** Targets that training, trade, traces and inspection count, so that each of them is seen to move. */
async function countedGoals(ctx: CommandContext, id: string, deps: CommandDeps): Promise<Result<void>> {
  const goals = [
    ['tap-huan', 'trained-people', 40, 'Ít nhất 40 người được tập huấn', 'At least 40 people trained'],
    [
      'truy-xuat',
      'traced-products',
      6,
      'Ít nhất 6 sản phẩm có mã QR truy xuất',
      'At least 6 products with a QR trace',
    ],
    ['hoi-cho', 'fairs-held', 2, 'Tổ chức ít nhất 2 hội chợ, tuần hàng', 'At least 2 fairs or product weeks'],
    [
      'kiem-tra',
      'inspections-signed',
      3,
      'Kiểm tra ít nhất 3 sản phẩm sau công nhận',
      'At least 3 products inspected',
    ],
    [
      'thuc-pham',
      'recognised',
      4,
      'Ít nhất 4 sản phẩm thực phẩm được công nhận hoặc nâng hạng',
      'At least 4 food products recognised or upgraded',
      { sector: 'I' },
    ],
  ] as const
  for (const [code, measure, value, vi, en, scope = {}] of goals) {
    const input = { words: { vi, en }, measure, goal: { kind: 'at-least' as const, value }, scope }
    const added = await addTarget(ctx, id, code, input, deps)
    if (!added.ok) return added
  }
  return ok()
}

async function money(ctx: CommandContext, id: string, taskId: string, deps: CommandDeps): Promise<void> {
  const training = await addBudgetHead(
    ctx,
    id,
    {
      words: { vi: 'Tuyên truyền, đào tạo, tập huấn', en: 'Communication and training' },
      source: 'province',
      amount: 180_000_000,
    },
    deps,
  )
  await addBudgetHead(
    ctx,
    id,
    {
      words: { vi: 'Hỗ trợ bao bì, kiểm nghiệm, nhãn hiệu', en: 'Packaging, tests, trademarks' },
      source: 'programme',
      amount: 450_000_000,
    },
    deps,
  )
  if (training.ok && taskId)
    await allotBudget(ctx, { headId: training.value.id, taskId, amount: 120_000_000 }, deps)
}

async function nextYear(
  ctx: CommandContext,
  from: string,
  year: number,
  deps: CommandDeps,
): Promise<Result<void>> {
  const copied = await copyPlan(ctx, from, { year, issuedOn: ctx.today }, deps)
  if (!copied.ok) return copied
  const { id } = copied.value
  await markDemo(ctx, id)
  const round = await stepPlan(ctx, id, 'circulate', '', deps)
  if (!round.ok) return round
  await commentPlan(
    ctx,
    id,
    {
      agencyId: 'sct-hue',
      words:
        'Đề nghị bổ sung nhiệm vụ đưa sản phẩm OCOP lên sàn thương mại điện tử và nêu rõ kinh phí. (Ý kiến minh họa)',
    },
    deps,
    true,
  )
  return ok()
}
