import type { RequestContext } from '../../../../platform/http/index.ts'
import { fill, localPath } from '../../../../platform/i18n/index.ts'
import {
  Button,
  EmptyState,
  ErrorSummary,
  FieldRow,
  Form,
  FormActions,
  type FormError,
  type FormValues,
  LinkButton,
  PageHead,
  Section,
  Select,
  StatusMark,
  Table,
  TextInput,
} from '../../../../web/index.ts'
import { WorkPage } from '../../../frame/index.ts'
import { sittingTitle } from '../../sittings/pages/sitting-page.tsx'
import type { SittingView } from '../../sittings/view.ts'
import { words } from '../../words.ts'
import type { PaperLine } from '../read.ts'

const tones = { printed: 'neutral', typed: 'warn', confirmed: 'good' } as const

/** Sheets on paper: printed with codes, typed in by one, again by another. */
export function PapersPage({
  ctx,
  view,
  papers,
  errors = [],
  typed = {},
}: {
  ctx: RequestContext
  view: SittingView
  papers: readonly PaperLine[]
  errors?: readonly FormError[]
  typed?: FormValues
}) {
  const w = words(ctx.lang)
  const to = (path: string) => localPath(ctx.lang, path)
  const sitting = to(`/lam-viec/phien-hop/${view.id}`)
  const here = `${sitting}/phieu-giay`
  const title = sittingTitle(view, ctx.lang)
  const members = view.members.filter((member) => member.votes)
  const holders = members.filter((member) => papers.some((paper) => paper.memberId === member.id))
  const of = (form: string) => (typed.do === form ? errors : [])
  return (
    <WorkPage
      ctx={ctx}
      title={w.papers}
      breadcrumbs={[
        { label: w.title, href: to('/lam-viec/hoi-dong') },
        { label: title, href: sitting },
        { label: w.papers },
      ]}
    >
      <PageHead title={w.papers} above={title} lead={w.papersLead} />
      {errors.length > 0 && <ErrorSummary errors={errors.map(({ text }) => ({ text }))} />}
      <div class="two-columns">
        <Section title={w.paperType}>
          <Form
            action={`${here}/ma`}
            prefix="code"
            errors={of('code')}
            values={typed}
            hidden={{ do: 'code' }}
          >
            <TextInput name="code" label={w.paperCode} hint={w.paperCodeHint} required />
            <FormActions>
              <Button kind="primary" icon="edit">
                {w.paperType}
              </Button>
            </FormActions>
          </Form>
        </Section>
        <Section title={w.paperPrint}>
          <Form action={here} prefix="print" errors={of('print')} values={typed} hidden={{ do: 'print' }}>
            <FieldRow>
              <Select
                name="memberId"
                label={w.member}
                empty={w.paperChoose}
                choices={members.map((member) => ({
                  value: member.id,
                  label: member.accountId ? member.name : `${member.name} – ${w.paperOnly}`,
                }))}
                required
              />
            </FieldRow>
            <p class="muted small">{w.paperPrintHint}</p>
            <FormActions>
              <Button icon="print">{w.paperPrint}</Button>
            </FormActions>
          </Form>
        </Section>
      </div>
      {holders.length > 0 && (
        <Section title={w.paperFiles}>
          <div class="row">
            {holders.map((member) => (
              <LinkButton icon="download" href={`${here}/in/${member.id}`}>
                {fill(w.paperFile, {
                  name: member.name,
                  count: papers.filter((paper) => paper.memberId === member.id).length,
                })}
              </LinkButton>
            ))}
          </div>
        </Section>
      )}
      <Section title={w.all}>
        <Table
          caption={w.papers}
          captionHidden
          rows={papers}
          empty={
            <EmptyState icon="print" title={w.paperNone}>
              {w.paperNoneHint}
            </EmptyState>
          }
          columns={[
            { key: 'code', head: w.paperCode, main: true, cell: (row) => <code>{row.code}</code> },
            { key: 'member', head: w.member, cell: (row) => row.member },
            {
              key: 'product',
              head: w.product,
              cell: (row) =>
                row.round > 1 ? `${row.product} · ${fill(w.secondRound, { round: row.round })}` : row.product,
            },
            {
              key: 'state',
              head: w.phase,
              cell: (row) => (
                <>
                  <StatusMark tone={tones[row.state]}>{w.paperStates[row.state]!}</StatusMark>
                  {row.typedBy && row.state === 'typed' && (
                    <span class="muted small"> {fill(w.paperTypedBy, { name: row.typedBy })}</span>
                  )}
                </>
              ),
            },
            {
              key: 'do',
              head: w.paperType,
              headHidden: true,
              cell: (row) =>
                row.state !== 'confirmed' && (
                  <LinkButton
                    small
                    icon="edit"
                    href={`${here}/${row.id}`}
                    label={`${w.paperType} ${row.code}`}
                  >
                    {row.state === 'typed' && row.typedById !== ctx.actor.accountId
                      ? w.paperConfirm
                      : w.paperType}
                  </LinkButton>
                ),
            },
          ]}
        />
      </Section>
      <FormActions>
        <LinkButton icon="chevronLeft" href={sitting}>
          {w.backToAgenda}
        </LinkButton>
      </FormActions>
    </WorkPage>
  )
}
