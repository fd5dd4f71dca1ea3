import { z } from 'zod'
import { file, notFound, page, type Route, show } from '../../platform/http/index.ts'
import { csvText } from '../../platform/spreadsheet/index.ts'
import {
  countDigital,
  type DigitalCount,
  type DigitalFigure,
  digitalFigures,
  type FigureRecord,
} from './figures.ts'
import { type CommuneLine, DigitalPage, path, RecordsPage } from './pages/page.tsx'
import type { Parts } from './parts.ts'
import { words } from './words.ts'

const firstYear = 2024

export function digitalRoutes({ kernel, deps }: Parts): readonly Route[] {
  const { db } = kernel
  const yearOf = (asked: number | undefined, today: string) => {
    const now = Number(today.slice(0, 4))
    return asked !== undefined && asked >= firstYear && asked <= now ? asked : now
  }
  const extentOf = (year: number, today: string) => ({
    from: `${year}-01-01`,
    // A year under way ends today: products are counted as they stand.
    to: `${year}-12-31` < today ? `${year}-12-31` : today,
  })
  const whole = async (year: number, today: string) => {
    const counted = await Promise.all(
      digitalFigures.map((figure) => countDigital(db, figure, extentOf(year, today), deps, today)),
    )
    return Object.fromEntries(digitalFigures.map((figure, at) => [figure, counted[at]!])) as Record<
      DigitalFigure,
      DigitalCount
    >
  }
  /** Every record in the commune it lies in today: the lines add up to the whole. */
  const linesOf = (
    all: Record<DigitalFigure, DigitalCount>,
    today: string,
    elsewhere: string,
  ): CommuneLine[] => {
    const units = deps.places.communes(deps.provinceCode, today)
    const lines = new Map<string | null, CommuneLine>()
    const at = (code: string | null, name: string) => {
      const held = lines.get(code)
      if (held) return held
      const figures = Object.fromEntries(digitalFigures.map((figure) => [figure, { count: 0, base: 0 }]))
      const line = { code, name, figures: figures as CommuneLine['figures'] }
      lines.set(code, line)
      return line
    }
    for (const unit of units) at(unit.code, unit.name)
    const commune = (row: FigureRecord) => deps.places.spoken(row, today).commune
    for (const figure of digitalFigures) {
      for (const row of all[figure].every) {
        const unit = commune(row)
        const value = at(unit?.code ?? null, unit?.name ?? elsewhere).figures[figure]
        value.base += 1
        if (row.counts) value.count += 1
      }
    }
    return [...lines.values()].filter(({ figures }) =>
      digitalFigures.some((figure) => figures[figure].base > 0),
    )
  }
  const query = z.object({
    nam: z.coerce.number().int().optional().catch(undefined),
    xa: z.string().max(10).optional().catch(undefined),
    trang: z.coerce.number().int().min(1).max(1000).catch(1),
  })
  return [
    page({
      path,
      permission: 'plan.progress',
      audit: null,
      query,
      handler: async (ctx) => {
        const year = yearOf(ctx.query.nam, ctx.today)
        const all = await whole(year, ctx.today)
        const links = await db
          .selectFrom('shop_link_check as c')
          .innerJoin('product as p', 'p.id', 'c.product_id')
          .select([
            'p.id as productId',
            'p.name as product',
            'c.url',
            'c.outcome',
            'c.checked_at as checkedAt',
            'c.is_demo as isDemo',
          ])
          .where('p.province_code', '=', deps.provinceCode)
          .orderBy('c.outcome', 'desc')
          .orderBy('c.checked_at', 'desc')
          .limit(200)
          .execute()
        const now = Number(ctx.today.slice(0, 4))
        return show(
          <DigitalPage
            ctx={ctx}
            year={year}
            years={Array.from({ length: now - firstYear + 1 }, (_, at) => now - at)}
            whole={all}
            lines={linesOf(all, ctx.today, words(ctx.lang).elsewhere)}
            links={links}
          />,
        )
      },
    }),
    page({
      path: `${path}.csv`,
      permission: 'plan.progress',
      audit: null,
      query,
      handler: async (ctx) => {
        const year = yearOf(ctx.query.nam, ctx.today)
        const w = words(ctx.lang)
        const lines = linesOf(await whole(year, ctx.today), ctx.today, w.elsewhere)
        const head = [
          w.commune,
          ...digitalFigures.flatMap((figure) => [w.figures[figure], `${w.figures[figure]} (/)`]),
        ]
        const rows = lines.map((line) => [
          line.name,
          ...digitalFigures.flatMap((figure) =>
            [line.figures[figure].count, line.figures[figure].base].map(String),
          ),
        ])
        return file(csvText([head, ...rows]), 'text/csv; charset=utf-8', {
          name: `chuyen-doi-so-${year}.csv`,
        })
      },
    }),
    page({
      path: `${path}/:figure`,
      permission: 'plan.progress',
      audit: null,
      params: z.object({ figure: z.enum(digitalFigures) }),
      query,
      handler: async (ctx) => {
        const { figure } = ctx.params
        const year = yearOf(ctx.query.nam, ctx.today)
        const unit = ctx.query.xa ? deps.places.unit(ctx.query.xa, ctx.today) : null
        if (ctx.query.xa && !unit) return notFound()
        const counted = await countDigital(
          db,
          figure,
          { ...extentOf(year, ctx.today), ...(unit && { placeCodes: [unit.code] }) },
          deps,
          ctx.today,
        )
        return show(
          <RecordsPage
            ctx={ctx}
            figure={figure}
            year={year}
            commune={unit}
            counted={counted}
            page={ctx.query.trang}
          />,
        )
      },
    }),
  ]
}
