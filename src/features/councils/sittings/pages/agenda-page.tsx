import type { RequestContext } from '../../../../platform/http/index.ts'
import { fill, localPath } from '../../../../platform/i18n/index.ts'
import {
  Button,
  CheckboxGroup,
  EmptyState,
  Form,
  FormActions,
  type FormError,
  type FormValues,
  LinkButton,
  PageHead,
  Section,
  Table,
} from '../../../../web/index.ts'
import { WorkPage } from '../../../frame/index.ts'
import { ExpertsSection } from '../../experts/section.tsx'
import { tastingWords } from '../../tasting/words.ts'
import { words } from '../../words.ts'
import type { ItemView, SittingView } from '../view.ts'
import { sittingTitle } from './sitting-page.tsx'
import { StepButton } from './step-button.tsx'

export interface WaitingDossier {
  readonly id: string
  readonly product: string
  readonly producer: string
  readonly setNo: number
  readonly kind: string
}

/** Whether this sitting tastes blind, and the labels of its samples. */
function TastingSetting({ ctx, view }: { ctx: RequestContext; view: SittingView }) {
  const t = tastingWords(ctx.lang)
  const here = localPath(ctx.lang, `/lam-viec/phien-hop/${view.id}`)
  if (view.mode !== 'meeting') return null
  const { blindTasting: blind, rules } = view
  const settable = view.status === 'planned' || view.status === 'convened'
  const coded = view.items.some((item) => item.sampleCode !== null)
  return (
    <>
      <div class="row">
        {settable && rules.blindTasting.mode === 'by-sitting' && (
          <StepButton
            ctx={ctx}
            sittingId={view.id}
            step={blind ? 'blind-off' : 'blind-on'}
            label={blind ? t.turnOff : t.turnOn}
            icon={blind ? 'unlock' : 'eye'}
            from="agenda"
          />
        )}
        {coded && (
          <LinkButton icon="print" href={`${here}/nhan-mau.pdf`}>
            {t.labels}
          </LinkButton>
        )}
        {coded && (
          <LinkButton icon="table" href={`${here}/doi-chieu-ma.pdf`}>
            {t.key}
          </LinkButton>
        )}
      </div>
      <p class="muted small">{blind ? t.on : t.off}</p>
    </>
  )
}

/** The agenda being made: what waits for a council, the order, the sample codes. */
export function AgendaPage({
  ctx,
  view,
  waiting,
  accounts,
  errors = [],
  typed = {},
}: {
  ctx: RequestContext
  view: SittingView
  waiting: readonly WaitingDossier[]
  accounts: readonly { id: string; name: string; username: string }[]
  errors?: readonly FormError[]
  typed?: FormValues
}) {
  const w = words(ctx.lang)
  const to = (path: string) => localPath(ctx.lang, path)
  const here = to(`/lam-viec/phien-hop/${view.id}`)
  const title = sittingTitle(view, ctx.lang)
  const move = (item: ItemView, by: -1 | 1) => (
    <Form
      action={`${here}/thu-tu`}
      hidden={{ itemId: item.id, by: String(by) }}
      class="row"
      label={`${by < 0 ? w.moveUp : w.moveDown}: ${item.product}`}
    >
      <Button
        small
        kind="quiet"
        icon={by < 0 ? 'arrowUp' : 'arrowDown'}
        disabled={by < 0 ? item.position === 1 : item.position === view.items.length}
        label={`${by < 0 ? w.moveUp : w.moveDown}: ${item.product}`}
      >
        <span class="hidden-visually">{by < 0 ? w.moveUp : w.moveDown}</span>
      </Button>
    </Form>
  )
  return (
    <WorkPage
      ctx={ctx}
      title={w.agenda}
      breadcrumbs={[
        { label: w.title, href: to('/lam-viec/hoi-dong') },
        { label: title, href: here },
        { label: w.agenda },
      ]}
    >
      <PageHead title={w.agenda} above={title} />
      <Section title={w.order}>
        <Table
          caption={w.agenda}
          captionHidden
          rows={view.items}
          empty={<EmptyState icon="list" title={w.agendaEmpty} />}
          columns={[
            { key: 'n', head: '#', numeric: true, tight: true, cell: (item: ItemView) => item.position },
            { key: 'product', head: w.product, main: true, cell: (item: ItemView) => item.product },
            { key: 'producer', head: w.producer, cell: (item: ItemView) => item.producer },
            {
              key: 'sample',
              head: w.sampleCode,
              tight: true,
              cell: (item: ItemView) => item.sampleCode ?? '–',
            },
            {
              key: 'move',
              head: w.order,
              headHidden: true,
              cell: (item: ItemView) => (
                <div class="row">
                  {move(item, -1)}
                  {move(item, 1)}
                </div>
              ),
            },
            {
              key: 'off',
              head: w.takeOff,
              headHidden: true,
              cell: (item: ItemView) =>
                item.phase === 'waiting' && (
                  <StepButton
                    ctx={ctx}
                    sittingId={view.id}
                    step="remove-item"
                    itemId={item.id}
                    from="agenda"
                    reason="required"
                    small
                    kind="danger"
                  />
                ),
            },
          ]}
        />
        {view.items.some((item) => item.sampleCode === null && item.phase === 'waiting') && (
          <Form action={`${here}/ma-mau`} class="row">
            <Button icon="qr">{w.codeSamples}</Button>
            <span class="muted small">{w.codeSamplesHint}</span>
          </Form>
        )}
        <TastingSetting ctx={ctx} view={view} />
      </Section>
      <Section title={w.addDossiers}>
        {waiting.length === 0 ? (
          <EmptyState icon="folder" title={w.noWaiting}>
            {w.noWaitingHint}
          </EmptyState>
        ) : (
          <Form action={`${here}/chuong-trinh`} values={typed} errors={errors}>
            <CheckboxGroup
              name="dossiers"
              label={w.addDossiers}
              labelHidden
              choices={waiting.map((dossier) => ({
                value: dossier.id,
                label: dossier.product,
                hint: `${dossier.producer} · ${fill(w.set, { set: dossier.setNo })} · ${w.kindsOfDossier[dossier.kind]}`,
              }))}
            />
            <FormActions>
              <Button kind="primary" icon="plus">
                {w.add}
              </Button>
            </FormActions>
          </Form>
        )}
      </Section>
      <ExpertsSection ctx={ctx} view={view} accounts={accounts} errors={errors} typed={typed} />
    </WorkPage>
  )
}
