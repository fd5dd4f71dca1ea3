/** The button beside a password: pressed, the password is read as text; it is hidden again before it is sent. */
export function start(root: ParentNode): void {
  for (const button of root.querySelectorAll<HTMLButtonElement>('[data-show-password]')) {
    const input = button.parentElement?.querySelector('input')
    if (!input) continue
    const show = (shown: boolean) => {
      input.type = shown ? 'text' : 'password'
      button.setAttribute('aria-pressed', String(shown))
    }
    button.addEventListener('click', () => show(input.type === 'password'))
    input.form?.addEventListener('submit', () => show(false))
    addEventListener('pagehide', () => show(false))
  }
}
