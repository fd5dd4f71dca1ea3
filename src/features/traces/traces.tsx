import type { Feature, Kernel } from '../../platform/feature.ts'
import type { Places } from '../places/index.ts'
import { loadDemoTraces } from './demo.ts'
import { deskRoutes } from './desk-routes.tsx'
import { problems as en } from './messages.en.ts'
import { problems as vi } from './messages.vi.ts'
import { publicRoutes } from './public-routes.tsx'
import { words } from './words.ts'

export interface TraceSurroundings {
  placeLabel(code: string, day: string): string
}

/** Trace pages, and the desk where lots are kept. */
export function createTraces(kernel: Kernel, around: TraceSurroundings, places: Places): Feature {
  return {
    name: 'traces',
    routes: [...publicRoutes(kernel, around), ...deskRoutes(kernel, places)],
    problems: { vi, en },
    menu: [
      {
        path: '/lam-viec/truy-xuat',
        label: { vi: words('vi').desk, en: words('en').desk },
        icon: 'scan',
        permission: 'product.edit',
        order: 270,
      },
    ],
    demo: () => loadDemoTraces(kernel, places),
  }
}
