import type { RequestContext } from '../../../../platform/http/index.ts'
import { localPath } from '../../../../platform/i18n/index.ts'
import {
  Button,
  Form,
  FormActions,
  type FormError,
  type FormValues,
  LinkButton,
  Message,
  PageHead,
  TextArea,
} from '../../../../web/index.ts'
import { WorkPage } from '../../../frame/index.ts'
import { sittingTitle } from '../../sittings/pages/sitting-page.tsx'
import type { ItemView, SittingView } from '../../sittings/view.ts'
import { words } from '../../words.ts'

/** A member steps back from one product; what follows is said before. */
export function DeclarePage({
  ctx,
  view,
  item,
  errors = [],
  typed = {},
}: {
  ctx: RequestContext
  view: SittingView
  item: ItemView
  errors?: readonly FormError[]
  typed?: FormValues
}) {
  const w = words(ctx.lang)
  const to = (path: string) => localPath(ctx.lang, path)
  const here = to(`/lam-viec/phien-hop/${view.id}`)
  const title = sittingTitle(view, ctx.lang)
  return (
    <WorkPage
      ctx={ctx}
      title={w.declareTitle}
      breadcrumbs={[
        { label: w.title, href: to('/lam-viec/hoi-dong') },
        { label: title, href: here },
        { label: w.declareTitle },
      ]}
    >
      <PageHead title={w.declareTitle} lead={`${item.product} – ${item.producer}`} />
      <Message tone="warning">{w.declareLead}</Message>
      <Form action={`${here}/khai-bao/${item.id}`} errors={errors} values={typed}>
        <TextArea
          name="note"
          label={w.declareWhy}
          hint={w.declareWhyHint}
          rows={3}
          maxLength={2000}
          required
        />
        <FormActions>
          <Button kind="danger" icon="scales">
            {w.declareButton}
          </Button>
          <LinkButton href={here}>{w.back}</LinkButton>
        </FormActions>
      </Form>
    </WorkPage>
  )
}
