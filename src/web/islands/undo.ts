import { toast } from './toast.ts'

/**
 * Instead of asking “are you sure?”: after an action the server answers with `<div data-undo …>` (`UndoToast`), whose
 * form takes the action back. The script shows it as a toast that stays until it is closed or the page is left.
 */
export function start(root: ParentNode): void {
  for (const offer of root.querySelectorAll<HTMLElement>('[data-undo]')) {
    const remove = toast({ content: offer })
    const close = offer.querySelector<HTMLElement>('[data-close]')
    if (!close) continue
    close.hidden = false
    close.addEventListener('click', remove)
  }
}
