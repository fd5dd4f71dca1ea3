import type { Problem } from '../../../platform/command/index.ts'
import type { RequestContext } from '../../../platform/http/index.ts'
import { fill } from '../../../platform/i18n/index.ts'
import { type Finding, PRECHECK_RULES } from '../../../rules/precheck/index.ts'
import { Button, Checkbox, Form, FormActions, Message, Section } from '../../../web/index.ts'
import { WorkPage } from '../../frame/index.ts'
import type { Dossier } from '../dossier.ts'
import { chapterFields } from '../editing.ts'
import type { Examination } from '../examine.ts'
import type { DossierLaw } from '../law.ts'
import type { Change } from '../manifest.ts'
import { at, placeHref } from '../paths.ts'
import type { Remark } from '../remarks.ts'
import { findingText, words } from '../words.ts'
import { ChangeTable } from './filing-page.tsx'
import { DemoNotice, errorsOf } from './parts.tsx'

export interface CheckPageProps {
  ctx: RequestContext
  dossier: Dossier
  law: DossierLaw
  examination: Examination
  remarks: readonly Remark[]
  /** Since the last filing; null when it was never filed. */
  changes: readonly Change[] | null
  problems?: readonly Problem[] | undefined
}

/** The check before filing, each finding with its article and a way to mend it, and the filing itself. */
export function CheckPage(props: CheckPageProps) {
  const { ctx, dossier, law, examination, remarks, changes, problems = [] } = props
  const { lang } = ctx
  const said = words(lang)
  const { findings, blocking } = examination
  const advice = findings.length - blocking
  const unanswered = remarks.some((remark) => !remark.settled && remark.answer === null)
  // Findings stand on the page themselves; repeating them above would bury the rest.
  const own = problems.filter((problem) => !problem.code.startsWith('check-'))
  return (
    <WorkPage
      ctx={ctx}
      title={`${said.check.title} – ${dossier.product.name}`}
      breadcrumbs={[
        { label: said.menu, href: at(lang, '').replace(/\/$/, '') },
        { label: dossier.product.name, href: at(lang, dossier.id) },
        { label: said.check.title },
      ]}
    >
      <header class="page-head">
        <h1>{said.check.title}</h1>
        <p class="page-lead">{fill(said.check.lead, { rules: PRECHECK_RULES.length })}</p>
      </header>
      <DemoNotice demo={dossier.isDemo} lang={lang} />
      {blocking === 0 && (
        <Message tone="success" title={said.check.ready}>
          {advice > 0 && fill(said.check.readyAdvice, { count: advice })}
        </Message>
      )}
      {unanswered && <Message tone="warning">{said.check.unanswered}</Message>}
      <Findings {...props} title={said.check.blocking} list={findings.slice(0, blocking)} />
      {blocking === 0 && (
        <Form action={at(lang, dossier.id, '/nop')} errors={errorsOf(own, lang)} class="form file-form">
          <Checkbox name="declared" label={said.check.declaration} hint={declarationOf(law)} required />
          <FormActions>
            <Button kind="primary" icon="send">
              {dossier.status === 'draft'
                ? said.check.file
                : dossier.status === 'commune.returned'
                  ? said.check.refile
                  : said.check.complete}
            </Button>
            <span class="muted">{said.check.fileHint}</span>
          </FormActions>
        </Form>
      )}
      {changes && (
        <Section title={said.check.changes}>
          {changes.length === 0 ? (
            <p>{said.check.noChanges}</p>
          ) : (
            <ChangeTable changes={changes} lang={lang} law={law} />
          )}
        </Section>
      )}
      <Findings {...props} title={said.check.advice} list={findings.slice(blocking)} />
    </WorkPage>
  )
}

function Findings({
  ctx,
  dossier,
  law,
  title,
  list,
}: CheckPageProps & { title: string; list: readonly Finding[] }) {
  if (list.length === 0) return null
  const { lang } = ctx
  const said = words(lang)
  const hrefOf = (finding: Finding) =>
    placeHref(lang, dossier.id, finding.at, (field) => chapterOf(law, dossier, field))
  return (
    <Section title={`${title} (${list.length})`}>
      <ol class="finding-list">
        {alike(list, lang).map((group) => (
          <li>
            {group.found.length === 1 ? (
              <p class="finding-says">{group.found[0]!.says}</p>
            ) : (
              <ul class="finding-says">
                {group.found.map(({ says, finding }) => (
                  <li>
                    <a href={hrefOf(finding)}>{says}</a>
                  </li>
                ))}
              </ul>
            )}
            <p>
              <strong>{said.check.mend}:</strong> {group.mend}
            </p>
            <p class="finding-foot">
              {group.found.length === 1 && <a href={hrefOf(group.found[0]!.finding)}>{said.check.open}</a>}{' '}
              <span class="muted" lang="vi">
                {group.article}
              </span>
            </p>
          </li>
        ))}
      </ol>
    </Section>
  )
}

interface AlikeFindings {
  readonly article: string
  readonly mend: string
  readonly found: { readonly says: string; readonly finding: Finding }[]
}

/** Findings of one rule that are mended the same way stand together: sixteen open criteria are one thing to do. */
function alike(list: readonly Finding[], lang: RequestContext['lang']): AlikeFindings[] {
  const groups = new Map<string, AlikeFindings>()
  for (const finding of list) {
    const { says, mend } = findingText(finding, lang)
    const key = `${finding.rule} ${mend}`
    const group = groups.get(key) ?? { article: finding.article, mend, found: [] }
    group.found.push({ says, finding })
    groups.set(key, group)
  }
  return [...groups.values()]
}

/** The chapter a field stands in, or null. */
export function chapterOf(law: DossierLaw, dossier: Dossier, field: string): string | null {
  const chapter = law
    .chapters(dossier.kind)
    .find((one) => chapterFields(law, dossier, one.id)?.some((each) => each.name === field))
  return chapter?.id ?? null
}

/** The declaration as Mẫu số 01 prints it. */
export function declarationOf(law: DossierLaw): string {
  const field = law.forms.registration.sections
    .flatMap((section) => section.fields)
    .find((one) => one.name === 'declaration')
  return field?.label ?? ''
}
