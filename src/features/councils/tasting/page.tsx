import type { RequestContext } from '../../../platform/http/index.ts'
import { fill, localPath } from '../../../platform/i18n/index.ts'
import { leaves } from '../../../rules/criteria/index.ts'
import type { SheetContent } from '../../../rules/sitting/index.ts'
import {
  asset,
  Button,
  EmptyState,
  Form,
  type FormError,
  Message,
  PageHead,
  Section,
  StatusMark,
} from '../../../web/index.ts'
import { WorkPage } from '../../frame/index.ts'
import { emptyEvidence } from '../sheets/evidence.ts'
import { CriterionBlock } from '../sheets/pages/criterion-block.tsx'
import { sittingTitle } from '../sittings/pages/sitting-page.tsx'
import type { SittingView } from '../sittings/view.ts'
import { words } from '../words.ts'
import type { Sample } from './samples.ts'
import { tastingWords } from './words.ts'

export interface TastingPageProps {
  ctx: RequestContext
  view: SittingView
  samples: readonly Sample[]
  refused:
    | {
        readonly sampleCode: string
        readonly answers: Readonly<Record<string, unknown>>
        readonly errors: readonly FormError[]
      }
    | undefined
}

/** The glasses before a member, by code: what is ticked here goes into the sheet of the product behind it. */
export function TastingPage({ ctx, view, samples, refused }: TastingPageProps) {
  const w = tastingWords(ctx.lang)
  const to = (path: string) => localPath(ctx.lang, path)
  const here = to(`/lam-viec/phien-hop/${view.id}`)
  return (
    <WorkPage
      ctx={ctx}
      title={w.title}
      breadcrumbs={[
        { label: words(ctx.lang).title, href: to('/lam-viec/hoi-dong') },
        { label: sittingTitle(view, ctx.lang), href: here },
        { label: w.title },
      ]}
    >
      <PageHead title={w.title} above={sittingTitle(view, ctx.lang)} lead={w.lead} />
      <Message tone="info">{w.rule}</Message>
      {samples.length === 0 && (
        <EmptyState icon="hourglass" title={w.none}>
          {w.noneHint}
        </EmptyState>
      )}
      {samples.map((sample) => (
        <SampleForm
          ctx={ctx}
          action={`${here}/nem-thu`}
          sample={sample}
          refused={refused?.sampleCode === sample.code ? refused : undefined}
        />
      ))}
      <script type="module" src={asset('tasting.js')} data-sitting={view.id} />
    </WorkPage>
  )
}

function SampleForm({
  ctx,
  action,
  sample,
  refused,
}: {
  ctx: RequestContext
  action: string
  sample: Sample
  refused: TastingPageProps['refused']
}) {
  const w = tastingWords(ctx.lang)
  const { code, desk, tasted } = sample
  const shown = (refused?.answers ?? tasted ?? {}) as SheetContent['answers']
  const content: SheetContent = { answers: shown, findings: [], reasons: {}, opinion: '' }
  const asked = leaves(desk.compiled.sheet).filter(({ criterion }) => desk.tasting.includes(criterion.code))
  return (
    <Section title={fill(w.sample, { code })} id={`mau-${code}`}>
      <Form
        action={action}
        hidden={{ sampleCode: code }}
        prefix={code}
        errors={(refused?.errors ?? []).map(({ text }) => ({ text }))}
        class="form full"
      >
        <p>
          <StatusMark tone={tasted ? 'good' : 'warn'}>{tasted ? w.tasted : w.notTasted}</StatusMark>
        </p>
        <div lang="vi">
          {asked.map(({ criterion }) => (
            <CriterionBlock
              lang={ctx.lang}
              compiled={desk.compiled}
              criterion={criterion}
              content={content}
              before={null}
              evidence={emptyEvidence}
              dossierId=""
              idPrefix={`${code}-`}
              readOnly={false}
              errors={refused?.errors ?? []}
              withReasons={false}
              bare
            />
          ))}
        </div>
        <Button kind="primary" icon="save">
          {fill(tasted ? w.saveAgain : w.save, { code })}
        </Button>
      </Form>
    </Section>
  )
}
