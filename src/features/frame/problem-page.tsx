import type { Actor, Problem } from '../../platform/command/index.ts'
import { type Lang, localPath, splitLang } from '../../platform/i18n/index.ts'
import { problemText } from './collected.ts'
import { PublicPage } from './public-page.tsx'
import { frameWords } from './words.ts'

/** What a person sees when a page cannot be shown: what happened and where to go, never a stack trace. */
export function ProblemPage({
  lang,
  status,
  problems,
  path,
  origin,
}: {
  lang: Lang
  status: number
  problems: readonly Problem[]
  path: string
  actor: Actor
  origin: string
}) {
  const words = frameWords(lang)
  const title = words.problemTitle[status] ?? words.problemTitle[status >= 500 ? 500 : 400]!
  const url = new URL(path.startsWith('/') ? path : '/', origin)
  return (
    <PublicPage ctx={{ lang, path: splitLang(url.pathname).path, url }} title={title} noIndex>
      <div class="flow">
        <h1>{title}</h1>
        {problems.map((problem) => (
          <p class="page-lead">{problemText(problem, lang)}</p>
        ))}
        <p>{words.problemHint}</p>
        <p>
          <a class="button secondary" href={localPath(lang, '/')}>
            {words.back}
          </a>
        </p>
      </div>
    </PublicPage>
  )
}
