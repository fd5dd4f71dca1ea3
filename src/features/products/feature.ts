import type { Feature, Kernel } from '../../platform/feature.ts'
import type { ImportKind } from '../imports/index.ts'
import { followMerges, publishRecognised } from './following.ts'
import { productImport } from './import/kind.ts'
import type { ProductSurroundings } from './surroundings.ts'

export interface Products {
  readonly feature: Feature
  readonly importKind: ImportKind
}

/** What is ranked: products with their set, pictures, labels and what sources say of them. */
export function createProducts(_kernel: Kernel, around: ProductSurroundings): Products {
  return {
    importKind: productImport(around),
    feature: {
      name: 'products',
      subscribe: (events) => {
        followMerges(events)
        publishRecognised(events)
      },
    },
  }
}
