import { problemWords as en } from './messages.en.ts'
import { problemWords as vi } from './messages.vi.ts'

export const dailyProblemWords = { vi, en }
