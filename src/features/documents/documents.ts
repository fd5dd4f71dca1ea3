import { system } from '../../platform/command/index.ts'
import type { Feature, Kernel } from '../../platform/feature.ts'
import type { ImportKind } from '../imports/index.ts'
import { type DocumentInput, enterDocument } from './commands.ts'
import { documentDeskRoutes } from './desk-routes.tsx'
import { documentImport } from './import.ts'
import { problems as en } from './messages.en.ts'
import { problems as vi } from './messages.vi.ts'
import { documentsNamedIn, listDocuments } from './queries.ts'
import { relateDocuments } from './relations.ts'
import { documentRoutes } from './routes.tsx'
import { words } from './words.ts'
import './tables.ts'

/** A document that stands in the register from the first day, with what it supersedes or amends by number. */
export interface KnownDocument extends Omit<DocumentInput, 'placeCode'> {
  readonly supersedes?: readonly string[]
  readonly amends?: readonly string[]
}

export interface Documents {
  readonly feature: Feature
  readonly importKind: ImportKind
  newest(count: number): ReturnType<typeof listDocuments>
  /** What a text names by its number. */
  namedIn(text: string): ReturnType<typeof documentsNamedIn>
}

/** The register of documents; `known` are those the law on file itself names. */
export function createDocuments(
  kernel: Kernel,
  about: { provinceCode: string; known: readonly KnownDocument[] },
): Documents {
  const feature: Feature = {
    name: 'documents',
    routes: [...documentRoutes(kernel), ...documentDeskRoutes(kernel, about.provinceCode)],
    problems: { vi, en },
    menu: [
      {
        path: '/lam-viec/van-ban',
        label: { vi: words('vi').desk, en: words('en').desk },
        icon: 'files',
        permission: 'document.edit',
        order: 420,
      },
    ],
    demo: async () => {
      const ids = new Map<string, string>()
      await kernel.run(system, async (ctx) => {
        for (const document of about.known) {
          const entered = await enterDocument(
            ctx,
            { ...document, placeCode: about.provinceCode },
            kernel.purge,
          )
          if (!entered.ok) return entered
          ids.set(document.number, entered.value.id)
        }
        for (const document of about.known) {
          for (const relation of ['supersedes', 'amends'] as const) {
            for (const other of document[relation] ?? []) {
              const from = ids.get(document.number)
              const to = ids.get(other)
              if (from && to) await relateDocuments(ctx, from, relation, to, kernel.purge)
            }
          }
        }
        return { ok: true, value: undefined }
      })
    },
    sitemap: async () =>
      (await kernel.db.selectFrom('legal_document').select('slug').execute()).map((row) => ({
        path: `/van-ban/${row.slug}`,
      })),
  }
  return {
    feature,
    importKind: documentImport(kernel.purge, about.provinceCode),
    newest: (count) => listDocuments(kernel.db, { page: 1, perPage: count }),
    namedIn: (text) => documentsNamedIn(kernel.db, text),
  }
}
