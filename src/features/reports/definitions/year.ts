import type { Content, Fact, Figure, ReportDefinition, Table } from '../definition.ts'
import { periodBefore } from '../params.ts'
import { View } from '../view.ts'
import { byCommune, byLead, byOwner, bySector, divided } from './counts.ts'
import { dossierTables, sourcedTable } from './groups.ts'
import { dossierList, endedList, hearingList, lazily, recognisedList, share, stoodList } from './lists.ts'
import { gainsByStar, tableOf } from './register.ts'
import { words } from './year-words.ts'

const fact = (key: string, vi: string, en: string, figure: Figure, kind: Fact['kind'] = 'number'): Fact => ({
  key,
  label: { vi, en },
  kind,
  figure,
})

/** Everything the words of the report may name, and its tables. */
function build(view: View): Content {
  const { cut, params } = view
  const until = view.until
  const before = periodBefore(params)
  const recognised = view.recognised(params.from, until)
  const earlier = view.recognised(before.from, before.to)
  const inForce = view.inForce(until)
  const register = view.register(until)
  const ended = view.ended(params.from, until)
  const filed = view.dossiers.filter(({ filedOn }) => filedOn! >= params.from && filedOn! <= until)
  const judged = filed.filter(({ resultOn }) => resultOn !== null)
  const heard = view.hearings(params.from, until)
  const ofRecognised = (some: typeof recognised) => lazily(some, (list) => recognisedList(view, list))
  const ofStood = (some: typeof inForce) => lazily(some, (list) => stoodList(view, list))
  const ofEnded = (some: typeof ended) => lazily(some, (list) => endedList(view, list))
  const ofDossiers = (some: typeof filed) => lazily(some, (list) => dossierList(view, list))
  const gained = (gain: string) => ofRecognised(recognised.filter((row) => row.gain === gain))
  const traced = inForce.filter(({ product }) => product.hasTrace)
  const shops = inForce.filter(({ product }) => product.hasShop)
  const met = cut.plan[0]?.targets.filter((target) => target.met).length ?? 0
  const facts: Fact[] = [
    fact(
      'recognised.all',
      'Sản phẩm được công nhận trong kỳ',
      'Products recognised in the period',
      ofRecognised(recognised),
    ),
    fact('recognised.new', 'Trong đó công nhận mới', 'Of these new', gained('new')),
    fact('recognised.upgrade', 'Trong đó nâng hạng', 'Of these upgraded', gained('upgrade')),
    fact('recognised.again', 'Trong đó công nhận lại', 'Of these recognised again', gained('again')),
    fact(
      'recognised.before',
      'Được công nhận kỳ trước',
      'Recognised in the period before',
      ofRecognised(earlier),
    ),
    fact('recognised.change', 'Tăng, giảm so với kỳ trước', 'Change on the period before', {
      value: recognised.length - earlier.length,
    }),
    fact('in-force.all', 'Sản phẩm còn hiệu lực cuối kỳ', 'Products in force at the end', ofStood(inForce)),
    ...[3, 4, 5].map((star) =>
      fact(
        `in-force.${star}`,
        `Còn hiệu lực hạng ${star} sao`,
        `In force with ${star} stars`,
        ofStood(inForce.filter((row) => row.star === star)),
      ),
    ),
    fact('producers', 'Chủ thể có sản phẩm còn hiệu lực', 'Producers with a product in force', {
      value: new Set(inForce.flatMap(({ product }) => product.producerId ?? [])).size,
    }),
    fact(
      'register.all',
      'Tổng sản phẩm đã từng công nhận',
      'All products ever recognised',
      ofStood(register),
    ),
    fact(
      'expiring',
      'Sắp hết hạn trong 180 ngày',
      'Expiring within 180 days',
      ofStood(register.filter(({ status }) => status === 'expiring')),
    ),
    fact(
      'expired',
      'Hết hiệu lực trong kỳ',
      'Expired in the period',
      ofEnded(ended.filter(({ how }) => how === 'expired')),
    ),
    fact(
      'revoked',
      'Thu hồi trong kỳ',
      'Revoked in the period',
      ofEnded(ended.filter(({ how }) => how === 'revoked')),
    ),
    fact(
      'suspended',
      'Tạm dừng trong kỳ',
      'Suspended in the period',
      ofEnded(ended.filter(({ how }) => how === 'suspended')),
    ),
    fact('dossiers.filed', 'Hồ sơ nộp trong kỳ', 'Dossiers filed in the period', ofDossiers(filed)),
    fact(
      'dossiers.first',
      'Hồ sơ lần đầu',
      'First dossiers',
      ofDossiers(filed.filter(({ kind }) => kind === 'first')),
    ),
    fact(
      'dossiers.upgrade',
      'Hồ sơ nâng hạng',
      'Upgrade dossiers',
      ofDossiers(filed.filter(({ kind }) => kind === 'upgrade')),
    ),
    fact(
      'dossiers.reevaluation',
      'Hồ sơ đánh giá lại',
      'Re-evaluation dossiers',
      ofDossiers(filed.filter(({ kind }) => kind === 'reevaluation')),
    ),
    fact('dossiers.judged', 'Hồ sơ đã có kết quả', 'Dossiers judged', ofDossiers(judged)),
    fact(
      'dossiers.ninety',
      'Hồ sơ từ 90 điểm',
      'Dossiers of 90 points and more',
      ofDossiers(judged.filter(({ points }) => points !== null && Number(points) >= 90)),
    ),
    fact('sittings', 'Phiên họp Hội đồng', 'Sittings of the council', {
      value: new Set(heard.map(({ sittingId }) => sittingId)).size,
    }),
    fact('hearings', 'Sản phẩm đưa ra Hội đồng', 'Products heard', lazily(heard, hearingList)),
    fact('trace', 'Có mã truy xuất nguồn gốc', 'With a trace code', ofStood(traced)),
    fact(
      'trace.share',
      'Tỷ lệ có mã truy xuất',
      'Share with a trace code',
      { value: share(traced.length, inForce.length) },
      'share',
    ),
    fact('shop', 'Có địa chỉ bán hàng trực tuyến', 'Sold online', ofStood(shops)),
    fact(
      'shop.share',
      'Tỷ lệ bán hàng trực tuyến',
      'Share sold online',
      { value: share(shops.length, inForce.length) },
      'share',
    ),
    fact('targets.met', 'Chỉ tiêu đã đạt', 'Targets met', { value: met }),
    fact('targets.all', 'Chỉ tiêu của kế hoạch', 'Targets of the plan', {
      value: cut.plan[0]?.targets.length ?? 0,
    }),
    ...cut.sourced.map((each) => fact(`so.${each.key}`, each.label.vi, each.label.en, { value: each.value })),
  ]
  return { facts, tables: tables(view, recognised, ended) }
}

function tables(
  view: View,
  recognised: ReturnType<View['recognised']>,
  ended: ReturnType<View['ended']>,
): Table[] {
  const { params } = view
  const until = view.until
  const filed = view.dossiers.filter(({ filedOn }) => filedOn! >= params.from && filedOn! <= until)
  return [
    targetTable(view),
    gainsByStar(view, params.from, until),
    ...dossierTables(view, filed),
    ...[1, 2, 3, 4, 5, 6].map((group) => sourcedTable(view, group)).filter((table) => table !== null),
    taskTable(view),
    divided(view, until, bySector),
    divided(view, until, byOwner),
    divided(view, until, byLead),
    { ...divided(view, until, byCommune), annex: true },
    tableOf(
      {
        id: 'recognised',
        title: { vi: 'Danh mục sản phẩm được công nhận trong kỳ', en: 'Products recognised in the period' },
      },
      recognisedList(view, recognised),
    ),
    tableOf(
      {
        id: 'ended',
        title: {
          vi: 'Sản phẩm hết hiệu lực, thu hồi, tạm dừng trong kỳ',
          en: 'Products expired, revoked or suspended in the period',
        },
      },
      endedList(view, ended),
    ),
  ]
}

function targetTable({ cut, params }: View): Table {
  const [plan] = cut.plan
  const year = params.to.slice(0, 4)
  return {
    id: 'targets',
    title: { vi: 'Kết quả thực hiện chỉ tiêu của kế hoạch', en: 'Targets of the plan' },
    columns: [
      { key: 'name', head: { vi: 'Chỉ tiêu', en: 'Target' }, kind: 'text', width: 5 },
      { key: 'goal', head: { vi: 'Kế hoạch', en: 'Goal' }, kind: 'number' },
      { key: 'now', head: { vi: 'Thực hiện', en: 'Reached' }, kind: 'number' },
      { key: 'share', head: { vi: 'Tỷ lệ', en: 'Share' }, kind: 'share' },
      { key: 'state', head: { vi: 'Đánh giá', en: 'State' }, kind: 'text', width: 1.5 },
    ],
    rows: (plan?.targets ?? []).map((target) => ({
      key: target.code,
      path: `/ke-hoach/${plan!.year}`,
      cells: {
        name: target.words,
        goal: target.needed,
        now: target.now,
        share: share(target.now, target.needed),
        state: target.met ? { vi: 'Đạt', en: 'Met' } : { vi: 'Chưa đạt', en: 'Not yet' },
      },
    })),
    note: plan
      ? { vi: `Kế hoạch số ${plan.number}.`, en: `Plan ${plan.number}.` }
      : { vi: `Kế hoạch năm ${year} chưa có trên hệ thống.`, en: `The plan of ${year} is not on file.` },
  }
}

function taskTable({ cut }: View): Table {
  const number = (key: string, vi: string, en: string) => ({
    key,
    head: { vi, en },
    kind: 'number' as const,
    total: true,
  })
  return {
    id: 'tasks',
    title: { vi: 'Nhiệm vụ của kế hoạch theo nhóm', en: 'Tasks of the plan, by group' },
    columns: [
      { key: 'name', head: { vi: 'Nhóm nhiệm vụ', en: 'Group' }, kind: 'text', width: 4 },
      number('tasks', 'Số nhiệm vụ', 'Tasks'),
      number('done', 'Hoàn thành', 'Done'),
      number('late', 'Quá hạn', 'Late'),
    ],
    rows: (cut.plan[0]?.groups ?? []).map((group) => ({
      key: String(group.no),
      cells: { name: group.title, tasks: group.tasks, done: group.done, late: group.late },
    })),
  }
}

const reads = ['products', 'recognitions', 'dossiers', 'rounds', 'hearings', 'plan', 'sourced'] as const

/** The programme's year, by the six groups of tasks of its plan (model: Kế hoạch 135/KH-UBND). */
export const yearReport: ReportDefinition = {
  id: 'year',
  version: 1,
  title: {
    vi: 'Kết quả thực hiện Chương trình mỗi xã một sản phẩm (OCOP)',
    en: 'Results of the One Commune One Product (OCOP) programme',
  },
  about: {
    vi: 'Báo cáo năm, sáu tháng hoặc kỳ bất kỳ của Chương trình, theo sáu nhóm nhiệm vụ của kế hoạch: số liệu đếm từ sổ đăng ký, so với chỉ tiêu và với cùng kỳ năm trước.',
    en: 'Report of a year, half-year or any period, by the six groups of tasks of the plan: figures counted over the register, against targets and the same period a year before.',
  },
  permission: 'report.read',
  params: ['period', 'unitsOn', 'province'],
  reads,
  build: (cut, params) => build(new View(cut, params)),
  words,
}
