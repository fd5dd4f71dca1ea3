import type { RequestContext } from '../../../../platform/http/index.ts'
import { fill, localPath } from '../../../../platform/i18n/index.ts'
import { reachOf } from '../../../../rules/permissions/index.ts'
import {
  EmptyState,
  LinkButton,
  PageHead,
  Section,
  StarRow,
  StatusMark,
  Table,
  Tag,
} from '../../../../web/index.ts'
import { WorkPage } from '../../../frame/index.ts'
import { phaseTones } from '../../proposals/page.tsx'
import { phaseOf } from '../../proposals/round.ts'
import { proposalWords } from '../../proposals/words.ts'
import { words } from '../../words.ts'
import { meanFraction, meanText } from '../figures.ts'
import type { ResultGroup, ResultLine } from '../read.ts'

/** Agreed results by where they go on. */
export function ResultListPage({
  ctx,
  groups,
}: {
  ctx: RequestContext
  groups: readonly { readonly group: ResultGroup; readonly lines: readonly ResultLine[] }[]
}) {
  const w = words(ctx.lang)
  const to = (path: string) => localPath(ctx.lang, path)
  return (
    <WorkPage
      ctx={ctx}
      title={w.results}
      breadcrumbs={[{ label: w.title, href: to('/lam-viec/hoi-dong') }, { label: w.results }]}
    >
      <PageHead
        title={w.results}
        lead={w.resultsLead}
        actions={
          reachOf(ctx.actor, 'result.read', ctx.today).places.length > 0 && (
            <LinkButton icon="file" href={to('/lam-viec/dot-danh-gia')}>
              {proposalWords(ctx.lang).title}
            </LinkButton>
          )
        }
      />
      {groups.length === 0 && (
        <EmptyState icon="medal" title={w.resultsNone}>
          {w.resultsNoneHint}
        </EmptyState>
      )}
      {groups.map(({ group, lines }) => (
        <Section title={`${w.groups[group]} (${lines.length})`}>
          <Table
            caption={w.groups[group]!}
            captionHidden
            rows={lines}
            columns={[
              {
                key: 'product',
                head: w.product,
                main: true,
                cell: (line: ResultLine) => (
                  <>
                    <a href={to(`/lam-viec/ket-qua/${line.id}`)}>{line.product}</a>{' '}
                    {line.isDemo && <Tag>{w.demo}</Tag>}
                  </>
                ),
              },
              { key: 'producer', head: w.producer, cell: (line: ResultLine) => line.producer },
              {
                key: 'phase',
                head: proposalWords(ctx.lang).phase,
                cell: (line: ResultLine) => <PhaseMark line={line} lang={ctx.lang} />,
              },
              {
                key: 'mean',
                head: w.mean,
                numeric: true,
                cell: (line: ResultLine) =>
                  line.num === null || line.den === null ? (
                    '–'
                  ) : (
                    <span title={meanFraction({ num: line.num, den: line.den })}>
                      {meanText({ num: line.num, den: line.den }, ctx.lang)}
                    </span>
                  ),
              },
              {
                key: 'star',
                head: w.star,
                cell: (line: ResultLine) =>
                  line.star === null ? (
                    w.noStar
                  ) : (
                    <StarRow count={line.star} size="small" label={fill(w.starLabel, { star: line.star })} />
                  ),
              },
            ]}
          />
        </Section>
      ))}
    </WorkPage>
  )
}

/** Where a standing result is on its way: agreed, before the Chairman, decided. */
export function PhaseMark({ line, lang }: { line: ResultLine; lang: 'vi' | 'en' }) {
  const phase = phaseOf({ ...line, status: line.dossierStatus, hasResult: true })
  return <StatusMark tone={phaseTones[phase]}>{proposalWords(lang).phases[phase]!}</StatusMark>
}
