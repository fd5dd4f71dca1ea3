import type { ComponentChildren } from 'preact'
import { formatDay, localPath } from '../../../../platform/i18n/index.ts'
import {
  Button,
  DateInput,
  Details,
  EmptyState,
  FieldRow,
  Form,
  FormActions,
  LinkButton,
  Section,
  StatusMark,
  Table,
  TextInput,
} from '../../../../web/index.ts'
import { goalText } from '../../pages/targets.tsx'
import { AgencyName, dueText } from '../../pages/tasks.tsx'
import { pilotMessages } from '../../pilot/messages.ts'
import { pilotPath } from '../../pilot/page.tsx'
import { said, words } from '../../words.ts'
import type { Removable } from '../remove.ts'
import { draftingWords } from '../words.ts'
import { type PartProps, stateOf } from './part.ts'

/** Change a part, or take it out with a way back. */
export function PartActions(props: {
  part: PartProps
  kind: Removable
  id: string
  edit?: string | undefined
  about: string
}) {
  const { part, kind, id, edit } = props
  const w = draftingWords(part.ctx.lang)
  const amends = part.mayEdit && part.drafted.plan.status === 'published'
  if (!part.editing && !amends) return null
  return (
    <div class="row">
      {edit && (
        <a href={edit} aria-label={`${w.edit}: ${props.about}`}>
          {w.edit}
        </a>
      )}
      {part.editing && (
        <form method="post" action={`${part.base}/bo`}>
          <input type="hidden" name="kind" value={kind} />
          <input type="hidden" name="id" value={id} />
          <button class="button quiet small" type="submit" aria-label={`${w.remove}: ${props.about}`}>
            {w.remove}
          </button>
        </form>
      )}
    </div>
  )
}

/** A part may be added to a draft, and to a published plan with the paper that amends it. */
function mayAdd(part: PartProps): boolean {
  return part.editing || (part.mayEdit && part.drafted.plan.status === 'published')
}

const Add = ({ part, href, children }: { part: PartProps; href: string; children: ComponentChildren }) =>
  mayAdd(part) ? (
    <p>
      <LinkButton href={href} icon="plus">
        {children}
      </LinkButton>
    </p>
  ) : null

export function TargetsPart(part: PartProps) {
  const { ctx, drafted, base } = part
  const { lang } = ctx
  const w = draftingWords(lang)
  return (
    <Section title={w.targets}>
      <Table
        caption={w.targets}
        captionHidden
        rows={drafted.targets}
        empty={<EmptyState title={w.noTargets}>{w.noTargetsHint}</EmptyState>}
        columns={[
          { key: 'words', head: w.words, main: true, cell: (row) => said(row.words, lang) },
          {
            key: 'measure',
            head: w.measure,
            cell: (row) => words(lang).measureName[row.measure] ?? row.measure,
          },
          { key: 'goal', head: w.goal, cell: (row) => goalText(row.goal, lang) },
          { key: 'now', head: w.nowCounts, numeric: true, cell: (row) => row.progress.now },
          {
            key: 'actions',
            head: w.edit,
            headHidden: true,
            tight: true,
            cell: (row) => (
              <PartActions
                part={part}
                kind="target"
                id={row.id}
                edit={`${base}/chi-tieu/${row.id}`}
                about={said(row.words, lang)}
              />
            ),
          },
        ]}
      />
      <Add part={part} href={`${base}/chi-tieu/moi`}>
        {w.addTarget}
      </Add>
    </Section>
  )
}

export function TasksPart(part: PartProps) {
  const { ctx, drafted, base } = part
  const { lang } = ctx
  const w = draftingWords(lang)
  const groups = [...drafted.plan.task_groups.map((group) => group.no), null]
  return (
    <Section title={w.tasks}>
      <div class="flow">
        {groups.map((no) => {
          const tasks = drafted.tasks.filter((task) => task.group_no === no)
          const group = drafted.plan.task_groups.find((each) => each.no === no)
          if (tasks.length === 0 && no === null) return null
          return (
            <section class="flow">
              <h3>{group ? `${group.no}. ${said(group, lang)}` : w.groupNone}</h3>
              <ul class="news-list small">
                {tasks.map((task) => (
                  <li class="news-line">
                    <p>{said(task.words, lang)}</p>
                    <p class="news-meta">
                      <AgencyName agency={task.lead} lang={lang} />
                      {task.with.length > 0 && <> · {task.with.map((each) => each.named[lang]).join(', ')}</>}{' '}
                      · {dueText(task, lang)}
                    </p>
                    <PartActions
                      part={part}
                      kind="task"
                      id={task.id}
                      edit={`${base}/nhiem-vu/${task.id}`}
                      about={said(task.words, lang)}
                    />
                  </li>
                ))}
              </ul>
              <Add part={part} href={`${base}/nhiem-vu/moi?nhom=${no ?? ''}`}>
                {w.addTask}
              </Add>
            </section>
          )
        })}
      </div>
    </Section>
  )
}

/** The steps of the pilot model: entered with the draft, marked as they are reached. */
export function PilotPart(part: PartProps) {
  const { ctx, drafted, base, editing, mayEdit } = part
  const { lang } = ctx
  const w = draftingWords(lang)
  const { milestones, plan } = drafted
  if (milestones.length === 0 && !editing) return null
  return (
    <Section
      title={w.pilot}
      id="mo-hinh"
      more={{ href: localPath(lang, pilotPath(plan.year)), label: pilotMessages[lang].areaTitle }}
    >
      {milestones.map((each) => (
        <div class="news-line">
          <p>{said(each.words, lang)}</p>
          {each.done_on ? (
            <p class="row">
              <StatusMark tone="good">{formatDay(each.done_on)}</StatusMark>
              <span>{each.note}</span>
            </p>
          ) : (
            mayEdit &&
            plan.status === 'published' && (
              <Details summary={w.mark} open={part.failed?.form === `mark-${each.id}`}>
                <Form
                  prefix={`${each.code}-`}
                  action={`${base}/buoc-mo-hinh/${each.id}`}
                  {...stateOf(part, `mark-${each.id}`)}
                >
                  <FieldRow>
                    <DateInput name="doneOn" label={w.doneOn} required />
                    <TextInput name="note" label={w.markNote} required />
                  </FieldRow>
                  <FormActions>
                    <Button kind="secondary">{w.save}</Button>
                  </FormActions>
                </Form>
              </Details>
            )
          )}
          <PartActions part={part} kind="milestone" id={each.id} about={said(each.words, lang)} />
        </div>
      ))}
      {editing && (
        <Details summary={w.addMilestone} open={part.failed?.form === 'milestone'}>
          <Form prefix="milestone-" action={`${base}/buoc-mo-hinh`} {...stateOf(part, 'milestone')}>
            <TextInput name="wordsVi" label={w.milestone} required />
            <TextInput name="wordsEn" label={w.wordsEn} />
            <FormActions>
              <Button kind="secondary">{w.addMilestone}</Button>
            </FormActions>
          </Form>
        </Details>
      )}
    </Section>
  )
}
