import type { ComponentChildren } from 'preact'
import type { Problem } from '../../../platform/command/index.ts'
import type { FormReading, RequestContext } from '../../../platform/http/index.ts'
import { fill, formatDay } from '../../../platform/i18n/index.ts'
import { leaves } from '../../../rules/criteria/index.ts'
import type { Round } from '../../../rules/procedure/index.ts'
import {
  Button,
  DateInput,
  Details,
  FieldRow,
  Form,
  FormActions,
  LinkButton,
  Message,
  Select,
  TextArea,
  TextInput,
} from '../../../web/index.ts'
import type { Paper } from '../../evidence/index.ts'
import { WorkPage } from '../../frame/index.ts'
import { type CommuneReport, LONGEST_TOPIC, topicsOf } from '../commune.ts'
import type { Dossier } from '../dossier.ts'
import { askedFields } from '../examine.ts'
import type { DossierLaw } from '../law.ts'
import { at } from '../paths.ts'
import { LONGEST_REASON } from '../record.ts'
import { LONGEST_REMARK } from '../remarks.ts'
import { fieldLabel, words } from '../words.ts'
import { DemoNotice, errorsOf } from './parts.tsx'

export interface DeskPageProps {
  ctx: RequestContext
  dossier: Dossier
  law: DossierLaw
  typed?: FormReading['fields'] | undefined
  problems?: readonly Problem[] | undefined
}

export function DeskPage({
  ctx,
  dossier,
  title,
  lead,
  children,
}: DeskPageProps & { title: string; lead?: string | undefined; children: ComponentChildren }) {
  const { lang } = ctx
  const said = words(lang)
  return (
    <WorkPage
      ctx={ctx}
      title={`${title} – ${dossier.product.name}`}
      breadcrumbs={[
        { label: said.menu, href: at(lang, '').replace(/\/$/, '') },
        { label: dossier.product.name, href: at(lang, dossier.id) },
        { label: title },
      ]}
    >
      <header class="page-head">
        <h1>{title}</h1>
        {lead && <p class="page-lead">{lead}</p>}
      </header>
      <DemoNotice demo={dossier.isDemo} lang={lang} />
      {children}
    </WorkPage>
  )
}

/** Remarks of a return: rows to fill, more of them on request, each tied to an item of the dossier. */
export function ReturnPage(
  props: DeskPageProps & { by: 'return-commune' | 'return-province'; rows: number; papers: readonly Paper[] },
) {
  const { ctx, dossier, law, typed, problems = [], by, rows, papers } = props
  const { lang } = ctx
  const said = words(lang)
  const about = [
    { value: 'whole', label: said.commune.about.whole },
    {
      label: said.commune.about.fields,
      choices: askedFields(law, dossier).map((field) => ({
        value: `field:${field.name}`,
        label: fieldLabel(field, lang),
      })),
    },
    {
      label: said.commune.about.criteria,
      choices: leaves(law.sheet(dossier.setNo)!).map(({ criterion }) => ({
        value: `criterion:${criterion.code}`,
        label: `${criterion.code} ${criterion.title}`,
      })),
    },
    {
      label: said.commune.about.papers,
      choices: papers.map((paper) => ({ value: `paper:${paper.id}`, label: paper.title })),
    },
  ]
  const title = by === 'return-commune' ? said.commune.return : said.province.return
  return (
    <DeskPage {...props} title={title} lead={said.commune.returnLead}>
      <Form
        action={at(lang, dossier.id, '/tra-lai')}
        values={typed}
        errors={errorsOf(problems, lang)}
        hidden={{ rows: String(rows) }}
        autosave={`return:${dossier.id}`}
      >
        <TextArea
          name="reason"
          label={said.commune.returnReason}
          rows={2}
          maxLength={LONGEST_REASON}
          required
        />
        {Array.from({ length: rows }, (_, index) => (
          <fieldset class="remark">
            <legend>{fill(said.commune.remark, { number: index + 1 })}</legend>
            <Select
              name={`remarks.${index}.about`}
              label={said.commune.remarkAbout}
              choices={about}
              empty={false}
            />
            <TextArea
              name={`remarks.${index}.words`}
              label={said.commune.remarkWords}
              rows={2}
              maxLength={LONGEST_REMARK}
            />
          </fieldset>
        ))}
        <FormActions>
          <Button kind="primary">{said.commune.returnAction}</Button>
          <Button name="more" value="1">
            {said.commune.moreRemarks}
          </Button>
          <LinkButton kind="quiet" href={at(lang, dossier.id)}>
            {said.chapter.back}
          </LinkButton>
        </FormActions>
      </Form>
    </DeskPage>
  )
}

/** What the producer wrote that bears on a topic of Mẫu số 03. */
const OWNERS_WORDS: Readonly<Record<string, readonly string[]>> = {
  localMaterials: ['production'],
  localLabour: ['ownerStructure'],
  ideaOrigin: ['ownerHistory', 'productDescription'],
  localIdentity: ['productDescription'],
}

/** Mẫu số 03: four topics in words, the producer's own words beside them. */
export function ReportPage(props: DeskPageProps & { report: CommuneReport | null }) {
  const { ctx, dossier, law, report, typed, problems = [] } = props
  const { lang } = ctx
  const said = words(lang)
  return (
    <DeskPage {...props} title={said.commune.report} lead={said.commune.reportLead}>
      <Form
        action={at(lang, dossier.id, '/bao-cao')}
        values={typed}
        errors={errorsOf(problems, lang)}
        hidden={{ version: String(report?.version ?? 0) }}
        autosave={`report:${dossier.id}`}
      >
        {topicsOf(law).map((topic) => {
          const own = (OWNERS_WORDS[topic.name] ?? [])
            .map((name) => dossier.form[name])
            .filter((text) => typeof text === 'string' && text !== '')
          return (
            <>
              <TextArea
                name={topic.name}
                label={fieldLabel(topic, lang)}
                hint={lang === 'vi' ? topic.guidance : undefined}
                value={String(report?.form[topic.name] ?? '')}
                rows={5}
                maxLength={LONGEST_TOPIC}
                required
              />
              {own.length > 0 && (
                <Details summary={said.commune.ownersWords}>
                  {own.map((text) => (
                    <p class="typed">{text}</p>
                  ))}
                </Details>
              )}
            </>
          )
        })}
        <FormActions sticky>
          <Button kind="primary" name="then" value="issue">
            {said.commune.issueReport}
          </Button>
          <Button name="then" value="save">
            {said.commune.saveReport}
          </Button>
          <LinkButton kind="quiet" href={at(lang, dossier.id)}>
            {said.chapter.back}
          </LinkButton>
        </FormActions>
      </Form>
    </DeskPage>
  )
}

/** Number and day of the commune's letter; the dossier goes to the province. */
export function ProposePage(props: DeskPageProps & { round: Round | null }) {
  const { ctx, dossier, law, typed, problems = [], round } = props
  const { lang } = ctx
  const said = words(lang)
  const samples = law.samples(dossier.setNo)
  return (
    <DeskPage {...props} title={said.commune.propose} lead={said.commune.proposeLead}>
      {round && dossier.kind !== 'reevaluation' && (
        <Message tone="info">
          {fill(said.commune.nextRound, {
            day: formatDay(round.proposalsBefore),
            round: `${said.province.roundChoose} ${round.ordinal}/${round.year}`,
          })}
        </Message>
      )}
      <Form action={at(lang, dossier.id, '/de-nghi')} values={typed} errors={errorsOf(problems, lang)}>
        <FieldRow>
          <TextInput
            name="number"
            label={said.commune.proposalNo}
            placeholder="12/TTr-UBND"
            maxLength={60}
            required
          />
          <DateInput name="on" label={said.commune.proposalOn} value={ctx.today} max={ctx.today} required />
        </FieldRow>
        {samples > 0 && (
          <TextInput
            name="samples"
            label={said.commune.samples}
            hint={fill(said.commune.samplesHint, { count: samples })}
            value={dossier.samplesReceived?.toString() ?? ''}
            inputMode="numeric"
            width="year"
            maxLength={3}
            required
          />
        )}
        <FormActions>
          <Button kind="primary" icon="send">
            {said.commune.proposeAction}
          </Button>
          <LinkButton kind="quiet" href={at(lang, dossier.id)}>
            {said.chapter.back}
          </LinkButton>
        </FormActions>
      </Form>
    </DeskPage>
  )
}

/** The office's report on a re-evaluation, to the council's chair (Điều 7 khoản 6 điểm c). */
export function OfficeReportPage(props: DeskPageProps) {
  const { ctx, dossier, typed, problems = [] } = props
  const { lang } = ctx
  const said = words(lang)
  return (
    <DeskPage {...props} title={said.province.officeReport} lead={said.province.officeLead}>
      <Form
        action={at(lang, dossier.id, '/bao-cao-tham-muu')}
        values={typed}
        errors={errorsOf(problems, lang)}
        autosave={`conclusion:${dossier.id}`}
      >
        <TextArea name="conclusion" label={said.province.conclusion} rows={6} maxLength={10_000} />
        <FormActions sticky>
          <Button kind="primary">{said.province.officeAction}</Button>
          <LinkButton kind="quiet" href={at(lang, dossier.id)}>
            {said.chapter.back}
          </LinkButton>
        </FormActions>
      </Form>
    </DeskPage>
  )
}

/** A dossier that is not eligible or out of time is refused, with the reason the producer will read. */
export function RefusePage(props: DeskPageProps) {
  const { ctx, dossier, typed, problems = [] } = props
  const { lang } = ctx
  const said = words(lang)
  return (
    <DeskPage {...props} title={said.province.refuse} lead={said.province.refuseLead}>
      <Form action={at(lang, dossier.id, '/tu-choi')} values={typed} errors={errorsOf(problems, lang)}>
        <TextArea name="reason" label={said.overview.reason} rows={4} maxLength={LONGEST_REASON} required />
        <FormActions>
          <Button kind="danger">{said.province.refuseAction}</Button>
          <LinkButton kind="quiet" href={at(lang, dossier.id)}>
            {said.chapter.back}
          </LinkButton>
        </FormActions>
      </Form>
    </DeskPage>
  )
}
