export type { RetentionRule } from './pages.tsx'
export { createPrivacy, type PrivacySurroundings } from './privacy.tsx'
