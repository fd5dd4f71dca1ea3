import { today } from '../../platform/clock/index.ts'
import { type CommandContext, ok, type Result, system } from '../../platform/command/index.ts'
import type { Kernel } from '../../platform/feature.ts'
import type { SendNotice } from '../../platform/notice.ts'
import { addDays } from '../../rules/calendar/index.ts'
import { createReport, editReport, proposeReport } from './composer/commands.ts'
import { askContribution, type Whom } from './composer/exchange.ts'
import { reportById } from './composer/queries.ts'
import { readParams } from './params.ts'
import type { ReportSources } from './records/take.ts'

/**
 * Work for the first sign-in: the half-year report on the leader's desk, the year's report half written, an agency asked for its part.
 */
export async function loadDemoReports(
  kernel: Kernel,
  sources: ReportSources,
  office: { readonly send: SendNotice; whom(day: string): readonly Whom[] },
): Promise<void> {
  const day = today(kernel.clock)
  const year = day.slice(0, 4)
  const done = await kernel.run(system, async (ctx) => {
    const half = await begin(ctx, sources, `${year}-h1`)
    if (!half.ok) return half
    const written = await write(ctx, sources, half.value.id, {
      difficulties:
        'Một số chủ thể chậm bổ sung tài liệu minh chứng; việc kiểm nghiệm phải gửi ngoài tỉnh. (Dữ liệu minh họa)',
      proposals: 'Đề nghị bố trí kinh phí kiểm nghiệm cho sản phẩm đến hạn đánh giá lại. (Dữ liệu minh họa)',
    })
    if (!written.ok) return written
    const proposed = await proposeReport(ctx, sources, half.value.id)
    if (!proposed.ok) return proposed
    const whole = await begin(ctx, sources, year)
    if (!whole.ok) return whole
    const partners = office.whom(day)
    const whom =
      partners.find(({ agencyId }) => agencyId !== null && /cong-thuong|sct/.test(agencyId)) ?? partners[0]
    const agency = partners.find(({ agencyId }) => agencyId === 'snnmt-hue') ?? whom
    for (const each of new Set([whom, agency])) {
      const asked = await askContribution(ctx, sources, office.send, whole.value.id, {
        whom: each,
        question: 'Kết quả thực hiện nhiệm vụ được giao trong năm, khó khăn và đề xuất. (Dữ liệu minh họa)',
        dueOn: addDays(day, 10),
      })
      if (!asked.ok) return asked
    }
    return ok()
  })
  if (!done.ok) throw new Error(`demo reports do not load: ${JSON.stringify(done.problems)}`)
}

function begin(ctx: CommandContext, sources: ReportSources, ky: string): Promise<Result<{ id: string }>> {
  const params = readParams({ ky }, ctx.today, sources.home)
  if (!params.ok) throw new Error(`no such period: ${ky}`)
  return createReport(ctx, sources, { definition: 'year', params: params.value }, { isDemo: true })
}

async function write(
  ctx: CommandContext,
  sources: ReportSources,
  id: string,
  words: Readonly<Record<string, string>>,
): Promise<Result<void>> {
  const report = (await reportById(ctx.db, id))!
  return editReport(ctx, sources, id, {
    title: report.title,
    words,
    recipients: [
      'Bộ Nông nghiệp và Môi trường (báo cáo)',
      'Chủ tịch, các Phó Chủ tịch UBND thành phố',
      'Các sở, ngành liên quan',
      'UBND các xã, phường',
    ],
    version: report.version,
  })
}
