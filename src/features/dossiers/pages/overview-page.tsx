import type { ComponentChildren } from 'preact'
import type { Problem } from '../../../platform/command/index.ts'
import type { FormReading, RequestContext } from '../../../platform/http/index.ts'
import { fill, formatDay, formatInstant, localPath } from '../../../platform/i18n/index.ts'
import type { Action, Clock } from '../../../rules/procedure/index.ts'
import {
  Button,
  DescriptionList,
  Details,
  Form,
  FormActions,
  LinkButton,
  langOf,
  Message,
  Section,
  TextArea,
  Timeline,
} from '../../../web/index.ts'
import { WorkPage } from '../../frame/index.ts'
import { deskWords } from '../desk/words.ts'
import type { Dossier } from '../dossier.ts'
import { chapterFields } from '../editing.ts'
import type { Examination } from '../examine.ts'
import type { DossierLaw } from '../law.ts'
import type { FrozenManifest } from '../manifest.ts'
import { at, placeHref } from '../paths.ts'
import { LONGEST_REASON } from '../record.ts'
import type { Remark } from '../remarks.ts'
import { TRANSITION } from '../transition/page.tsx'
import { transitionWords } from '../transition/words.ts'
import { actionName, words } from '../words.ts'
import { chapterOf } from './check-page.tsx'
import { ClockMark, DemoNotice, DossierStatus, errorsOf } from './parts.tsx'

export interface OverviewPageProps {
  ctx: RequestContext
  dossier: Dossier
  law: DossierLaw
  placeName: string
  examination: Examination
  manifests: readonly FrozenManifest[]
  remarks: readonly Remark[]
  clocks: readonly Clock[]
  /** The producer's side: forms may be opened for change. */
  mayEdit: boolean
  consentNeeded: boolean
  actions: readonly Action[]
  /** What this person can do next, as forms of their own. */
  desk: ComponentChildren
  /** What a re-evaluation asks; null for other kinds. */
  anew: ComponentChildren
  /** What the desks have put beside the dossier. */
  records: ComponentChildren
  hasReport: boolean
  /** Where this person reads the council's result; null where there is none or not for them. */
  result: string | null
  /** The rules it is under, by its filing day; before that, those of today. */
  rulesName: string
  typed?: FormReading['fields'] | undefined
  problems?: readonly Problem[] | undefined
}

/** A dossier at a glance: where it stands, what is missing, what comes next, what has happened. */
export function OverviewPage(props: OverviewPageProps) {
  const { ctx, dossier, placeName, clocks, remarks, mayEdit, consentNeeded, problems = [] } = props
  const { lang } = ctx
  const said = words(lang)
  return (
    <WorkPage
      ctx={ctx}
      title={dossier.product.name}
      breadcrumbs={[
        { label: said.menu, href: at(lang, '').replace(/\/$/, '') },
        { label: dossier.product.name },
      ]}
    >
      <header class="page-head">
        <h1>{dossier.product.name}</h1>
        <p class="page-lead">
          {dossier.producer.name}, {placeName}. {said.kinds[dossier.kind]}.
        </p>
        <p class="mark-row">
          <DossierStatus status={dossier.status} lang={lang} />
          {clocks[0] && <ClockMark clock={clocks[0]} lang={lang} />}
        </p>
      </header>
      <DemoNotice demo={dossier.isDemo} lang={lang} />
      {problems.length > 0 && (
        <Message tone="error">
          {errorsOf(problems, lang).map((error) => (
            <p>{error.text}</p>
          ))}
        </Message>
      )}
      {consentNeeded && (
        <Message
          tone="info"
          actions={
            <LinkButton href={localPath(lang, `/lam-viec/uy-quyen/${dossier.producer.id}`)}>
              {said.overview.recordConsent}
            </LinkButton>
          }
        >
          {said.overview.consentNeeded}
        </Message>
      )}
      {mayEdit && dossier.product.setNo !== null && dossier.product.setNo !== dossier.setNo && (
        <Message
          tone="warning"
          actions={
            <LinkButton href={at(lang, dossier.id, `/doi-bo?bo=${dossier.product.setNo}`)}>
              {said.setChange.carry}
            </LinkButton>
          }
        >
          {fill(said.setChange.differs, { product: dossier.product.setNo, dossier: dossier.setNo })}
        </Message>
      )}
      {props.result && (
        <p class="form-actions">
          <LinkButton icon="medal" href={localPath(lang, props.result)}>
            {said.overview.result}
          </LinkButton>
        </p>
      )}
      {remarks.length > 0 && <Remarks {...props} />}
      {props.anew}
      {mayEdit && <Parts {...props} />}
      {props.desk}
      <Facts {...props} />
      {props.records}
      <Papers {...props} />
      {dossier.actions.length > 0 && (
        <Section title={said.overview.history}>
          <Timeline
            label={said.overview.history}
            entries={[...dossier.actions].reverse().map((one) => ({
              when: formatInstant(one.at),
              title: actionName(one.action, lang),
              detail: (
                <>
                  {one.actorName}
                  {one.onBehalfOf && ` (${said.overview.onBehalf})`}
                  {one.reason && <p>{one.reason}</p>}
                </>
              ),
            }))}
          />
        </Section>
      )}
      {props.actions.includes('withdraw') && <Withdraw {...props} />}
    </WorkPage>
  )
}

/** The parts a producer fills in, each with what is missing. */
function Parts({ ctx, dossier, law, examination }: OverviewPageProps) {
  const { lang } = ctx
  const said = words(lang)
  const blocking = examination.findings.filter((finding) => finding.weight === 'blocking')
  const missingIn = (names: ReadonlySet<string>) =>
    blocking.filter((finding) => 'field' in finding.at && names.has(finding.at.field)).length
  const chapters = law.chapters(dossier.kind).map((chapter) => ({
    href: at(lang, dossier.id, `/to-khai/${chapter.id}`),
    title: said.chapters[chapter.id as keyof typeof said.chapters],
    missing: missingIn(new Set(chapterFields(law, dossier, chapter.id)!.map((field) => field.name))),
  }))
  const sheet = blocking.filter(
    (finding) => 'criterion' in finding.at || finding.rule === 'self-assessment-empty',
  ).length
  const papers = blocking.filter((finding) => 'paper' in finding.at).length
  const open = examination.findings.filter((finding) => finding.rule === 'criterion-unanswered').length
  const rows: readonly { href: string; title: string; missing: number; open?: number }[] = [
    ...chapters,
    { href: at(lang, dossier.id, '/tu-danh-gia'), title: said.overview.assessment, missing: sheet, open },
    { href: at(lang, dossier.id, '/minh-chung'), title: said.overview.proofs, missing: papers },
  ]
  return (
    <Section title={dossier.kind === 'reevaluation' ? deskWords(lang).kept : said.overview.parts}>
      <ol class="task-list">
        {rows.map((row) => (
          <li>
            <a href={row.href}>{row.title}</a>
            <span class={row.missing > 0 || row.open ? 'task-state' : 'task-state done'}>
              {row.missing > 0
                ? fill(said.overview.missing, { count: row.missing })
                : row.open
                  ? fill(said.overview.open, { count: row.open })
                  : said.overview.done}
            </span>
          </li>
        ))}
      </ol>
      <p class="form-actions">
        <LinkButton kind="primary" href={at(lang, dossier.id, '/kiem-tra')} icon="check">
          {said.overview.check}
        </LinkButton>{' '}
        <span class="muted">
          {blocking.length > 0
            ? fill(said.overview.blockingWaiting, { count: blocking.length })
            : fill(said.overview.adviceWaiting, { count: examination.findings.length })}
        </span>
      </p>
    </Section>
  )
}

function Remarks(props: OverviewPageProps) {
  const { ctx, dossier, remarks, mayEdit, typed } = props
  const { lang } = ctx
  const said = words(lang)
  const open = remarks.filter((remark) => !remark.settled)
  const settled = remarks.filter((remark) => remark.settled)
  return (
    <Section
      title={said.overview.remarks}
      lead={mayEdit && open.length > 0 ? said.overview.remarksLead : undefined}
    >
      {open.length > 0 && mayEdit ? (
        <Form action={at(lang, dossier.id, '/tra-loi')} values={typed} autosave={`answers:${dossier.id}`}>
          {open.map((remark) => (
            <div class="remark">
              <RemarkWords {...props} remark={remark} />
              <TextArea
                name={`answer.${remark.id}`}
                label={said.overview.answer}
                value={remark.answer ?? ''}
                rows={2}
              />
            </div>
          ))}
          <FormActions>
            <Button>{said.overview.saveAnswers}</Button>
          </FormActions>
        </Form>
      ) : (
        open.map((remark) => (
          <div class="remark">
            <RemarkWords {...props} remark={remark} />
            {remark.answer && (
              <p>
                <strong>{said.overview.answered}:</strong> {remark.answer}
              </p>
            )}
          </div>
        ))
      )}
      {settled.length > 0 && (
        <Details summary={`${said.overview.settled} (${settled.length})`}>
          {settled.map((remark) => (
            <div class="remark">
              <RemarkWords {...props} remark={remark} />
              <p>
                <strong>{said.overview.answered}:</strong> {remark.answer ?? '–'}
              </p>
            </div>
          ))}
        </Details>
      )}
    </Section>
  )
}

function RemarkWords({ ctx, dossier, law, remark }: OverviewPageProps & { remark: Remark }) {
  const { lang } = ctx
  const said = words(lang)
  const { about } = remark
  const place =
    about.kind === 'whole'
      ? null
      : about.kind === 'field'
        ? { field: about.ref }
        : about.kind === 'criterion'
          ? { criterion: about.ref }
          : { paper: about.ref }
  return (
    <p>
      <strong>{remark.ordinal}.</strong> <span lang={langOf(remark.words, lang)}>{remark.words}</span>{' '}
      {place && (
        <a href={placeHref(lang, dossier.id, place, (field) => chapterOf(law, dossier, field))}>
          {said.overview.openPlace}
        </a>
      )}
    </p>
  )
}

function Facts({ ctx, dossier, law, examination, clocks, mayEdit, rulesName }: OverviewPageProps) {
  const { lang } = ctx
  const said = words(lang)
  const sheet = law.sheet(dossier.setNo)
  const { score } = examination
  return (
    <Section title={said.overview.facts}>
      <DescriptionList
        items={[
          {
            term: said.overview.set,
            value: (
              <>
                {fill(said.start.set, { set: dossier.setNo, name: sheet?.name ?? '' })}{' '}
                {mayEdit && dossier.filedOn === null && (
                  <a href={at(lang, dossier.id, '/doi-bo')}>{said.setChange.title}</a>
                )}
              </>
            ),
          },
          {
            term: said.overview.wish,
            value: dossier.wishStar ? fill(said.assessment.stars, { star: dossier.wishStar }) : undefined,
          },
          {
            term: said.overview.selfScore,
            value:
              score.points > 0
                ? `${fill(said.meter.total, { points: score.points })}, ${score.star ? fill(said.assessment.stars, { star: score.star }) : said.meter.none}`
                : undefined,
          },
          {
            term: transitionWords(lang).applies,
            value: (
              <>
                <span lang="vi">
                  {dossier.filedOn
                    ? rulesName
                    : fill(transitionWords(lang).ifFiledToday, { regime: rulesName })}
                </span>{' '}
                <a href={localPath(lang, TRANSITION)}>{transitionWords(lang).title}</a>
              </>
            ),
          },
          { term: said.overview.filedOn, value: dossier.filedOn ? formatDay(dossier.filedOn) : undefined },
          { term: said.overview.productCode, value: dossier.productCode ?? undefined },
          { term: said.overview.communeReceipt, value: dossier.communeReceiptNo ?? undefined },
          { term: said.overview.provinceReceipt, value: dossier.provinceReceiptNo ?? undefined },
          { term: said.overview.round, value: dossier.round?.title },
          { term: said.overview.samples, value: dossier.samplesReceived?.toString() },
          ...clocks.map((clock) => ({
            term: said.overview.clockNames[clock.id] ?? said.overview.clock,
            value: `${formatDay(clock.lastDay)} (${clock.ref})`,
          })),
        ]}
      />
    </Section>
  )
}

function Papers({ ctx, dossier, manifests, hasReport, mayEdit }: OverviewPageProps) {
  const { lang } = ctx
  const said = words(lang)
  const forms = [
    { id: 'mau-01', label: said.overview.registration },
    { id: 'mau-02', label: said.overview.selfReport },
    ...(hasReport ? [{ id: 'mau-03', label: said.overview.communeReport }] : []),
  ]
  return (
    <Section title={said.overview.papers}>
      <ul class="paper-list">
        {forms.map((form) => (
          <li>
            {form.label}: <a href={at(lang, dossier.id, `/giay-to/${form.id}.pdf`)}>PDF</a>,{' '}
            <a href={at(lang, dossier.id, `/giay-to/${form.id}.docx`)}>DOCX</a>
          </li>
        ))}
        {manifests.map((manifest) => (
          <li>
            <a href={at(lang, dossier.id, `/ban-nop/${manifest.filing}`)}>
              {fill(said.overview.filing, { number: manifest.filing, day: formatInstant(manifest.frozenAt) })}
            </a>
          </li>
        ))}
      </ul>
      {!mayEdit && (
        <p>
          <a href={at(lang, dossier.id, '/tu-danh-gia')}>{said.overview.assessment}</a>
          {' · '}
          <a href={at(lang, dossier.id, '/minh-chung')}>{said.overview.proofs}</a>
        </p>
      )}
    </Section>
  )
}

function Withdraw({ ctx, dossier, typed }: OverviewPageProps) {
  const { lang } = ctx
  const said = words(lang)
  return (
    <Details summary={said.overview.withdraw}>
      <p>{said.overview.withdrawHint}</p>
      <Form action={at(lang, dossier.id, '/rut')} prefix="withdraw-" values={typed}>
        <TextArea name="reason" label={said.overview.reason} rows={2} maxLength={LONGEST_REASON} required />
        <FormActions>
          <Button kind="danger">{said.overview.withdraw}</Button>
        </FormActions>
      </Form>
    </Details>
  )
}
