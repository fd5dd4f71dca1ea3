export { createStatistics } from './statistics.tsx'
