import type { RequestContext } from '../../../platform/http/index.ts'
import { localPath } from '../../../platform/i18n/index.ts'
import { type FormError, PageHead } from '../../../web/index.ts'
import { WorkPage } from '../../frame/index.ts'
import type { ReportDefinition } from '../definition.ts'
import type { Choices } from '../reading.ts'
import { words } from '../words.ts'
import { Filters, root } from './report-page.tsx'

/** What was asked could not be read: the filters again, with what was typed and why. */
export function AskAgainPage(props: {
  ctx: RequestContext
  definition: ReportDefinition
  choices: Choices
  errors: readonly FormError[]
}) {
  const { ctx, definition, choices, errors } = props
  const { lang } = ctx
  const w = words(lang)
  return (
    <WorkPage
      ctx={ctx}
      title={definition.title[lang]}
      breadcrumbs={[{ label: w.title, href: localPath(lang, root) }, { label: definition.title[lang] }]}
    >
      <PageHead title={definition.title[lang]} lead={definition.about[lang]} />
      <Filters
        ctx={ctx}
        definition={definition}
        choices={choices}
        here={localPath(lang, `${root}/xem/${definition.id}`)}
        errors={errors}
      />
    </WorkPage>
  )
}
