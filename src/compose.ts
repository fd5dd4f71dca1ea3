import type { Feature, Kernel } from './platform/feature.ts'

/**
 * Every feature in the order of composition: what is made first may be used by what comes later.
 * The server, the command line and the tests build the same house from this one list.
 */
export async function composeFeatures(_kernel: Kernel): Promise<readonly Feature[]> {
  return []
}
