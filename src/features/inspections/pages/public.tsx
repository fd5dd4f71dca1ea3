import type { RequestContext } from '../../../platform/http/index.ts'
import { fill, localPath } from '../../../platform/i18n/index.ts'
import { EmptyState, Section, StatFigure } from '../../../web/index.ts'
import { PublicPage } from '../../frame/index.ts'
import type { YearOutcome } from '../queries.ts'
import { words } from '../words.ts'

/** Figures of each year and the draw; no name of anybody at fault. */
export function OutcomePage({ ctx, years }: { ctx: RequestContext; years: readonly YearOutcome[] }) {
  const w = words(ctx.lang)
  return (
    <PublicPage
      ctx={ctx}
      title={w.publicTitle}
      description={w.publicLead}
      breadcrumbs={[{ label: w.publicTitle }]}
    >
      <header class="page-head">
        <h1>{w.publicTitle}</h1>
        <p class="page-lead">{w.publicLead}</p>
      </header>
      {years.length === 0 && <EmptyState title={w.publicNone} />}
      {years.map((year) => (
        <Section title={fill(w.outcomeOf, { year: year.year })}>
          <div class="row">
            <StatFigure value={year.chosen} label={w.chosen} />
            <StatFigure value={year.visited} label={w.visited} />
            <StatFigure value={year.findings} label={w.found} />
            <StatFigure value={year.mended} label={w.mended} />
            <StatFigure value={year.proposed} label={w.proposed} />
          </div>
          {year.seed && year.share && <p>{fill(w.drawRule, { ...year.share, seed: year.seed })}</p>}
          {year.drawn.length > 0 && (
            <>
              <h3>{w.drawn}</h3>
              <ul>
                {year.drawn.map((each) => (
                  <li>
                    <a href={localPath(ctx.lang, `/san-pham/${each.slug}`)}>{each.name}</a>{' '}
                    <code class="small muted">{each.id}</code>
                  </li>
                ))}
              </ul>
            </>
          )}
        </Section>
      ))}
    </PublicPage>
  )
}
