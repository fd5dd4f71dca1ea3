import { formatDay } from '../../../../platform/i18n/index.ts'
import { mayStep, planSteps, planStepTable } from '../../../../rules/targets/index.ts'
import {
  Button,
  DateInput,
  FieldRow,
  FileInput,
  Form,
  FormActions,
  Section,
  TextInput,
} from '../../../../web/index.ts'
import { draftingWords } from '../words.ts'
import { type PartProps, stateOf } from './part.ts'

/** The steps open to this person now: the office's in one form, the leader's publication in its own. */
export function StepsPart(props: PartProps) {
  const { ctx, drafted, mayEdit, mayApprove, base } = props
  const { plan } = drafted
  const w = draftingWords(ctx.lang)
  const steps = planSteps.filter(
    (step) =>
      step !== 'publish' &&
      mayStep(plan.status, step) &&
      (planStepTable[step].permission === 'plan.edit' ? mayEdit : mayApprove),
  )
  return (
    <>
      {steps.length > 0 && (
        <Form prefix="step-" action={`${base}/buoc`} {...stateOf(props, 'step')}>
          <TextInput name="note" label={w.stepNote} />
          <FormActions>
            {steps.map((step) => (
              <Button kind={step === 'submit' ? 'primary' : 'secondary'} name="step" value={step}>
                {w.steps[step]}
              </Button>
            ))}
          </FormActions>
        </Form>
      )}
      {mayApprove && mayStep(plan.status, 'publish') && (
        <Section title={w.publishTitle} lead={w.publishLead}>
          <Form prefix="publish-" files action={`${base}/cong-bo`} {...stateOf(props, 'publish')}>
            <FieldRow>
              <TextInput
                name="number"
                label={w.number}
                hint={w.numberHint}
                value={plan.number}
                width="medium"
                required
              />
              <DateInput name="issuedOn" label={w.issuedOn} value={formatDay(plan.issued_on)} required />
            </FieldRow>
            <FieldRow>
              <TextInput name="signerOffice" label={w.signerOffice} value={plan.signer_office} required />
              <TextInput name="signerName" label={w.signerName} value={plan.signer_name} required />
            </FieldRow>
            <FileInput name="signedFile" label={w.signedFile} hint={w.signedFileHint} accept=".pdf" />
            <FormActions>
              <Button kind="primary">{w.steps.publish}</Button>
            </FormActions>
          </Form>
        </Section>
      )}
    </>
  )
}
