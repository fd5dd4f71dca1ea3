import type { RequestContext } from '../../../../platform/http/index.ts'
import { fill, localPath } from '../../../../platform/i18n/index.ts'
import { type Criterion, criterionByCode } from '../../../../rules/criteria/index.ts'
import type { CompiledSheet } from '../../../../rules/scoring/index.ts'
import { emptyContent, type SheetContent } from '../../../../rules/sitting/index.ts'
import {
  Button,
  Details,
  ErrorSummary,
  Form,
  FormActions,
  type FormError,
  LinkButton,
  Message,
  PageHead,
  TextArea,
  TextInput,
} from '../../../../web/index.ts'
import { WorkPage } from '../../../frame/index.ts'
import { CriterionBlock } from '../../sheets/pages/criterion-block.tsx'
import { sittingTitle } from '../../sittings/pages/sitting-page.tsx'
import type { SittingView } from '../../sittings/view.ts'
import { words } from '../../words.ts'
import type { PaperLine } from '../read.ts'

export interface EntryPageProps {
  ctx: RequestContext
  view: SittingView
  paper: PaperLine
  compiled: CompiledSheet
  /** Where this form posts to, and where to go back to. */
  action: string
  back: string
  /** The second person types without seeing the first entry. */
  second: boolean
  content: SheetContent | null
  mayVoid: boolean
  errors?: readonly FormError[]
}

const noEvidence = { pins: new Map(), general: [], selfAnswers: {}, selfNotes: {}, advice: new Map() }

/** A paper sheet typed back in, in the order of the paper. */
export function EntryPage(props: EntryPageProps) {
  const { ctx, view, paper, compiled, action, back, second, content, errors = [] } = props
  const w = words(ctx.lang)
  const to = (path: string) => localPath(ctx.lang, path)
  const criteria = compiled.codes.map((code) => criterionByCode(compiled.sheet, code) as Criterion)
  return (
    <WorkPage
      ctx={ctx}
      title={`${w.papers} ${paper.code}`}
      breadcrumbs={[
        { label: w.title, href: to('/lam-viec/hoi-dong') },
        { label: sittingTitle(view, ctx.lang), href: to(`/lam-viec/phien-hop/${view.id}`) },
        { label: `${w.papers} ${paper.code}` },
      ]}
    >
      <PageHead
        title={paper.code}
        above={second ? w.paperSecond : w.paperFirst}
        lead={`${paper.member} · ${paper.product} · ${fill(w.secondRound, { round: paper.round })}`}
      />
      {errors.length > 0 && <ErrorSummary errors={errors} />}
      <Message tone="info" title={second ? w.paperSecond : w.paperFirst}>
        {second ? w.paperSecondLead : w.paperFirstLead}
      </Message>
      <Form action={action} class="sheet-form paper-entry">
        {criteria.map((criterion) => (
          <CriterionBlock
            lang={ctx.lang}
            compiled={compiled}
            criterion={criterion}
            content={content ?? emptyContent}
            before={null}
            evidence={noEvidence}
            dossierId={paper.dossierId}
            readOnly={false}
            errors={errors}
            bare
            withReasons={!second && paper.round > 1}
          />
        ))}
        {!second && (
          <TextArea
            name="opinion"
            label={w.opinion}
            value={content?.opinion ?? ''}
            rows={3}
            maxLength={10000}
          />
        )}
        <FormActions>
          <Button kind="primary" icon={second ? 'seal' : 'save'} name="do" value="enter">
            {second ? w.paperSealNow : w.paperKeep}
          </Button>
          <LinkButton icon="chevronLeft" href={back}>
            {w.back}
          </LinkButton>
        </FormActions>
      </Form>
      {props.mayVoid && (
        <Details summary={w.paperVoid}>
          <Form action={action} prefix="void" hidden={{ do: 'void' }}>
            <TextInput name="reason" label={w.reason} required />
            <Button kind="danger" icon="close">
              {w.paperVoid}
            </Button>
          </Form>
        </Details>
      )}
    </WorkPage>
  )
}
