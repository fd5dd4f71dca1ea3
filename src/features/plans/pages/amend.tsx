import type { RequestContext } from '../../../platform/http/index.ts'
import { fill, localPath } from '../../../platform/i18n/index.ts'
import {
  Button,
  DateInput,
  Form,
  FormActions,
  type FormError,
  Section,
  TextInput,
} from '../../../web/index.ts'
import { WorkPage } from '../../frame/index.ts'
import type { Plan, Target } from '../queries.ts'
import { said, words } from '../words.ts'
import { deskPath } from './desk.tsx'
import { goalText } from './targets.tsx'

/** Targets of a plan with the form that changes each; of a published plan with its amending paper. */
export function TargetsEditPage(props: {
  ctx: RequestContext
  plan: Plan
  targets: readonly Target[]
  failed: { id: string; errors: readonly FormError[] } | null
}) {
  const { ctx, plan, failed } = props
  const { lang } = ctx
  const w = words(lang)
  return (
    <WorkPage
      ctx={ctx}
      title={w.editTarget}
      breadcrumbs={[
        { label: w.desk, href: localPath(lang, deskPath) },
        { label: fill(w.planOf, { year: plan.year }) },
      ]}
    >
      <h1>
        {w.editTarget} – {fill(w.planOf, { year: plan.year })}
      </h1>
      {plan.status === 'published' && <p class="page-lead">{w.amendmentHint}</p>}
      {props.targets.map((target) => {
        const mine = failed?.id === target.id
        const { goal } = target
        const value = goal.kind === 'at-least' ? goal.value : goal.kind === 'range' ? goal.from : undefined
        return (
          <Section title={said(target.words, lang)} lead={goalText(goal, lang)}>
            {value !== undefined && (
              <Form
                prefix={target.code}
                action={localPath(lang, `${deskPath}/${plan.year}/chi-tieu/${target.id}`)}
                values={mine ? ctx.form.fields : {}}
                errors={mine ? failed.errors : []}
                hidden={{ version: String(target.version) }}
              >
                <TextInput name="wordsVi" label={w.wordsVi} value={target.words.vi} required />
                <TextInput name="wordsEn" label={w.wordsEn} value={target.words.en ?? ''} />
                <TextInput
                  name="goalValue"
                  label={w.goalValue}
                  value={String(value)}
                  width="short"
                  inputMode="numeric"
                  required
                />
                {goal.kind === 'range' && (
                  <TextInput
                    name="goalTo"
                    label={w.goalTo}
                    value={String(goal.to)}
                    width="short"
                    inputMode="numeric"
                  />
                )}
                {plan.status === 'published' && (
                  <>
                    <TextInput name="amendmentNumber" label={w.amendmentNumber} width="medium" required />
                    <DateInput name="amendmentOn" label={w.amendmentOn} required />
                    <TextInput name="amendmentReason" label={w.amendmentReason} />
                  </>
                )}
                <FormActions>
                  <Button kind="secondary">{w.save}</Button>
                </FormActions>
              </Form>
            )}
          </Section>
        )
      })}
    </WorkPage>
  )
}
