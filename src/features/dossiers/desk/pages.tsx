import type { ComponentChildren } from 'preact'
import type { Problem } from '../../../platform/command/index.ts'
import type { FormReading, RequestContext } from '../../../platform/http/index.ts'
import { formatDay } from '../../../platform/i18n/index.ts'
import {
  Button,
  DateInput,
  EmptyState,
  Form,
  FormActions,
  LinkButton,
  RadioGroup,
  Section,
  StatusMark,
  TextArea,
  TextInput,
} from '../../../web/index.ts'
import { WorkPage } from '../../frame/index.ts'
import type { Dossier } from '../dossier.ts'
import type { ExtraTest } from '../extra-tests.ts'
import type { CommuneMeeting } from '../meeting.ts'
import { DemoNotice, errorsOf } from '../pages/parts.tsx'
import { at } from '../paths.ts'
import { words } from '../words.ts'
import { deskWords } from './words.ts'

interface SidePageProps {
  ctx: RequestContext
  dossier: Dossier
  typed?: FormReading['fields'] | undefined
  problems?: readonly Problem[] | undefined
}

function SidePage({
  ctx,
  dossier,
  title,
  lead,
  children,
}: SidePageProps & { title: string; lead: string; children: ComponentChildren }) {
  const { lang } = ctx
  const said = words(lang)
  return (
    <WorkPage
      ctx={ctx}
      title={`${title} – ${dossier.product.name}`}
      breadcrumbs={[
        { label: said.menu, href: at(lang, '').replace(/\/$/, '') },
        { label: dossier.product.name, href: at(lang, dossier.id) },
        { label: title },
      ]}
    >
      <header class="page-head">
        <h1>{title}</h1>
        <p class="page-lead">{lead}</p>
      </header>
      <DemoNotice demo={dossier.isDemo} lang={lang} />
      {children}
    </WorkPage>
  )
}

/** The commune's meeting: day, who was there, what was concluded. */
export function MeetingPage(props: SidePageProps & { meeting: CommuneMeeting | null }) {
  const { ctx, dossier, meeting, typed, problems = [] } = props
  const { lang } = ctx
  const w = deskWords(lang)
  return (
    <SidePage {...props} title={w.meeting} lead={w.meetingLead}>
      <Form
        action={at(lang, dossier.id, '/hop')}
        values={typed}
        errors={errorsOf(problems, lang)}
        autosave={`meeting:${dossier.id}`}
      >
        <DateInput
          name="heldOn"
          label={w.heldOn}
          value={meeting?.heldOn ?? ctx.today}
          max={ctx.today}
          required
        />
        <TextArea
          name="present"
          label={w.present}
          value={meeting?.present ?? ''}
          rows={2}
          maxLength={4000}
          required
        />
        <TextArea
          name="conclusion"
          label={w.conclusion}
          value={meeting?.conclusion ?? ''}
          rows={4}
          maxLength={4000}
          required
        />
        <FormActions>
          <Button kind="primary">{w.saveMeeting}</Button>
          <LinkButton kind="quiet" href={at(lang, dossier.id)}>
            {words(lang).chapter.back}
          </LinkButton>
        </FormActions>
      </Form>
    </SidePage>
  )
}

/** Tests asked for beside those filed, and what they said. */
export function TestsPage(props: SidePageProps & { tests: readonly ExtraTest[]; mayAsk: boolean }) {
  const { ctx, dossier, tests, mayAsk, typed, problems = [] } = props
  const { lang } = ctx
  const w = deskWords(lang)
  return (
    <SidePage {...props} title={w.tests} lead={w.testsLead}>
      {tests.length === 0 && (
        <EmptyState icon="search" title={w.noTests}>
          {w.testsLead}
        </EmptyState>
      )}
      {tests.map((test) => (
        <Section title={test.what}>
          <p>
            {test.until && `${w.until}: ${formatDay(test.until)} `}
            <TestMark lang={lang} test={test} />
          </p>
          {test.result && <p class="typed">{test.result}</p>}
          {mayAsk && test.result === null && (
            <Form
              action={at(lang, dossier.id, `/kiem-nghiem/${test.seq}`)}
              prefix={`test-${test.seq}-`}
              values={typed}
              errors={errorsOf(problems, lang)}
            >
              <TextInput name={`result.${test.seq}`} label={w.result} maxLength={2000} required />
              <RadioGroup
                name={`passed.${test.seq}`}
                label={w.passed}
                inline
                required
                choices={[
                  { value: 'yes', label: w.yes },
                  { value: 'no', label: w.no },
                ]}
              />
              <FormActions>
                <Button>{w.settle}</Button>
              </FormActions>
            </Form>
          )}
        </Section>
      ))}
      {mayAsk && (
        <Form
          action={at(lang, dossier.id, '/kiem-nghiem')}
          values={typed}
          errors={errorsOf(problems, lang)}
          autosave={`test:${dossier.id}`}
        >
          <TextArea name="what" label={w.what} rows={2} maxLength={2000} required />
          <DateInput name="until" label={w.until} min={ctx.today} optional />
          <FormActions>
            <Button kind="primary">{w.ask}</Button>
            <LinkButton kind="quiet" href={at(lang, dossier.id)}>
              {words(lang).chapter.back}
            </LinkButton>
          </FormActions>
        </Form>
      )}
    </SidePage>
  )
}

export function TestMark({ lang, test }: { lang: RequestContext['lang']; test: ExtraTest }) {
  const w = deskWords(lang)
  if (test.passed === null) return <StatusMark tone="warn">{w.waiting}</StatusMark>
  return <StatusMark tone={test.passed ? 'good' : 'bad'}>{test.passed ? w.yes : w.no}</StatusMark>
}
