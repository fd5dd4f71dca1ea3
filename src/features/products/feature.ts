import type { ComponentChildren } from 'preact'
import type { CommandContext } from '../../platform/command/index.ts'
import type { Feature, Kernel } from '../../platform/feature.ts'
import type { RequestContext } from '../../platform/http/index.ts'
import type { ImportKind } from '../imports/index.ts'
import { classifyProduct, createProduct } from './commands.ts'
import { loadDemoProducts } from './demo.ts'
import { followMerges, publishRecognised } from './following.ts'
import { productImport } from './import/kind.ts'
import { recognitionImport } from './import/recognitions.ts'
import type { ProductInput } from './input.ts'
import { problems as en } from './messages.en.ts'
import { problems as vi } from './messages.vi.ts'
import { productRoutes } from './routes.tsx'
import type { ProductSurroundings } from './surroundings.ts'
import { words } from './words.ts'

export interface Products {
  readonly feature: Feature
  readonly importKinds: readonly ImportKind[]
  createProduct(
    ctx: CommandContext,
    input: ProductInput,
    options?: { readonly isDemo?: boolean },
  ): ReturnType<typeof createProduct>
  classify(ctx: CommandContext, productId: string, set: number): ReturnType<typeof classifyProduct>
}

/** What other parts of the house say of a product on its page in the work area, to whom may read it. */
export type ProductSections = (ctx: RequestContext, productId: string) => Promise<ComponentChildren | null>

/** What is ranked: products with their set, pictures, labels and what sources say of them. */
export function createProducts(
  kernel: Kernel,
  around: ProductSurroundings,
  sections: ProductSections = async () => null,
): Products {
  return {
    importKinds: [productImport(around), recognitionImport(around)],
    createProduct: (ctx, input, options) => createProduct(ctx, around, input, options),
    classify: (ctx, id, set) => classifyProduct(ctx, around, id, set),
    feature: {
      name: 'products',
      routes: productRoutes(kernel, around, sections),
      problems: { vi, en },
      demo: () => loadDemoProducts(kernel, around),
      menu: [
        {
          path: '/lam-viec/san-pham',
          label: { vi: words('vi').title, en: words('en').title },
          icon: 'basket',
          permission: 'product.read',
          order: 120,
        },
      ],
      subscribe: (events) => {
        followMerges(events)
        publishRecognised(events)
      },
    },
  }
}
