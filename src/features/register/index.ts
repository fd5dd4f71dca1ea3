export { createRegister, type Register } from './register.ts'
export { type ProductStatus, productStatuses } from './status.ts'
export { registerSurroundings } from './surroundings.ts'
