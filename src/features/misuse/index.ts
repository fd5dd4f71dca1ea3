export { createMisuse } from './misuse.tsx'
