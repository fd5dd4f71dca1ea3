import './events.ts'
import { fileProblemWords as en } from './messages.en.ts'
import { fileProblemWords as vi } from './messages.vi.ts'

export type { FileFlag } from './inspect.ts'
export { fileInvariants } from './invariants.ts'
export { allMediaTypes, type MediaType, mediaTypes } from './media.ts'
export { type FileStore, openFileStore, type PutLimits, type StoredFile } from './store.ts'
export const fileProblemWords = { vi, en }
