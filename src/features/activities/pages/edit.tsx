import type { RequestContext } from '../../../platform/http/index.ts'
import { fill, localPath } from '../../../platform/i18n/index.ts'
import {
  Button,
  DateInput,
  FieldRow,
  Form,
  FormActions,
  type FormError,
  FormSection,
  type FormValues,
  RadioGroup,
  Select,
  TextArea,
  TextInput,
} from '../../../web/index.ts'
import { WorkPage } from '../../frame/index.ts'
import type { ActivityDeps } from '../parts.ts'
import { words } from '../words.ts'
import { deskPath } from './parts.tsx'

export interface EditPageProps {
  readonly ctx: RequestContext
  readonly deps: ActivityDeps
  readonly action: string
  readonly title: string
  readonly values: FormValues
  readonly errors: readonly FormError[]
  readonly version: number
  /** Lines for sessions; a few more than are in use. */
  readonly sessionLines: number
  readonly places: readonly { code: string; name: string }[]
  readonly agencies: readonly { id: string; name: string }[]
  readonly plans: readonly { id: string; year: number; number: string }[]
}

export function EditPage(props: EditPageProps) {
  const { ctx, deps } = props
  const { lang } = ctx
  const w = words(lang)
  return (
    <WorkPage
      ctx={ctx}
      title={props.title}
      breadcrumbs={[{ label: w.desk, href: localPath(lang, deskPath) }, { label: props.title }]}
    >
      <header class="page-head">
        <h1>{props.title}</h1>
      </header>
      <Form
        action={props.action}
        values={props.values}
        errors={props.errors}
        hidden={{ version: String(props.version) }}
        autosave={`${ctx.actor.accountId}:activity:${props.action}`}
      >
        <RadioGroup
          name="kind"
          label={w.kind}
          required
          choices={deps.law.kinds.map((kind) => ({ value: kind.id, label: kind[lang] }))}
        />
        <TextInput name="titleVi" label={w.titleVi} required maxLength={300} />
        <TextInput name="titleEn" label={w.titleEn} optional maxLength={300} />
        <FieldRow>
          <Select
            name="place"
            label={w.place}
            required
            choices={props.places.map(({ code, name }) => ({ value: code, label: name }))}
          />
          <TextInput name="venue" label={w.venue} required maxLength={300} />
        </FieldRow>
        <Select
          name="leadAgency"
          label={w.organiser}
          required
          choices={props.agencies.map(({ id, name }) => ({ value: id, label: name }))}
        />
        <FormSection title={w.sessions} lead={w.sessionHint}>
          {Array.from({ length: props.sessionLines }, (_, index) => {
            const n = index + 1
            return (
              <>
                <h3>{fill(w.session, { n })}</h3>
                <FieldRow>
                  <DateInput name={`day-${n}`} label={w.day} required={n === 1} />
                  <TextInput name={`from-${n}`} label={w.from} width="short" placeholder="08:00" />
                  <TextInput name={`to-${n}`} label={w.to} width="short" placeholder="11:30" />
                </FieldRow>
                <TextInput name={`title-${n}`} label={w.sessionTitle} optional maxLength={200} />
              </>
            )
          })}
        </FormSection>
        <FieldRow>
          <TextInput
            name="seats"
            label={w.seats}
            hint={w.seatsHint}
            inputMode="numeric"
            width="short"
            maxLength={5}
          />
          <DateInput name="enrolUntil" label={w.enrolUntil} hint={w.enrolUntilHint} />
        </FieldRow>
        <FieldRow>
          <Select
            name="plan"
            label={w.planField}
            choices={props.plans.map(({ id, year, number }) => ({ value: id, label: `${year} – ${number}` }))}
          />
          <TextInput name="taskGroup" label={w.taskGroup} inputMode="numeric" width="short" maxLength={2} />
        </FieldRow>
        <TextArea name="programmeVi" label={w.programmeVi} rows={6} maxLength={6000} />
        <TextArea name="programmeEn" label={w.programmeEn} rows={3} maxLength={6000} />
        <FormActions>
          <Button kind="primary" icon="save">
            {w.save}
          </Button>
        </FormActions>
      </Form>
    </WorkPage>
  )
}
