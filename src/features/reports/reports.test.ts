import { read, utils } from '@e965/xlsx'
import { sql } from 'kysely'
import { describe, expect, test } from 'vitest'
import { Browser, testApplication } from '../../../test/factories/index.ts'
import { docxText, pdfText } from '../../../test/factories/papers.ts'
import { statePaperDocx, statePaperPdf } from '../../platform/papers/index.ts'
import { demoPassword } from '../accounts/index.ts'
import { plainOf } from './definition.ts'
import { definitions } from './definitions/index.ts'
import { makeReport, totalsOf } from './made.ts'
import { periodBefore, readParams } from './params.ts'
import { takeCut } from './records/take.ts'
import { reportPaper } from './render/paper.ts'
import { reportWorkbook } from './render/workbook.ts'

const application = await testApplication()
const { kernel } = application
const { sources } = application.house.reports
const { db } = kernel
const today = new Date(Date.now() + 7 * 3600_000).toISOString().slice(0, 10)
const office = new Browser(application)
await office.post('/dang-nhap', { login: 'van-phong-1', password: demoPassword })

async function report(id: string, query: Record<string, string>) {
  const definition = definitions.find((each) => each.id === id)!
  const params = readParams(query, today, '46')
  if (!params.ok) throw new Error(JSON.stringify(params.problems))
  return makeReport(
    definition,
    params.value,
    await takeCut(kernel, sources, definition.reads, params.value, today),
  )
}

async function count(query: ReturnType<typeof sql<{ n: number }>>): Promise<number> {
  return (await query.execute(db)).rows[0]!.n
}

const day = sql`coalesce(r.issued_on, CASE WHEN r.source ->> 'year' IS NOT NULL THEN make_date((r.source ->> 'year')::int, 12, 31) END)`
const ofHue = sql`FROM recognition r JOIN product p ON p.id = r.product_id WHERE p.province_code = '46'`

const local = (column: string) => sql.raw(`(${column} at time zone 'Asia/Ho_Chi_Minh')::date`)

/** What other features count for the report, each said once more in SQL that shares nothing with them. */
function elsewhere(from: string, to: string): Record<string, ReturnType<typeof sql<{ n: number }>>> {
  const within = (column: string) => sql`${sql.raw(column)} BETWEEN ${from} AND ${to}`
  const trade = (kinds: readonly string[]) =>
    sql<{
      n: number
    }>`SELECT coalesce(sum(amount), 0)::bigint AS n FROM trade_result WHERE struck_at IS NULL AND kind = ANY(${[...kinds]}::text[])
      AND ${within('day')}`
  const finding = (action: string) =>
    sql<{
      n: number
    }>`SELECT count(*)::int AS n FROM finding_action WHERE action = ${action} AND ${within('day')}`
  const held = sql`FROM fair f JOIN fair_application a ON a.fair_id = f.id AND a.status = 'stall' WHERE f.status = 'held' AND ${within('f.starts_on')}`
  const valid = sql`FROM product p WHERE p.province_code = '46' AND EXISTS (SELECT 1 FROM recognition r WHERE r.product_id = p.id
    AND r.status = 'valid' AND r.issued_on <= ${to} AND coalesce(r.valid_until, '9999-12-31') >= ${to})`
  const signed = sql`SELECT c.issued_on AS day FROM certificate c WHERE c.voided_at IS NULL AND c.signed_at IS NOT NULL
    UNION ALL SELECT decided_on FROM decision WHERE status = 'released' AND signatures > 0
    UNION ALL SELECT issued_on FROM plan WHERE status = 'published' AND signatures > 0
    UNION ALL SELECT issued_on FROM report WHERE status = 'issued' AND signatures > 0`
  return {
    'activities-held': sql`SELECT count(*)::int AS n FROM activity WHERE status = 'held' AND ${within('first_day')}`,
    'trained-people': sql`SELECT count(DISTINCT CASE WHEN e.phone = '' THEN e.id::text ELSE e.phone END)::int AS n
      FROM activity_attendance t JOIN activity_enrolment e ON e.id = t.enrolment_id JOIN activity a ON a.id = e.activity_id
      WHERE a.kind IN ('training', 'study-tour', 'conference') AND a.status IN ('announced', 'held') AND ${within('a.first_day')}`,
    attestations: sql`SELECT count(*)::int AS n FROM activity_attestation WHERE ${within('issued_on')}`,
    'support-approved': sql`SELECT coalesce(sum(amount), 0)::bigint AS n FROM (SELECT DISTINCT ON (x.support_id) x.* FROM support_action x
      JOIN support s ON s.id = x.support_id AND s.approved IS NOT NULL WHERE x.action = 'approve' ORDER BY x.support_id, x.seq DESC) last
      WHERE ${within('day')}`,
    'support-paid': sql`SELECT coalesce(sum(amount), 0)::bigint AS n FROM support_action WHERE action = 'pay' AND ${within('day')}`,
    'products-supported': sql`SELECT count(DISTINCT s.product_id)::int AS n FROM support_action x JOIN support s ON s.id = x.support_id
      WHERE x.action = 'pay' AND ${within('x.day')}`,
    'fairs-held': sql`SELECT count(*)::int AS n FROM fair WHERE status = 'held' AND ${within('starts_on')}`,
    'stalls-taken': sql`SELECT count(*)::int AS n ${held}`,
    'products-promoted': sql`SELECT count(DISTINCT x.product_id)::int AS n FROM fair_application_product x
      WHERE x.application_id IN (SELECT a.id ${held})`,
    'selling-points': sql`SELECT count(*)::int AS n FROM selling_point WHERE opened_on <= ${to} AND coalesce(closed_on, '9999-12-31') >= ${from}`,
    orders: trade(['order']),
    contracts: trade(['contract']),
    exports: trade(['export']),
    'trade-value': trade(['sales', 'order', 'contract', 'export']),
    'buyers-answered': sql`SELECT count(*)::int AS n FROM buyer_match WHERE answer = 'yes' AND ${local('answered_at')} BETWEEN ${from} AND ${to}`,
    'traced-products': sql`SELECT count(*)::int AS n ${valid} AND (EXISTS (SELECT 1 FROM product_gtin g WHERE g.product_id = p.id)
      OR EXISTS (SELECT 1 FROM product_lot l WHERE l.product_id = p.id AND l.withdrawn_at IS NULL))`,
    'shop-links': sql`SELECT count(*)::int AS n ${valid} AND EXISTS (SELECT 1 FROM shop_link_check c WHERE c.product_id = p.id
      AND c.outcome = 'answers' AND ${local('c.answered_at')} BETWEEN ${to}::date - 30 AND ${to})`,
    'e-dossiers': sql`SELECT count(*)::int AS n FROM dossier d JOIN dossier_action x ON x.dossier_id = d.id AND x.seq =
      (SELECT min(seq) FROM dossier_action WHERE dossier_id = d.id AND action = 'file') WHERE ${within('d.filed_on')} AND x.on_behalf_of IS NULL`,
    'signed-papers': sql`SELECT count(*)::int AS n FROM (${signed}) s WHERE ${within('day')}`,
    'inspections-signed': sql`SELECT count(*)::int AS n FROM inspection WHERE status = 'signed' AND ${within('signed_on')}`,
    findings: finding('find'),
    'findings-mended': finding('accept'),
    'measures-proposed': finding('propose'),
    'return-returns-filed': sql`SELECT count(*)::int AS n FROM producer_return WHERE ${within('period_to')}`,
    'return-sales': sql`SELECT coalesce(sum(sales), 0)::bigint AS n FROM producer_return WHERE ${within('period_to')}`,
    'return-jobs': sql`SELECT coalesce(sum(jobs), 0)::bigint AS n FROM producer_return r WHERE jobs IS NOT NULL AND ${within('period_to')}
      AND NOT EXISTS (SELECT 1 FROM producer_return l WHERE l.product_id = r.product_id AND l.jobs IS NOT NULL
        AND l.period_to > r.period_to AND l.period_to <= ${to})`,
  }
}

/** Whether each target of the published plan of a year is met by a day: its measure said once more in SQL, its goal by hand. */
async function targetsBySql(year: number, to: string): Promise<boolean[]> {
  const { rows: targets } = await sql<{
    measure: string
    goal: { kind: string; value: number; from: number; numerator: number; denominator: number; ids: string[] }
    scope: { sector?: string; from?: string; to?: string }
  }>`SELECT t.measure, t.goal, t.scope FROM plan_target t JOIN plan p ON p.id = t.plan_id
    WHERE p.year = ${year} AND p.status = 'published' ORDER BY t.ordinal`.execute(db)
  const last = (end: string) => (end < to ? end : to)
  return Promise.all(
    targets.map(async ({ measure, goal, scope }) => {
      const from = scope.from ?? `${year}-01-01`
      const until = last(scope.to ?? `${year}-12-31`)
      const sets =
        sources.sectors.length > 0 && scope.sector
          ? [...Array(99).keys()].filter((set) => sources.sectorOf(set) === scope.sector)
          : null
      const ofSector = sql`(${sets === null}::boolean OR p.set_no = ANY(${sets ?? []}::int[]))`
      const counted: Record<string, ReturnType<typeof sql<{ n: number }>>> = {
        ...elsewhere(from, until),
        recognised: sql`SELECT count(*)::int AS n FROM (SELECT p.id, max(coalesce(r.star, 0)) FILTER (WHERE ${day} BETWEEN ${from} AND ${until}) AS held_now,
          max(coalesce(r.star, 0)) FILTER (WHERE ${day} < ${from}) AS held_before ${ofHue} AND ${ofSector} GROUP BY p.id) b
          WHERE held_now IS NOT NULL AND (held_before IS NULL OR held_now > held_before)`,
        're-recognised': sql`SELECT count(DISTINCT p.id)::int AS n ${ofHue} AND r.valid_until BETWEEN ${from} AND ${scope.to ?? `${year}-12-31`}
          AND EXISTS (SELECT 1 FROM recognition l WHERE l.product_id = p.id AND l.issued_on > r.issued_on AND l.issued_on <= ${until})`,
        tourism: sql`SELECT count(DISTINCT p.id)::int AS n FROM product p WHERE p.province_code = '46' AND (
          EXISTS (SELECT 1 FROM dossier d WHERE d.product_id = p.id AND d.status <> 'withdrawn' AND d.regime = 'qd26-2026' AND d.set_no = 26
            AND d.filed_on BETWEEN ${from} AND ${until})
          OR p.regime = 'qd26-2026' AND p.set_no = 26 AND EXISTS (SELECT 1 FROM recognition r WHERE r.product_id = p.id
            AND r.issued_on BETWEEN ${from} AND ${until}))`,
        'potential-five-star': sql`SELECT count(DISTINCT d.product_id)::int AS n FROM result x JOIN dossier d ON d.id = x.dossier_id
          JOIN product p ON p.id = d.product_id AND p.province_code = '46' WHERE x.level = 'tinh' AND x.superseded_by IS NULL
          AND x.mean_num::numeric / nullif(x.mean_den, 0) >= 90 AND ${local('x.agreed_at')} BETWEEN ${from} AND ${until}`,
        'pilot-milestones': sql`SELECT count(*)::int AS n FROM plan_milestone m JOIN plan p ON p.id = m.plan_id
          WHERE p.year = ${year} AND m.done_on <= ${to} AND m.code = ANY(${goal.ids ?? []}::text[])`,
      }
      const now = Number(await count(counted[measure]!))
      if (goal.kind === 'milestones') return now >= goal.ids.length
      if (goal.kind !== 'share') return now >= (goal.kind === 'range' ? goal.from : goal.value)
      const due = await count(
        sql`SELECT count(DISTINCT p.id)::int AS n ${ofHue} AND r.valid_until BETWEEN ${from} AND ${scope.to ?? `${year}-12-31`}`,
      )
      return now >= Math.ceil((due * goal.numerator) / goal.denominator)
    }),
  )
}

describe('each figure of the year report equals a direct count', () => {
  const years = [2021, 2023, 2024, Number(today.slice(0, 4))]

  test.each(years)('%i', async (year) => {
    const made = await report('year', { ky: String(year) })
    const [from, to] = [`${year}-01-01`, `${year}-12-31` < today ? `${year}-12-31` : today]
    const compared = new Set<string>()
    const value = (key: string) => {
      compared.add(key)
      const fact = made.facts.find((each) => each.key === key)!
      if ('text' in fact.figure) throw new Error(key)
      if (fact.figure.records) expect(fact.figure.records.rows.length, key).toBe(fact.figure.value)
      return fact.figure.value
    }
    const within = sql`${day} BETWEEN ${from} AND ${to}`
    expect(value('recognised.all')).toBe(
      await count(sql`SELECT count(DISTINCT p.id)::int AS n ${ofHue} AND ${within}`),
    )
    expect(value('recognised.new')).toBe(
      await count(sql`SELECT count(DISTINCT p.id)::int AS n ${ofHue} AND ${within} AND NOT EXISTS (SELECT 1 FROM recognition b
        WHERE b.product_id = p.id AND coalesce(b.issued_on, make_date((b.source ->> 'year')::int, 12, 31)) < ${from})`),
    )
    // In force: issued by then, not past its last day, nothing taken from it, and nothing later in its place.
    const standing = sql`SELECT DISTINCT p.id, r.star, p.producer_id ${ofHue} AND r.issued_on <= ${to} AND r.valid_until >= ${to}
      AND NOT EXISTS (SELECT 1 FROM recognition_event e WHERE e.recognition_id = r.id AND e.day <= ${to}
        AND e.kind IN ('revoked', 'superseded', 'expired'))
      AND coalesce((SELECT e.kind FROM recognition_event e WHERE e.recognition_id = r.id AND e.day <= ${to}
        AND e.kind IN ('suspended', 'resumed') ORDER BY e.seq DESC LIMIT 1), 'resumed') = 'resumed'
      AND NOT EXISTS (SELECT 1 FROM recognition l WHERE l.product_id = p.id AND l.id <> r.id
        AND coalesce(l.issued_on, make_date((l.source ->> 'year')::int, 12, 31)) BETWEEN r.issued_on AND ${to}
        AND (coalesce(l.issued_on, make_date((l.source ->> 'year')::int, 12, 31)), coalesce(l.star, 0), l.id) > (r.issued_on, coalesce(r.star, 0), r.id))`
    expect(value('in-force.all')).toBe(await count(sql`SELECT count(*)::int AS n FROM (${standing}) s`))
    for (const star of [3, 4, 5])
      expect(value(`in-force.${star}`)).toBe(
        await count(sql`SELECT count(*)::int AS n FROM (${standing}) s WHERE star = ${star}`),
      )
    const filed = sql`FROM dossier d WHERE d.province_code = '46' AND d.filed_on BETWEEN ${from} AND ${to}`
    expect(value('dossiers.filed')).toBe(await count(sql`SELECT count(*)::int AS n ${filed}`))
    for (const kind of ['first', 'upgrade', 'reevaluation'])
      expect(value(`dossiers.${kind}`)).toBe(
        await count(sql`SELECT count(*)::int AS n ${filed} AND d.kind = ${kind}`),
      )
    expect(value('dossiers.judged')).toBe(
      await count(sql`SELECT count(*)::int AS n ${filed} AND EXISTS (SELECT 1 FROM result x WHERE x.dossier_id = d.id
        AND x.level = 'tinh' AND x.superseded_by IS NULL)`),
    )
    for (const kind of ['revoked', 'suspended'])
      expect(value(kind)).toBe(
        await count(sql`SELECT count(*)::int AS n FROM recognition_event e JOIN recognition r ON r.id = e.recognition_id
          JOIN product p ON p.id = r.product_id WHERE p.province_code = '46' AND e.kind = ${kind} AND e.day BETWEEN ${from} AND ${to}`),
      )
    expect(value('sittings')).toBe(
      await count(sql`SELECT count(DISTINCT s.id)::int AS n FROM sitting s JOIN council c ON c.id = s.council_id AND c.kind = 'council'
        JOIN sitting_item i ON i.sitting_id = s.id WHERE s.held_on BETWEEN ${from} AND ${to}`),
    )
    expect(value('hearings')).toBe(
      await count(sql`SELECT count(*)::int AS n FROM sitting s JOIN council c ON c.id = s.council_id AND c.kind = 'council'
        JOIN sitting_item i ON i.sitting_id = s.id WHERE s.held_on BETWEEN ${from} AND ${to}`),
    )
    // Highest star of the period against the highest before it.
    const best = sql`SELECT p.id, max(coalesce(r.star, 0)) FILTER (WHERE ${within}) AS held_now,
      max(coalesce(r.star, 0)) FILTER (WHERE ${day} < ${from}) AS held_before ${ofHue} GROUP BY p.id`
    for (const [key, how] of [
      ['upgrade', sql`held_now > held_before`],
      ['again', sql`held_now <= held_before`],
    ] as const)
      expect(value(`recognised.${key}`)).toBe(
        await count(
          sql`SELECT count(*)::int AS n FROM (${best}) b WHERE held_now IS NOT NULL AND held_before IS NOT NULL AND ${how}`,
        ),
      )
    const { from: lastFrom, to: lastTo } = periodBefore(made.params)
    const before = await count(
      sql`SELECT count(DISTINCT p.id)::int AS n ${ofHue} AND ${day} BETWEEN ${lastFrom} AND ${lastTo}`,
    )
    expect(value('recognised.before')).toBe(before)
    expect(value('recognised.change')).toBe(value('recognised.all')! - before)
    expect(value('producers')).toBe(
      await count(sql`SELECT count(DISTINCT producer_id)::int AS n FROM (${standing}) s`),
    )
    expect(value('register.all')).toBe(
      await count(
        sql`SELECT count(DISTINCT p.id)::int AS n ${ofHue} AND coalesce(${day}, ${today}) <= ${to}`,
      ),
    )
    expect(value('expiring')).toBe(
      await count(sql`SELECT count(DISTINCT s.id)::int AS n FROM (${standing}) s JOIN recognition r ON r.product_id = s.id
        AND r.issued_on <= ${to} AND r.valid_until BETWEEN ${to} AND ${to}::date + 180
        AND NOT EXISTS (SELECT 1 FROM recognition l WHERE l.product_id = s.id AND l.issued_on > r.issued_on AND l.issued_on <= ${to})`),
    )
    expect(value('expired')).toBe(
      await count(sql`SELECT count(*)::int AS n ${ofHue} AND r.valid_until + 1 BETWEEN ${from} AND ${to} AND NOT EXISTS (
        SELECT 1 FROM recognition_event e WHERE e.recognition_id = r.id AND e.kind IN ('revoked', 'superseded') AND e.day <= r.valid_until + 1)
        AND NOT EXISTS (SELECT 1 FROM recognition l WHERE l.product_id = r.product_id AND l.id <> r.id
          AND r.valid_until + 1 BETWEEN l.issued_on AND l.valid_until AND NOT EXISTS (SELECT 1 FROM recognition_event e
            WHERE e.recognition_id = l.id AND e.kind IN ('revoked', 'superseded', 'expired') AND e.day <= r.valid_until + 1))`),
    )
    expect(value('dossiers.ninety')).toBe(
      await count(sql`SELECT count(*)::int AS n ${filed} AND EXISTS (SELECT 1 FROM result x WHERE x.dossier_id = d.id
        AND x.level = 'tinh' AND x.superseded_by IS NULL AND round(x.mean_num::numeric / x.mean_den, 2) >= 90)`),
    )
    const all = value('in-force.all')!
    for (const [key, key2, has] of [
      ['trace', 'trace.share', sql`nullif(p.details ->> 'traceCode', '') IS NOT NULL`],
      ['shop', 'shop.share', sql`coalesce(p.details -> 'whereToBuy' -> 0 ->> 'url', '') <> ''`],
    ] as const) {
      const some = await count(
        sql`SELECT count(*)::int AS n FROM (${standing}) s JOIN product p ON p.id = s.id WHERE ${has}`,
      )
      expect(value(key)).toBe(some)
      expect(value(key2)).toBe(all === 0 ? null : Math.round((some / all) * 10_000) / 10_000)
    }
    for (const [key, query] of Object.entries(elsewhere(from, to)))
      expect(value(`so.${key}`), key).toBe(Number(await count(query)))
    const targets = await targetsBySql(year, to)
    expect(value('targets.all')).toBe(targets.length)
    expect(value('targets.met')).toBe(targets.filter(Boolean).length)
    expect([...compared].sort()).toEqual(made.facts.map(({ key }) => key).sort())
  })

  test('every count opens as many records, in every report, and the parts make the whole', async () => {
    for (const { id } of definitions) {
      const made = await report(id, { ky: today.slice(0, 4) })
      for (const table of made.tables)
        for (const row of table.rows)
          for (const cell of Object.values(row.cells))
            if (
              typeof cell === 'object' &&
              cell !== null &&
              'records' in cell &&
              !table.id.startsWith('group-')
            )
              expect(cell.records?.rows.length, `${id}/${table.id}/${row.key}`).toBe(cell.value)
    }
  })
})

test('a product counts once by the units of any day: 141, 133 or 40 communes give one sum', async () => {
  const sums = await Promise.all(
    ['2024-06-01', '2025-03-01', '2026-01-01'].map(async (donvi) => {
      const made = await report('by-commune', { ky: today.slice(0, 4), donvi })
      const table = made.tables[0]!
      return { all: totalsOf(table)!.at(-1), names: table.rows.map((row) => plainOf(row.cells.name!)) }
    }),
  )
  const whole = await report('by-sector', { ky: today.slice(0, 4) })
  const expected = totalsOf(whole.tables[0]!)!.at(-1)
  expect(expected).toBeGreaterThan(10)
  for (const { all } of sums) expect(all).toBe(expected)
  expect(new Set(sums.map(({ names }) => JSON.stringify(names))).size).toBeGreaterThan(1)
})

test('a period without anything, one across regimes and units, and one that is none', async () => {
  const empty = await report('year', { tu: '2018-06-01', den: '2018-12-31' })
  expect(
    empty.facts.filter(({ figure }) => !('text' in figure) && figure.value !== 0 && figure.value !== null),
  ).toEqual([])
  expect((await office.get('/lam-viec/bao-cao/xem/year?tu=2018-06-01&den=2018-12-31')).status).toBe(200)
  // From the days of 1048/2019 and 141 communes to today's decree and 40: each year's products once in the whole.
  const long = await report('recognised', { tu: '2020-01-01', den: today })
  const ids = long.tables[1]!.rows.map(({ key }) => key)
  expect(new Set(ids).size).toBe(ids.length)
  expect(ids.length).toBe(
    await count(
      sql`SELECT count(DISTINCT p.id)::int AS n ${ofHue} AND ${day} BETWEEN '2020-01-01' AND ${today}`,
    ),
  )
  for (const wrong of [
    'tu=31/02/2026',
    'tu=2026-05-01&den=2026-04-01',
    'ky=2026-h3',
    'den=2017-01-01',
    'sao=9',
  ]) {
    const answer = await office.get(`/lam-viec/bao-cao/xem/year?${wrong}`)
    expect(answer.status, wrong).toBe(422)
  }
})

test('screen, workbook, paper, CSV and API say the same', async () => {
  const data = JSON.parse((await office.get('/api/v1/reports/year?ky=2024')).body)
  const figure = (key: string) =>
    data.figures.find((each: { key: string }) => each.key === key).value as number
  const made = await report('year', { ky: '2024' })
  const book = read(reportWorkbook(made, 'vi', new Date(0)), { type: 'buffer' })
  const main = utils.sheet_to_json<(string | number)[]>(book.Sheets[book.SheetNames[0]!]!, { header: 1 })
  expect(main.find((row) => row[0] === 'Sản phẩm được công nhận trong kỳ')?.[1]).toBe(
    figure('recognised.all'),
  )
  const paper = reportPaper(made, {
    issuer: { above: 'Ủy ban nhân dân thành phố Huế', own: 'Sở Nông nghiệp và Môi trường', seat: 'Huế' },
  })
  const sentence = `Trong kỳ có ${figure('recognised.all')} sản phẩm được công nhận: ${figure('recognised.new')} công nhận mới`
  expect(docxText(await statePaperDocx(paper))).toContain(sentence)
  expect((await pdfText(await statePaperPdf(paper, { at: new Date(0) }))).replace(/\s+/g, ' ')).toContain(
    sentence,
  )
  const csv = (await office.get('/lam-viec/bao-cao/xem/year/tai?ky=2024&dang=csv&bang=by-commune')).body
  expect(csv.trim().split('\r\n').length - 1).toBe(
    made.tables.find(({ id }) => id === 'by-commune')!.rows.length,
  )
  const screen = (await office.get('/lam-viec/bao-cao/xem/year?ky=2024')).body
  expect(screen).toContain('bang=facts')
})

test('a commune officer reads the own commune only; personal lists stay closed; a producer reads none', async () => {
  const officer = new Browser(application)
  await officer.post('/dang-nhap', { login: 'can-bo-a-luoi-2', password: demoPassword })
  const own = await officer.get('/api/v1/reports/recognised?ky=2024')
  expect(JSON.parse(own.body).params.commune).toBe('20044')
  expect((await officer.get('/api/v1/reports/recognised?xa=20056')).status).toBe(403)
  expect((await officer.get('/lam-viec/bao-cao/xem/council')).status).toBe(403)
  const editor = new Browser(application)
  await editor.post('/dang-nhap', { login: 'bien-tap', password: demoPassword })
  expect((await editor.get('/lam-viec/bao-cao')).status).toBe(403)
  const visitor = new Browser(application)
  expect((await visitor.get('/api/v1/reports/year')).status).toBe(401)
})
