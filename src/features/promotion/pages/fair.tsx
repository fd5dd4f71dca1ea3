import type { RequestContext } from '../../../platform/http/index.ts'
import { fill, formatDay, localPath } from '../../../platform/i18n/index.ts'
import { mayApplyOn } from '../../../rules/promotion/index.ts'
import { LinkButton, Message, Section, StatusMark, Table, Timeline } from '../../../web/index.ts'
import { WorkPage } from '../../frame/index.ts'
import type { PromotionDeps } from '../parts.ts'
import { deskPath, publicPath } from '../paths.ts'
import type { Application, Cost, FairDeed, FairLine, Head, TradeResult } from '../queries.ts'
import type { PublishedLine } from '../tables.ts'
import { said, words } from '../words.ts'
import { type Acts, FairActs, Withdraw } from './acts.tsx'
import { ChangeList } from './changes.tsx'
import { CostSection } from './costs.tsx'
import { AllotmentSection, appTones, Demo, FairFacts, ResultTable, RuleSection } from './parts.tsx'

export interface FairPageProps extends Acts {
  readonly ctx: RequestContext
  readonly deps: PromotionDeps
  readonly fair: FairLine
  readonly deeds: readonly FairDeed[]
  readonly lines: readonly PublishedLine[]
  /** All for who manages; one's own else. */
  readonly applications: readonly Application[]
  readonly manages: boolean
  /** May ask for a stall for somebody. */
  readonly applies: boolean
  readonly results: readonly TradeResult[]
  readonly costs: readonly Cost[]
  readonly heads: readonly Head[]
  readonly planYear: number | null
  readonly told: 'applied' | 'withdrawn' | 'claimed' | null
  /** Of a draft: how many producers the call would be for. */
  readonly fits: number | null
}

/** A fair from call to results, with what this person may do now. */
export function FairPage(props: FairPageProps) {
  const { ctx, deps, fair, manages } = props
  const { lang, today } = ctx
  const w = words(lang)
  const title = said(fair.title, lang)
  const to = (path: string) => localPath(lang, path)
  const open = mayApplyOn({ status: fair.status, applyUntil: fair.apply_until }, today)
  const paper = (name: string, label: string) => (
    <li>
      {label}: <a href={to(`${deskPath}/${fair.id}/${name}.pdf`)}>PDF</a>,{' '}
      <a href={to(`${deskPath}/${fair.id}/${name}.docx`)}>DOCX</a>
    </li>
  )
  return (
    <WorkPage ctx={ctx} title={title} breadcrumbs={[{ label: w.desk, href: to(deskPath) }, { label: title }]}>
      <header class="page-head">
        <h1>{title}</h1>
        <Demo lang={lang} of={fair} />
      </header>
      {props.told && (
        <Message tone="success" announce>
          {w[props.told]}
        </Message>
      )}
      <FairFacts ctx={ctx} deps={deps} fair={fair} />
      {props.fits !== null && <p>{fill(w.audienceCount, { count: props.fits })}</p>}
      <p class="row">
        {props.applies && open && (
          <LinkButton kind="primary" href={to(`${deskPath}/${fair.id}/dang-ky`)}>
            {w.apply}
          </LinkButton>
        )}
        {fair.status !== 'draft' && (
          <LinkButton href={to(`${publicPath}/${fair.slug}`)}>{w.seeFair}</LinkButton>
        )}
        {manages && ['draft', 'called'].includes(fair.status) && (
          <LinkButton icon="edit" href={to(`${deskPath}/${fair.id}/sua`)}>
            {fair.status === 'draft' ? w.edit : w.amend}
          </LinkButton>
        )}
        {props.planYear && (
          <a href={to(`/ke-hoach/${props.planYear}`)}>{fill(w.planOf, { year: props.planYear })}</a>
        )}
      </p>
      {manages && <FairActs {...props} />}
      <Applications {...props} />
      {props.lines.length > 0 && fair.status !== 'called' && (
        <AllotmentSection lang={lang} lines={props.lines} applications={props.applications} today={today} />
      )}
      {(fair.status === 'held' || fair.status === 'allotted') && (
        <Section title={w.results}>
          <p>
            <LinkButton icon="plus" href={to(`${deskPath}/ket-qua/moi?tu=fair/${fair.id}`)}>
              {w.tell}
            </LinkButton>
          </p>
          <ResultTable
            lang={lang}
            results={props.results}
            withBuyer={manages}
            hrefOf={(result) => to(`${deskPath}/ket-qua/${result.product_id}`)}
          />
        </Section>
      )}
      {manages && <CostSection {...props} />}
      <RuleSection lang={lang} deps={deps} fair={fair} />
      {fair.status !== 'draft' && fair.status !== 'cancelled' && (
        <Section title={w.papers}>
          <ul>
            {paper('thu-moi', w.callPaper)}
            {props.lines.length > 0 && fair.status !== 'called' && paper('danh-sach', w.listPaper)}
          </ul>
        </Section>
      )}
      <Section title={w.history}>
        <Timeline
          label={w.history}
          entries={props.deeds.map((deed) => ({
            when: formatDay(deed.day),
            title: w.actions[deed.action],
            detail: (
              <>
                {deed.words && <p>{deed.words}</p>}
                {deed.changes && <ChangeList lang={lang} deps={deps} changes={deed.changes} />}
                <p class="muted small">{deed.actor_name}</p>
              </>
            ),
          }))}
        />
      </Section>
    </WorkPage>
  )
}

function Applications(props: FairPageProps) {
  const { ctx, fair, manages, applications } = props
  const { lang } = ctx
  const w = words(lang)
  if (fair.status === 'draft' || (!manages && applications.length === 0)) return null
  const mayWithdraw =
    props.applies && ['called', 'allotted'].includes(fair.status) && ctx.today <= fair.ends_on
  return (
    <Section title={manages ? w.applications : w.yours}>
      <Table
        caption={w.applications}
        captionHidden
        rows={applications}
        empty={<p>–</p>}
        columns={[
          { key: 'producer', head: w.producer, main: true, cell: (row) => row.producer },
          {
            key: 'products',
            head: w.products,
            cell: (row) => row.products.map((each) => each.name).join('; '),
          },
          { key: 'telephone', head: w.telephone, cell: (row) => row.telephone },
          {
            key: 'words',
            head: w.applyWords,
            cell: (row) => [row.words, row.on_behalf && `(${w.onBehalf})`].filter(Boolean).join(' ') || '–',
          },
          {
            key: 'state',
            head: w.state,
            cell: (row) => (
              <>
                <StatusMark tone={appTones[row.status]}>
                  {row.stall_no === null ? w.appStates[row.status] : `${w.stallNo} ${row.stall_no}`}
                </StatusMark>
                {row.status === 'stall' && (row.claimed_at || row.claim_by) && (
                  <span class="small muted">
                    {' '}
                    {row.claimed_at ? w.isClaimed : fill(w.claimBy, { day: formatDay(row.claim_by!) })}
                  </span>
                )}
              </>
            ),
          },
          ...(mayWithdraw
            ? [
                {
                  key: 'act',
                  head: w.withdraw,
                  headHidden: true,
                  cell: (row: Application) =>
                    ['withdrawn', 'lapsed'].includes(row.status) ? null : (
                      <Withdraw lang={lang} of={row} today={ctx.today} />
                    ),
                },
              ]
            : []),
        ]}
      />
    </Section>
  )
}
