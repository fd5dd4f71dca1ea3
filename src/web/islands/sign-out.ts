import { isWaiting, screens as kept, screensOf } from '../device/screens.ts'
import { accountHere } from '../device/store.ts'
import { forgetFilesOf, keptFiles } from '../uploads/kept-files.ts'
import { draftsOf } from './autosave.ts'

/** Others keep things too: each says how much of an account is unsent here, and forgets it. */
export interface KeptHere {
  unsent(account: string): Promise<number>
  forget(account: string): Promise<void>
}

const uploads: KeptHere = {
  unsent: async (account) =>
    (await keptFiles.all().catch(() => [])).filter((file) => file.account === account).length,
  forget: forgetFilesOf,
}

const drafts: KeptHere = {
  unsent: async (account) =>
    draftsOf(account).filter((key) => !localStorage.getItem(key)?.includes('"sent":true')).length,
  forget: async (account) => {
    for (const key of draftsOf(account)) localStorage.removeItem(key)
  },
}

const screens: KeptHere = {
  unsent: async (account) => (await screensOf(account)).filter(isWaiting).length,
  forget: async (account) => {
    for (const screen of await screensOf(account)) await kept.forget(screen.id)
  },
}

/** Pages kept to be read without network are of the account that opened them. */
const pages: KeptHere = {
  unsent: async () => 0,
  forget: async () => {
    if (!('caches' in window)) return
    for (const name of await caches.keys()) if (name.includes('-pages-')) await caches.delete(name)
  },
}

/**
 * Signing out on a device that others use leaves nothing of this account behind. What has not been sent is asked about first, for
 * it would be gone.
 */
export function start(root: ParentNode): void {
  const here = [uploads, drafts, screens, pages, ...(window.keptHere ?? [])]
  for (const form of root.querySelectorAll<HTMLFormElement>('[data-sign-out]'))
    form.addEventListener('submit', (event) => {
      event.preventDefault()
      event.stopImmediatePropagation()
      void leave(form, here)
    })
}

async function leave(form: HTMLFormElement, here: readonly KeptHere[]): Promise<void> {
  const account = accountHere()
  let unsent = 0
  for (const each of here) unsent += await each.unsent(account).catch(() => 0)
  const asked = (form.dataset.signOut ?? '').replace('{count}', String(unsent))
  if (unsent > 0 && !confirm(asked)) return
  for (const each of here) await each.forget(account).catch(() => undefined)
  form.submit()
}

declare global {
  interface Window {
    /** Filled by scripts that keep things of their own on the device. */
    keptHere?: KeptHere[]
  }
}
