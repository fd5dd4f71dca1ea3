import type { Feature, Kernel } from '../../platform/feature.ts'
import type { Abbreviations } from '../../rules/vietnamese/index.ts'
import { fileTextJob, readAttached } from './file-texts.ts'
import { searchRoutes } from './routes.tsx'
import { countWords, keptVocabulary, vocabularyJob } from './vocabulary.ts'
import { words } from './words.ts'
import './tables.ts'

/** One search over products, producers, news, documents and the text of files. */
export function createSearch(kernel: Kernel, about: { abbreviations: Abbreviations }): Feature {
  const fileTexts = fileTextJob(kernel)
  return {
    name: 'search',
    routes: searchRoutes(kernel, about.abbreviations, keptVocabulary(kernel)),
    subscribe: (events) => readAttached(events, fileTexts),
    jobs: [fileTexts, vocabularyJob(kernel)],
    demo: () => countWords(kernel),
    menu: [
      {
        path: '/lam-viec/tim-khong-thay',
        label: { vi: words('vi').missTitle, en: words('en').missTitle },
        icon: 'search',
        permission: 'article.read-draft',
        order: 440,
      },
    ],
  }
}
