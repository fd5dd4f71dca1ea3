import type { ComponentChildren, VNode } from 'preact'
import type { Lang } from '../../../platform/i18n/index.ts'
import { words } from '../words.ts'

/** What is in Vietnamese on any page (names, papers, places), marked so for who listens in English. */
export function Vietnamese({ lang, children }: { lang: Lang; children: ComponentChildren }) {
  return lang === 'vi' ? children : <span lang="vi">{children}</span>
}

/** A text in the reader's language; else in the other one, said and marked to be in that. Nothing where there is none. */
export function spokenIn(
  text: { vi?: string | undefined; en?: string | undefined },
  lang: Lang,
): VNode | undefined {
  const other: Lang = lang === 'vi' ? 'en' : 'vi'
  const own = text[lang]
  if (own) return <>{own}</>
  const shown = text[other]
  if (!shown) return undefined
  return (
    <>
      <span lang={other}>{shown}</span> <span class="muted small">({words(lang).onlyOther})</span>
    </>
  )
}
