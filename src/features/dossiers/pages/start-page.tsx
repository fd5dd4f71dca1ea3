import type { Problem } from '../../../platform/command/index.ts'
import type { FormReading, RequestContext } from '../../../platform/http/index.ts'
import { fill, formatDay, localPath } from '../../../platform/i18n/index.ts'
import type { FilingWindow } from '../../../rules/procedure/index.ts'
import { Button, EmptyState, Form, FormActions, LinkButton, Message, RadioGroup } from '../../../web/index.ts'
import { WorkPage } from '../../frame/index.ts'
import { deskWords } from '../desk/words.ts'
import { at } from '../paths.ts'
import type { ProductToFile } from '../queries.ts'
import { words } from '../words.ts'
import { errorsOf } from './parts.tsx'

export interface StartPageProps {
  ctx: RequestContext
  products: readonly ProductToFile[]
  chosen?: string | undefined
  /** When a product that holds a star may be judged again; null where the law of its set is not on file. */
  windowOf: (product: ProductToFile) => FilingWindow | null
  setName: (regime: string | null, set: number | null) => string | null
  typed?: FormReading['fields'] | undefined
  problems?: readonly Problem[] | undefined
}

/** From which day to which day a re-evaluation may be filed, and why then. */
function windowWords({ ctx, windowOf }: StartPageProps, product: ProductToFile): string {
  const window = windowOf(product)
  return window
    ? fill(deskWords(ctx.lang).windows[window.phase], {
        ...window,
        days: window.daysLeft,
        until: product.validUntil,
      })
    : ''
}

/** Those that can be started first; what has a dossier under way stays in sight. */
const byOpen = (one: ProductToFile, other: ProductToFile) =>
  Number(one.openDossier !== null) - Number(other.openDossier !== null)

/** Which product, which kind: everything else follows. */
export function StartPage(props: StartPageProps) {
  const { ctx, products, chosen, setName, typed, problems = [] } = props
  const { lang } = ctx
  const said = words(lang)
  const open = problems.find((problem) => problem.code === 'dossier-open-already')?.data?.id
  const consent = problems.some((problem) => problem.code === 'consent-needed')
  const producerId = products.find((product) => product.id === typed?.productId)?.producerId
  return (
    <WorkPage
      ctx={ctx}
      title={said.start.title}
      breadcrumbs={[{ label: said.menu, href: at(lang, '').replace(/\/$/, '') }, { label: said.start.title }]}
    >
      <header class="page-head">
        <h1>{said.start.title}</h1>
        <p class="page-lead">{said.start.lead}</p>
      </header>
      {typeof open === 'string' && (
        <Message tone="info" actions={<LinkButton href={at(lang, open)}>{said.overview.next}</LinkButton>}>
          {said.start.open}
        </Message>
      )}
      {consent && producerId && (
        <Message
          tone="info"
          actions={
            <LinkButton href={localPath(lang, `/lam-viec/uy-quyen/${producerId}`)}>
              {said.overview.recordConsent}
            </LinkButton>
          }
        >
          {said.overview.consentNeeded}
        </Message>
      )}
      {products.length === 0 ? (
        <EmptyState
          title={said.start.none}
          actions={
            <LinkButton kind="primary" href={localPath(lang, '/lam-viec/san-pham')}>
              {said.start.addProduct}
            </LinkButton>
          }
        >
          <p>{said.start.noneHint}</p>
        </EmptyState>
      ) : (
        <Form
          action={localPath(lang, '/lam-viec/ho-so/moi')}
          values={typed}
          errors={errorsOf(problems, lang)}
        >
          <RadioGroup
            name="productId"
            label={said.start.product}
            value={chosen ?? (products.length === 1 ? products[0]!.id : undefined)}
            required
            choices={[...products].sort(byOpen).map((product) => {
              const name = setName(product.regime, product.setNo)
              const notes = [
                product.producerName,
                name === null ? said.start.noSet : fill(said.start.set, { set: product.setNo ?? '', name }),
                product.star && product.validUntil
                  ? fill(said.start.holds, { star: product.star, until: formatDay(product.validUntil) })
                  : '',
                windowWords(props, product),
                product.openDossier ? said.start.open : '',
              ]
              return { value: product.id, label: product.name, hint: notes.filter(Boolean).join(' · ') }
            })}
          />
          <p class="small">
            {said.start.notListed} <a href={localPath(lang, '/lam-viec/san-pham')}>{said.start.addProduct}</a>
          </p>
          <RadioGroup
            name="kind"
            label={said.start.kind}
            value="first"
            required
            choices={(['first', 'upgrade', 'reevaluation'] as const).map((kind) => ({
              value: kind,
              label: said.kinds[kind],
              hint: said.start.kindHints[kind],
            }))}
          />
          <FormActions>
            <Button kind="primary">{said.start.action}</Button>
          </FormActions>
        </Form>
      )}
    </WorkPage>
  )
}
