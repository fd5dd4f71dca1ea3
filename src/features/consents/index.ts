import type { Feature, Kernel } from '../../platform/feature.ts'
import { problems as en } from './messages.en.ts'
import { problems as vi } from './messages.vi.ts'
import { words } from './pages.tsx'
import { consentRoutes } from './routes.tsx'

export { type Acting, actingFor, type OfProducer, runningConsent } from './acting.ts'
export { LONGEST_CONSENT_DAYS, type NewConsent, recordConsent } from './commands.ts'

export function createConsents(kernel: Kernel): { feature: Feature } {
  return {
    feature: {
      name: 'consents',
      routes: consentRoutes(kernel),
      menu: [
        {
          path: '/lam-viec/uy-quyen',
          label: { vi: words('vi').menu, en: words('en').menu },
          icon: 'shield',
          permission: 'dossier.edit',
          order: 80,
        },
      ],
      problems: { vi, en },
    },
  }
}
