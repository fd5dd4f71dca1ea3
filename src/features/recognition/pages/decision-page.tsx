import type { Selectable } from 'kysely'
import type { RequestContext } from '../../../platform/http/index.ts'
import { fill, formatDay, localPath } from '../../../platform/i18n/index.ts'
import {
  Button,
  DateInput,
  DescriptionList,
  Form,
  FormActions,
  type FormError,
  type FormValues,
  LinkButton,
  Message,
  StatusMark,
  Table,
  TextInput,
} from '../../../web/index.ts'
import { WorkPage } from '../../frame/index.ts'
import { type DecisionLine, meanText } from '../decisions/paper.ts'
import type { DecisionPreview, LineChange } from '../decisions/preview.ts'
import type { DecisionTable } from '../tables.ts'
import { words } from '../words.ts'
import { SignDecision } from './sign-decision.tsx'

export interface DecisionView {
  readonly decision: Selectable<DecisionTable>
  readonly lines: readonly DecisionLine[]
  readonly certificates: readonly { number: string; product: string; star: number }[]
  readonly draftedBy: string | null
  readonly releasedBy: string | null
  readonly may: { readonly draft: boolean; readonly release: boolean; readonly sign: boolean }
  /** What it will change, while it is not in force. */
  readonly preview: DecisionPreview | null
  readonly letters: readonly { id: string; outcome: string; product: string }[]
}

/** A decision before and after its release: what it will do, in one look, before anybody signs. */
export function DecisionPage({
  ctx,
  view,
  errors,
  typed,
}: {
  ctx: RequestContext
  view: DecisionView
  errors?: readonly FormError[]
  typed?: FormValues
}) {
  const w = words(ctx.lang)
  const { decision, lines } = view
  const to = (path: string) => localPath(ctx.lang, path)
  const here = to(`/lam-viec/quyet-dinh/${decision.id}`)
  const count = (outcome: string) => lines.filter((line) => line.outcome === outcome).length
  // What waits for recognition is no matter of a decision that takes back or suspends.
  const held = decision.kind === 'recognise' ? (view.preview?.held ?? []) : []
  const doing = [
    [count('recognise'), w.summaryRecognise],
    [count('to-ministry'), w.summaryMinistry],
    [count('not-recognise'), w.summaryNot],
    ...Object.keys(w.summaryMeasure).map((kind) => [count(kind), w.summaryMeasure[kind]!] as const),
    [held.length, w.summaryHeld],
  ] as const
  const changes = new Map(view.preview?.lines.map((line) => [line.itemId, line]))
  const stale = view.preview?.lines.some((line) => line.stale) ?? false
  return (
    <WorkPage
      ctx={ctx}
      title={decision.number ?? w.newDecision}
      breadcrumbs={[
        { label: w.decisions, href: to('/lam-viec/quyet-dinh') },
        { label: decision.number ?? w.decisionStatus.draft! },
      ]}
    >
      <header class="page-head">
        <h1>{decision.title}</h1>
        <p>
          <StatusMark
            tone={decision.status === 'released' ? 'good' : decision.status === 'cancelled' ? 'bad' : 'warn'}
          >
            {w.decisionStatus[decision.status]}
          </StatusMark>
          {decision.is_demo && <span class="demo-mark"> {w.demo}</span>}
        </p>
      </header>
      <div class="flow loose">
        <section class="card flow">
          <h2>{w.summary}</h2>
          <ul>
            {doing
              .filter(([n]) => n > 0)
              .map(([n, text]) => (
                <li>{fill(text, { count: n })}</li>
              ))}
          </ul>
          <DescriptionList
            items={[
              { term: w.number, value: decision.number ?? undefined },
              { term: w.decidedOn, value: decision.decided_on ? formatDay(decision.decided_on) : undefined },
              {
                term: w.signerName,
                value: [decision.signer_office, decision.signer_name].filter(Boolean).join(' '),
              },
              { term: w.draftedBy, value: view.draftedBy ?? undefined },
              { term: w.releasedBy, value: view.releasedBy ?? undefined },
            ]}
          />
          {stale && <Message tone="error">{w.staleResults}</Message>}
          <div class="row">
            <LinkButton href={`/lam-viec/quyet-dinh/${decision.id}/ban-in.pdf`} kind="secondary" icon="file">
              {w.paper}
            </LinkButton>
            <LinkButton href={`/lam-viec/quyet-dinh/${decision.id}/ban-in.docx`} kind="quiet" icon="file">
              {w.paperWord}
            </LinkButton>
            {decision.signed_hash && (
              <LinkButton href={`/lam-viec/quyet-dinh/${decision.id}/ban-ky.pdf`} kind="quiet" icon="seal">
                {w.signedPaper}
              </LinkButton>
            )}
          </div>
        </section>
        <Table
          caption={w.product}
          columns={[
            { key: 'product', head: w.product, main: true, cell: (line: DecisionLine) => line.product },
            { key: 'producer', head: w.producer, cell: (line: DecisionLine) => line.producer },
            { key: 'mean', head: w.mean, numeric: true, cell: (line: DecisionLine) => meanText(line) },
            {
              key: 'star',
              head: w.star,
              cell: (line: DecisionLine) => (line.star === null ? '–' : fill(w.stars, { star: line.star })),
            },
            { key: 'outcome', head: w.summary, cell: (line: DecisionLine) => w.outcome[line.outcome] },
            ...(view.preview
              ? [
                  {
                    key: 'change',
                    head: w.changeHead,
                    cell: (line: DecisionLine) => changeText(changes.get(line.itemId), w),
                  },
                ]
              : []),
          ]}
          rows={lines}
        />
        {held.length > 0 && (
          <section class="flow">
            <h2>{w.heldTitle}</h2>
            <p class="muted">{w.heldHint}</p>
            <ul class="plain-list">
              {held.map((each) => (
                <li>
                  {each.product}, {each.producer} – {meanText(each)}, {w.outcome[each.outcomes[0]]}
                </li>
              ))}
            </ul>
          </section>
        )}
        {decision.status === 'released' && view.may.sign && !decision.signed_hash && (
          <SignDecision ctx={ctx} id={decision.id} isDemo={decision.is_demo} errors={errors} />
        )}
        {view.letters.length > 0 && (
          <section class="flow">
            <h2>{w.lettersTitle}</h2>
            <ul class="plain-list">
              {view.letters.map((each) => (
                <li>
                  <a href={to(`/lam-viec/thong-bao-ket-qua/${each.id}`)}>{each.product}</a> –{' '}
                  {w.outcome[each.outcome]}
                </li>
              ))}
            </ul>
          </section>
        )}
        {view.certificates.length > 0 && (
          <section class="flow">
            <h2>{w.certificates}</h2>
            <p>
              <LinkButton
                href={to(`/lam-viec/quyet-dinh/${decision.id}/giay-chung-nhan`)}
                kind="secondary"
                icon="seal"
              >
                {w.manageCertificates}
              </LinkButton>
            </p>
            <ul class="plain-list">
              {view.certificates.map((each) => (
                <li>
                  <a href={`/lam-viec/giay-chung-nhan/${encodeURIComponent(each.number)}.pdf`}>
                    {each.number}
                  </a>{' '}
                  – {each.product}, {fill(w.stars, { star: each.star })} ·{' '}
                  <a href={to(`/xac-thuc/${encodeURIComponent(each.number)}`)}>{w.verifyButton}</a>
                </li>
              ))}
            </ul>
          </section>
        )}
        {decision.status === 'draft' && view.may.draft && (
          <Form action={`${here}/trinh`} class="form inline">
            <Button kind="primary">{w.propose}</Button>
          </Form>
        )}
        {decision.status === 'proposed' && view.may.release && (
          <section class="card flow">
            <h2>{w.releaseTitle}</h2>
            <p>{w.releaseHint}</p>
            <Form
              action={`${here}/ban-hanh`}
              errors={errors}
              values={typed}
              hidden={{ version: String(decision.version) }}
            >
              <TextInput name="number" label={w.number} hint={w.numberHint} required width="medium" />
              <DateInput name="decidedOn" label={w.decidedOn} value={ctx.today} required />
              <TextInput
                name="signerName"
                label={w.signerName}
                value={decision.signer_name ?? ctx.actor.name}
                required
              />
              <FormActions>
                <Button kind="primary">{w.release}</Button>
              </FormActions>
            </Form>
          </section>
        )}
        {(decision.status === 'draft' || decision.status === 'proposed') && view.may.draft && (
          <Form action={`${here}/huy`} class="form">
            <TextInput name="reason" label={w.cancelReason} required />
            <FormActions>
              <Button kind="danger">{w.cancel}</Button>
            </FormActions>
          </Form>
        )}
      </div>
    </WorkPage>
  )
}

/** “3 sao, đến hết 01/02/2026 → 4 sao”: what stands today and what the line makes of it. */
function changeText(change: LineChange | undefined, w: ReturnType<typeof words>): string {
  if (!change) return ''
  if (change.stale) return w.changeStale
  const { before } = change
  const was = before
    ? fill(w.changeBefore, {
        star: before.star ?? '–',
        until: before.validUntil ? formatDay(before.validUntil) : '–',
      })
    : w.changeNothing
  return [w.change[change.change], was].filter(Boolean).join('. ')
}
