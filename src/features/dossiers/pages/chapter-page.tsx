import type { Problem } from '../../../platform/command/index.ts'
import type { FormReading, RequestContext } from '../../../platform/http/index.ts'
import type { Lang } from '../../../platform/i18n/index.ts'
import { baseOf, type FormField, type FormValue, isRequired } from '../../../rules/forms/index.ts'
import {
  Button,
  Checkbox,
  DateInput,
  Form,
  FormActions,
  LinkButton,
  Message,
  RadioGroup,
  Select,
  TextArea,
  TextInput,
} from '../../../web/index.ts'
import { WorkPage } from '../../frame/index.ts'
import type { Dossier } from '../dossier.ts'
import { chapterFields } from '../editing.ts'
import type { DossierLaw, Owner } from '../law.ts'
import { at } from '../paths.ts'
import { fieldLabel, words } from '../words.ts'
import { DemoNotice, errorsOf } from './parts.tsx'
import { SavingMark } from './saving-mark.tsx'

export interface ChapterPageProps {
  ctx: RequestContext
  dossier: Dossier
  law: DossierLaw
  chapter: string
  typed?: FormReading['fields'] | undefined
  problems?: readonly Problem[] | undefined
}

/** One chapter of Mẫu số 01 and 02 as a calm form; kept as it is typed where there is script. */
export function ChapterPage({ ctx, dossier, law, chapter, typed, problems = [] }: ChapterPageProps) {
  const { lang } = ctx
  const said = words(lang)
  const fields = chapterFields(law, dossier, chapter) ?? []
  const title = said.chapters[chapter as keyof typeof said.chapters]
  const lead = said.chapterLeads[chapter as keyof typeof said.chapterLeads]
  const clash = problems.some((problem) => problem.code === 'changed-meanwhile')
  const base = baseOf(
    dossier.form,
    fields.map((field) => field.name),
  )
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
        {lead && <p class="page-lead">{lead}</p>}
      </header>
      <DemoNotice demo={dossier.isDemo} lang={lang} />
      {clash && <Message tone="warning">{said.chapter.clash}</Message>}
      <div
        data-draft={`/api/v1/dossiers/${dossier.id}/draft`}
        data-version={dossier.version}
        data-base={JSON.stringify(base)}
      >
        <Form
          action={at(lang, dossier.id, `/to-khai/${chapter}`)}
          values={typed}
          errors={errorsOf(problems, lang)}
          hidden={{ base: JSON.stringify(base) }}
        >
          {fields.map((field) => (
            <FormFieldInput
              field={field}
              value={dossier.form[field.name]}
              owners={law.owners(dossier.setNo).admitted}
              required={isRequired(field, dossier.kind)}
              lang={lang}
            />
          ))}
          <FormActions>
            <Button kind="primary" name="then" value="next">
              {said.chapter.save}
            </Button>
            <Button name="then" value="back">
              {said.chapter.saveBack}
            </Button>
            <LinkButton kind="quiet" href={at(lang, dossier.id)}>
              {said.chapter.back}
            </LinkButton>
            <SavingMark lang={lang} />
          </FormActions>
        </Form>
      </div>
    </WorkPage>
  )
}

export interface FormFieldInputProps {
  field: FormField
  value: FormValue | undefined
  owners: readonly Owner[]
  required: boolean
  lang: Lang
}

/** The control of a field by its type in forms.json. Required fields may stay empty in a draft: the check says so. */
export function FormFieldInput({ field, value, owners, required, lang }: FormFieldInputProps) {
  const said = words(lang)
  const text = typeof value === 'string' ? value : ''
  const known = { name: field.name, label: fieldLabel(field, lang), hint: hintOf(field, lang) }
  const mark = { ...known, optional: !required }
  switch (field.type) {
    case 'checkbox':
      return <Checkbox {...known} checked={value === true} />
    case 'longtext':
      return (
        <TextArea
          {...mark}
          value={text}
          rows={field.name.startsWith('reevaluationUpdate') ? 2 : 5}
          placeholder={field.name.startsWith('reevaluationUpdate') ? said.noChange : undefined}
        />
      )
    case 'date':
      return <DateInput {...mark} value={text} />
    case 'choice':
      return (
        <RadioGroup
          {...mark}
          value={text}
          inline
          choices={(field.options ?? []).map((option) => ({ value: option, label: option }))}
        />
      )
    case 'enum':
      return (
        <Select
          {...mark}
          value={text}
          choices={owners.map((owner) => ({ value: owner.id, label: owner.label }))}
        />
      )
    case 'phone':
      return <TextInput {...mark} value={text} type="tel" inputMode="tel" autocomplete="tel" width="medium" />
    case 'email':
      return (
        <TextInput
          {...mark}
          value={text}
          type="email"
          inputMode="email"
          autocomplete="email"
          width="medium"
        />
      )
    default:
      return <TextInput {...mark} value={text} maxLength={300} />
  }
}

function hintOf(field: FormField, lang: Lang): string | undefined {
  return words(lang).hints[field.name] ?? (lang === 'vi' ? field.guidance : undefined)
}
