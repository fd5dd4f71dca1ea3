import { existsSync } from 'node:fs'

/** Takes what a file `.env` in the working folder says, where the environment does not say otherwise. */
export function loadEnvFile(path = '.env'): void {
  if (existsSync(path)) process.loadEnvFile(path)
}
