import type { RequestContext } from '../../../platform/http/index.ts'
import { fill, formatBytes, formatDay, formatInstant, type Lang } from '../../../platform/i18n/index.ts'
import { criterionByCode, type Sheet } from '../../../rules/criteria/index.ts'
import { CopyButton, DescriptionList, LinkButton, Message, Section, Table } from '../../../web/index.ts'
import { WorkPage } from '../../frame/index.ts'
import type { Dossier } from '../dossier.ts'
import type { DossierLaw } from '../law.ts'
import type { Change, FrozenManifest } from '../manifest.ts'
import { at } from '../paths.ts'
import { fieldLabel, words } from '../words.ts'
import { DemoNotice } from './parts.tsx'

export interface FilingPageProps {
  ctx: RequestContext
  dossier: Dossier
  law: DossierLaw
  manifest: FrozenManifest
  /** Against the filing before; null for the first. */
  changes: readonly Change[] | null
}

/** One filing as it was frozen: the receipt, its hash, and what is different from the one before. */
export function FilingPage({ ctx, dossier, law, manifest, changes }: FilingPageProps) {
  const { lang } = ctx
  const said = words(lang)
  const { content } = manifest
  const files = content.papers.flatMap((paper) =>
    paper.files.map((file) => ({ paper: paper.title, ...file })),
  )
  const title = fill(said.filing.title, { number: manifest.filing })
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
      </header>
      <DemoNotice demo={dossier.isDemo} lang={lang} />
      <Message tone="success" title={said.filing.receipt}>
        <p>{said.filing.receiptLead}</p>
      </Message>
      <DescriptionList
        items={[
          { term: said.overview.product, value: content.product.name },
          { term: said.overview.producer, value: content.producer.name },
          { term: said.overview.productCode, value: content.product.code ?? '' },
          { term: said.filing.at, value: formatInstant(manifest.frozenAt) },
          { term: said.overview.communeReceipt, value: dossier.communeReceiptNo ?? undefined },
          { term: said.overview.selfScore, value: String(content.selfScore.points) },
          {
            term: said.filing.hash,
            value: (
              <>
                <code class="hash">{manifest.hash}</code> <CopyButton text={manifest.hash} />
                <p class="muted small">{said.filing.hashHint}</p>
              </>
            ),
          },
        ]}
      />
      <p>
        <LinkButton href={at(lang, dossier.id, `/ban-nop/${manifest.filing}/tep`)} icon="download" download>
          {said.filing.download}
        </LinkButton>
      </p>
      <ul class="paper-list">
        {(['mau-01', 'mau-02'] as const).map((form) => (
          <li>
            {form === 'mau-01' ? said.overview.registration : said.overview.selfReport}:{' '}
            <a href={at(lang, dossier.id, `/ban-nop/${manifest.filing}/${form}.pdf`)}>PDF</a>,{' '}
            <a href={at(lang, dossier.id, `/ban-nop/${manifest.filing}/${form}.docx`)}>DOCX</a>
          </li>
        ))}
      </ul>
      <Section title={said.filing.changes}>
        {changes === null ? (
          <p>{said.filing.first}</p>
        ) : changes.length === 0 ? (
          <p>{said.filing.same}</p>
        ) : (
          <ChangeTable changes={changes} lang={lang} law={law} sheet={law.sheet(content.setNo)} />
        )}
      </Section>
      <Section title={`${said.filing.files} (${files.length})`}>
        <Table
          caption={said.filing.files}
          captionHidden
          phone="cards"
          rows={files}
          columns={[
            { key: 'paper', head: said.proofs.choose, main: true, cell: (file) => file.paper },
            { key: 'name', head: said.filing.files, cell: (file) => file.name },
            {
              key: 'size',
              head: said.filing.size,
              numeric: true,
              cell: (file) => formatBytes(file.size, lang),
            },
            { key: 'hash', head: 'SHA-256', cell: (file) => <code>{file.hash.slice(0, 16)}…</code> },
          ]}
        />
      </Section>
    </WorkPage>
  )
}

/** What differs between two filings, before and now. */
export function ChangeTable({
  changes,
  lang,
  law,
  sheet,
}: {
  changes: readonly Change[]
  lang: Lang
  law: DossierLaw
  sheet?: Sheet | undefined
}) {
  const said = words(lang)
  return (
    <Table
      caption={said.filing.changes}
      captionHidden
      phone="cards"
      rows={changes}
      columns={[
        {
          key: 'at',
          head: said.overview.parts,
          main: true,
          cell: (change) => (
            <>
              {nameOf(change, lang, law, sheet)}{' '}
              <span class="muted small">{said.filing.part[change.part]}</span>
            </>
          ),
        },
        { key: 'before', head: said.filing.before, cell: (change) => valueText(change, change.before, lang) },
        { key: 'after', head: said.filing.after, cell: (change) => valueText(change, change.after, lang) },
      ]}
    />
  )
}

function nameOf(change: Change, lang: Lang, law: DossierLaw, sheet: Sheet | undefined): string {
  if (change.part === 'wish') return words(lang).overview.wish
  if (change.part === 'answer' || change.part === 'note') {
    const criterion = sheet && criterionByCode(sheet, change.at)
    return criterion ? `${change.at} ${criterion.title}` : change.at
  }
  if (change.part !== 'form') return change.at
  const fields = [law.forms.registration, law.forms.selfReport].flatMap((form) =>
    form.sections.flatMap((section) => section.fields),
  )
  const field = fields.find((one) => one.name === change.at)
  return fieldLabel({ name: change.at, label: field?.label ?? change.at }, lang)
}

function valueText(change: Change, value: Change['before'], lang: Lang): string {
  const said = words(lang).filing
  if (value === null || value === '') return said.nothing
  if (value === true) return said.yes
  if (change.part === 'answer') {
    const option = typeof value === 'number' ? value + 1 : value
    return fill(said.option, { number: option })
  }
  if (change.part === 'pin')
    return value === 0 ? said.yes : fill(words(lang).assessment.page, { page: value })
  return typeof value === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(value) ? formatDay(value) : String(value)
}
