import './events.ts'

export { type DemoProductKey, demoProductId, demoProducts } from './demo.ts'
export { createProducts, type Products } from './feature.ts'
export { type ProductInput, productForm } from './input.ts'
export { pictureUrl, pictureWidths } from './pictures.ts'
export { type ProductSurroundings, productSurroundings } from './surroundings.ts'
export type { ProductDetails, ProductTable } from './tables.ts'
