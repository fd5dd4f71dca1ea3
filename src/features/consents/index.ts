import type { Feature, Kernel } from '../../platform/feature.ts'
import type { Lang } from '../../platform/i18n/index.ts'
import type { SendNotice } from '../../platform/notice.ts'
import type { Governing } from '../places/index.ts'
import { followMerges } from './following.ts'
import { problems as en } from './messages.en.ts'
import { problems as vi } from './messages.vi.ts'
import { CONSENT_NOTICES } from './notices.ts'
import { consentRoutes } from './routes.tsx'
import { words } from './words.ts'

export { type Acting, actingFor, type OfProducer, runningConsent } from './acting.ts'
export { LONGEST_CONSENT_DAYS, type NewConsent, recordConsent } from './commands.ts'
export { type StandingProducer, standingProducer } from './queries.ts'

/** `deedName`: a deed of a dossier in words, where they are known. */
export function createConsents(
  kernel: Kernel,
  places: Governing,
  send?: SendNotice,
  deedName?: (action: string, lang: Lang) => string,
): { feature: Feature } {
  return {
    feature: {
      name: 'consents',
      subscribe: followMerges,
      routes: consentRoutes(kernel, places, send, deedName),
      menu: [
        {
          path: '/lam-viec/uy-quyen',
          label: { vi: words('vi').menu, en: words('en').menu },
          icon: 'shield',
          permission: 'dossier.edit',
          order: 190,
        },
      ],
      notices: CONSENT_NOTICES,
      problems: { vi, en },
    },
  }
}
