import type { RequestContext } from '../../../../platform/http/index.ts'
import { fill, localPath } from '../../../../platform/i18n/index.ts'
import { type Criterion, isLeaf } from '../../../../rules/criteria/index.ts'
import type { Score } from '../../../../rules/scoring/index.ts'
import type { SheetContent } from '../../../../rules/sitting/index.ts'
import {
  asset,
  Button,
  ErrorSummary,
  Form,
  type FormError,
  jsonText,
  LinkButton,
  Message,
  PageHead,
  Section,
  TextArea,
} from '../../../../web/index.ts'
import { WorkPage } from '../../../frame/index.ts'
import { sittingTitle } from '../../sittings/pages/sitting-page.tsx'
import type { ItemView, SittingView } from '../../sittings/view.ts'
import { type Tasted, tastingBinds } from '../../tasting/note.ts'
import { words } from '../../words.ts'
import type { Desk } from '../desk.ts'
import type { SheetEvidence } from '../evidence.ts'
import type { OwnSheet } from '../own-sheet.ts'
import { CopyChooser } from './copy-chooser.tsx'
import { anchorOf, CriterionBlock, PaperLink } from './criterion-block.tsx'
import { ReceiptCard } from './receipt-card.tsx'

export interface SheetPageProps {
  ctx: RequestContext
  view: SittingView
  item: ItemView
  desk: Desk
  own: OwnSheet
  /** What is shown: what stands, or what was typed and refused. */
  content: SheetContent
  score: Score
  missing: readonly string[]
  before: SheetContent | null
  /** What the member ticked while tasting by code. */
  tasted: Tasted | null
  evidence: SheetEvidence
  /** A fresh key: the same form sent twice is one save. */
  saveKey: string
  errors?: readonly FormError[]
}

/** A member's score sheet: a plain form that works without script, made quicker by it. */
export function SheetPage(props: SheetPageProps) {
  const { ctx, view, item, own, desk, errors = [] } = props
  const w = words(ctx.lang)
  const to = (path: string) => localPath(ctx.lang, path)
  const sitting = to(`/lam-viec/phien-hop/${view.id}`)
  const scoring = desk.phase === 'scoring'
  const readOnly = !scoring || own.status === 'sealed'
  return (
    <WorkPage
      ctx={ctx}
      manifest={to('/lam-viec/cham-diem.webmanifest')}
      title={`${w.sheetTitle}: ${item.product}`}
      breadcrumbs={[
        { label: sittingTitle(view, ctx.lang), href: sitting },
        { label: item.product, href: `${sitting}/san-pham/${item.id}` },
        { label: w.sheetTitle },
      ]}
    >
      <PageHead
        title={`${item.position}. ${item.product}`}
        above={w.sheetTitle}
        lead={`${item.producer} · ${desk.compiled.sheet.name}`}
        note={
          <>
            {item.sampleCode && `${w.sampleCode} ${item.sampleCode} · `}
            <a href={to(`/lam-viec/ho-so/${item.dossierId}`)} target="minh-chung">
              {w.toDossier}
            </a>
          </>
        }
      />
      {own.status === 'sealed' && own.receipt && (
        <ReceiptCard
          ctx={ctx}
          own={own}
          receipt={own.receipt}
          product={item.product}
          downloadHref={`${sitting}/cham/${item.id}/bien-nhan`}
        />
      )}
      {!scoring && own.status !== 'sealed' && (
        <Message
          tone={item.phase === 'waiting' ? 'info' : 'warning'}
          title={item.phase === 'waiting' ? w.notOpenYet : w.scoringOver}
        >
          {item.phase === 'waiting' ? w.notOpenYetHint : w.scoringOverHint}
        </Message>
      )}
      {own.round > 1 && scoring && (
        <Message tone="info" title={fill(w.secondRound, { round: own.round })}>
          {w.secondRoundLead}
        </Message>
      )}
      {own.copies.map((copy) => (
        <CopyChooser ctx={ctx} sittingId={view.id} itemId={item.id} own={own} copy={copy} />
      ))}
      {errors.length > 0 && <ErrorSummary errors={errors.map((error) => ({ ...error, field: undefined }))} />}
      <SheetForm {...props} readOnly={readOnly} />
      <Neighbours ctx={ctx} view={view} item={item} />
      <script type="module" src={asset('sheet.js')} />
    </WorkPage>
  )
}

function SheetForm(props: SheetPageProps & { readOnly: boolean }) {
  const { ctx, view, item, desk, own, content, score, missing, readOnly, saveKey, evidence } = props
  const w = words(ctx.lang)
  const here = localPath(ctx.lang, `/lam-viec/phien-hop/${view.id}/cham/${item.id}`)
  const { sheet } = desk.compiled
  const block = (criterion: Criterion) => (
    <CriterionBlock
      {...props}
      lang={ctx.lang}
      compiled={desk.compiled}
      criterion={criterion}
      dossierId={item.dossierId}
      errors={props.errors ?? []}
      tasting={
        tastingBinds(desk) && desk.tasting.includes(criterion.code)
          ? props.tasted
            ? 'bound'
            : { href: localPath(ctx.lang, `/lam-viec/phien-hop/${view.id}/nem-thu`) }
          : undefined
      }
    />
  )
  return (
    <div
      class="sheet"
      data-sheet={item.id}
      data-sitting={view.id}
      data-account={ctx.actor.accountId}
      data-status={own.status}
      data-round={own.round}
      data-revision={own.revision}
      data-writable={readOnly ? undefined : 'yes'}
    >
      <script
        type="application/json"
        id="sheet-law"
        dangerouslySetInnerHTML={{
          __html: jsonText({
            sheet,
            bands: desk.bands,
            content: own.content,
            words: w.offline,
            answered: w.answered,
            title: item.product,
            receiptHref: here,
          }),
        }}
      />
      {!readOnly && (
        <p class="muted small sheet-lead">
          {w.sheetLead} <span class="only-script sheet-keys">{w.keys}</span>
        </p>
      )}
      <Form
        action={here}
        class="sheet-form"
        hidden={{
          account: ctx.actor.accountId ?? '',
          round: String(own.round),
          baseRevision: String(own.revision),
          key: saveKey,
        }}
      >
        {evidence.general.length > 0 && (
          <Section title={w.evidenceAll}>
            <ul class="plain-list row">
              {evidence.general.map((pin) => (
                <li>
                  <PaperLink lang={ctx.lang} dossierId={item.dossierId} pin={pin} />
                </li>
              ))}
            </ul>
          </Section>
        )}
        {sheet.parts.map((part) => (
          <section class="sheet-part" lang="vi">
            <h2>
              {part.code}. {part.title}{' '}
              <span class="muted figures">
                <span data-part-points={part.code}>{score.parts[part.code] ?? 0}</span>/{part.max}
              </span>
            </h2>
            {part.criteria.map((criterion) => (
              <Group criterion={criterion} block={block} depth={3} />
            ))}
          </section>
        ))}
        <TextArea name="opinion" label={w.opinion} value={content.opinion} rows={3} maxLength={10000} />
        {!readOnly && <SealPanel ctx={ctx} missing={missing} />}
        <SheetBar {...{ ctx, content, score, missing, readOnly }} />
      </Form>
    </div>
  )
}

function Group({
  criterion,
  block,
  depth,
}: {
  criterion: Criterion
  block: (criterion: Criterion) => preact.VNode
  depth: number
}) {
  if (isLeaf(criterion)) return block(criterion)
  const Heading = `h${Math.min(depth, 5)}` as 'h3'
  return (
    <section class="sheet-group">
      <Heading>
        {criterion.code}. {criterion.title} <span class="muted">≤ {criterion.max}</span>
      </Heading>
      {criterion.note && <p class="leaf-note">{criterion.note}</p>}
      {criterion.children?.map((child) => (
        <Group criterion={child} block={block} depth={depth + 1} />
      ))}
    </section>
  )
}

/** The member's own running total, always in sight, and the steps from one criterion to the next. */
function SheetBar({
  ctx,
  content,
  score,
  missing,
  readOnly,
}: Pick<SheetPageProps, 'ctx' | 'content' | 'score' | 'missing'> & { readOnly: boolean }) {
  const w = words(ctx.lang)
  const done = Object.keys(content.answers).length
  return (
    <div class="sheet-bar">
      <p class="sheet-total">
        <span class="small muted sheet-total-word">{w.total}</span>{' '}
        <output class="figures" data-total>
          {score.points}
        </output>
        <span class="muted figures">/100</span>{' '}
        <span class="small muted" data-answered>
          {fill(w.answered, { done, all: done + missing.length })}
        </span>
      </p>
      <p class="sheet-state small" role="status" data-state />
      {!readOnly && (
        <div class="row sheet-steps only-script" data-steps hidden>
          <Button type="button" icon="chevronLeft" label={w.offline.previous}>
            <span class="hidden-visually">{w.offline.previous}</span>
          </Button>
          <span class="figures" data-position />
          <Button type="button" icon="chevronRight" label={w.offline.next}>
            <span class="hidden-visually">{w.offline.next}</span>
          </Button>
        </div>
      )}
      {!readOnly && (
        <a class="sheet-to-seal" href="#niem-phong">
          {w.seal}
        </a>
      )}
    </div>
  )
}

/** What sealing means, what is still open, and the seal itself. */
function SealPanel({ ctx, missing }: Pick<SheetPageProps, 'ctx' | 'missing'>) {
  const w = words(ctx.lang)
  return (
    <section class="card sheet-seal" id="niem-phong" tabindex={-1}>
      <div class="card-words flow tight">
        <h2>{w.seal}</h2>
        <p>{w.sealWarning}</p>
        <p data-missing>
          {missing.length > 0 && `${fill(w.offline.missing, { count: missing.length })}: `}
          {missing.slice(0, 40).map((code) => (
            <>
              <a href={`#${anchorOf(code)}`}>{code}</a>{' '}
            </>
          ))}
        </p>
        <div class="choice">
          <input type="checkbox" id="seal-confirm" name="confirm" value="yes" />
          <label for="seal-confirm">{w.sealConfirm}</label>
        </div>
        <div class="row">
          <Button kind="primary" icon="seal" name="do" value="seal">
            {w.seal}
          </Button>
          <Button name="do" value="save" icon="save">
            {w.saveDraft}
          </Button>
        </div>
      </div>
    </section>
  )
}

/** The sheets before and after in the order of the agenda. */
function Neighbours({ ctx, view, item }: Pick<SheetPageProps, 'ctx' | 'view' | 'item'>) {
  const w = words(ctx.lang)
  const here = localPath(ctx.lang, `/lam-viec/phien-hop/${view.id}`)
  const asked = view.items.filter((one) => one.phase === 'scoring' || one.id === item.id)
  const at = asked.findIndex((one) => one.id === item.id)
  const [previous, next] = [asked[at - 1], asked[at + 1]]
  return (
    <nav class="row" aria-label={w.agenda}>
      {previous && (
        <LinkButton icon="chevronLeft" href={`${here}/cham/${previous.id}`}>
          {`${w.previousItem}: ${previous.product}`}
        </LinkButton>
      )}
      <LinkButton icon="list" href={here}>
        {w.backToAgenda}
      </LinkButton>
      {next && (
        <LinkButton icon="chevronRight" iconAfter href={`${here}/cham/${next.id}`}>
          {`${w.nextItem}: ${next.product}`}
        </LinkButton>
      )}
    </nav>
  )
}
