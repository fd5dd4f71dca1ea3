export {
  type Config,
  configVariables,
  logLevels,
  type OpenIdProvider,
  readConfig,
  type S3Storage,
  type Storage,
  type UploadLimits,
} from './config.ts'
export { loadEnvFile } from './env-file.ts'
export { configMessages as configMessagesEn } from './messages.en.ts'
export { configMessages as configMessagesVi } from './messages.vi.ts'
