export { createOperations } from './operations.tsx'
