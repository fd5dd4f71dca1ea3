import { z } from 'zod'
import { type Lang, localPath } from '../../platform/i18n/index.ts'

/** More columns than this nobody reads side by side. */
export const mostCompared = 4

/** `sp=a,b,c` as a link writes it, `sp=a&sp=b` as the boxes of a form do. */
export const compareAddress = z.object({
  sp: z
    .union([z.string(), z.array(z.string())])
    .optional()
    .catch(undefined),
})

/** The addresses of the products asked for, each once; `beyond` says that more were asked for than are shown. */
export function readCompared(sp: string | readonly string[] | undefined): {
  readonly slugs: readonly string[]
  readonly beyond: boolean
} {
  const asked = [sp ?? []]
    .flat(2)
    .flatMap((text) => text.slice(0, 2000).split(','))
    .map((slug) => slug.trim())
    .filter((slug) => /^[a-z0-9-]{1,120}$/.test(slug))
  const each = [...new Set(asked)]
  return { slugs: each.slice(0, mostCompared), beyond: each.length > mostCompared }
}

export function compareHref(lang: Lang, slugs: readonly string[]): string {
  const path = localPath(lang, '/san-pham/so-sanh')
  return slugs.length === 0 ? path : `${path}?sp=${slugs.join(',')}`
}
