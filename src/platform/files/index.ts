export { openFileStore } from './disk.ts'
export type { FileStore, PutLimits, StoredFile } from './store.ts'
