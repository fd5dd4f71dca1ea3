/** Shows a short message over the page; it is read out, takes no focus, and leaves after `seconds` if given. */
export function toast(options: { content: HTMLElement | string; seconds?: number }): () => void {
  const frame = document.createElement('div')
  frame.className = 'toast'
  frame.append(options.content)
  if (options.content instanceof HTMLElement) options.content.hidden = false
  region().append(frame)
  const remove = (): void => frame.remove()
  if (options.seconds) setTimeout(remove, options.seconds * 1000)
  return remove
}

function region(): HTMLElement {
  const present = document.querySelector<HTMLElement>('.toasts')
  if (present) return present
  const made = document.createElement('div')
  made.className = 'toasts'
  made.setAttribute('role', 'status')
  document.body.append(made)
  return made
}
