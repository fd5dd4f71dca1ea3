import type { DossierFact } from '../cut.ts'
import type { ReportDefinition, Table } from '../definition.ts'
import { View } from '../view.ts'
import { dossierList, grouped, hearingList, lazily, share } from './lists.ts'
import { tableOf } from './register.ts'
import { dossierStatusWords, kindWords } from './words.ts'

const number = (key: string, vi: string, en: string, total = true) => ({
  key,
  head: { vi, en },
  kind: 'number' as const,
  total,
})

/** Each round of the period: what was filed, what came of it. */
export const roundsReport: ReportDefinition = {
  id: 'rounds',
  version: 1,
  title: { vi: 'Tổng hợp các đợt đánh giá, phân hạng', en: 'Rounds of evaluation' },
  about: {
    vi: 'Hồ sơ nộp trong kỳ theo đợt đánh giá của tỉnh (Điều 5 khoản 2), với tình trạng vào ngày lấy số liệu.',
    en: 'Dossiers filed in the period by the province’s rounds (Article 5(2)), with their state on the day of the figures.',
  },
  permission: 'report.read',
  params: ['period', 'unitsOn', 'commune', 'sector', 'province'],
  reads: ['dossiers', 'rounds'],
  build: (cut, params) => {
    const view = new View(cut, params)
    const filed = view.dossiers.filter(({ filedOn }) => filedOn! >= params.from && filedOn! <= view.until)
    return {
      tables: [
        roundTable(view, filed),
        statusTable(view, filed),
        tableOf(
          { id: 'list', title: { vi: 'Hồ sơ nộp trong kỳ', en: 'Dossiers filed in the period' } },
          dossierList(view, filed),
        ),
      ],
      facts: [],
    }
  },
}

export function roundTable(view: View, filed: readonly DossierFact[]): Table {
  const figure = (some: readonly DossierFact[]) => lazily(some, (list) => dossierList(view, list))
  const groups = grouped(filed, (row) => row.roundId ?? '')
  const rounds = view.cut.rounds.filter((round) => groups.has(round.id))
  const rows = [
    ...rounds.map((round) => ({ key: round.id, name: round.title as string | { vi: string; en: string } })),
    ...(groups.has('') ? [{ key: '', name: { vi: 'Chưa vào đợt', en: 'Not in a round yet' } }] : []),
  ]
  return {
    id: 'rounds',
    title: { vi: 'Hồ sơ theo đợt đánh giá', en: 'Dossiers by round' },
    columns: [
      { key: 'name', head: { vi: 'Đợt', en: 'Round' }, kind: 'text', width: 3 },
      number('filed', 'Hồ sơ nộp', 'Filed'),
      number('first', 'Lần đầu', 'First'),
      number('upgrade', 'Nâng hạng', 'Upgrade'),
      number('reevaluation', 'Đánh giá lại', 'Re-evaluation'),
      number('judged', 'Đã có kết quả', 'Judged'),
      number('recognised', 'Được công nhận', 'Recognised'),
      { key: 'share', head: { vi: 'Tỷ lệ công nhận', en: 'Share recognised' }, kind: 'share' },
    ],
    rows: rows.map(({ key, name }) => {
      const own = groups.get(key) ?? []
      const recognised = own.filter(({ status }) => status === 'recognised')
      return {
        key: key || 'none',
        cells: {
          name,
          filed: figure(own),
          first: figure(own.filter(({ kind }) => kind === 'first')),
          upgrade: figure(own.filter(({ kind }) => kind === 'upgrade')),
          reevaluation: figure(own.filter(({ kind }) => kind === 'reevaluation')),
          judged: figure(own.filter(({ resultOn }) => resultOn !== null)),
          recognised: figure(recognised),
          share: share(
            recognised.length,
            own.filter(({ resultOn, status }) => resultOn !== null || status === 'recognised').length,
          ),
        },
      }
    }),
  }
}

/** Where the dossiers stand, with the days since each last moved. */
export function statusTable(view: View, filed: readonly DossierFact[]): Table {
  const groups = grouped(filed, ({ status }) => status)
  const order = Object.keys(dossierStatusWords)
  return {
    id: 'by-status',
    title: { vi: 'Hồ sơ theo tình trạng', en: 'Dossiers by state' },
    columns: [
      { key: 'name', head: { vi: 'Tình trạng', en: 'State' }, kind: 'text', width: 3 },
      number('count', 'Số hồ sơ', 'Dossiers'),
      number('oldest', 'Lâu nhất (ngày)', 'Longest (days)', false),
    ],
    rows: [...groups]
      .sort(([a], [b]) => order.indexOf(a) - order.indexOf(b))
      .map(([status, own]) => ({
        key: status,
        cells: {
          name: dossierStatusWords[status] ?? status,
          count: lazily(own, (list) => dossierList(view, list)),
          oldest: Math.max(...own.map(({ movedOn }) => daysFrom(movedOn, view.cut.asOf))),
        },
      })),
    note: {
      vi: 'Lâu nhất: số ngày từ lần chuyển trạng thái gần nhất đến ngày lấy số liệu.',
      en: 'Longest: days from the last step to the day of the figures.',
    },
  }
}

export function daysFrom(a: string, b: string): number {
  return Math.round((Date.parse(b) - Date.parse(a)) / 86_400_000)
}

/** How councils worked: products heard, sheets, agreement of members. */
export const councilReport: ReportDefinition = {
  id: 'council',
  version: 1,
  title: { vi: 'Hoạt động của Hội đồng đánh giá, phân hạng', en: 'Work of the councils' },
  about: {
    vi: 'Sản phẩm đưa ra Hội đồng trong kỳ. Chênh lệch là điểm cao nhất trừ điểm thấp nhất của các phiếu được tính, không nêu phiếu của ai.',
    en: 'Products heard in the period. The spread is the highest less the lowest of the totals counted, without saying whose.',
  },
  permission: 'result.read',
  params: ['period', 'province'],
  reads: ['hearings'],
  build: (cut, params) => {
    const view = new View(cut, params)
    const heard = view.hearings(params.from, view.until)
    return {
      tables: [
        hearingTable(heard),
        tableOf(
          { id: 'list', title: { vi: 'Sản phẩm đưa ra Hội đồng', en: 'Products heard' } },
          hearingList(heard),
        ),
      ],
      facts: [],
    }
  },
}

export function hearingTable(heard: ReturnType<View['hearings']>): Table {
  const figure = (some: typeof heard) => lazily(some, hearingList)
  return {
    id: 'sittings',
    title: { vi: 'Các phiên họp Hội đồng', en: 'Sittings' },
    columns: [
      { key: 'council', head: { vi: 'Hội đồng', en: 'Council' }, kind: 'text', width: 3 },
      { key: 'heldOn', head: { vi: 'Ngày họp', en: 'Held on' }, kind: 'day', width: 1.5 },
      number('heard', 'Sản phẩm', 'Products'),
      number('agreed', 'Đã thống nhất', 'Agreed'),
      number('second', 'Chấm lần hai', 'Second round'),
      { key: 'spread', head: { vi: 'Chênh lệch lớn nhất', en: 'Widest spread' }, kind: 'number' },
      number('star3', '3 sao', '3 stars'),
      number('star4', '4 sao', '4 stars'),
      number('star5', 'Từ 90 điểm', '90 and more'),
    ],
    rows: [...grouped(heard, ({ sittingId }) => sittingId)].map(([id, own]) => {
      const spreads = own.flatMap(({ spread }) => (spread === null ? [] : [spread]))
      return {
        key: id,
        path: `/lam-viec/phien-hop/${id}`,
        cells: {
          council: own[0]!.council,
          heldOn: own[0]!.heldOn,
          heard: figure(own),
          agreed: figure(own.filter(({ points }) => points !== null)),
          second: figure(own.filter(({ rounds }) => rounds > 1)),
          spread: spreads.length > 0 ? Math.max(...spreads) : null,
          star3: figure(own.filter(({ star }) => star === 3)),
          star4: figure(own.filter(({ star }) => star === 4)),
          star5: figure(own.filter(({ star }) => star === 5)),
        },
      }
    }),
  }
}

export { kindWords }
