import { plainDate } from '../../platform/clock/index.ts'
import { type CommandContext, ok, type Result, system } from '../../platform/command/index.ts'
import { writeRoll } from './attendance.ts'
import { issueAttestation } from './attestations.ts'
import { type ActivityInput, actOnActivity, draftActivity } from './commands.ts'
import { enrol, writeDown } from './enrolments.ts'
import { evaluate } from './evaluations.ts'
import { invite } from './invitations.ts'
import type { Parts } from './parts.ts'

const demo = { isDemo: true }

/** Part of the demo province: a tour held and attested, a class today to try the code with, one to come, one being drafted. */
export async function loadDemoActivities(parts: Parts): Promise<void> {
  const { kernel } = parts
  const done = await kernel.run(system, async (ctx) => {
    const producers = await ctx.db
      .selectFrom('producer')
      .select(['id', 'name', 'phone'])
      .where('is_demo', '=', true)
      .orderBy('created_at')
      .limit(8)
      .execute()
    const plan = await ctx.db
      .selectFrom('plan')
      .select('id')
      .where('place_code', '=', parts.deps.provinceCode)
      .where('year', '=', Number(ctx.today.slice(0, 4)))
      .executeTakeFirst()
    const about = { planId: plan?.id ?? null, producers }
    for (const part of [heldTour, classToday, classToCome, beingDrafted]) {
      const loaded = await part(ctx, parts, about)
      if (!loaded.ok) return loaded
    }
    return ok()
  })
  if (!done.ok) throw new Error(`the demo activities do not load: ${JSON.stringify(done.problems)}`)
}

interface About {
  readonly planId: string | null
  readonly producers: readonly { id: string; name: string; phone: string | null }[]
}

/** The command's world on another day, so that each deed of the demonstration stands on its own. */
function on(ctx: CommandContext, days: number, time = '08:00'): CommandContext {
  const today = plainDate(new Date(ctx.now.getTime() + days * 86_400_000))
  return { ...ctx, today, now: new Date(`${today}T${time}:00+07:00`) }
}

const inputOf = (
  { deps }: Parts,
  ctx: CommandContext,
  about: About,
  input: Partial<ActivityInput> & Pick<ActivityInput, 'title'>,
  sessions: readonly [days: number, from: string, to: string, title: string][],
): ActivityInput => ({
  kind: 'training',
  programme: {},
  place: deps.provinceCode,
  venue: 'Hội trường tầng 2, Trung tâm minh họa, thành phố Huế',
  enrolUntil: null,
  seats: 30,
  leadAgency: deps.agencies.ocopOffice(ctx.today)?.id ?? '',
  planId: about.planId,
  taskGroup: 1,
  ...input,
  sessions: sessions.map(([days, from, to, title]) => {
    const day = on(ctx, days).today
    return {
      day,
      title,
      startsAt: new Date(`${day}T${from}:00+07:00`),
      endsAt: new Date(`${day}T${to}:00+07:00`),
    }
  }),
})

async function heldTour(ctx: CommandContext, parts: Parts, about: About): Promise<Result<unknown>> {
  const { deps } = parts
  const input = inputOf(
    parts,
    ctx,
    about,
    {
      kind: 'study-tour',
      title: {
        vi: 'Tham quan học tập làng nghề hương và dệt (minh họa)',
        en: 'Study tour to incense and weaving villages (demonstration)',
      },
      programme: {
        vi: 'Xem nơi sản xuất, bao gói, truy xuất nguồn gốc.\nTrao đổi với hợp tác xã về bán hàng theo mùa.',
        en: 'Seeing production, packaging and tracing.\nTalking with cooperatives about selling by season.',
      },
      venue: 'Phường Thủy Xuân và xã A Lưới 2',
      seats: 12,
    },
    [
      [-30, '08:00', '11:00', 'Làng hương'],
      [-29, '08:00', '11:00', 'Làng dệt'],
    ],
  )
  const drafted = await draftActivity(on(ctx, -45), input, deps, demo)
  if (!drafted.ok) return drafted
  const { id } = drafted.value
  await actOnActivity(on(ctx, -44), id, 'announce', '', deps, demo)
  const ids: string[] = []
  for (const producer of about.producers.slice(0, 4)) {
    const written = await writeDown(
      on(ctx, -30),
      id,
      {
        name: `Đại diện ${producer.name}`.slice(0, 200),
        phone: producer.phone ?? '',
        unit: '',
        producerId: producer.id,
      },
      deps,
      demo,
    )
    if (!written.ok) return written
    ids.push(written.value.id)
  }
  const sessions = await ctx.db
    .selectFrom('activity_session')
    .select(['id', 'ordinal'])
    .where('activity_id', '=', id)
    .orderBy('ordinal')
    .execute()
  for (const session of sessions)
    await writeRoll(
      on(ctx, -31 + session.ordinal, '10:00'),
      session.id,
      { present: session.ordinal === 1 ? ids : ids.slice(0, 3), shown: [] },
      deps,
      demo,
    )
  const [first] = ids
  const code = await ctx.db
    .selectFrom('activity_enrolment')
    .select('code')
    .where('id', '=', first ?? '')
    .executeTakeFirst()
  if (code)
    await evaluate(
      on(ctx, -29, '11:30'),
      {
        code: code.code,
        answers: { useful: '5', clear: '4', applied: '4' },
        words: 'Nên có thêm thời gian hỏi đáp.',
      },
      deps,
    )
  await actOnActivity(on(ctx, -28), id, 'hold', '', deps, demo)
  return first ? issueAttestation(on(ctx, -27), { activityId: id, enrolmentId: first }, parts, demo) : ok()
}

async function classToday(ctx: CommandContext, parts: Parts, about: About): Promise<Result<unknown>> {
  const { deps } = parts
  const input = inputOf(
    parts,
    ctx,
    about,
    {
      title: {
        vi: 'Tập huấn bán hàng trực tuyến và truy xuất nguồn gốc (minh họa)',
        en: 'Training on selling online and tracing (demonstration)',
      },
      programme: {
        vi: 'Chụp ảnh sản phẩm bằng điện thoại.\nMã truy xuất và trang sản phẩm.',
        en: 'Photographing products with a telephone.\nTrace codes and the product’s page.',
      },
    },
    [[0, '00:30', '23:30', 'Cả ngày, để thử điểm danh']],
  )
  const drafted = await draftActivity(on(ctx, -10), input, deps, demo)
  if (!drafted.ok) return drafted
  await actOnActivity(on(ctx, -9), drafted.value.id, 'announce', '', deps, demo)
  for (const producer of about.producers.slice(0, 2)) {
    const enrolled = await enrol(on(ctx, -5), {
      activityId: drafted.value.id,
      name: `Đại diện ${producer.name}`.slice(0, 200),
      phone: producer.phone ?? '0900000000',
      unit: '',
      way: 'open',
      producerId: producer.id,
      accountId: null,
    })
    if (!enrolled.ok) return enrolled
  }
  return ok()
}

async function classToCome(ctx: CommandContext, parts: Parts, about: About): Promise<Result<unknown>> {
  const { deps } = parts
  const input = inputOf(
    parts,
    ctx,
    about,
    {
      title: {
        vi: 'Tập huấn hoàn thiện hồ sơ theo Quyết định 26/2026/QĐ-TTg (minh họa)',
        en: 'Training on dossiers under Decision 26/2026/QĐ-TTg (demonstration)',
      },
      programme: {
        vi: 'Bộ tiêu chí và phiếu đánh giá mới.\nTài liệu minh chứng: dùng một lần, nhiều hồ sơ.\nThực hành tự đánh giá trên hệ thống.',
        en: 'The new criteria and score sheets.\nEvidence: on file once, for many dossiers.\nPractice: self-assessment in the system.',
      },
      enrolUntil: on(ctx, 10).today,
    },
    [
      [12, '08:00', '11:30', 'Bộ tiêu chí'],
      [12, '13:30', '16:30', 'Thực hành'],
    ],
  )
  const drafted = await draftActivity(on(ctx, -3), input, deps, demo)
  if (!drafted.ok) return drafted
  const announced = await actOnActivity(on(ctx, -2), drafted.value.id, 'announce', '', deps, demo)
  if (!announced.ok) return announced
  return invite(
    on(ctx, -2),
    {
      activityId: drafted.value.id,
      producerIds: about.producers.map((producer) => producer.id),
      accountIds: [],
    },
    deps,
    demo,
  )
}

async function beingDrafted(ctx: CommandContext, parts: Parts, about: About): Promise<Result<unknown>> {
  const input = inputOf(
    parts,
    ctx,
    about,
    {
      kind: 'communication',
      title: {
        vi: 'Ngày hội giới thiệu Chương trình OCOP tại chợ (minh họa)',
        en: 'OCOP day at the market (demonstration)',
      },
      venue: 'Chợ minh họa, thành phố Huế',
      seats: null,
    },
    [[25, '07:00', '11:00', '']],
  )
  return draftActivity(on(ctx, -1), input, parts.deps, demo)
}
