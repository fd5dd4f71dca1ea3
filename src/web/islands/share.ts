/** `data-print` prints the page; `data-share` hands its address to the device, or copies it where there is no sharing. */
export function start(root: ParentNode): void {
  for (const button of root.querySelectorAll<HTMLElement>('[data-print]'))
    button.addEventListener('click', () => print())
  for (const button of root.querySelectorAll<HTMLElement>('[data-share]'))
    button.addEventListener('click', () => void share(button))
}

async function share(button: HTMLElement): Promise<void> {
  const about = { title: document.title, url: button.dataset.share ?? location.href }
  try {
    if (navigator.share) await navigator.share(about)
    else {
      await navigator.clipboard.writeText(about.url)
      const word = button.querySelector('[data-share-word]')
      if (word) word.textContent = button.dataset.copied ?? ''
    }
  } catch {
    // The reader changed their mind.
  }
}
