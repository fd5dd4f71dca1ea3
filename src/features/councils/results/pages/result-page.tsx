import type { RequestContext } from '../../../../platform/http/index.ts'
import { fill, formatDay, localPath } from '../../../../platform/i18n/index.ts'
import { leaves } from '../../../../rules/criteria/index.ts'
import type { CompiledSheet, Score } from '../../../../rules/scoring/index.ts'
import {
  Button,
  Card,
  DescriptionList,
  ErrorSummary,
  Form,
  type FormError,
  type FormValues,
  LinkButton,
  Message,
  PageHead,
  Section,
  StarRow,
  Table,
  TextArea,
} from '../../../../web/index.ts'
import { WorkPage } from '../../../frame/index.ts'
import { proposalWords } from '../../proposals/words.ts'
import { optionOf } from '../../sheets/table.ts'
import { words } from '../../words.ts'
import { meanFraction, meanText } from '../figures.ts'
import type { ResultView } from '../read.ts'
import { ProofTree } from './proof-tree.tsx'
import { PhaseMark } from './result-list.tsx'

export interface ResultPageProps {
  ctx: RequestContext
  view: ResultView
  compiled: CompiledSheet | undefined
  /** The agreed sheet scored from where the mean stands: the cheapest way on. */
  score: Score | null
  citation: string | null
  /** Address of the table by criterion without its ending, once the decision is released. */
  table: string | null
  /** The written notice, whose annex the table is. */
  letter: string | null
  appeal: { readonly action: string; readonly days: number | null; readonly unverified: string | null } | null
  errors?: readonly FormError[]
  /** What was typed into an appeal that was refused. */
  typed?: FormValues
}

/** A result and why it is so: for the council, the office and, after the decision, the producer. */
export function ResultPage(props: ResultPageProps) {
  const { ctx, view, compiled, score, citation, table, letter, appeal, errors = [], typed = {} } = props
  const w = words(ctx.lang)
  const to = (path: string) => localPath(ctx.lang, path)
  const star = view.star === null ? null : fill(w.stars, { star: view.star })
  const title = star
    ? fill(w.proofTitle, { product: view.product, star })
    : fill(w.proofNoStarTitle, { product: view.product })
  const order = view.proof.counted.map((one) => one.memberId)
  const memberName = (id: string) =>
    view.members?.get(id) ?? fill(w.memberNumber, { n: order.includes(id) ? order.indexOf(id) + 1 : '–' })
  return (
    <WorkPage
      ctx={ctx}
      title={title}
      breadcrumbs={
        view.members
          ? [{ label: w.results, href: to('/lam-viec/ket-qua') }, { label: view.product }]
          : [{ label: w.yourResult }]
      }
      notice={view.isDemo && <Message>{w.demo}</Message>}
    >
      <PageHead title={title} lead={view.members ? w.proofLead : w.yourResultLead} above={view.producer} />
      {errors.length > 0 && <ErrorSummary errors={errors} />}
      {view.superseded && <Message tone="warning">{w.superseded}</Message>}
      {table && (
        <div class="row">
          {letter && (
            <LinkButton icon="mail" href={to(letter)}>
              {w.toLetter}
            </LinkButton>
          )}
          <LinkButton icon="download" href={to(`${table}.pdf`)}>
            {w.tablePdf}
          </LinkButton>
          <LinkButton icon="download" href={to(`${table}.docx`)}>
            {w.tableDocx}
          </LinkButton>
        </div>
      )}
      <div class="row">
        <StarRow
          count={view.star ?? 0}
          size="large"
          label={view.star === null ? w.noStar : fill(w.starLabel, { star: view.star })}
        />
      </div>
      <DescriptionList
        items={[
          {
            term: w.mean,
            value:
              view.num !== null && view.den !== null
                ? `${meanText({ num: view.num, den: view.den }, ctx.lang)} (${fill(w.exact, { fraction: meanFraction({ num: view.num, den: view.den }) })})`
                : undefined,
          },
          { term: w.title, value: view.councilName ?? undefined },
          {
            term: w.sitting,
            value:
              view.sittingId && view.heldOn && view.members ? (
                <a href={to(`/lam-viec/phien-hop/${view.sittingId}`)}>{formatDay(view.heldOn)}</a>
              ) : view.heldOn ? (
                formatDay(view.heldOn)
              ) : undefined,
          },
          {
            term: proposalWords(ctx.lang).phase,
            value: view.superseded ? undefined : <PhaseMark line={view} lang={ctx.lang} />,
          },
          { term: w.rules, value: citation ?? undefined },
        ]}
      />
      <Section title={w.star}>
        <ProofTree lang={ctx.lang} tree={view.proof.tree} memberName={memberName} citation={citation} />
      </Section>
      {score && compiled && <NextStar ctx={ctx} score={score} compiled={compiled} />}
      {compiled && <AgreedSheet ctx={ctx} view={view} compiled={compiled} />}
      {appeal && (
        <Section title={w.appeal} lead={appeal.days ? fill(w.appealTerm, { days: appeal.days }) : undefined}>
          {appeal.unverified && (
            <p class="muted small">{fill(w.appealLaw, { citation: appeal.unverified })}</p>
          )}
          <Form action={to(appeal.action)} prefix="appeal" values={typed} errors={errors}>
            <TextArea
              name="reason"
              label={w.appealReason}
              hint={w.appealReasonHint}
              rows={4}
              maxLength={5000}
              required
            />
            <Button icon="scales">{w.appealFile}</Button>
          </Form>
        </Section>
      )}
    </WorkPage>
  )
}

function NextStar({ ctx, score, compiled }: { ctx: RequestContext; score: Score; compiled: CompiledSheet }) {
  const w = words(ctx.lang)
  const { nextStar } = score
  if (!nextStar) return <p class="muted">{w.nextStarNone}</p>
  const gain = nextStar.path.reduce((sum, step) => sum + step.gain, 0)
  const word = (criterion: string, answer: Parameters<typeof optionOf>[2]) =>
    optionOf(compiled, criterion, answer).option || w.noneOption
  return (
    <Card heading="h2" icon="star" title={fill(w.nextStar, { star: nextStar.star, gain })}>
      <ol>
        {nextStar.path.map((step) => (
          <li>
            {fill(w.nextStarStep, {
              criterion: step.criterion,
              from: word(step.criterion, step.from),
              to: word(step.criterion, step.to),
              gain: step.gain,
            })}
          </li>
        ))}
      </ol>
    </Card>
  )
}

function AgreedSheet({
  ctx,
  view,
  compiled,
}: {
  ctx: RequestContext
  view: ResultView
  compiled: CompiledSheet
}) {
  const w = words(ctx.lang)
  const agreed = new Map(view.proof.agreed.map((tick) => [tick.criterion, tick]))
  const rows = leaves(compiled.sheet).flatMap(({ criterion }) => {
    const tick = agreed.get(criterion.code)
    return tick ? [{ criterion, tick, ...optionOf(compiled, criterion.code, tick.answer) }] : []
  })
  return (
    <Section title={w.agreedSheet}>
      <Table
        caption={w.agreedSheet}
        captionHidden
        compact
        rows={rows}
        columns={[
          { key: 'code', head: '#', tight: true, cell: (row) => row.criterion.code },
          { key: 'title', head: w.criterion, main: true, cell: (row) => row.criterion.title },
          { key: 'option', head: w.levelChosen, cell: (row) => row.option || w.noneOption },
          {
            key: 'points',
            head: w.pointsHead,
            numeric: true,
            cell: (row) => `${row.points}/${row.criterion.max}`,
          },
          {
            key: 'votes',
            head: w.votesHead,
            numeric: true,
            cell: (row) =>
              row.tick.atLeast === undefined
                ? `${row.tick.votes}/${row.tick.of}`
                : fill(w.atLeast, { count: row.tick.atLeast, of: row.tick.of }),
          },
        ]}
      />
    </Section>
  )
}
