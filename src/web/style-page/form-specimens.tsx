import { BandMeter } from '../content/band-meter.tsx'
import { Button, LinkButton } from '../form/button.tsx'
import { Checkbox, CheckboxGroup, RadioGroup, Select } from '../form/choices.tsx'
import { FileInput } from '../form/file-input.tsx'
import { FieldRow, Form, FormActions, FormSection } from '../form/form.tsx'
import { DateInput, TextArea, TextInput } from '../form/text-fields.tsx'
import { Specimen, type SpecimenTheme } from './content-specimens.tsx'
import type { Samples } from './samples.vi.ts'

interface Props {
  words: Samples
  theme: SpecimenTheme
}

export function FormSpecimens({ words, theme }: Props) {
  const choices = (labels: readonly string[]) =>
    labels.map((label, index) => ({ value: String(index), label }))
  return (
    <>
      <Buttons words={words} theme={theme} />
      <Specimen title={words.form}>
        <Form
          prefix={`${theme}-`}
          label={`${words.form} (${words[theme].toLowerCase()})`}
          autosave={`style-${theme}`}
          values={{ day: '31/02/2026' }}
          errors={[
            { field: 'name', text: words.nameError },
            { field: 'day', text: words.dayError },
          ]}
        >
          <FormSection title={words.form} lead={words.formLead}>
            <TextInput name="name" label={words.name} hint={words.nameHint} required />
            <FieldRow>
              <TextInput name="phone" label={words.phone} type="tel" inputMode="tel" optional />
              <TextInput
                name="price"
                label={words.price}
                inputMode="numeric"
                unit={words.priceUnit}
                value="85.000"
              />
            </FieldRow>
            <DateInput name="day" label={words.day} required />
            <Select name="place" label={words.place} choices={choices(words.places)} width="medium" />
            <RadioGroup
              name="kind"
              label={words.kind}
              value="2"
              choices={choices(words.kinds).map((each, index) => ({
                ...each,
                hint: index === 2 ? words.kindHint : undefined,
              }))}
            />
            <RadioGroup
              name="weighed"
              label={words.facts}
              value="1"
              framed
              choices={choices(words.rows).map((each, index) => ({ ...each, aside: index + 1 }))}
            />
            <BandMeter
              label={words.columns[3]!}
              value={72.5}
              max={100}
              bands={[50, 70, 90].map((at, index) => ({ at, label: words.stars[3 + index]! }))}
            />
            <CheckboxGroup
              name="days"
              label={words.days}
              values={['1']}
              choices={choices(words.dayNames)}
              inline
            />
            <TextArea name="story" label={words.story} maxLength={600} />
            <FileInput
              name="file"
              label={words.file}
              hint={words.fileHint}
              accept=".pdf,image/*"
              multiple
              maxBytes={20 * 1024 * 1024}
            />
            <Checkbox name="consent" label={words.consent} />
          </FormSection>
          <FormActions>
            <Button kind="primary" icon="send">
              {words.primary}
            </Button>
            <Button name="do" value="draft">
              {words.secondary}
            </Button>
          </FormActions>
        </Form>
      </Specimen>
    </>
  )
}

function Buttons({ words, theme }: Props) {
  const why = `why-${theme}`
  return (
    <Specimen title={words.buttons}>
      <div class="row">
        <Button kind="primary" type="button">
          {words.primary}
        </Button>
        <Button type="button" icon="eye">
          {words.secondary}
        </Button>
        <Button kind="quiet" type="button">
          {words.quiet}
        </Button>
        <Button kind="danger" type="button" icon="trash">
          {words.danger}
        </Button>
        <LinkButton href="#top" icon="arrowRight" iconAfter>
          {words.more}
        </LinkButton>
        <Button small type="button">
          {words.secondary}
        </Button>
      </div>
      <div class="row">
        <Button kind="primary" type="button" disabled describedBy={why}>
          {words.disabled}
        </Button>
        <span id={why} class="muted small">
          {words.disabledWhy}
        </span>
      </div>
    </Specimen>
  )
}
