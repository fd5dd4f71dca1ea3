import type { RequestContext } from '../../../platform/http/index.ts'
import { fill, formatDay, localPath } from '../../../platform/i18n/index.ts'
import { EmptyState, LinkButton, Message, Section, StatFigure, Table } from '../../../web/index.ts'
import { WorkPage } from '../../frame/index.ts'
import type { SupportDeps } from '../parts.ts'
import type { Head, Support } from '../queries.ts'
import { measureName, money, words } from '../words.ts'
import { deskPath, SupportState } from './parts.tsx'

export interface DeskFigure {
  readonly figure: 'waiting' | 'approved' | 'paid' | 'products'
  readonly value: number
}

/** Supports within one's reach; for who gives also the year's money. */
export function SupportDeskPage(props: {
  ctx: RequestContext
  deps: SupportDeps
  supports: readonly Support[]
  mayAsk: boolean
  mayManage: boolean
  figures: readonly DeskFigure[]
  /** Null: not shown to this person. */
  heads: readonly Head[] | null
}) {
  const { ctx, deps } = props
  const { lang } = ctx
  const w = words(lang)
  const year = ctx.today.slice(0, 4)
  return (
    <WorkPage ctx={ctx} title={w.desk} breadcrumbs={[{ label: w.desk }]}>
      <header class="page-head">
        <h1>{w.desk}</h1>
        <p class="page-lead">{props.mayAsk && !props.mayManage ? w.deskLeadOwn : w.deskLead}</p>
      </header>
      {props.mayAsk && (
        <p>
          <LinkButton href={localPath(lang, `${deskPath}/moi`)} icon="plus" kind="primary">
            {w.ask}
          </LinkButton>
        </p>
      )}
      {props.figures.length > 0 && (
        <div class="row">
          {props.figures.map(({ figure, value }) => (
            <StatFigure value={value} label={w.figures[figure]} />
          ))}
        </div>
      )}
      <Table
        caption={w.desk}
        captionHidden
        rows={props.supports}
        empty={<EmptyState title={w.none}>{w.noneHint}</EmptyState>}
        columns={[
          {
            key: 'product',
            head: w.product,
            main: true,
            cell: (row) => (
              <>
                <a href={localPath(lang, `${deskPath}/${row.id}`)}>{row.product}</a>
                {row.is_demo && <span class="demo-mark">{w.demo}</span>}
              </>
            ),
          },
          { key: 'producer', head: w.producer, cell: (row) => row.producer },
          { key: 'measure', head: w.measure, cell: (row) => measureName(row.measure, deps, lang) },
          {
            key: 'amount',
            head: w.amount,
            numeric: true,
            cell: (row) => money(row.approved ?? row.asked, lang),
          },
          {
            key: 'state',
            head: w.state,
            cell: (row) => (
              <>
                <SupportState status={row.status} lang={lang} />
                <span class="muted small"> {formatDay(row.requestedOn)}</span>
              </>
            ),
          },
        ]}
      />
      {props.heads && (
        <Section title={fill(w.heads, { year })}>
          <Table
            caption={fill(w.heads, { year })}
            captionHidden
            rows={props.heads}
            empty={<Message tone="warning">{fill(w.headsNone, { year })}</Message>}
            columns={[
              {
                key: 'head',
                head: w.head,
                main: true,
                cell: (head) => `${head.words[lang] || head.words.vi} (${w.sources[head.source]})`,
              },
              { key: 'amount', head: w.headAmount, numeric: true, cell: (head) => money(head.amount, lang) },
              {
                key: 'charged',
                head: w.headCharged,
                numeric: true,
                cell: (head) => money(head.charged, lang),
              },
              {
                key: 'left',
                head: w.headLeft,
                numeric: true,
                cell: (head) => money(head.amount - head.charged, lang),
              },
            ]}
          />
        </Section>
      )}
      <Measures lang={lang} deps={deps} />
    </WorkPage>
  )
}

/** The measures with their share and ceiling, each with what vouches for it. */
function Measures({ lang, deps }: { lang: RequestContext['lang']; deps: SupportDeps }) {
  const w = words(lang)
  return (
    <Section title={w.measures}>
      <p class="muted">{w.measuresLead}</p>
      <Table
        caption={w.measures}
        captionHidden
        rows={deps.law.measures}
        columns={[
          { key: 'measure', head: w.measure, main: true, cell: (each) => each[lang] },
          { key: 'share', head: w.share, numeric: true, cell: (each) => `${each.sharePercent}%` },
          { key: 'ceiling', head: w.ceiling, numeric: true, cell: (each) => money(each.ceiling, lang) },
          {
            key: 'basis',
            head: w.basis,
            cell: (each) => (each.status === 'default' ? w.byDefault : each.note),
          },
        ]}
      />
    </Section>
  )
}
