import type { RequestContext } from '../../../platform/http/index.ts'
import { fill, formatDay, formatInstant, localPath } from '../../../platform/i18n/index.ts'
import {
  Button,
  Card,
  Details,
  EmptyState,
  ErrorSummary,
  Form,
  type FormError,
  type FormValues,
  LinkButton,
  Message,
  PageHead,
  Section,
  StarRow,
  StatusMark,
  Table,
  TextInput,
  type Tone,
} from '../../../web/index.ts'
import { WorkPage } from '../../frame/index.ts'
import { meanText } from '../results/figures.ts'
import { words } from '../words.ts'
import type { ProposalView } from './propose.ts'
import { RESULT_PHASES, type ResultPhase, type RoundLine } from './round.ts'
import { proposalWords } from './words.ts'

export const phaseTones = {
  waiting: 'neutral',
  draft: 'neutral',
  agreed: 'info',
  proposed: 'info',
  decided: 'good',
} as const satisfies Record<ResultPhase, Tone>

export interface ProposalsPageProps {
  ctx: RequestContext
  round: string
  here: string
  lines: readonly RoundLine[]
  proposals: readonly ProposalView[]
  mayPropose: boolean
  /** The proposal whose withdrawal was refused. */
  refused: string | null
  errors: readonly FormError[]
  typed: FormValues
}

/** The results of a round by phase, what can be laid before the Chairman, and what has been. */
export function ProposalsPage(props: ProposalsPageProps) {
  const { ctx, round, lines, proposals, errors, refused } = props
  const w = proposalWords(ctx.lang)
  const to = (path: string) => localPath(ctx.lang, path)
  return (
    <WorkPage
      ctx={ctx}
      title={`${w.title}: ${round}`}
      breadcrumbs={[
        { label: w.allRounds, href: to('/lam-viec/dot-danh-gia') },
        { label: round },
        { label: w.title },
      ]}
      notice={lines.some((line) => line.isDemo) && <Message>{words(ctx.lang).demo}</Message>}
    >
      <PageHead title={w.title} above={round} lead={w.lead} />
      {errors.length > 0 && !refused && <ErrorSummary errors={errors.map(({ text }) => ({ text }))} />}
      {lines.length === 0 ? (
        <EmptyState icon="list" title={w.empty}>
          {w.emptyHint}
        </EmptyState>
      ) : (
        <>
          <PhaseSteps lines={lines} lang={ctx.lang} />
          <Ready {...props} />
        </>
      )}
      {proposals.length > 0 && (
        <Section title={w.proposals}>
          <div class="flow">
            {proposals.map((one) => (
              <ProposalCard {...props} proposal={one} />
            ))}
          </div>
        </Section>
      )}
      {lines.length > 0 && <Lines {...props} />}
    </WorkPage>
  )
}

/** How many products stand in each phase, in the order they pass through. */
function PhaseSteps({ lines, lang }: { lines: readonly RoundLine[]; lang: 'vi' | 'en' }) {
  const w = proposalWords(lang)
  return (
    <p class="row">
      {RESULT_PHASES.map((phase) => (
        <StatusMark tone={phaseTones[phase]}>
          {`${w.steps[phase]}: ${lines.filter((line) => line.phase === phase).length}`}
        </StatusMark>
      ))}
    </p>
  )
}

function Ready({ ctx, lines, here, mayPropose }: ProposalsPageProps) {
  const w = proposalWords(ctx.lang)
  const ready = lines.filter((line) => line.ready)
  if (!mayPropose) return null
  if (ready.length === 0)
    return (
      <Message tone="info" title={w.notReady}>
        {w.notReadyHint}
      </Message>
    )
  return (
    <Card heading="h2" icon="send" title={fill(w.ready, { count: ready.length })}>
      <p>{w.readyHint}</p>
      <p class="figures">{countsOf(ready, ctx.lang)}</p>
      <Form action={here} class="row">
        <Button kind="primary" icon="send">
          {w.make}
        </Button>
      </Form>
    </Card>
  )
}

function countsOf(lines: readonly { group: RoundLine['group'] }[], lang: 'vi' | 'en'): string {
  const count = (...groups: RoundLine['group'][]) =>
    lines.filter((line) => groups.includes(line.group)).length
  return fill(proposalWords(lang).counts, {
    ministry: count('ministry'),
    four: count('four'),
    three: count('three'),
    rest: count('below', 'none'),
  })
}

function ProposalCard(props: ProposalsPageProps & { proposal: ProposalView }) {
  const { ctx, proposal, mayPropose, refused, errors, typed } = props
  const w = proposalWords(ctx.lang)
  const { content } = proposal
  const path = localPath(ctx.lang, `/lam-viec/to-trinh/${proposal.id}`)
  const own = refused === proposal.id
  return (
    <Card
      title={fill(w.proposalOf, { day: formatDay(content.madeOn), count: content.lines.length })}
      foot={
        <div class="row">
          <LinkButton icon="file" href={`${path}/ban-in.pdf`}>
            {w.pdf}
          </LinkButton>
          <LinkButton icon="file" href={`${path}/ban-in.docx`}>
            {w.docx}
          </LinkButton>
        </div>
      }
    >
      <p class="figures">{countsOf(content.lines, ctx.lang)}</p>
      <p class="muted small">
        {formatInstant(proposal.madeAt)} · {w.hash}: <code class="hash">{proposal.hash.slice(0, 16)}</code>
      </p>
      {proposal.withdrawnAt ? (
        <Message tone="warning">
          {fill(w.withdrawn, { day: formatInstant(proposal.withdrawnAt), reason: proposal.reason ?? '' })}
        </Message>
      ) : (
        mayPropose && (
          <Details summary={w.withdraw} open={own}>
            <Form
              action={`${path}/rut`}
              prefix={proposal.id}
              errors={own ? errors : []}
              values={own ? typed : {}}
            >
              <TextInput name="reason" label={w.reason} hint={w.reasonHint} maxLength={2000} required />
              <Button icon="undo">{w.withdraw}</Button>
            </Form>
          </Details>
        )
      )}
    </Card>
  )
}

function Lines({ ctx, lines }: ProposalsPageProps) {
  const w = proposalWords(ctx.lang)
  const c = words(ctx.lang)
  const to = (path: string) => localPath(ctx.lang, path)
  return (
    <Section title={w.phaseOf}>
      <Table
        caption={w.phaseOf}
        captionHidden
        phone="cards"
        rows={lines}
        columns={[
          {
            key: 'product',
            head: c.product,
            main: true,
            cell: (line: RoundLine) => (
              <>
                {line.resultId ? (
                  <a href={to(`/lam-viec/ket-qua/${line.resultId}`)}>{line.product}</a>
                ) : (
                  line.product
                )}{' '}
                <span class="muted small">{line.producer}</span>
              </>
            ),
          },
          {
            key: 'phase',
            head: w.phase,
            cell: (line: RoundLine) => (
              <>
                <StatusMark tone={phaseTones[line.phase]}>{w.phases[line.phase]!}</StatusMark>
                {line.phase === 'agreed' && !line.ready && <span class="muted small"> {w.needsMinutes}</span>}
              </>
            ),
          },
          {
            key: 'mean',
            head: c.mean,
            numeric: true,
            cell: (line: RoundLine) =>
              line.num === null || line.den === null
                ? '–'
                : meanText({ num: line.num, den: line.den }, ctx.lang),
          },
          {
            key: 'star',
            head: c.star,
            cell: (line: RoundLine) =>
              line.resultId === null ? (
                '–'
              ) : line.star === null ? (
                c.noStar
              ) : (
                <StarRow count={line.star} size="small" label={fill(c.starLabel, { star: line.star })} />
              ),
          },
          {
            key: 'list',
            head: c.results,
            cell: (line: RoundLine) => (line.group ? c.groups[line.group] : '–'),
          },
        ]}
      />
    </Section>
  )
}
