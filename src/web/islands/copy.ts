/** Buttons that copy a text: `data-copy` holds it, `data-copied` the word shown afterwards. */
export function start(root: ParentNode): void {
  for (const button of root.querySelectorAll<HTMLButtonElement>('[data-copy]')) {
    button.addEventListener('click', () => void copy(button))
  }
}

async function copy(button: HTMLButtonElement): Promise<void> {
  const word = button.querySelector('[data-copy-word]')
  if (!word) return
  await navigator.clipboard.writeText(button.dataset.copy ?? '')
  const before = word.textContent
  word.textContent = button.dataset.copied ?? before
  setTimeout(() => {
    word.textContent = before
  }, 2500)
}
