import type { FormReading, RequestContext } from '../../../platform/http/index.ts'
import { fill, formatDay, localPath } from '../../../platform/i18n/index.ts'
import type { Action } from '../../../rules/procedure/index.ts'
import {
  Button,
  CheckboxGroup,
  Details,
  Form,
  FormActions,
  LinkButton,
  Message,
  Section,
  Select,
  TextArea,
  TextInput,
  UndoToast,
} from '../../../web/index.ts'
import type { Round } from '../../rounds/index.ts'
import { checklistOf, missingItems } from '../checklist.ts'
import { deskWords } from '../desk/words.ts'
import type { Dossier } from '../dossier.ts'
import type { DossierLaw } from '../law.ts'
import { at } from '../paths.ts'
import { SURVEYS } from '../survey/survey-page.tsx'
import { surveyWords } from '../survey/words.ts'
import { words } from '../words.ts'

export interface DeskFormsProps {
  ctx: RequestContext
  dossier: Dossier
  law: DossierLaw
  actions: readonly Action[]
  rounds: readonly Round[]
  advisers: readonly { id: string; name: string }[]
  assigned: readonly string[]
  mayAssign: boolean
  typed?: FormReading['fields'] | undefined
}

/** What the person before the dossier can do next, each as a form that says what follows from it. */
export function DeskForms(props: DeskFormsProps) {
  const { ctx, dossier, actions } = props
  const { lang } = ctx
  const said = words(lang)
  const can = (action: Action) => actions.includes(action)
  const links = [
    can('report-commune') && { href: '/bao-cao', label: said.commune.report, main: true },
    can('propose') && { href: '/de-nghi', label: said.commune.propose, main: true },
    can('advisory-report') && { href: '/tu-van', label: said.province.advise, main: true },
    can('office-report') && { href: '/bao-cao-tham-muu', label: said.province.officeReport, main: true },
    (can('report-commune') || can('propose')) && {
      href: '/hop',
      label: deskWords(lang).meeting,
      main: false,
    },
    can('extra-test') && { href: '/kiem-nghiem', label: deskWords(lang).tests, main: false },
    can('return-commune') && { href: '/tra-lai', label: said.commune.return, main: false },
    can('return-province') && { href: '/tra-lai', label: said.province.return, main: false },
    can('refuse') && { href: '/tu-choi', label: said.province.refuse, main: false },
  ].filter((link) => link !== false)
  const surveys = (can('survey') || can('field-check')) && (
    <LinkButton href={localPath(lang, `${SURVEYS}/${dossier.id}`)}>{surveyWords(lang).add}</LinkButton>
  )
  const forms = [
    can('receive-commune') && <ReceiveCommune {...props} />,
    can('receive-province') && <ReceiveProvince {...props} />,
    can('accept-into-round') && <IntoRound {...props} />,
    props.mayAssign && dossier.status === 'in-round' && <Assign {...props} />,
    can('put-before-council') && <BeforeCouncil {...props} />,
  ].filter(Boolean)
  if (links.length + forms.length === 0 && !surveys && !can('leave-round')) return null
  return (
    <Section title={said.overview.next}>
      {can('return-commune') && <Missing ctx={ctx} dossier={dossier} />}
      {forms}
      {(links.length > 0 || surveys) && (
        <p class="form-actions">
          {links.map((link) => (
            <LinkButton href={at(lang, dossier.id, link.href)} kind={link.main ? 'primary' : 'secondary'}>
              {link.label}
            </LinkButton>
          ))}
          {surveys}
        </p>
      )}
      {can('leave-round') && <LeaveRound {...props} />}
      {can('accept-into-round') && <LeftRound {...props} />}
    </Section>
  )
}

/** What was not found at the check, and the return that asks for it. */
function Missing({ ctx, dossier }: Pick<DeskFormsProps, 'ctx' | 'dossier'>) {
  const { lang } = ctx
  const w = deskWords(lang)
  const missing = missingItems(dossier)
  const names = words(lang).commune.items as Record<string, string>
  if (missing.length === 0) return null
  return (
    <Message
      tone="warning"
      title={w.missing}
      actions={<LinkButton href={at(lang, dossier.id, '/tra-lai?thieu=1')}>{w.returnMissing}</LinkButton>}
    >
      {missing.map((item) => names[item] ?? item).join('; ')}
    </Message>
  )
}

function ReceiveCommune({ ctx, dossier, law }: DeskFormsProps) {
  const { lang } = ctx
  const said = words(lang)
  const samples = law.samples(dossier.setNo)
  return (
    <Form action={at(lang, dossier.id, '/tiep-nhan')} label={said.commune.receive}>
      <h3>{said.commune.receive}</h3>
      <p class="muted">{said.commune.receiveLead}</p>
      <CheckboxGroup
        name="checklist"
        label={said.commune.checklist}
        choices={checklistOf(dossier).map((id) => ({
          value: id,
          label: said.commune.items[id as keyof typeof said.commune.items],
        }))}
      />
      {samples > 0 && (
        <TextInput
          name="samples"
          label={said.commune.samples}
          hint={fill(said.commune.samplesHint, { count: samples })}
          value={dossier.samplesReceived?.toString() ?? ''}
          inputMode="numeric"
          width="year"
          maxLength={3}
        />
      )}
      <FormActions>
        <Button kind="primary" icon="check">
          {said.commune.receiveAction}
        </Button>
      </FormActions>
    </Form>
  )
}

function ReceiveProvince({ ctx, dossier }: DeskFormsProps) {
  const { lang } = ctx
  const said = words(lang)
  const items = ['van-ban-de-nghi-xa', 'mau-03', 'ho-so-san-pham', 'san-pham-mau'] as const
  return (
    <Form action={at(lang, dossier.id, '/tinh-tiep-nhan')} label={said.province.receive}>
      <h3>{said.province.receive}</h3>
      <CheckboxGroup
        name="checklist"
        label={said.commune.checklist}
        choices={items.map((id) => ({ value: id, label: said.province.checkItems[id] }))}
      />
      <FormActions>
        <Button kind="primary" icon="check">
          {said.province.receiveAction}
        </Button>
      </FormActions>
    </Form>
  )
}

function IntoRound({ ctx, dossier, rounds }: DeskFormsProps) {
  const { lang } = ctx
  const said = words(lang)
  const proposed = dossier.actions.findLast((one) => one.action === 'propose')?.day
  const takes = (round: Round) => !proposed || proposed < round.proposalsBefore
  const fitting = rounds.filter(takes)
  const late = rounds.filter((round) => !takes(round))
  const tooLate = late.map((round) => (
    <Message tone="info">
      {fill(said.province.roundPassed, {
        round: round.title,
        day: formatDay(round.proposalsBefore),
        proposed: formatDay(proposed ?? ''),
      })}
    </Message>
  ))
  if (fitting.length === 0)
    return (
      <div class="flow">
        <h3>{said.province.round}</h3>
        {late.length > 0 ? tooLate : <p>{said.province.noRound}</p>}
        <LinkButton href={localPath(lang, '/lam-viec/dot-danh-gia')}>{said.province.openRound}</LinkButton>
      </div>
    )
  return (
    <Form action={at(lang, dossier.id, '/dua-vao-dot')} label={said.province.round}>
      <h3>{said.province.round}</h3>
      {tooLate}
      <Select
        name="roundId"
        label={said.province.roundChoose}
        value={fitting[0]?.id}
        empty={false}
        choices={fitting.map((round) => ({
          value: round.id,
          label: fill(said.province.roundTakes, {
            round: round.title,
            day: formatDay(round.proposalsBefore),
          }),
        }))}
      />
      <FormActions>
        <Button kind="primary">{said.province.roundAction}</Button>
      </FormActions>
    </Form>
  )
}

/** Out of the round again, with the reason everybody will read. */
function LeaveRound({ ctx, dossier, typed }: DeskFormsProps) {
  const { lang } = ctx
  const w = deskWords(lang)
  return (
    <Details summary={w.leaveRound} open={typed?.leaving !== undefined}>
      <p>{w.leaveRoundLead}</p>
      <Form
        action={at(lang, dossier.id, '/ra-khoi-dot')}
        prefix="leave-"
        values={typed}
        hidden={{ leaving: '1' }}
        label={w.leaveRound}
      >
        <TextArea name="reason" label={w.leaveRoundReason} rows={2} maxLength={4000} required />
        <FormActions>
          <Button>{w.leaveRound}</Button>
        </FormActions>
      </Form>
    </Details>
  )
}

/** Right after: one press puts it back. */
function LeftRound({ ctx, dossier, rounds }: DeskFormsProps) {
  const { lang } = ctx
  const former = rounds.find((round) => round.id === ctx.url.searchParams.get('ra-dot'))
  return former ? (
    <UndoToast action={at(lang, dossier.id, '/dua-vao-dot')} hidden={{ roundId: former.id }}>
      {deskWords(lang).leftRound}
    </UndoToast>
  ) : null
}

function Assign({ ctx, dossier, advisers, assigned }: DeskFormsProps) {
  const { lang } = ctx
  const said = words(lang)
  if (advisers.length === 0) return <p>{said.province.noAdvisers}</p>
  return (
    <Form action={at(lang, dossier.id, '/phan-cong')} label={said.province.assign}>
      <CheckboxGroup
        name="accountIds"
        label={said.province.assign}
        values={assigned}
        choices={advisers.map((one) => ({ value: one.id, label: one.name }))}
      />
      <FormActions>
        <Button>{said.province.assignAction}</Button>
      </FormActions>
    </Form>
  )
}

function BeforeCouncil({ ctx, dossier }: DeskFormsProps) {
  const { lang } = ctx
  return (
    <form method="post" action={at(lang, dossier.id, '/trinh-hoi-dong')} class="form-actions">
      <Button kind="primary" icon="gavel">
        {words(lang).province.councilAction}
      </Button>
    </form>
  )
}
