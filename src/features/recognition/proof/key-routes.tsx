import type { Kernel } from '../../../platform/feature.ts'
import {
  api,
  form,
  goTo,
  json,
  page,
  problems,
  type RequestContext,
  type Route,
  show,
} from '../../../platform/http/index.ts'
import { fill, formatInstant, formatNumber, localPath } from '../../../platform/i18n/index.ts'
import { may } from '../../../rules/permissions/index.ts'
import {
  Button,
  EmptyState,
  Form,
  FormActions,
  Message,
  PageHead,
  Section,
  StatusMark,
  Table,
} from '../../../web/index.ts'
import { problemText, WorkPage } from '../../frame/index.ts'
import { keysInUse, rotateKey } from './keys.ts'
import { messages as en } from './messages.en.ts'
import { messages as vi } from './messages.vi.ts'

export const keysPath = '/lam-viec/quan-tri/khoa-ky'

/** The administrator's page of the keys that sign certificates: which signs, which only verifies, and the change to a new one. */
export function keyRoutes(kernel: Kernel): readonly Route[] {
  async function keysPage(ctx: RequestContext, error: string | null = null) {
    const w = ctx.lang === 'en' ? en : vi
    const keys = await keysInUse(kernel.db)
    const made = ctx.url.searchParams.get('moi')
    return show(
      <WorkPage ctx={ctx} title={w.title} breadcrumbs={[{ label: w.title }]}>
        <PageHead title={w.title} lead={w.lead} />
        <div class="flow">
          {keys.some((key) => key.id === made) && (
            <Message tone="success" announce>
              {fill(w.rotated, { id: made! })}
            </Message>
          )}
          {error && <Message tone="error">{error}</Message>}
          <Table
            caption={w.title}
            captionHidden
            rows={keys}
            empty={<EmptyState title={w.none}>{w.noneHint}</EmptyState>}
            columns={[
              { key: 'id', head: w.key, main: true, cell: (key) => key.id },
              {
                key: 'state',
                head: w.state,
                cell: (key) => (
                  <StatusMark tone={key.retiredAt ? 'neutral' : 'good'}>
                    {key.retiredAt ? w.retired : w.inUse}
                  </StatusMark>
                ),
              },
              { key: 'from', head: w.from, cell: (key) => formatInstant(key.activeFrom) },
              { key: 'to', head: w.to, cell: (key) => (key.retiredAt ? formatInstant(key.retiredAt) : '–') },
              {
                key: 'certificates',
                head: w.certificates,
                numeric: true,
                cell: (key) => formatNumber(key.certificates, ctx.lang),
              },
              {
                key: 'thumbprint',
                head: w.thumbprint,
                cell: (key) => <code class="break">{key.thumbprint}</code>,
              },
            ]}
          />
          <p>
            <a href="/xac-thuc/khoa.json">{w.published}</a>
          </p>
          {may(ctx.actor, 'certificate-key.rotate', null, ctx.today) && (
            <Section title={w.rotateTitle}>
              <div class="flow">
                <p class="measure">{w.rotateWhen}</p>
                <Form action={localPath(ctx.lang, keysPath)}>
                  <FormActions>
                    <Button kind="secondary">{w.rotate}</Button>
                  </FormActions>
                </Form>
              </div>
            </Section>
          )}
        </div>
      </WorkPage>,
      { status: error ? 422 : 200 },
    )
  }
  const rotate = (ctx: RequestContext) => ctx.run((inner) => rotateKey(inner, kernel.keys))
  return [
    page({
      path: keysPath,
      permission: 'certificate-key.read',
      audit: null,
      handler: (ctx) => keysPage(ctx),
    }),
    form({
      path: keysPath,
      permission: 'certificate-key.rotate',
      audit: 'certificate-key.rotated',
      handler: async (ctx) => {
        const done = await rotate(ctx)
        return done.ok
          ? goTo(`${localPath(ctx.lang, keysPath)}?moi=${done.value.id}`)
          : keysPage(ctx, problemText(done.problems[0]!, ctx.lang))
      },
    }),
    api({
      method: 'POST',
      path: '/api/v1/certificate-keys',
      permission: 'certificate-key.rotate',
      audit: 'certificate-key.rotated',
      summary:
        'Retires the key that signs certificates and begins the next one; the old one goes on verifying',
      handler: async (ctx) => {
        const done = await rotate(ctx)
        return done.ok ? json(done.value, { status: 201 }) : problems(done.problems)
      },
    }),
  ]
}
