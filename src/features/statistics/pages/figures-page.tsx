import { fill, formatDay, formatNumber, localPath } from '../../../platform/i18n/index.ts'
import type { Day } from '../../../rules/calendar/index.ts'
import type { PlaceBook } from '../../../rules/places/index.ts'
import {
  BarPlot,
  Button,
  DateInput,
  FieldRow,
  Form,
  FormActions,
  Message,
  Section,
} from '../../../web/index.ts'
import { PublicPage } from '../../frame/index.ts'
import type { AskedDays } from '../asked.ts'
import { divisions } from '../divisions.ts'
import { firstDay } from '../facts.ts'
import type { Cut, Figures } from '../figures.ts'
import { messages as en } from '../messages.en.ts'
import { messages as vi } from '../messages.vi.ts'
import { CommuneMap } from './commune-map.tsx'

export interface FiguresPageProps {
  ctx: { readonly lang: 'vi' | 'en'; readonly path: string; readonly url: URL; readonly today: Day }
  figures: Figures
  asked: AskedDays
  around: {
    readonly book: PlaceBook
    readonly province: string
    sectorName(code: string, lang: 'vi' | 'en'): string
  }
}

/** The register in figures, of any day, by the units of any day. */
export function FiguresPage({ ctx, figures, asked, around }: FiguresPageProps) {
  const { lang, today } = ctx
  const w = lang === 'en' ? en : vi
  const summary = fill(w.summary, { count: formatNumber(figures.total, lang) })
  const bars = (rows: readonly Cut[], nameOf: (key: string) => string) =>
    rows.map((row) => ({ label: row.key === '' ? w.notStated : nameOf(row.key), values: [row.count] }))
  const plots = [
    [w.byStar, w.star, bars(figures.stars, (key) => fill(w.stars, { star: key }))],
    [
      w.byStanding,
      w.standing,
      bars(figures.standings, (key) => (w.standings as Record<string, string>)[key] ?? key),
    ],
    [w.bySector, w.sector, bars(figures.sectors, (code) => around.sectorName(code, lang))],
  ] as const
  return (
    <PublicPage ctx={ctx} title={w.title} description={summary} breadcrumbs={[{ label: w.title }]}>
      <header class="page-head">
        <h1>{w.title}</h1>
        <p class="page-lead">{fill(w.lead, { day: formatDay(asked.asOf) })}</p>
        {asked.asOf < today && <p class="muted">{w.pastLead}</p>}
      </header>
      <div class="flow loose">
        <AskDays ctx={ctx} asked={asked} around={around} />
        {figures.demo > 0 && (
          <Message tone="warning">{fill(w.demo, { count: formatNumber(figures.demo, lang) })}</Message>
        )}
        <CommuneMap
          lang={lang}
          today={today}
          unitsOn={asked.unitsOn}
          book={around.book}
          province={around.province}
          communes={figures.communes}
          total={figures.total}
        />
        {plots.map(([title, head, list]) => (
          <BarPlot title={title} summary={summary} labelHead={head} series={[w.count]} bars={list} />
        ))}
      </div>
    </PublicPage>
  )
}

function AskDays({ ctx, asked, around }: Omit<FiguresPageProps, 'figures'>) {
  const { lang, today } = ctx
  const w = lang === 'en' ? en : vi
  const path = localPath(lang, '/thong-ke')
  return (
    <Section title={w.askTitle}>
      <div class="flow">
        <Form method="get" action={path} values={asked.values} errors={asked.errors}>
          <FieldRow>
            <DateInput
              name="ngay"
              label={w.asOf}
              hint={w.asOfHint}
              value={asked.asOf}
              min={firstDay}
              max={today}
            />
            <DateInput
              name="dia-gioi"
              label={w.unitsOn}
              hint={w.unitsOnHint}
              value={asked.unitsOn === asked.asOf ? undefined : asked.unitsOn}
              min={firstDay}
              max={today}
            />
          </FieldRow>
          <FormActions>
            <Button kind="secondary">{w.showFigures}</Button>
          </FormActions>
        </Form>
        <nav class="flow tight small" aria-label={w.quickTitle}>
          <p class="muted">{w.quickTitle}</p>
          <ul class="row">
            {divisions(around.book, around.province, today).map(({ day, communes }) => (
              <li>
                <a href={day === today ? path : `${path}?ngay=${day}`}>
                  {day === today
                    ? fill(w.quickToday, { count: communes })
                    : fill(w.quick, { day: formatDay(day), count: communes })}
                </a>
              </li>
            ))}
          </ul>
        </nav>
      </div>
    </Section>
  )
}
