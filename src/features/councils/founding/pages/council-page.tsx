import type { RequestContext } from '../../../../platform/http/index.ts'
import { fill, formatDay, localPath } from '../../../../platform/i18n/index.ts'
import {
  Button,
  DateInput,
  DescriptionList,
  Details,
  EmptyState,
  FieldRow,
  Form,
  FormActions,
  type FormError,
  type FormValues,
  LinkButton,
  Message,
  PageHead,
  Section,
  StatusMark,
  Table,
  Tag,
  TextInput,
} from '../../../../web/index.ts'
import { WorkPage } from '../../../frame/index.ts'
import { type HistoryProps, HistorySection } from '../../history/section.tsx'
import { statusTone } from '../../tones.ts'
import { words } from '../../words.ts'
import type { CouncilView, MemberLine, SittingLine } from '../councils.ts'
import { type SeatChoices, SeatFields } from './found-page.tsx'

export interface CouncilPageProps {
  ctx: RequestContext
  view: CouncilView
  citation: string | null
  agencyName: (id: string | null) => string | null
  choices: SeatChoices | null
  history: HistoryProps | null
  /** The form that was refused, with what was typed; a seat's names its member. */
  refused?:
    | {
        readonly form: 'member' | 'history' | 'seat'
        readonly memberId?: string
        readonly errors: readonly FormError[]
        readonly typed: FormValues
      }
    | undefined
}

const neededRole: Readonly<Record<string, string>> = {
  chair: 'chair',
  secretary: 'secretary',
  'deputy-chair': 'council-member',
  member: 'council-member',
}

/** A council: its decision, its members, its sittings. */
export function CouncilPage(props: CouncilPageProps) {
  const { ctx, view, citation, agencyName, choices, history, refused } = props
  const inMember = refused?.form === 'member' ? refused : undefined
  const w = words(ctx.lang)
  const { council } = view
  const to = (path: string) => localPath(ctx.lang, path)
  const here = to(`/lam-viec/hoi-dong/${council.id}`)
  return (
    <WorkPage
      ctx={ctx}
      title={council.name}
      breadcrumbs={[{ label: w.title, href: to('/lam-viec/hoi-dong') }, { label: council.name }]}
      notice={council.is_demo && <Message>{w.demo}</Message>}
    >
      <PageHead
        title={council.name}
        above={w.kinds[council.kind]}
        actions={
          <>
            {council.kind === 'council' && view.sittings.length > 0 && (
              <LinkButton icon="chart" href={`${here}/doi-chieu`}>
                {w.calibration}
              </LinkButton>
            )}
            {view.may.plan && (
              <LinkButton kind="primary" icon="calendar" href={`${here}/lap-phien`}>
                {w.plan}
              </LinkButton>
            )}
          </>
        }
      />
      <DescriptionList
        items={[
          { term: w.decisionNo, value: `${council.decision_no}, ${formatDay(council.decision_on)}` },
          { term: w.signer, value: council.signer },
          { term: w.level, value: w.levels[council.level] },
          { term: w.purpose, value: council.purpose === 'appeal' ? w.purposes.appeal : undefined },
          { term: w.rules, value: citation ?? w.rulesNotOnFile },
        ]}
      />
      {history ? <HistorySection {...history} /> : <Sittings {...props} />}
      <Section title={w.members}>
        <Table
          caption={w.members}
          captionHidden
          rows={view.members}
          columns={[
            {
              key: 'name',
              head: w.memberName,
              main: true,
              cell: (row: MemberLine) => <MemberName row={row} w={w} />,
            },
            {
              key: 'office',
              head: w.office,
              cell: (row: MemberLine) => [row.office, agencyName(row.agency_id)].filter(Boolean).join(', '),
            },
            { key: 'role', head: w.role, cell: (row: MemberLine) => w.roles[row.role] },
            {
              key: 'votes',
              head: w.votes,
              cell: (row: MemberLine) => (row.votes ? w.votesYes : w.votesNo),
            },
            ...(view.may.manage
              ? [
                  {
                    key: 'end',
                    head: w.endSeat,
                    headHidden: true,
                    cell: (row: MemberLine) =>
                      !row.until_day && (
                        <EndSeat
                          ctx={ctx}
                          row={row}
                          action={`${here}/thoi`}
                          refused={refused?.memberId === row.id ? refused : undefined}
                        />
                      ),
                  },
                ]
              : []),
          ]}
        />
      </Section>
      {choices && (
        <Details summary={w.addMember} open={inMember !== undefined}>
          <Form action={`${here}/thanh-vien`} errors={inMember?.errors ?? []} values={inMember?.typed ?? {}}>
            <SeatFields ctx={ctx} prefix="" choices={choices} part="member" />
            <TextInput name="decisionNo" label={w.amendingNo} required width="medium" />
            <FormActions>
              <Button icon="plus">{w.addMember}</Button>
            </FormActions>
          </Form>
        </Details>
      )}
    </WorkPage>
  )
}

/** The council's sittings, newest first. */
function Sittings({ ctx, view }: CouncilPageProps) {
  const w = words(ctx.lang)
  const to = (path: string) => localPath(ctx.lang, path)
  return (
    <Section title={w.sittings}>
      <Table
        caption={w.sittings}
        captionHidden
        rows={view.sittings}
        empty={
          <EmptyState icon="calendar" title={w.noSitting}>
            {w.noSittingHint}
          </EmptyState>
        }
        columns={[
          {
            key: 'day',
            head: w.sitting,
            main: true,
            cell: (row: SittingLine) => (
              <a href={to(`/lam-viec/phien-hop/${row.id}`)}>
                {fill(row.mode === 'meeting' ? w.sittingOn : w.writtenFrom, {
                  day: formatDay(row.held_on),
                })}
              </a>
            ),
          },
          { key: 'venue', head: w.venue, cell: (row: SittingLine) => row.venue ?? '–' },
          {
            key: 'status',
            head: w.phase,
            cell: (row: SittingLine) => (
              <StatusMark tone={statusTone(row.status)}>{w.statuses[row.status]!}</StatusMark>
            ),
          },
        ]}
      />
    </Section>
  )
}

function MemberName({ row, w }: { row: MemberLine; w: ReturnType<typeof words> }) {
  const needed = neededRole[row.role]
  const lacks = row.account_id && needed && row.votes && !row.roles.includes(needed)
  return (
    <>
      {row.name} {row.until_day && <Tag>{fill(w.seatEnded, { day: formatDay(row.until_day) })}</Tag>}
      {!row.account_id && <span class="muted small"> {w.noAccount}</span>}
      {lacks && (
        <p class="small">
          <StatusMark tone="warn">{fill(w.roleMissing, { role: w.roles[row.role] ?? needed })}</StatusMark>
        </p>
      )}
    </>
  )
}

function EndSeat(props: {
  ctx: RequestContext
  row: MemberLine
  action: string
  refused: CouncilPageProps['refused']
}) {
  const { ctx, row, action, refused } = props
  const w = words(ctx.lang)
  return (
    <Details summary={w.endSeat} open={refused !== undefined}>
      <Form
        action={action}
        hidden={{ memberId: row.id }}
        prefix={row.id}
        values={refused?.typed ?? {}}
        errors={refused?.errors ?? []}
      >
        <FieldRow>
          <DateInput name="untilDay" label={w.until} value={ctx.today} />
          <TextInput name="reason" label={w.reason} required />
        </FieldRow>
        <Button kind="danger" small label={`${w.endSeat}: ${row.name}`}>
          {w.endSeat}
        </Button>
      </Form>
    </Details>
  )
}
