import type { RequestContext } from '../../../platform/http/index.ts'
import { fill, localPath } from '../../../platform/i18n/index.ts'
import type { Suggestion } from '../../../rules/classification/index.ts'
import {
  Button,
  Details,
  FieldRow,
  Form,
  FormActions,
  type FormError,
  FormSection,
  type FormValues,
  Message,
  PageHead,
  RadioGroup,
  Select,
  TextArea,
  TextInput,
} from '../../../web/index.ts'
import { WorkPage } from '../../frame/index.ts'
import { shopFields } from '../input.ts'
import type { ProductSurroundings } from '../surroundings.ts'
import { words } from '../words.ts'

export interface FormPageProps {
  ctx: RequestContext
  around: ProductSurroundings
  producer: { readonly id: string; readonly name: string }
  /** Absent: a new product. */
  product?: { readonly id: string; readonly name: string; readonly version: number } | undefined
  values: FormValues
  errors: readonly FormError[]
  /** What the helper found, when it was asked. */
  suggestions?: readonly Suggestion[] | undefined
}

/** A product, with help to find its set. */
export function FormPage({ ctx, around, producer, product, values, errors, suggestions }: FormPageProps) {
  const { lang, today } = ctx
  const w = words(lang)
  const to = (path: string) => localPath(lang, path)
  const wrong = (fields: readonly string[]) => errors.some((one) => one.field && fields.includes(one.field))
  const title = product
    ? fill(w.editTitle, { name: product.name })
    : fill(w.newTitle, { producer: producer.name })
  return (
    <WorkPage
      ctx={ctx}
      title={title}
      breadcrumbs={[{ label: w.title, href: to('/lam-viec/san-pham') }, { label: title }]}
    >
      <PageHead title={title} />
      <Form
        action={to(product ? `/lam-viec/san-pham/${product.id}/sua` : '/lam-viec/san-pham/them')}
        values={values}
        errors={errors}
        hidden={{ producerId: producer.id, ...(product && { version: String(product.version) }) }}
        autosave={`product:${product?.id ?? `new:${producer.id}`}`}
      >
        <FormSection title={w.facts}>
          <TextInput name="name" label={w.name} hint={w.nameHint} required maxLength={300} width="full" />
          <TextArea name="descriptionVi" label={w.descriptionVi} rows={3} maxLength={2000} />
          {suggestions && <Suggested {...{ around, suggestions }} lang={lang} />}
          <Select
            name="set"
            label={w.set}
            hint={w.setHint}
            empty={w.setNone}
            choices={sectorsOf(around).map((sector) => ({
              label: sector.name,
              choices: sector.sets.map(({ set, name }) => ({ value: String(set), label: `${set}. ${name}` })),
            }))}
          />
          <Button name="do" value="suggest" icon="search">
            {w.suggest}
          </Button>
          <Select
            name="place"
            label={w.place}
            hint={w.placeHint}
            empty={w.placeSame}
            choices={around.places
              .communes(around.places.home, today)
              .map(({ code, name }) => ({ value: code, label: name }))}
          />
        </FormSection>
        <FormSection title={w.about} lead={w.storyHint}>
          <TextArea name="storyVi" label={w.storyVi} rows={8} maxLength={20_000} />
        </FormSection>
        <Details summary={w.english} open={wrong(['nameEn', 'descriptionEn', 'storyEn'])}>
          <p class="muted">{w.englishLead}</p>
          <TextInput name="nameEn" label={w.nameEn} hint={w.nameEnHint} maxLength={300} />
          <TextArea name="descriptionEn" label={w.descriptionEn} rows={3} maxLength={2000} />
          <TextArea name="storyEn" label={w.storyEn} rows={6} maxLength={20_000} />
        </Details>
        <Details
          summary={w.buyingLater}
          open={wrong([...shopFields.flat(), 'season', 'seasonEn', 'capacity', 'capacityEn', 'traceCode'])}
        >
          {shopFields.map(([label, url], index) => (
            <FieldRow>
              <TextInput name={label} label={fill(w.shopLabel, { number: index + 1 })} maxLength={120} />
              <TextInput
                name={url}
                label={fill(w.shopUrl, { number: index + 1 })}
                hint={index === 0 ? w.shopUrlHint : undefined}
                type="url"
                maxLength={500}
              />
            </FieldRow>
          ))}
          <FieldRow>
            <TextInput name="season" label={w.season} hint={w.seasonHint} maxLength={200} />
            <TextInput name="seasonEn" label={w.seasonEn} maxLength={200} />
          </FieldRow>
          <FieldRow>
            <TextInput name="capacity" label={w.capacity} hint={w.capacityHint} maxLength={200} />
            <TextInput name="capacityEn" label={w.capacityEn} maxLength={200} />
          </FieldRow>
          <TextInput name="traceCode" label={w.traceCode} maxLength={60} width="medium" />
        </Details>
        <Details summary={w.visiting} open={wrong(['arrive', 'arriveEn', 'bookingPhone'])}>
          <p class="muted">{w.visitingLead}</p>
          <TextArea name="arrive" label={w.arrive} rows={3} maxLength={2000} />
          <TextArea name="arriveEn" label={w.arriveEn} rows={3} maxLength={2000} />
          <TextInput
            name="bookingPhone"
            label={w.bookingPhone}
            hint={w.bookingPhoneHint}
            type="tel"
            width="medium"
          />
        </Details>
        {product && <p class="muted small">{w.changeOfSet}</p>}
        <FormActions sticky>
          <Button kind="primary" icon="save">
            {product ? w.save : w.create}
          </Button>
        </FormActions>
      </Form>
    </WorkPage>
  )
}

function Suggested({
  around,
  suggestions,
  lang,
}: {
  around: ProductSurroundings
  suggestions: readonly Suggestion[]
  lang: 'vi' | 'en'
}) {
  const w = words(lang)
  if (suggestions.length === 0) return <Message tone="warning">{w.suggestedNone}</Message>
  return (
    <RadioGroup
      name="suggestedSet"
      label={w.suggested}
      hint={w.suggestedLead}
      choices={suggestions.map(({ set, words: because, examples }) => ({
        value: String(set),
        label: `${set}. ${around.sets.find((each) => each.set === set)?.name ?? ''}`,
        hint: [
          because.length > 0 && fill(w.byWords, { words: because.join(', ') }),
          examples.length > 0 && fill(w.byExamples, { names: examples.join(', ') }),
        ]
          .filter(Boolean)
          .join('; '),
      }))}
    />
  )
}

function sectorsOf(around: ProductSurroundings) {
  const sectors = new Map<string, { name: string; sets: { set: number; name: string }[] }>()
  for (const { sector, set, name } of around.sets) {
    const held = sectors.get(sector.code) ?? { name: `${sector.code}. ${sector.name}`, sets: [] }
    held.sets.push({ set, name })
    sectors.set(sector.code, held)
  }
  return [...sectors.values()]
}
