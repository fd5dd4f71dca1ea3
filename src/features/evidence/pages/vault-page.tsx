import type { RequestContext } from '../../../platform/http/index.ts'
import { fill, formatDay, type Lang, localPath } from '../../../platform/i18n/index.ts'
import { addDays } from '../../../rules/calendar/index.ts'
import { EXPIRING_DAYS } from '../../../rules/precheck/index.ts'
import { Card, EmptyState, LinkButton, Message, Section, StatusMark, Tag } from '../../../web/index.ts'
import type { StandingProducer } from '../../consents/index.ts'
import { WorkPage } from '../../frame/index.ts'
import type { EvidenceKind } from '../../regulation/index.ts'
import type { Paper } from '../queries.ts'
import { kindName, words } from '../words.ts'

export interface OwnerLine {
  readonly id: string
  readonly name: string
  readonly papers: number
}

/** Whose vaults this person may open. */
export function OwnersPage({ ctx, owners }: { ctx: RequestContext; owners: readonly OwnerLine[] }) {
  const said = words(ctx.lang)
  return (
    <WorkPage ctx={ctx} title={said.title} breadcrumbs={[{ label: said.title }]}>
      <header class="page-head">
        <h1>{said.title}</h1>
        <p class="page-lead">{owners.length > 0 ? said.ownersLead : said.lead}</p>
      </header>
      {owners.length === 0 && (
        <EmptyState title={said.noOwners}>
          <p>{said.noOwnersHint}</p>
        </EmptyState>
      )}
      <div class="grid">
        {owners.map((owner) => (
          <Card
            title={owner.name}
            href={localPath(ctx.lang, `/lam-viec/tai-lieu/${owner.id}`)}
            foot={fill(said.papers, { count: owner.papers })}
          />
        ))}
      </div>
    </WorkPage>
  )
}

export interface VaultPageProps {
  ctx: RequestContext
  owner: StandingProducer
  papers: readonly Paper[]
  kinds: readonly EvidenceKind[]
  mayEdit: boolean
  /** An officer of the place without a running consent. */
  consentHref?: string | undefined
}

/** A producer's papers by kind, with what is about to run out. */
export function VaultPage({ ctx, owner, papers, kinds, mayEdit, consentHref }: VaultPageProps) {
  const { lang } = ctx
  const said = words(lang)
  const base = `/lam-viec/tai-lieu/${owner.id}`
  const kept = papers.filter((paper) => !paper.removed)
  const aside = papers.filter((paper) => paper.removed)
  const add = mayEdit && (
    <LinkButton href={localPath(lang, `${base}/them`)} kind="primary" icon="plus">
      {said.add}
    </LinkButton>
  )
  return (
    <WorkPage
      ctx={ctx}
      title={said.title}
      breadcrumbs={[
        { label: said.title, href: localPath(lang, '/lam-viec/tai-lieu') },
        { label: owner.name },
      ]}
    >
      <header class="page-head">
        <h1>{said.title}</h1>
        <p class="page-lead">
          {owner.name}. {said.lead}
        </p>
        {add && kept.length > 0 && <p>{add}</p>}
      </header>
      {consentHref && (
        <Message tone="info" actions={<LinkButton href={consentHref}>{said.recordConsent}</LinkButton>}>
          {said.consentNeeded}
        </Message>
      )}
      {kept.length === 0 && (
        <EmptyState title={said.empty} actions={add || undefined}>
          <p>{said.emptyHint}</p>
        </EmptyState>
      )}
      {kinds
        .filter((kind) => kept.some((paper) => paper.kind === kind.id))
        .map((kind) => (
          <Section title={kindName(kind, lang)}>
            <PaperCards
              lang={lang}
              today={ctx.today}
              papers={kept.filter((paper) => paper.kind === kind.id)}
            />
          </Section>
        ))}
      {aside.length > 0 && (
        <Section title={said.laidAside}>
          <PaperCards lang={lang} today={ctx.today} papers={aside} />
        </Section>
      )}
    </WorkPage>
  )
}

function PaperCards({ lang, today, papers }: { lang: Lang; today: string; papers: readonly Paper[] }) {
  const said = words(lang)
  return (
    <div class="grid">
      {papers.map((paper) => (
        <Card
          title={paper.title}
          href={localPath(lang, `/lam-viec/tai-lieu/giay/${paper.id}`)}
          above={[paper.number, paper.issuer].filter(Boolean).join(' · ') || undefined}
          foot={
            <>
              <Validity paper={paper} lang={lang} today={today} />{' '}
              <Tag>{paper.pages > 0 ? fill(said.pages, { count: paper.pages }) : said.noPages}</Tag>
              {paper.isDemo && <Tag>{said.demo}</Tag>}
            </>
          }
        />
      ))}
    </div>
  )
}

/** How long a paper still holds, in a word and a colour. */
export function Validity({
  paper,
  lang,
  today,
}: {
  paper: Pick<Paper, 'validUntil'>
  lang: Lang
  today: string
}) {
  const said = words(lang)
  const until = paper.validUntil
  if (until === null) return <StatusMark tone="neutral">{said.noEnd}</StatusMark>
  if (until < today)
    return <StatusMark tone="bad">{fill(said.expired, { day: formatDay(until) })}</StatusMark>
  if (until < addDays(today, EXPIRING_DAYS))
    return <StatusMark tone="warn">{fill(said.expiring, { day: formatDay(until) })}</StatusMark>
  return <StatusMark tone="good">{fill(said.until, { day: formatDay(until) })}</StatusMark>
}
