import type { RequestContext } from '../../../platform/http/index.ts'
import { fill, formatDay, formatInstant, formatNumber, localPath } from '../../../platform/i18n/index.ts'
import {
  Button,
  DescriptionList,
  EmptyState,
  Message,
  PageHead,
  Section,
  StatFigure,
  StatusMark,
  Table,
} from '../../../web/index.ts'
import { WorkPage } from '../../frame/index.ts'
import type { BackupRun } from '../backups.ts'
import { bytesText, type Care } from '../care.ts'
import type { Figures } from '../figures.ts'
import { messages as en } from '../messages.en.ts'
import { messages as vi } from '../messages.vi.ts'

export const systemPath = '/lam-viec/quan-tri/he-thong'

export function SystemPage(props: {
  ctx: RequestContext
  figures: Figures
  care: readonly Care[]
  hasFolder: boolean
  slowMs: number
  asked: boolean
}) {
  const { ctx, figures, care, asked } = props
  const w = ctx.lang === 'en' ? en : vi
  return (
    <WorkPage ctx={ctx} title={w.title} breadcrumbs={[{ label: w.title }]}>
      <PageHead title={w.title} lead={w.lead} />
      <div class="flow">
        {asked && (
          <Message tone="success" announce>
            {w.asked}
          </Message>
        )}
        {care.length === 0 ? (
          <Message tone="success">{w.allWell}</Message>
        ) : (
          <Message tone="warning" title={w.needsCare}>
            <ul>
              {care.map((each) => (
                <li>{fill(w[each.word], each.data)}</li>
              ))}
            </ul>
          </Message>
        )}
        <Stats figures={figures} lang={ctx.lang} />
        <Backups {...props} />
        <Jobs figures={figures} lang={ctx.lang} />
        <Slow figures={figures} lang={ctx.lang} slowMs={props.slowMs} />
        <Section title={w.versions}>
          <DescriptionList
            items={[
              { term: w.program, value: figures.versions.program },
              { term: w.node, value: figures.versions.node },
              { term: w.postgres, value: figures.versions.postgres },
              { term: w.migration, value: <span class="breakable">{figures.versions.migration}</span> },
              { term: w.monitoring, value: w.monitoringHint },
              { term: w.auditHead, value: <code class="breakable">{figures.audit.head}</code> },
            ]}
          />
        </Section>
      </div>
    </WorkPage>
  )
}

type Lang = RequestContext['lang']
const wordsOf = (lang: Lang) => (lang === 'en' ? en : vi)

function Stats({ figures, lang }: { figures: Figures; lang: Lang }) {
  const w = wordsOf(lang)
  const { disk, database, files, audit, mails, process } = figures
  const number = (value: number) => formatNumber(value, lang)
  return (
    <div class="grid figures-row">
      <StatFigure
        label={w.disk}
        value={bytesText(disk.freeBytes, lang)}
        detail={fill(w.diskOf, { total: bytesText(disk.totalBytes, lang) })}
      />
      <StatFigure
        label={w.database}
        value={bytesText(database.bytes, lang)}
        detail={fill(w.databaseAnswer, { ms: database.answerMs })}
      />
      <StatFigure
        label={w.files}
        value={files.count}
        detail={fill(w.filesBytes, { size: bytesText(files.bytes, lang) })}
      />
      <StatFigure
        label={w.auditEntries}
        value={audit.entries}
        detail={audit.lastSeal ? fill(w.auditSeal, { day: formatDay(audit.lastSeal) }) : w.auditNoSeal}
      />
      <StatFigure
        label={w.mails}
        value={mails.waiting}
        detail={fill(w.mailsDetail, {
          sent: number(mails.sent),
          kept: number(mails.kept),
          failed: number(mails.failed),
        })}
      />
      <StatFigure label={w.queued} value={figures.queued} />
      <StatFigure
        label={w.memory}
        value={bytesText(process.memoryMb * 1e6, lang)}
        detail={fill(w.memoryDetail, {
          up: upText(process.upSeconds, lang),
          delay: number(process.delayP99Ms),
        })}
      />
      <StatFigure
        label={w.instances}
        value={process.instances}
        detail={fill(w.instancesDetail, { connections: process.connections })}
      />
      {figures.standby && (
        <StatFigure
          label={w.standby}
          value={figures.standby.there}
          detail={fill(w.standbyDetail, {
            behind: number(figures.standby.behind),
            away: number(figures.standby.away),
          })}
        />
      )}
    </div>
  )
}

function Backups({ ctx, figures, hasFolder }: { ctx: RequestContext; figures: Figures; hasFolder: boolean }) {
  const w = wordsOf(ctx.lang)
  const action = (part: string) => localPath(ctx.lang, `${systemPath}/${part}`)
  return (
    <Section title={w.backups} lead={w.backupsLead}>
      {hasFolder ? (
        <div class="form-actions">
          <form method="post" action={action('sao-luu')}>
            <Button icon="save">{w.backUpNow}</Button>
          </form>
          <form method="post" action={action('dien-tap')}>
            <Button icon="refresh">{w.drillNow}</Button>
          </form>
        </div>
      ) : null}
      <Table
        caption={w.backups}
        captionHidden
        rows={figures.backups}
        empty={
          <EmptyState title={w.noRuns}>
            <p>{hasFolder ? w.noRunsHint : w.noFolder}</p>
          </EmptyState>
        }
        columns={[
          { key: 'kind', head: w.kind, main: true, cell: (run) => w.kinds[run.kind] },
          { key: 'started', head: w.startedAt, tight: true, cell: (run) => formatInstant(run.startedAt) },
          {
            key: 'took',
            head: w.took,
            tight: true,
            cell: (run) =>
              run.endedAt
                ? fill(w.seconds, { count: Math.round((+run.endedAt - +run.startedAt) / 1000) })
                : '–',
          },
          {
            key: 'file',
            head: w.file,
            cell: (run) => (run.fileName ? <code class="breakable">{run.fileName}</code> : '–'),
          },
          {
            key: 'size',
            head: w.size,
            numeric: true,
            tight: true,
            cell: (run) => (run.bytes === null ? '–' : bytesText(run.bytes, ctx.lang)),
          },
          {
            key: 'digest',
            head: w.digest,
            cell: (run) => (run.digest ? <code>{run.digest.slice(0, 12)}…</code> : '–'),
          },
          { key: 'result', head: w.result, cell: (run) => <Verdict run={run} lang={ctx.lang} /> },
        ]}
      />
    </Section>
  )
}

function Verdict({ run, lang }: { run: BackupRun; lang: Lang }) {
  const w = wordsOf(lang)
  if (run.good === null) return <StatusMark tone="info">{w.running}</StatusMark>
  if (run.good)
    return <StatusMark tone="good">{run.encrypted ? `${w.good}, ${w.encrypted}` : w.good}</StatusMark>
  return (
    <>
      <StatusMark tone="bad">{w.bad}</StatusMark> {run.message}
    </>
  )
}

function Jobs({ figures, lang }: { figures: Figures; lang: Lang }) {
  const w = wordsOf(lang)
  const when = (at: Date | null) => (at ? formatInstant(at) : w.never)
  return (
    <Section title={w.jobs}>
      <Table
        caption={w.jobs}
        captionHidden
        compact
        rows={figures.jobs}
        empty={<EmptyState title={w.noRuns} />}
        columns={[
          { key: 'job', head: w.job, main: true, cell: (job) => <JobName name={job.name} lang={lang} /> },
          { key: 'success', head: w.lastSuccess, tight: true, cell: (job) => when(job.lastSucceededAt) },
          { key: 'result', head: w.result, cell: (job) => <JobResult job={job} lang={lang} /> },
        ]}
      />
    </Section>
  )
}

/** How a job fares: by its latest run, with how often it was done and how often not. */
function JobResult({ job, lang }: { job: Figures['jobs'][number]; lang: Lang }) {
  const w = wordsOf(lang)
  const { lastSucceededAt: good, lastFailedAt: bad } = job
  if (!good && !bad) return <StatusMark tone="neutral">{w.never}</StatusMark>
  const isBad = bad !== null && (good === null || bad > good)
  const counts = fill(job.failed > 0 ? w.countsBoth : w.countsGood, {
    done: formatNumber(job.succeeded, lang),
    failed: formatNumber(job.failed, lang),
  })
  return (
    <>
      <StatusMark tone={isBad ? 'bad' : 'good'}>{isBad ? w.bad : w.good}</StatusMark>{' '}
      <span class="muted small">
        {counts}
        {bad && `, ${fill(w.failedAt, { at: formatInstant(bad) })}`}
      </span>
    </>
  )
}

function upText(seconds: number, lang: Lang): string {
  const w = wordsOf(lang)
  const hours = Math.floor(seconds / 3600)
  if (hours > 0) return fill(w.upHours, { count: formatNumber(hours, lang) })
  return fill(w.upMinutes, { count: Math.max(1, Math.floor(seconds / 60)) })
}

/** What a job does, in words; below it the name by which log and queue call it. */
function JobName({ name, lang }: { name: string; lang: Lang }) {
  const said = (wordsOf(lang).jobWords as Readonly<Record<string, string>>)[name]
  return (
    <>
      {said ?? name}
      {said && (
        <>
          <br />
          <code class="muted">{name}</code>
        </>
      )}
    </>
  )
}

function Slow({ figures, lang, slowMs }: { figures: Figures; lang: Lang; slowMs: number }) {
  const w = wordsOf(lang)
  return (
    <Section title={w.slow} lead={fill(w.slowLead, { ms: slowMs })}>
      <Table
        caption={w.slow}
        captionHidden
        compact
        rows={figures.slow}
        empty={<EmptyState title={w.noSlow} />}
        columns={[
          {
            key: 'sql',
            head: w.statement,
            main: true,
            cell: (each) => <code class="breakable">{each.sql.slice(0, 300)}</code>,
          },
          {
            key: 'worst',
            head: w.worst,
            numeric: true,
            cell: (each) => formatNumber(Math.round(each.worstMs), lang),
          },
          { key: 'times', head: w.times, numeric: true, cell: (each) => formatNumber(each.count, lang) },
        ]}
      />
    </Section>
  )
}
