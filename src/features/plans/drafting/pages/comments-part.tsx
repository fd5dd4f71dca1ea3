import { formatInstant } from '../../../../platform/i18n/index.ts'
import {
  Button,
  Form,
  FormActions,
  Section,
  Select,
  StatusMark,
  TextArea,
  TextInput,
} from '../../../../web/index.ts'
import { draftingWords } from '../words.ts'
import { type PartProps, stateOf } from './part.ts'

/** What agencies say of the draft, and what the office did with it. */
export function CommentsPart(part: PartProps) {
  const { ctx, drafted, base, mayEdit, speaksFor } = part
  const w = draftingWords(ctx.lang)
  const { plan, comments } = drafted
  const takes = plan.status === 'consulting'
  if (comments.length === 0 && !takes) return null
  return (
    <Section title={w.comments} id="y-kien">
      {comments.length === 0 && <p>{w.noComments}</p>}
      {comments.map((each) => (
        <div class="news-line" id={`y-kien-${each.id}`}>
          <p class="news-meta">
            {formatInstant(each.at)} · {each.author_name}
            {each.agency_id && <> · {speaker(part, each.agency_id)}</>}
          </p>
          <p>{each.words}</p>
          {each.taken === null ? (
            <StatusMark tone="warn">{w.open}</StatusMark>
          ) : (
            <p>
              <StatusMark tone={each.taken ? 'good' : 'neutral'}>
                {each.taken ? w.taken : w.notTaken}
              </StatusMark>{' '}
              {each.answer}
            </p>
          )}
          {mayEdit && plan.status !== 'published' && each.taken === null && (
            <Form
              prefix={`c${each.id}-`}
              action={`${base}/y-kien/${each.id}`}
              {...stateOf(part, `comment-${each.id}`)}
            >
              <TextInput name="answer" label={w.answer} hint={w.answerHint} />
              <FormActions>
                <Button kind="secondary" name="taken" value="yes">
                  {w.taken}
                </Button>
                <Button kind="quiet" name="taken" value="no">
                  {w.notTaken}
                </Button>
              </FormActions>
            </Form>
          )}
        </div>
      ))}
      {takes && (
        <Form
          prefix="say-"
          action={`${base}/y-kien`}
          autosave={`${ctx.actor.accountId}:plan-comment:${plan.id}`}
          {...stateOf(part, 'say')}
        >
          {speaksFor.length > 0 && (
            <Select
              name="agencyId"
              label={w.commentFor}
              empty={w.commentMyself}
              value={speaksFor[0]?.id}
              choices={speaksFor.map(({ id, name }) => ({ value: id, label: name }))}
            />
          )}
          <TextArea name="words" label={w.commentWords} required />
          <FormActions>
            <Button kind="secondary">{w.sendComment}</Button>
          </FormActions>
        </Form>
      )}
    </Section>
  )
}

const speaker = ({ drafted, speaksFor, ctx }: PartProps, id: string): string =>
  speaksFor.find((each) => each.id === id)?.name ??
  drafted.tasks.flatMap((task) => [task.lead, ...task.with]).find((each) => each.id === id)?.named[
    ctx.lang
  ] ??
  id
