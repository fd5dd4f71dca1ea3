import { fillIn } from '../fill.ts'

/** Says how many characters are left in a text area; `data-count` is the most it may hold. */
export function start(root: ParentNode): void {
  for (const area of root.querySelectorAll<HTMLTextAreaElement>('[data-count]')) {
    const counter = area.parentElement?.querySelector<HTMLElement>('.field-counter')
    if (!counter) continue
    const tell = (): void => {
      const left = Number(area.dataset.count) - [...area.value].length
      const template = (left < 0 ? counter.dataset.over : counter.dataset.left) ?? ''
      counter.textContent = fillIn(template, { count: Math.abs(left) })
      counter.classList.toggle('over', left < 0)
    }
    area.addEventListener('input', tell)
    tell()
  }
}
