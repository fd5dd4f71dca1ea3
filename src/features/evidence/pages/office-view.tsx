import type { Lang } from '../../../platform/i18n/index.ts'
import type { OfficeContent } from '../../../platform/previews/index.ts'
import { words } from '../words.ts'

/** What is in a Word or Excel file, as plain words and tables: nothing in the file itself runs or is fetched. */
export function OfficeView({ content, lang }: { content: OfficeContent; lang: Lang }) {
  const said = words(lang)
  if (content.kind === 'too-much') return <p>{said.officeTooMuch}</p>
  if (content.kind === 'words')
    return (
      <div class="office" lang="vi">
        <p class="muted small">{said.officeNote}</p>
        <div class="article-body" dangerouslySetInnerHTML={{ __html: content.html }} />
      </div>
    )
  return (
    <div class="office" lang="vi">
      <p class="muted small">{said.officeNote}</p>
      {content.sheets.map((sheet) => (
        <section class="office-sheet" tabindex={0} aria-label={sheet.name}>
          <h2>{sheet.name}</h2>
          <table class="table compact">
            <tbody>
              {sheet.rows.map((row) => (
                <tr>
                  {row.map((cell) => (
                    <td>{cell}</td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </section>
      ))}
    </div>
  )
}
