export { createTraces, type TraceSurroundings } from './traces.tsx'
