export { CouncilRules, ShareOf } from './council-rules.ts'
export * from './light.ts'
