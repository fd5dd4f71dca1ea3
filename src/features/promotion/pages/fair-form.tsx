import type { RequestContext } from '../../../platform/http/index.ts'
import { localPath } from '../../../platform/i18n/index.ts'
import {
  Button,
  CheckboxGroup,
  DateInput,
  FieldRow,
  Form,
  FormActions,
  type FormError,
  type FormValues,
  Select,
  TextArea,
  TextInput,
} from '../../../web/index.ts'
import { WorkPage } from '../../frame/index.ts'
import type { Fair } from '../change.ts'
import type { PromotionDeps } from '../parts.ts'
import { deskPath } from '../paths.ts'
import { words } from '../words.ts'

/** A fair as it is drafted or changed. */
export function FairFormPage(props: {
  ctx: RequestContext
  deps: PromotionDeps
  fair?: Fair | undefined
  /** Agencies this person may draft for. */
  agencies: readonly { id: string; name: string; nameEn?: string | undefined }[]
  values: FormValues
  errors: readonly FormError[]
}) {
  const { ctx, deps, fair } = props
  const { lang, today } = ctx
  const w = words(lang)
  const amends = fair?.status === 'called'
  const title = amends ? w.amend : fair ? w.edit : w.newFair
  return (
    <WorkPage
      ctx={ctx}
      title={title}
      breadcrumbs={[{ label: w.desk, href: localPath(lang, deskPath) }, { label: title }]}
    >
      <h1>{title}</h1>
      {amends && (
        <>
          <p class="page-lead">{w.amendLead}</p>
          <p class="muted">{w.amendFixed}</p>
        </>
      )}
      <Form
        action={localPath(lang, fair ? `${deskPath}/${fair.id}/sua` : `${deskPath}/moi`)}
        values={props.values}
        errors={props.errors}
        hidden={fair ? { version: String(fair.version) } : undefined}
        autosave={`${ctx.actor.accountId}:fair:${fair?.id ?? 'new'}`}
      >
        {amends ? (
          <TextInput name="words" label={w.amendReason} maxLength={2000} required />
        ) : (
          <>
            <TextInput name="titleVi" label={w.titleVi} value={fair?.title.vi} maxLength={300} required />
            <TextInput name="titleEn" label={w.titleEn} value={fair?.title.en} maxLength={300} />
            <Select
              name="kind"
              label={w.kind}
              required
              value={fair?.kind}
              choices={deps.law.fairKinds.map((each) => ({ value: each.id, label: each[lang] }))}
            />
          </>
        )}
        <TextInput
          name="venue"
          label={w.venue}
          hint={w.venueHint}
          value={fair?.venue}
          maxLength={300}
          required
        />
        {!amends && (
          <Select
            name="placeCode"
            label={w.place}
            empty={w.placeElsewhere}
            value={fair?.place_code ?? undefined}
            choices={deps.places
              .communes(deps.provinceCode, today)
              .map((unit) => ({ value: unit.code, label: unit.name }))}
          />
        )}
        <FieldRow>
          <DateInput name="startsOn" label={w.startsOn} value={fair?.starts_on} required />
          <DateInput name="endsOn" label={w.endsOn} value={fair?.ends_on} required />
        </FieldRow>
        <FieldRow>
          <DateInput name="applyUntil" label={w.applyUntil} value={fair?.apply_until} required />
          <TextInput
            name="stalls"
            label={w.stalls}
            value={fair ? String(fair.stalls) : undefined}
            inputMode="numeric"
            width="short"
            maxLength={4}
            required
          />
        </FieldRow>
        <CheckboxGroup
          name="sectors"
          label={w.sectors}
          hint={w.sectorsHint}
          values={fair?.sectors ?? []}
          choices={deps.sectors.map(({ code, label }) => ({ value: code, label: `${code}. ${label[lang]}` }))}
        />
        <TextArea
          name="conditionsVi"
          label={w.conditions}
          hint={w.conditionsHint}
          value={fair?.conditions.vi}
          rows={5}
          maxLength={4000}
        />
        <TextArea
          name="conditionsEn"
          label={w.conditionsEn}
          value={fair?.conditions.en}
          rows={3}
          maxLength={4000}
        />
        {!amends && (
          <Select
            name="leadAgency"
            label={w.lead}
            required
            empty={false}
            value={fair?.lead_agency ?? deps.agencies.ocopOffice(today)?.id}
            choices={props.agencies.map((each) => ({
              value: each.id,
              label: (lang === 'en' && each.nameEn) || each.name,
            }))}
          />
        )}
        <FormActions>
          <Button kind="primary">{w.save}</Button>
        </FormActions>
      </Form>
    </WorkPage>
  )
}
