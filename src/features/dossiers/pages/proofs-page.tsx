import type { Problem } from '../../../platform/command/index.ts'
import type { FormReading, RequestContext } from '../../../platform/http/index.ts'
import { fill, type Lang, localPath } from '../../../platform/i18n/index.ts'
import { type Criterion, leaves } from '../../../rules/criteria/index.ts'
import {
  Button,
  EmptyState,
  FieldRow,
  Form,
  FormActions,
  LinkButton,
  langOf,
  Section,
  Select,
  TextInput,
  UndoToast,
} from '../../../web/index.ts'
import { kindName, type Paper, Validity } from '../../evidence/index.ts'
import { WorkPage } from '../../frame/index.ts'
import type { Dossier } from '../dossier.ts'
import type { DossierLaw } from '../law.ts'
import { at, criterionAnchor } from '../paths.ts'
import type { Pin } from '../pins.ts'
import { words } from '../words.ts'
import { DemoNotice, errorsOf } from './parts.tsx'

export interface ProofsPageProps {
  ctx: RequestContext
  dossier: Dossier
  law: DossierLaw
  pins: readonly Pin[]
  /** Every paper of the producer's vault. */
  vault: readonly Paper[]
  mayEdit: boolean
  /** The criterion one came for, and the paper just added. */
  criterion?: string | undefined
  paper?: string | undefined
  undo?: { paper: string; paperId: string; criterion: string; page: string } | undefined
  typed?: FormReading['fields'] | undefined
  problems?: readonly Problem[] | undefined
}

/** Which paper proves which criterion, and the vault to take papers from. */
export function ProofsPage(props: ProofsPageProps) {
  const { ctx, dossier, law, pins, vault, mayEdit, undo } = props
  const { lang } = ctx
  const said = words(lang)
  const sheet = law.sheet(dossier.setNo)!
  const here = at(lang, dossier.id, '/minh-chung')
  const add = (query = '') =>
    localPath(
      lang,
      `/lam-viec/tai-lieu/${dossier.producer.id}/them?ve=/lam-viec/ho-so/${dossier.id}/minh-chung${query}`,
    )
  const asked = leaves(sheet)
    .map(({ criterion }) => criterion)
    .filter((criterion) => criterion.evidence || pins.some((pin) => pin.criterion === criterion.code))
  return (
    <WorkPage
      ctx={ctx}
      title={`${said.proofs.title} – ${dossier.product.name}`}
      breadcrumbs={[
        { label: said.menu, href: at(lang, '').replace(/\/$/, '') },
        { label: dossier.product.name, href: at(lang, dossier.id) },
        { label: said.proofs.title },
      ]}
    >
      <header class="page-head">
        <h1>{said.proofs.title}</h1>
        <p class="page-lead">{said.proofs.lead}</p>
      </header>
      <DemoNotice demo={dossier.isDemo} lang={lang} />
      {undo && (
        <UndoToast
          action={`${here}/gan`}
          hidden={{ paperId: undo.paperId, criterion: undo.criterion, page: undo.page }}
        >
          {fill(said.proofs.unpinned, { paper: undo.paper })}
        </UndoToast>
      )}
      {mayEdit && <PinForm {...props} criteria={asked} action={`${here}/gan`} />}
      {mayEdit && (
        <p>
          <LinkButton href={add(props.criterion ? `?tieu-chi=${props.criterion}` : '')} icon="camera">
            {said.proofs.add}
          </LinkButton>
        </p>
      )}
      <Section title={said.proofs.byCriterion}>
        <ul class="proof-list">
          {asked.map((criterion) => (
            <ProofLine {...props} criterion={criterion} add={add} />
          ))}
          {pins.some((pin) => pin.criterion === null) && <ProofLine {...props} criterion={null} add={add} />}
        </ul>
      </Section>
      <Section title={said.proofs.vault}>
        {vault.length === 0 ? (
          <EmptyState title={said.proofs.emptyVault}>
            <p>{said.proofs.emptyVaultHint}</p>
          </EmptyState>
        ) : (
          <ul class="proof-list">
            {vault.map((paper) => {
              const times = pins.filter((pin) => pin.paperId === paper.id).length
              return (
                <li>
                  <a href={localPath(lang, `/lam-viec/tai-lieu/giay/${paper.id}`)}>{paper.title}</a>{' '}
                  {mayEdit && <a href={`${here}?giay=${paper.id}`}>{said.proofs.pinThis}</a>}{' '}
                  <Validity paper={paper} lang={lang} today={ctx.today} />{' '}
                  <span class="muted">
                    {times > 0 ? fill(said.proofs.pinnedTimes, { count: times }) : said.proofs.unused}
                  </span>
                </li>
              )
            })}
          </ul>
        )}
      </Section>
    </WorkPage>
  )
}

function PinForm(props: ProofsPageProps & { criteria: readonly Criterion[]; action: string }) {
  const { ctx, vault, criteria, action, typed, problems = [] } = props
  const { lang } = ctx
  const said = words(lang)
  if (vault.length === 0) return null
  const chosen = vault.find((paper) => paper.id === props.paper && paper.pages > 0)
  return (
    <Form action={action} values={typed} errors={errorsOf(problems, lang)} label={said.proofs.pin}>
      <FieldRow>
        <Select
          name="paperId"
          label={said.proofs.choose}
          value={props.paper}
          choices={vault.map((paper) => ({ value: paper.id, label: paper.title }))}
          required
        />
        <Select
          name="criterion"
          label={said.proofs.criterion}
          value={props.criterion}
          empty={said.proofs.whole}
          choices={criteria.map((criterion) => ({
            value: criterion.code,
            label: `${criterion.code} ${criterion.title}`,
          }))}
        />
        {!chosen && (
          <TextInput
            name="page"
            label={said.proofs.page}
            hint={said.proofs.pageHint}
            inputMode="numeric"
            width="year"
            maxLength={4}
            optional
          />
        )}
      </FieldRow>
      {chosen && <PageChoice paper={chosen} lang={lang} />}
      <FormActions>
        <Button kind="primary" icon="pin">
          {said.proofs.pin}
        </Button>
      </FormActions>
    </Form>
  )
}

/** The pages of the paper as pictures to choose one of; the whole paper where none is. */
function PageChoice({ paper, lang }: { paper: Paper; lang: Lang }) {
  const said = words(lang).proofs
  const base = localPath(lang, `/lam-viec/tai-lieu/giay/${paper.id}`)
  const drawn = new Set(
    paper.files
      .filter((file) => file.mediaType === 'application/pdf' || file.mediaType.startsWith('image/'))
      .flatMap((file) => Array.from({ length: file.pageCount }, (_, index) => file.firstPage + index)),
  )
  return (
    <fieldset class="page-choice">
      <legend>{said.choosePage}</legend>
      <label class="page-choice-one">
        <input type="radio" name="page" value="" checked />
        <span>{said.allPages}</span>
      </label>
      {Array.from({ length: Math.min(paper.pages, MOST_THUMBS) }, (_, index) => index + 1).map((page) => (
        <label class="page-choice-one">
          <input type="radio" name="page" value={page} />
          {drawn.has(page) && (
            <img src={`${base}/anh/${page}?nho=1`} alt="" width={96} height={128} loading="lazy" />
          )}
          <span>{fill(words(lang).assessment.page, { page })}</span>
        </label>
      ))}
    </fieldset>
  )
}

/** Papers of the kinds a criterion asks for that are not laid to it yet: one tap each. */
function fittingPapers(
  vault: readonly Paper[],
  own: readonly { readonly paperId: string }[],
  wanted: readonly { readonly id: string }[],
): readonly Paper[] {
  if (own.length > 0) return []
  return vault.filter((paper) => !paper.removed && wanted.some((kind) => kind.id === paper.kind)).slice(0, 3)
}

function Fitting({
  ctx,
  dossier,
  criterion,
  papers,
}: Pick<ProofsPageProps, 'ctx' | 'dossier'> & { criterion: Criterion; papers: readonly Paper[] }) {
  const { lang } = ctx
  const said = words(lang).proofs
  return papers.map((paper) => (
    <form method="post" action={at(lang, dossier.id, '/minh-chung/gan')} class="proof-pin">
      <input type="hidden" name="paperId" value={paper.id} />
      <input type="hidden" name="criterion" value={criterion.code} />
      <Button small icon="pin" label={`${fill(said.pinOne, { paper: paper.title })} ${criterion.code}`}>
        {fill(said.pinOne, { paper: paper.title })}
      </Button>
    </form>
  ))
}

/** Beyond this a number is quicker than pictures. */
const MOST_THUMBS = 60

function ProofLine({
  ctx,
  dossier,
  law,
  pins,
  vault,
  mayEdit,
  criterion,
  add,
}: Omit<ProofsPageProps, 'criterion'> & { criterion: Criterion | null; add: (query: string) => string }) {
  const { lang } = ctx
  const said = words(lang)
  const code = criterion?.code ?? null
  const own = pins.filter((pin) => pin.criterion === code)
  const wanted = law.evidence.filter((kind) => criterion?.evidence?.includes(kind.id))
  return (
    <li id={criterion ? criterionAnchor(criterion.code) : undefined}>
      <p class="proof-name" lang={langOf(criterion?.title, lang)}>
        {criterion ? `${criterion.code} ${criterion.title}` : said.proofs.whole}
      </p>
      {wanted.length > 0 && (
        <p class="muted small">
          {fill(said.proofs.wanted, { kinds: wanted.map((kind) => kindName(kind, lang)).join('; ') })}
        </p>
      )}
      {own.length === 0 && (
        <p class="muted">
          {said.proofs.none}{' '}
          {mayEdit && wanted[0] && <a href={add(`?tieu-chi=${code}`)}>{said.proofs.add}</a>}
        </p>
      )}
      {mayEdit && criterion && (
        <Fitting {...{ ctx, dossier, criterion }} papers={fittingPapers(vault, own, wanted)} />
      )}
      {own.map((pin) => {
        const paper = vault.find((one) => one.id === pin.paperId)
        return (
          <form method="post" action={at(lang, dossier.id, `/minh-chung/bo/${pin.id}`)} class="proof-pin">
            <a
              href={at(lang, dossier.id, `/giay/${pin.paperId}/trang/${pin.page ?? 1}`)}
              lang={langOf(paper?.title, lang)}
            >
              {paper?.title}
            </a>
            {pin.page !== null && (
              <span>
                {fill(said.assessment.page, { page: pin.page })}
                {pin.region && `, ${said.proofs.partOfPage}`}
              </span>
            )}
            {paper && <Validity paper={paper} lang={lang} today={ctx.today} />}
            {mayEdit && (
              <Button kind="quiet" small label={`${said.proofs.unpin}: ${paper?.title ?? ''} ${code ?? ''}`}>
                {said.proofs.unpin}
              </Button>
            )}
          </form>
        )
      })}
    </li>
  )
}
