import type { RequestContext } from '../../../platform/http/index.ts'
import { localPath } from '../../../platform/i18n/index.ts'
import { DescriptionList, Section, Table } from '../../../web/index.ts'
import { PublicPage } from '../../frame/index.ts'
import { groupOf, type Operation } from '../description.ts'
import { summaryOf, words } from '../words.ts'

/** Every operation by its group: what anybody may ask first, then what needs a sign-in. */
export function ListPage({ ctx, operations }: { ctx: RequestContext; operations: readonly Operation[] }) {
  const w = words(ctx.lang)
  return (
    <PublicPage ctx={ctx} title={w.title} description={w.lead} breadcrumbs={[{ label: w.title }]}>
      <header class="page-head">
        <h1>{w.title}</h1>
        <p class="page-lead">{w.lead}</p>
        <p>
          <a href="/api/v1/openapi.json">{w.description}</a>
        </p>
      </header>
      <Section title={w.rules}>
        <DescriptionList
          wide
          items={[
            { term: w.rule.base, value: <code>{ctx.url.origin}</code> },
            { term: w.rule.format, value: w.rule.formatWords },
            { term: w.rule.errors, value: w.rule.errorsWords },
            { term: w.rule.access, value: w.rule.accessWords },
            { term: w.rule.forms, value: w.rule.formsWords },
            { term: w.rule.limits, value: w.rule.limitsWords },
          ]}
        />
      </Section>
      {[...grouped(operations)].map(([group, list]) => (
        <Section title={w.groups[group] ?? group}>
          <Table
            caption={w.groups[group] ?? group}
            captionHidden
            rows={list}
            columns={[
              {
                key: 'what',
                head: w.operation,
                main: true,
                cell: (row) => {
                  const summary = summaryOf(row, ctx.lang)
                  return (
                    <a
                      href={localPath(ctx.lang, `/api-docs/${row.key}`)}
                      lang={summary.lang === ctx.lang ? undefined : summary.lang}
                    >
                      {summary.text}
                    </a>
                  )
                },
              },
              {
                key: 'address',
                head: w.address,
                cell: (row) => (
                  <code class="api-address">
                    {row.method} {row.path}
                  </code>
                ),
              },
              {
                key: 'access',
                head: w.access,
                tight: true,
                cell: (row) => (row.needsSignIn ? w.signIn : w.open),
              },
            ]}
          />
        </Section>
      ))}
    </PublicPage>
  )
}

/** Groups in the order of the words; a group nobody named comes last. */
function grouped(operations: readonly Operation[]): Map<string, Operation[]> {
  const order = Object.keys(words('vi').groups)
  const rank = (group: string) => (order.includes(group) ? order.indexOf(group) : order.length)
  const groups = new Map<string, Operation[]>()
  for (const operation of [...operations].sort((a, b) => rank(groupOf(a)) - rank(groupOf(b))))
    groups.set(groupOf(operation), [...(groups.get(groupOf(operation)) ?? []), operation])
  return groups
}
