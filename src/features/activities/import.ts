import { sql } from 'kysely'
import { failed, ok, type Problem } from '../../platform/command/index.ts'
import { matchKey, parseDay, tidy } from '../../rules/vietnamese/index.ts'
import { columnOf, type ImportKind, rowKind } from '../imports/index.ts'
import { type ActivityInput, draftActivity } from './commands.ts'
import type { ActivityDeps } from './parts.ts'

interface Row {
  readonly input: ActivityInput
  /** The unit as it was called on the first day. */
  readonly place: { readonly code: string; readonly day: string }
  readonly isHeld: boolean
}

/** A list gives days, not hours: a session is the whole day. */
const wholeDay = { from: '00:00', to: '23:59' }
const longestCourse = 60

/**
 * The office's list of courses and campaigns. One that is over is recorded as held, one to come as a draft. The number of people a
 * list states is kept in words: a figure of people counts people on file, never a number somebody typed.
 */
export function activityImport(deps: ActivityDeps): ImportKind {
  const { places, agencies, law, provinceCode } = deps
  return rowKind<Row>({
    id: 'trainings',
    subject: 'activity',
    label: { vi: 'Đào tạo, tập huấn', en: 'Trainings' },
    hint: {
      vi: 'Mỗi dòng một lớp hoặc hoạt động: tên, loại, ngày, xã (theo tên của ngày ấy), cơ quan chủ trì. Đã qua thì ghi là đã tổ chức, sắp tới thì là bản nháp.',
      en: 'One course or activity to a line: title, kind, days, commune (by its name of that day), lead agency. One that is over is recorded as held, one to come as a draft.',
    },
    columns: [
      columnOf(
        'title',
        'Tên hoạt động',
        'Title',
        ['tên lớp', 'tên lớp tập huấn', 'nội dung', 'nội dung tập huấn', 'hoạt động'],
        true,
      ),
      columnOf('kind', 'Loại', 'Kind', ['loại hoạt động', 'hình thức'], true),
      columnOf(
        'firstDay',
        'Ngày bắt đầu',
        'First day',
        ['ngày', 'từ ngày', 'ngày tổ chức', 'thời gian'],
        true,
      ),
      columnOf('lastDay', 'Ngày kết thúc', 'Last day', ['đến ngày']),
      columnOf(
        'leadAgency',
        'Cơ quan chủ trì',
        'Lead agency',
        ['đơn vị chủ trì', 'đơn vị tổ chức', 'chủ trì'],
        true,
      ),
      columnOf('commune', 'Xã, phường', 'Commune', ['xã', 'phường', 'địa bàn']),
      columnOf('district', 'Huyện', 'District', []),
      columnOf('venue', 'Địa điểm', 'Venue', ['nơi tổ chức', 'hội trường'], true),
      columnOf('people', 'Số người', 'People', [
        'số lượt người',
        'số học viên',
        'số người tham dự',
        'học viên',
      ]),
      columnOf('note', 'Ghi chú', 'Note', []),
    ],
    identity: (values) => ['title', 'firstDay', 'leadAgency'].map((field) => values[field] ?? ''),
    read: (values, ctx) => {
      const problems: Problem[] = []
      const doubts: Problem[] = []
      const text = (field: string, most: number) => {
        const written = tidy(values[field] ?? '')
        if (written.length > most) problems.push({ code: 'too-long', field, data: { maximum: most } })
        return written
      }
      const day = (field: string) => {
        const written = values[field] ?? ''
        const read = written === '' ? null : parseDay(written)
        if (written !== '' && read === null)
          problems.push({ code: 'row-day-unreadable', field, data: { text: written.slice(0, 40) } })
        return read
      }
      for (const field of ['title', 'kind', 'firstDay', 'leadAgency', 'venue'])
        if (!values[field]) problems.push({ code: 'required', field })
      const title = text('title', 300)
      const first = day('firstDay')
      const last = day('lastDay') ?? first
      const kind = law.kinds.find(({ id, vi, en }) =>
        [id, vi, en].some((word) => matchKey(word) === matchKey(values.kind ?? '')),
      )
      if (values.kind && !kind)
        problems.push({
          code: 'activity-kind-unknown',
          field: 'kind',
          data: { text: values.kind, kinds: law.kinds.map(({ vi }) => vi).join(', ') },
        })
      if (!first || !last || problems.length > 0) return failed(...problems)
      const days = daysFrom(first, last)
      if (days === null)
        return failed({ code: 'activity-days-order', field: 'lastDay', data: { most: longestCourse } })
      if (first <= ctx.today && last >= ctx.today)
        return failed({ code: 'activity-under-way', field: 'firstDay' })
      const said = matchKey(values.leadAgency ?? '')
      const lead = agencies
        .on(first)
        .filter(({ name, short }) => [name, short ?? name].some((each) => matchKey(each) === said))
      if (lead.length !== 1)
        problems.push({
          code: 'activity-agency-unknown',
          field: 'leadAgency',
          data: { text: values.leadAgency },
        })
      const place = placeOf(values, first)
      if ('problem' in place) problems.push(place.problem)
      else doubts.push(...place.doubts)
      if ('problem' in place || problems.length > 0) return failed(...problems)
      const people = text('people', 60)
      const words = [text('note', 1000), people && `Theo danh sách: ${people} người.`]
        .filter(Boolean)
        .join('\n')
      const listed = {
        place: place.value,
        isHeld: last < ctx.today,
        input: {
          kind: kind!.id,
          title: { vi: title },
          programme: words === '' ? {} : { vi: words },
          place: place.value.code,
          venue: text('venue', 300),
          enrolUntil: null,
          seats: null,
          leadAgency: lead[0]!.id,
          planId: null,
          taskGroup: null,
          sessions: days.map((each) => ({
            title: '',
            startsAt: new Date(`${each}T${wholeDay.from}:00+07:00`),
            endsAt: new Date(`${each}T${wholeDay.to}:00+07:00`),
            day: each,
          })),
        },
      }
      if (people !== '') doubts.push({ code: 'activity-people-in-words', field: 'people', data: { people } })
      return { ...ok(listed), doubts }
    },
    name: ({ input }) => input.title.vi,
    likely: async (ctx, { input, place }) => {
      const { rows } = await sql<{ title: string; venue: string }>`
        SELECT title ->> 'vi' AS title, venue FROM activity WHERE first_day = ${input.sessions[0]!.day} AND kind = ${input.kind}
          AND place_code = ${place.code} LIMIT 3`.execute(ctx.db)
      return rows.map(({ title }) => ({ code: 'row-maybe-same', data: { name: title } }))
    },
    create: (ctx, { input, place, isHeld }, isDemo) =>
      draftActivity(ctx, input, deps, { isDemo, listed: { placedOn: place.day, isHeld } }),
    takeBack: async (ctx, made) => {
      const ids = made.map(({ id }) => id)
      const { rows } = await sql<{ title: string }>`
        SELECT title ->> 'vi' AS title FROM activity a WHERE id = ANY(${ids}::uuid[]) AND (version <> 1
          OR EXISTS (SELECT 1 FROM activity_enrolment x WHERE x.activity_id = a.id)
          OR EXISTS (SELECT 1 FROM activity_invitation x WHERE x.activity_id = a.id)
          OR EXISTS (SELECT 1 FROM activity_material x WHERE x.activity_id = a.id))`.execute(ctx.db)
      if (rows.length > 0) return rows.map(({ title }) => title)
      for (const table of ['activity_session', 'activity_action'] as const)
        await ctx.db.deleteFrom(table).where(sql<boolean>`activity_id = ANY(${ids}::uuid[])`).execute()
      await ctx.db.deleteFrom('activity').where(sql<boolean>`id = ANY(${ids}::uuid[])`).execute()
      return []
    },
  })

  function placeOf(values: Readonly<Record<string, string>>, first: string): PlaceRead {
    const { commune = '', district = '' } = values
    if (!commune && !district) return { value: { code: provinceCode, day: first }, doubts: [] }
    const found = places.find(
      { province: places.unit(provinceCode, first)?.name ?? '', district, commune },
      first,
    )
    const text = [commune, district].filter(Boolean).join(', ')
    if (!found.ok) return { problem: { ...found.problems[0]!, field: 'commune' } }
    const { place, day, doubts } = found.value
    return place.level === 'province'
      ? { problem: { code: 'activity-place-unknown', field: 'commune', data: { text } } }
      : { value: { code: place.code, day }, doubts }
  }
}

type PlaceRead =
  | { readonly value: Row['place']; readonly doubts: readonly Problem[] }
  | { readonly problem: Problem }

/** Each day of a course; null where the last is before the first, or the course longer than any. */
function daysFrom(first: string, last: string): string[] | null {
  const days: string[] = []
  for (let at = Date.parse(first); at <= Date.parse(last); at += 86_400_000)
    days.push(new Date(at).toISOString().slice(0, 10))
  return days.length === 0 || days.length > longestCourse ? null : days
}
