import type { RequestContext } from '../../../platform/http/index.ts'
import { fill, formatDay, localPath } from '../../../platform/i18n/index.ts'
import { DescriptionList, LinkButton, Section } from '../../../web/index.ts'
import { WorkPage } from '../../frame/index.ts'
import { type LetterContent, outcomeText } from '../decisions/letters.ts'
import { words } from '../words.ts'

/** The letter as its reader needs it: the result, why, and what to do next; the paper itself beside it. */
export function LetterPage({
  ctx,
  id,
  content,
  points,
}: {
  ctx: RequestContext
  id: string
  content: LetterContent
  /** The council's points by criterion, where the reader may see them. */
  points: string | null
}) {
  const w = words(ctx.lang)
  const { explanation } = content
  const base = `/lam-viec/thong-bao-ket-qua/${id}`
  const list = (title: string, items: readonly string[]) =>
    items.length > 0 && (
      <Section title={title}>
        <ul>
          {items.map((each) => (
            <li lang="vi">{each}</li>
          ))}
        </ul>
      </Section>
    )
  return (
    <WorkPage ctx={ctx} title={w.letterTitle} breadcrumbs={[{ label: w.letterTitle }]}>
      <header class="page-head">
        <h1>{content.product}</h1>
        <p class="page-lead">{outcomeText(content, w)}</p>
      </header>
      <DescriptionList
        items={[
          { term: w.producer, value: content.producer },
          { term: w.mean, value: content.mean },
          content.basis
            ? { term: w.letterBasis, value: content.basis }
            : {
                term: w.decision,
                value: fill(w.decisionOf, {
                  number: content.decisionNumber,
                  day: formatDay(content.decidedOn),
                }),
              },
          { term: w.certificate, value: content.certificateNumber ?? undefined },
          { term: w.validUntilWords, value: content.validUntil ? formatDay(content.validUntil) : undefined },
        ]}
      />
      {explanation && list(w.letterKnockedOut, explanation.knockedOutBy)}
      {explanation && list(w.letterStopped, explanation.stoppedBy ?? [])}
      {explanation && list(w.letterBlocked, explanation.blockedBy)}
      {explanation?.next && list(fill(w.letterWay, { star: explanation.next.star }), explanation.next.steps)}
      <div class="row">
        {points && (
          <LinkButton href={localPath(ctx.lang, points)} kind="primary" icon="table">
            {w.letterPoints}
          </LinkButton>
        )}
        <LinkButton href={`${base}/ban-in.pdf`} kind="secondary" icon="file">
          {w.paper}
        </LinkButton>
        <LinkButton href={`${base}/ban-in.docx`} kind="quiet" icon="file">
          {w.paperWord}
        </LinkButton>
        {content.certificateNumber && (
          <LinkButton
            href={localPath(ctx.lang, `/xac-thuc/${encodeURIComponent(content.certificateNumber)}`)}
            kind="quiet"
          >
            {w.verifyButton}
          </LinkButton>
        )}
      </div>
    </WorkPage>
  )
}
