import { fill, formatDay, formatInstant, localPath } from '../../../../platform/i18n/index.ts'
import { isEditable, mayStep, type PlanStatus, planSteps } from '../../../../rules/targets/index.ts'
import {
  Details,
  ErrorSummary,
  LinkButton,
  Message,
  Section,
  Steps,
  Tag,
  UndoToast,
} from '../../../../web/index.ts'
import { WorkPage } from '../../../frame/index.ts'
import { deskPath } from '../../pages/desk.tsx'
import { said, words } from '../../words.ts'
import { draftingWords } from '../words.ts'
import { BudgetPart } from './budget-part.tsx'
import { CommentsPart } from './comments-part.tsx'
import { HeadForm } from './head-form.tsx'
import { type ComposeProps, composePath } from './part.ts'
import { PilotPart, TargetsPart, TasksPart } from './parts.tsx'
import { StepsPart } from './steps-part.tsx'

const way: readonly PlanStatus[] = ['draft', 'consulting', 'submitted', 'published']

/** A plan as those see it who write, comment and approve it. */
export function ComposePage(props: ComposeProps) {
  const { ctx, drafted } = props
  const { lang } = ctx
  const { plan } = drafted
  const w = draftingWords(lang)
  const to = (path: string) => localPath(lang, path)
  const editing = props.mayEdit && isEditable(plan.status)
  const part = { ...props, editing, base: to(composePath(plan.year)) }
  const at = way.indexOf(plan.status)
  return (
    <WorkPage
      ctx={ctx}
      title={fill(w.composeOf, { year: plan.year })}
      breadcrumbs={[{ label: words(lang).desk, href: to(deskPath) }, { label: String(plan.year) }]}
    >
      <header class="page-head">
        <h1>{said(plan.title, lang) || fill(w.composeOf, { year: plan.year })}</h1>
        <p class="row">
          <Tag>{w.status[plan.status]}</Tag>
          {plan.is_demo && <Tag>{words(lang).demo}</Tag>}
          {plan.number && (
            <span>
              {plan.number} · {formatDay(plan.issued_on)}
            </span>
          )}
        </p>
      </header>
      {['remove', 'restore'].includes(props.failed?.form ?? '') && (
        <ErrorSummary errors={props.failed!.errors.map(({ text }) => ({ text }))} />
      )}
      {props.removed !== null && (
        <UndoToast action={`${part.base}/dat-lai`} hidden={{ seq: String(props.removed) }}>
          {w.removed}
        </UndoToast>
      )}
      {props.leftOut.length > 0 && (
        <Message tone="warning">
          {fill(w.leftOut, { count: props.leftOut.length, items: props.leftOut.join('; ') })}
        </Message>
      )}
      <div class="flow">
        <Steps
          across
          label={w.way}
          steps={way.map((status, index) => ({
            title: w.wayNames[status],
            state: index < at || plan.status === 'published' ? 'done' : index === at ? 'now' : 'ahead',
          }))}
        />
        {planSteps.some((step) => mayStep(plan.status, step)) && <StepsPart {...part} />}
        <Section title={w.papers}>
          <p class="row">
            <LinkButton href={`${part.base}/ke-hoach.pdf`} icon="download">
              {w.pdf}
            </LinkButton>
            <LinkButton href={`${part.base}/ke-hoach.docx`} icon="download">
              {w.docx}
            </LinkButton>
            {plan.status === 'published' && (
              <LinkButton href={to(`/ke-hoach/${plan.year}`)} icon="external">
                {w.publicPage}
              </LinkButton>
            )}
          </p>
        </Section>
        {editing && <HeadForm {...part} />}
        <TargetsPart {...part} />
        <TasksPart {...part} />
        <BudgetPart {...part} />
        <PilotPart {...part} />
        <CommentsPart {...part} />
        <Details summary={w.history}>
          <ul class="news-list small">
            {drafted.actions.map((each) => (
              <li class="news-line">
                <p class="news-meta">
                  {formatInstant(each.at)} · {each.actor_name} · {w.done[each.action]}
                </p>
                {each.note && <p>{each.note}</p>}
              </li>
            ))}
          </ul>
        </Details>
      </div>
    </WorkPage>
  )
}
