import type { Feature, Kernel } from '../../platform/feature.ts'
import type { Places } from '../places/index.ts'
import type { Regulation } from '../regulation/index.ts'
import { PAPER_WORDS, paperReminders, paperTasks } from './expiring.ts'
import { followMerges } from './following.ts'
import { problems as en } from './messages.en.ts'
import { problems as vi } from './messages.vi.ts'
import { evidenceRoutes } from './routes.tsx'
import { words } from './words.ts'

export {
  addFiles,
  addPaper,
  correctPaper,
  depositPaper,
  MOST_FILES,
  type PaperFacts,
  type ReceivedFile,
  removeFile,
  setPaperAside,
} from './commands.ts'
export { LeafPage } from './pages/leaf-page.tsx'
export { Validity } from './pages/vault-page.tsx'
export { fileOfPage, type Paper, type PaperFile, paperById, papersWhere } from './queries.ts'
export { LARGEST_FILE, receiveFiles } from './receive.ts'
export { readFacts, safeBack } from './routes.tsx'
export { officeOf, placeOf, type ShownFile, sendOriginal, sendPage, WIDTHS } from './view.ts'
export { kindName } from './words.ts'

/** The vault of papers as a feature: pages under `/lam-viec/tai-lieu`. */
export function createEvidence(kernel: Kernel, regulation: Regulation, places: Places): { feature: Feature } {
  return {
    feature: {
      name: 'evidence',
      routes: evidenceRoutes(kernel, regulation, places),
      menu: [
        {
          path: '/lam-viec/tai-lieu',
          label: { vi: words('vi').menu, en: words('en').menu },
          icon: 'files',
          permission: 'paper.edit',
          order: 130,
        },
      ],
      tasks: paperTasks(kernel.db),
      subscribe: followMerges,
      notices: PAPER_WORDS,
      reminders: ({ today }) => paperReminders(kernel.db, today),
      problems: { vi, en },
    },
  }
}
