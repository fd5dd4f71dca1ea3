import type { RequestContext } from '../../../../platform/http/index.ts'
import { fill, formatDay, formatInstant, localPath } from '../../../../platform/i18n/index.ts'
import {
  Button,
  DescriptionList,
  EmptyState,
  Form,
  type FormError,
  LinkButton,
  Message,
  PageHead,
  Section,
  Table,
  Timeline,
} from '../../../../web/index.ts'
import { WorkPage } from '../../../frame/index.ts'
import { words } from '../../words.ts'
import type { MinutesView } from '../record.ts'

/** The minutes as they stand, their signatures, and the papers. */
export function MinutesPage({
  ctx,
  sittingId,
  view,
  maySign,
  errors = [],
}: {
  ctx: RequestContext
  sittingId: string
  view: MinutesView
  maySign: boolean
  errors?: readonly FormError[]
}) {
  const w = words(ctx.lang)
  const to = (path: string) => localPath(ctx.lang, path)
  const here = to(`/lam-viec/phien-hop/${sittingId}`)
  const { content } = view
  const title = fill(content.mode === 'meeting' ? w.sittingOn : w.writtenFrom, {
    day: formatDay(content.heldOn),
  })
  const closed = view.version > 0
  return (
    <WorkPage
      ctx={ctx}
      title={w.minutes}
      breadcrumbs={[
        { label: w.title, href: to('/lam-viec/hoi-dong') },
        { label: title, href: here },
        { label: w.minutes },
      ]}
    >
      <PageHead
        title={w.minutes}
        above={`${content.council} · ${title}`}
        lead={w.minutesLead}
        actions={
          <>
            <LinkButton icon="file" href={`${here}/bien-ban.pdf`}>
              {w.minutesPdf}
            </LinkButton>
            <LinkButton icon="file" href={`${here}/bien-ban.docx`}>
              {w.minutesDocx}
            </LinkButton>
          </>
        }
      />
      {errors.map((error) => (
        <Message tone="error" announce>
          {error.text}
        </Message>
      ))}
      {!closed && <Message tone="warning">{w.minutesDraft}</Message>}
      {closed && (
        <DescriptionList
          items={[
            { term: w.minutesHash, value: <code class="hash">{view.hash}</code> },
            {
              term: w.minutesSign,
              value:
                view.signatures.length > 0 ? (
                  <ul class="plain-list">
                    {view.signatures.map((one) => (
                      <li>
                        {fill(w.minutesSigned, {
                          name: one.name,
                          role: w.roles[one.role],
                          at: formatInstant(one.at),
                        })}
                      </li>
                    ))}
                  </ul>
                ) : (
                  w.minutesUnsigned
                ),
            },
          ]}
        />
      )}
      {closed && maySign && (
        <Form action={`${here}/ky-bien-ban`} hidden={{ version: String(view.version) }} class="row">
          <Button kind="primary" icon="edit">
            {w.minutesSign}
          </Button>
        </Form>
      )}
      <Section title={w.results}>
        <Table
          caption={w.results}
          captionHidden
          rows={content.items}
          empty={<EmptyState icon="list" title={w.agendaNothing} />}
          columns={[
            { key: 'product', head: w.product, main: true, cell: (item) => item.product },
            { key: 'producer', head: w.producer, cell: (item) => item.producer },
            { key: 'counted', head: w.sheetsInLabel, numeric: true, cell: (item) => item.counted || '–' },
            { key: 'mean', head: w.mean, numeric: true, cell: (item) => item.mean },
            {
              key: 'star',
              head: w.star,
              cell: (item) =>
                item.outcome === 'deferred' ? w.phases.deferred : item.outcome === 'agreed' ? item.star : '–',
            },
          ]}
        />
      </Section>
      {content.recusals.length > 0 && (
        <Section title={w.conflicts}>
          <ul lang="vi">
            {content.recusals.map((one) => (
              <li>{one.text}</li>
            ))}
          </ul>
        </Section>
      )}
      <Section title={w.history}>
        <div lang="vi">
          <Timeline
            label={w.history}
            entries={content.events.map((event) => ({ when: event.at, title: event.text }))}
          />
        </div>
      </Section>
    </WorkPage>
  )
}
