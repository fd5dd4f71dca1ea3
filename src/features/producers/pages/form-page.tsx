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
  PageHead,
  Select,
  TextArea,
  TextInput,
} from '../../../web/index.ts'
import { WorkPage } from '../../frame/index.ts'
import type { ProducerSurroundings } from '../surroundings.ts'
import { words } from '../words.ts'

export interface FormPageProps {
  ctx: RequestContext
  around: ProducerSurroundings
  /** Absent: a new producer. */
  producer?: { readonly id: string; readonly name: string; readonly version: number } | undefined
  values: FormValues
  errors: readonly FormError[]
  /** The recorded place, offered beside today's communes where it is none of them. */
  keptPlace?: { readonly code: string; readonly label: string } | undefined
}

/** What Mẫu số 01 asks of a producer, once for all its dossiers. */
export function FormPage({ ctx, around, producer, values, errors, keptPlace }: FormPageProps) {
  const { lang, today } = ctx
  const w = words(lang)
  const to = (path: string) => localPath(lang, path)
  const title = producer ? fill(w.editTitle, { name: producer.name }) : w.newTitle
  const communes = around.places.communes(around.places.home, today)
  const isKept = keptPlace && !communes.some(({ code }) => code === keptPlace.code)
  return (
    <WorkPage
      ctx={ctx}
      title={title}
      breadcrumbs={[{ label: w.title, href: to('/lam-viec/chu-the') }, { label: title }]}
    >
      <PageHead title={title} />
      <Form
        action={to(producer ? `/lam-viec/chu-the/${producer.id}/sua` : '/lam-viec/chu-the/them')}
        values={values}
        errors={errors}
        hidden={producer && { version: String(producer.version) }}
        autosave={`producer:${producer?.id ?? 'new'}`}
      >
        <FormSection title={w.registration}>
          <TextInput name="name" label={w.name} hint={w.nameHint} required maxLength={300} width="full" />
          <Select
            name="legalType"
            label={w.legalType}
            empty={w.legalTypeNone}
            choices={around.legalTypes.map((type) => ({
              value: type.id,
              label: type.tourismOnly ? `${type.label[lang]} ${w.legalTypeTourism}` : type.label[lang],
            }))}
          />
          <FieldRow>
            <TextInput name="registrationNo" label={w.registrationNo} maxLength={60} width="medium" />
            <DateInput name="registeredOn" label={w.registeredOn} />
          </FieldRow>
          <TextInput
            name="taxCode"
            label={w.taxCode}
            hint={w.taxCodeHint}
            inputMode="numeric"
            width="medium"
          />
        </FormSection>
        <FormSection title={w.address}>
          <Select
            name="place"
            label={w.place}
            required
            empty={w.choosePlace}
            choices={[
              ...(isKept
                ? [{ value: keptPlace.code, label: fill(w.placeKept, { place: keptPlace.label }) }]
                : []),
              ...communes.map(({ code, name }) => ({ value: code, label: name })),
            ]}
          />
          <TextInput name="addressText" label={w.addressText} maxLength={500} width="full" />
        </FormSection>
        <FormSection title={w.people} lead={w.peopleHint}>
          <FieldRow>
            <TextInput name="representativeName" label={w.representativeName} autocomplete="off" />
            <TextInput name="representativePosition" label={w.representativePosition} />
          </FieldRow>
          <FieldRow>
            <TextInput name="representativeGender" label={w.representativeGender} width="short" />
            <TextInput name="representativeEthnicity" label={w.representativeEthnicity} width="short" />
          </FieldRow>
          <TextInput name="representativeAddress" label={w.representativeAddress} width="full" />
          <FieldRow>
            <TextInput name="phone" label={w.phone} type="tel" inputMode="tel" autocomplete="off" />
            <TextInput name="email" label={w.email} type="email" autocomplete="off" />
          </FieldRow>
        </FormSection>
        <FormSection title={w.intro} lead={w.introHint}>
          <TextArea name="introVi" label={w.introVi} rows={5} maxLength={20_000} />
          <TextArea name="introEn" label={w.introEn} rows={4} maxLength={20_000} />
        </FormSection>
        <FormActions sticky>
          <Button kind="primary" icon="save">
            {producer ? w.save : w.create}
          </Button>
        </FormActions>
      </Form>
    </WorkPage>
  )
}
