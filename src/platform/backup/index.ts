export { type Drilled, drillBackup, withPlainBackup } from './drill.ts'
export type { Manifest, Progress } from './manifest.ts'
export { checkBackup, readBackup, restoreBackup, type Target } from './restore.ts'
export { type Source, type Taken, takeBackup } from './take.ts'
