import type { CommandContext } from '../../platform/command/index.ts'
import type { Feature, Kernel } from '../../platform/feature.ts'
import type { ImportKind } from '../imports/index.ts'
import { createProducer } from './commands.ts'
import { type DemoPeople, loadDemoProducers } from './demo.ts'
import { producerImport } from './import.ts'
import type { ProducerInput } from './input.ts'
import { producerInvariants } from './invariants.ts'
import { problems as en } from './messages.en.ts'
import { problems as vi } from './messages.vi.ts'
import { producerRoutes } from './routes.tsx'
import type { ProducerSurroundings } from './surroundings.ts'
import { words } from './words.ts'

export interface Producers {
  readonly feature: Feature
  readonly importKind: ImportKind
  createProducer(
    ctx: CommandContext,
    input: ProducerInput,
    options?: { readonly isDemo?: boolean },
  ): ReturnType<typeof createProducer>
}

/** Who owns products (Điều 2 khoản 3). */
export function createProducers(kernel: Kernel, around: ProducerSurroundings, people: DemoPeople): Producers {
  return {
    importKind: producerImport(around),
    createProducer: (ctx, input, options) => createProducer(ctx, around, input, options),
    feature: {
      name: 'producers',
      routes: producerRoutes(kernel, around),
      problems: { vi, en },
      invariants: producerInvariants,
      demo: () => loadDemoProducers(kernel, around, people),
      menu: [
        {
          path: '/lam-viec/chu-the',
          label: { vi: words('vi').title, en: words('en').title },
          icon: 'users',
          permission: 'producer.read',
          order: 140,
        },
      ],
    },
  }
}
