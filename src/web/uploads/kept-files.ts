import { deviceStore } from '../device/store.ts'

/** One file on its way, kept on this device until its form has been saved. */
export interface KeptFile {
  readonly id: string
  readonly account: string
  /** Which form it belongs to. */
  readonly form: string
  readonly name: string
  readonly blob: Blob
  readonly at: number
  /** The form's own key, where it has one: sent again after a reload it must still be the same. */
  once: string | null
  order: number
  /** Where its bytes go; known once the server has begun it. */
  url: string | null
  state: 'waiting' | 'sending' | 'arrived' | 'refused'
  /** Why it was refused, or where the same file lies already. */
  said: string
}

export const keptFiles = deviceStore<KeptFile>('uploads')

const DAYS_KEPT = 14

/** Files of one form, in order; old ones of anybody are forgotten on the way. */
export async function filesOf(account: string, form: string): Promise<KeptFile[]> {
  const all = await keptFiles.all().catch(() => [])
  for (const file of all)
    if (Date.now() - file.at > DAYS_KEPT * 86_400_000) await keptFiles.forget(file.id).catch(() => undefined)
  return all
    .filter((file) => file.account === account && file.form === form)
    .sort((one, other) => one.order - other.order)
}
