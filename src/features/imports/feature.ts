import { z } from 'zod'
import type { Result } from '../../platform/command/index.ts'
import type { Feature, Kernel } from '../../platform/feature.ts'
import { defineJob } from '../../platform/jobs/index.ts'
import { toItsEnd } from './attended.ts'
import { checkRun, type FileImport, importFile, writeRun } from './imports.ts'
import type { ImportKind } from './kind.ts'
import { problems as en } from './messages.en.ts'
import { problems as vi } from './messages.vi.ts'
import { importRoutes } from './routes.tsx'
import type { RunReport } from './run.ts'
import { words } from './words.ts'

export interface Imports {
  readonly feature: Feature
  readonly kinds: ReadonlyMap<string, ImportKind>
  /** Imports a file of this machine, all of it or nothing: the command line, demo data. */
  importFile(input: FileImport): Promise<Result<RunReport>>
}

const ofRun = z.object({ runId: z.uuid() })

/** Lists of the office and of public sources: dry run, row errors, commit, undo. The kinds come from those who own the records. */
export function createImports(
  kernel: Kernel,
  list: readonly ImportKind[],
  /** Lists of public facts that the demo province begins with, by kind. */
  demoLists: readonly { readonly kind: string; readonly path: string }[] = [],
): Imports {
  const kinds = new Map(list.map((kind) => [kind.id, kind]))
  const check = defineJob({
    name: 'imports.check',
    schema: ofRun,
    retries: 1,
    handler: ({ runId }) => toItsEnd(kernel, runId, () => checkRun(kernel, kinds, runId)),
  })
  const write = defineJob({
    name: 'imports.write',
    schema: ofRun,
    retries: 1,
    handler: ({ runId }) => toItsEnd(kernel, runId, () => writeRun(kernel, kinds, runId)),
  })
  return {
    kinds,
    importFile: (input) => importFile(kernel, kinds, input),
    feature: {
      name: 'imports',
      routes: importRoutes(kernel, kinds, { check, write }),
      jobs: [check, write],
      problems: { vi, en },
      demo: async () => {
        for (const { kind, path } of demoLists) {
          const done = await importFile(kernel, kinds, { kind, path, dryRun: false })
          if (!done.ok) throw new Error(`${path} does not load: ${JSON.stringify(done.problems)}`)
        }
      },
      menu: [
        {
          path: '/lam-viec/nhap-lieu',
          label: { vi: words('vi').title, en: words('en').title },
          icon: 'upload',
          permission: 'import.run',
          order: 910,
        },
      ],
    },
  }
}
