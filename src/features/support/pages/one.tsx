import type { RequestContext } from '../../../platform/http/index.ts'
import { fill, formatDay, localPath } from '../../../platform/i18n/index.ts'
import { DescriptionList, Message, Section, Timeline } from '../../../web/index.ts'
import { WorkPage } from '../../frame/index.ts'
import type { SupportDeps } from '../parts.ts'
import type { Support, SupportDeed } from '../queries.ts'
import { measureName, money, words } from '../words.ts'
import { type Acts, SupportActs } from './acts.tsx'
import { deskPath, SupportState } from './parts.tsx'

export interface SupportPageProps extends Acts {
  readonly ctx: RequestContext
  readonly deps: SupportDeps
  readonly support: Support
  readonly deeds: readonly SupportDeed[]
  readonly headWords: string | null
  readonly agency: string
  readonly sent: boolean
}

/** One request from its words to its result, with what this person may do to it now. */
export function SupportPage(props: SupportPageProps) {
  const { ctx, deps, support } = props
  const { lang } = ctx
  const w = words(lang)
  const name = measureName(support.measure, deps, lang)
  const title = `${name}: ${support.product}`
  const amount = (value: number | null) => (value === null ? undefined : money(value, lang))
  const left = support.approved === null ? null : support.approved - support.paid
  return (
    <WorkPage
      ctx={ctx}
      title={title}
      breadcrumbs={[{ label: w.desk, href: localPath(lang, deskPath) }, { label: title }]}
    >
      <header class="page-head">
        <h1>{title}</h1>
        <p class="page-lead">
          {support.producer} {support.is_demo && <span class="demo-mark">{w.demo}</span>}
        </p>
      </header>
      {props.sent && (
        <Message tone="success" announce>
          {w.sent}
        </Message>
      )}
      <Section title={w.facts}>
        <DescriptionList
          items={[
            { term: w.state, value: <SupportState status={support.status} lang={lang} /> },
            {
              term: w.product,
              value: (
                <a href={localPath(lang, `/lam-viec/san-pham/${support.product_id}`)}>{support.product}</a>
              ),
            },
            { term: w.cost, value: amount(support.cost) },
            { term: w.asked, value: amount(support.asked) },
            { term: w.approved, value: amount(support.approved) },
            { term: w.head, value: props.headWords ?? undefined },
            { term: w.paid, value: support.paid > 0 ? amount(support.paid) : undefined },
            { term: w.left, value: left !== null && left > 0 ? amount(left) : undefined },
            { term: w.reason, value: support.reason },
            {
              term: w.quote,
              value: support.quote_hash ? (
                <a href={localPath(lang, `${deskPath}/${support.id}/bao-gia`)}>{support.quote_name}</a>
              ) : (
                w.quoteNone
              ),
            },
            { term: w.agency, value: props.agency },
          ]}
        />
      </Section>
      <SupportActs {...props} />
      <Section title={w.history}>
        <Timeline
          label={w.history}
          entries={props.deeds.map((deed) => ({
            when: formatDay(deed.day),
            title: [w.actions[deed.action], deed.amount === null ? null : money(deed.amount, lang)]
              .filter(Boolean)
              .join(': '),
            detail: (
              <>
                {deed.words && <p>{deed.words}</p>}
                <p class="muted small">
                  {[
                    deed.paper_no && `${w.paper} ${deed.paper_no}`,
                    `${deed.actor_name}${deed.on_behalf ? ` (${w.onBehalf})` : ''}`,
                  ]
                    .filter(Boolean)
                    .join(' · ')}
                </p>
              </>
            ),
          }))}
        />
      </Section>
    </WorkPage>
  )
}

/** Why an amount is the most: the share, the ceiling, what was had before. */
export function mostWhy({ deps, support, ctx }: SupportPageProps): string {
  const measure = deps.law.measures.find((each) => each.id === support.measure)
  return measure
    ? fill(words(ctx.lang).mostWhy, {
        share: measure.sharePercent,
        ceiling: money(measure.ceiling, ctx.lang),
      })
    : ''
}
