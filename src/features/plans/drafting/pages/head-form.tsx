import { formatDay } from '../../../../platform/i18n/index.ts'
import { Button, DateInput, Details, Form, FormActions, TextArea, TextInput } from '../../../../web/index.ts'
import { draftingWords } from '../words.ts'
import { type PartProps, stateOf } from './part.ts'

/** Title, bases, purpose: the head of the paper. */
export function HeadForm(props: PartProps) {
  const { ctx, drafted, base, failed } = props
  const { plan } = drafted
  const w = draftingWords(ctx.lang)
  return (
    <Details summary={w.general} open={failed?.form === 'head'}>
      <Form
        prefix="head-"
        action={`${base}/dau`}
        hidden={{ version: String(plan.version) }}
        autosave={`${ctx.actor.accountId}:plan-head:${plan.id}`}
        {...stateOf(props, 'head')}
      >
        <TextInput name="titleVi" label={w.title} value={plan.title.vi} required />
        <TextInput name="titleEn" label={w.titleEn} value={plan.title.en ?? ''} />
        <DateInput
          name="expectedOn"
          label={w.expectedOn}
          hint={w.expectedHint}
          value={formatDay(plan.issued_on)}
          required
        />
        <TextArea name="legalBases" label={w.legalBases} value={plan.legal_bases.join('\n')} rows={4} />
        <TextArea name="purposeVi" label={w.purpose} value={plan.purpose.vi ?? ''} rows={5} />
        <TextArea name="purposeEn" label={w.purposeEn} value={plan.purpose.en ?? ''} rows={5} />
        <FormActions>
          <Button kind="secondary">{w.save}</Button>
        </FormActions>
      </Form>
    </Details>
  )
}
