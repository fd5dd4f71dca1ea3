import type { ComponentChildren } from 'preact'
import type { RequestContext } from '../../../../platform/http/index.ts'
import { fill, formatDay, formatNumber, localPath } from '../../../../platform/i18n/index.ts'
import { supersededBy } from '../../../../rules/targets/index.ts'
import {
  Button,
  Checkbox,
  CheckboxGroup,
  DateInput,
  FieldRow,
  Form,
  FormActions,
  type FormError,
  FormSection,
  RadioGroup,
  Select,
  TextArea,
  TextInput,
} from '../../../../web/index.ts'
import { WorkPage } from '../../../frame/index.ts'
import { definitionsOf } from '../../definitions.ts'
import { isNarrowable, measureIds } from '../../measures.ts'
import { deskPath } from '../../pages/desk.tsx'
import type { Plan, Sector, Target, Task } from '../../queries.ts'
import { budgetSources } from '../../tables.ts'
import { said, words } from '../../words.ts'
import type { BudgetHeadNow } from '../read.ts'
import { draftingWords } from '../words.ts'
import { composePath } from './part.ts'

interface ItemProps {
  readonly ctx: RequestContext
  readonly plan: Plan
  readonly errors: readonly FormError[]
}

/** One part of a plan on a page of its own; of a published plan with the paper that amends it. */
function ItemPage(
  props: ItemProps & { title: string; action: string; version: number; children: ComponentChildren },
) {
  const { ctx, plan, errors } = props
  const { lang } = ctx
  const w = draftingWords(lang)
  const own = words(lang)
  return (
    <WorkPage
      ctx={ctx}
      title={props.title}
      breadcrumbs={[
        { label: own.desk, href: localPath(lang, deskPath) },
        { label: fill(w.composeOf, { year: plan.year }), href: localPath(lang, composePath(plan.year)) },
        { label: props.title },
      ]}
    >
      <h1>{props.title}</h1>
      <Form
        action={localPath(lang, `${composePath(plan.year)}/${props.action}`)}
        values={ctx.form.fields}
        errors={errors}
        hidden={{ version: String(props.version) }}
        autosave={`${ctx.actor.accountId}:plan:${plan.id}:${props.action}`}
      >
        {props.children}
        {plan.status === 'published' && (
          <FormSection title={own.amendment} lead={own.amendmentHint}>
            <FieldRow>
              <TextInput name="amendmentNumber" label={own.amendmentNumber} width="medium" required />
              <DateInput name="amendmentOn" label={own.amendmentOn} required />
            </FieldRow>
            <TextInput name="amendmentReason" label={own.amendmentReason} />
          </FormSection>
        )}
        <FormActions sticky>
          <Button kind="primary">{w.save}</Button>
        </FormActions>
      </Form>
    </WorkPage>
  )
}

export function TargetFormPage(
  props: ItemProps & {
    target: Target | null
    units: readonly { code: string; name: string }[]
    sectors: readonly Sector[]
  },
) {
  const { ctx, target } = props
  const w = draftingWords(ctx.lang)
  const goal = target?.goal
  const scope = target?.scope ?? {}
  const newer = target && supersededBy(definitionsOf(target.measure), target.definition)
  return (
    <ItemPage
      {...props}
      title={target ? w.editTarget : w.addTarget}
      action={`chi-tieu/${target?.id ?? 'moi'}`}
      version={target?.version ?? 0}
    >
      <TextArea name="wordsVi" label={w.words} value={target?.words.vi} rows={3} required />
      <TextArea name="wordsEn" label={w.wordsEn} value={target?.words.en ?? ''} rows={2} />
      <RadioGroup
        name="measure"
        label={w.measure}
        value={target?.measure}
        required
        choices={measureIds.map((id) => ({
          value: id,
          label: words(ctx.lang).measureName[id] ?? id,
          hint: isNarrowable(id) ? undefined : w.measureWhole,
        }))}
      />
      <RadioGroup
        name="goalKind"
        label={w.goalKind}
        value={goal?.kind ?? 'at-least'}
        required
        choices={(['at-least', 'range', 'share', 'milestones'] as const).map((kind) => ({
          value: kind,
          label: w.goalKinds[kind],
        }))}
      />
      <FieldRow>
        <TextInput
          name="goalValue"
          label={w.goalValue}
          value={goalValue(goal)}
          width="short"
          inputMode="numeric"
        />
        <TextInput
          name="goalTo"
          label={w.goalTo}
          value={goal?.kind === 'range' ? String(goal.to) : ''}
          width="short"
          inputMode="numeric"
        />
      </FieldRow>
      <FormSection title={w.scope} lead={w.scopeLead}>
        <Select
          name="place"
          label={w.place}
          value={scope.place ?? ''}
          empty={w.scopeAll}
          choices={props.units.map(({ code, name }) => ({ value: code, label: name }))}
        />
        <Select
          name="sector"
          label={w.sector}
          value={scope.sector ?? ''}
          empty={w.sectorAll}
          choices={props.sectors.map(({ code, label }) => ({
            value: code,
            label: `${code}. ${label[ctx.lang]}`,
          }))}
        />
        <Select
          name="star"
          label={w.star}
          value={scope.star ? String(scope.star) : ''}
          empty={w.starAll}
          choices={[3, 4, 5].map((count) => ({ value: String(count), label: fill(w.stars, { count }) }))}
        />
        <FieldRow>
          <DateInput
            name="from"
            label={w.countFrom}
            hint={w.countFromHint}
            value={scope.from ? formatDay(scope.from) : ''}
          />
          <DateInput name="to" label={w.countTo} value={scope.to ? formatDay(scope.to) : ''} />
        </FieldRow>
      </FormSection>
      {target && newer && (
        <Checkbox
          name="redefine"
          label={fill(w.redefine, { version: newer.version, day: formatDay(newer.since) })}
          hint={fill(w.redefineHint, { own: target.definition })}
        />
      )}
    </ItemPage>
  )
}

function goalValue(goal: Target['goal'] | undefined): string {
  if (goal?.kind === 'at-least') return String(goal.value)
  if (goal?.kind === 'range') return String(goal.from)
  if (goal?.kind === 'share') return String(Math.round((goal.numerator * 100) / goal.denominator))
  return ''
}

export function TaskFormPage(
  props: ItemProps & {
    task: Task | null
    group: number | null
    agencies: readonly { id: string; name: string }[]
  },
) {
  const { ctx, plan, task } = props
  const { lang } = ctx
  const w = draftingWords(lang)
  const agencies = props.agencies.map(({ id, name }) => ({ value: id, label: name }))
  return (
    <ItemPage
      {...props}
      title={task ? w.editTask : w.addTask}
      action={`nhiem-vu/${task?.id ?? 'moi'}`}
      version={task?.version ?? 0}
    >
      <Select
        name="groupNo"
        label={w.group}
        value={String(task ? (task.group_no ?? '') : (props.group ?? ''))}
        empty={w.groupNone}
        choices={plan.task_groups.map((group) => ({
          value: String(group.no),
          label: `${group.no}. ${said(group, lang)}`,
        }))}
      />
      <TextArea name="wordsVi" label={w.words} value={task?.words.vi} rows={3} required />
      <TextArea name="wordsEn" label={w.wordsEn} value={task?.words.en ?? ''} rows={2} />
      <Select name="lead" label={w.lead} value={task?.lead_agency} required choices={agencies} />
      <CheckboxGroup
        name="coordinating"
        label={w.with}
        hint={w.withHint}
        values={task?.coordinating ?? []}
        choices={agencies}
      />
      <FieldRow>
        <DateInput name="dueOn" label={w.dueOn} value={task?.due_on ? formatDay(task.due_on) : ''} />
        <TextInput name="dueWordsVi" label={w.dueWords} value={task?.due_words.vi ?? ''} />
      </FieldRow>
    </ItemPage>
  )
}

export function BudgetFormPage(props: ItemProps & { head: BudgetHeadNow | null }) {
  const { ctx, head } = props
  const w = draftingWords(ctx.lang)
  return (
    <ItemPage
      {...props}
      title={head ? w.editBudget : w.addBudget}
      action={`kinh-phi/${head?.id ?? 'moi'}`}
      version={head?.version ?? 0}
    >
      <TextInput name="wordsVi" label={w.budgetHead} value={head?.words.vi} required />
      <TextInput name="wordsEn" label={w.wordsEn} value={head?.words.en ?? ''} />
      <RadioGroup
        name="source"
        label={w.source}
        value={head?.source ?? 'province'}
        required
        choices={budgetSources.map((source) => ({ value: source, label: w.sources[source] }))}
      />
      <TextInput
        name="amount"
        label={w.amount}
        unit={w.amountUnit}
        value={head ? formatNumber(head.amount, 'vi') : ''}
        inputMode="numeric"
        width="medium"
        required
      />
    </ItemPage>
  )
}

/** Begins the plan of a year. */
export function StartPage(props: {
  ctx: RequestContext
  year: number
  plans: readonly Plan[]
  errors: readonly FormError[]
}) {
  const { ctx, plans } = props
  const { lang } = ctx
  const w = draftingWords(lang)
  return (
    <WorkPage
      ctx={ctx}
      title={w.start}
      breadcrumbs={[{ label: words(lang).desk, href: localPath(lang, deskPath) }, { label: w.start }]}
    >
      <header class="page-head">
        <h1>{w.start}</h1>
        <p class="page-lead">{w.startLead}</p>
      </header>
      <Form action={localPath(lang, `${deskPath}/moi`)} values={ctx.form.fields} errors={props.errors}>
        <FieldRow>
          <TextInput
            name="year"
            label={w.year}
            value={String(props.year)}
            width="year"
            inputMode="numeric"
            required
          />
          <DateInput
            name="expectedOn"
            label={w.expectedOn}
            hint={w.expectedHint}
            value={formatDay(ctx.today)}
            required
          />
        </FieldRow>
        <Select
          name="from"
          label={w.from}
          hint={w.fromHint}
          empty={w.fromNone}
          value={plans[0]?.id}
          choices={plans.map((plan) => ({
            value: plan.id,
            label: [plan.year, plan.number].filter(Boolean).join(' – '),
          }))}
        />
        <FormActions>
          <Button kind="primary">{w.create}</Button>
        </FormActions>
      </Form>
    </WorkPage>
  )
}
