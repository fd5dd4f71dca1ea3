import { forgetAllOf, unsentOf } from '../device/kept.ts'
import { forgetPages } from '../device/pages.ts'
import { accountHere } from '../device/store.ts'
import { fillIn } from '../fill.ts'
import { draftsOf } from './autosave.ts'

/**
 * Signing out on a device that others use leaves nothing of this account behind, whichever page it is pressed on. What has not been
 * sent is asked about first, for it would be gone.
 */
export function start(root: ParentNode): void {
  for (const form of root.querySelectorAll<HTMLFormElement>('[data-sign-out]'))
    form.addEventListener('submit', (event) => {
      event.preventDefault()
      event.stopImmediatePropagation()
      void leave(form)
    })
}

async function leave(form: HTMLFormElement): Promise<void> {
  const account = accountHere()
  const typed = draftsOf(account).filter((key) => !localStorage.getItem(key)?.includes('"sent":true'))
  const unsent = typed.length + (await unsentOf(account))
  const asked = fillIn(form.dataset.signOut ?? '', { count: unsent })
  if (unsent > 0 && !confirm(asked)) return
  for (const key of draftsOf(account)) localStorage.removeItem(key)
  await forgetAllOf(account)
  await forgetPages().catch(() => undefined)
  form.submit()
}
