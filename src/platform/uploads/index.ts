import { uploadProblemWords as en } from './messages.en.ts'
import { uploadProblemWords as vi } from './messages.vi.ts'

export { tidyJob } from './job.ts'
export { uploadRoutes } from './routes.ts'
export { openUploads, type TakenUpload, type Uploads } from './uploads.ts'
export const uploadProblemWords = { vi, en }
