import type { RequestContext } from '../../../platform/http/index.ts'
import { localPath } from '../../../platform/i18n/index.ts'
import { Card, PageHead, Section } from '../../../web/index.ts'
import { WorkPage } from '../../frame/index.ts'
import type { ReportDefinition } from '../definition.ts'
import { words } from '../words.ts'
import { root } from './report-page.tsx'

/** Every report this person may read. */
export function IndexPage({
  ctx,
  definitions,
}: {
  ctx: RequestContext
  definitions: readonly ReportDefinition[]
}) {
  const { lang } = ctx
  const w = words(lang)
  return (
    <WorkPage ctx={ctx} title={w.title} breadcrumbs={[{ label: w.title }]}>
      <PageHead title={w.title} lead={w.lead} />
      <Section title={w.reports}>
        <div class="grid">
          {definitions.map((definition) => (
            <Card
              title={definition.title[lang]}
              icon={definition.words ? 'file' : 'table'}
              href={localPath(lang, `${root}/xem/${definition.id}`)}
            >
              <p class="small">{definition.about[lang]}</p>
            </Card>
          ))}
        </div>
      </Section>
    </WorkPage>
  )
}
