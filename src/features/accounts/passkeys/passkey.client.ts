import { startAuthentication, startRegistration } from '@simplewebauthn/browser'

/**
 * The two moments at which a passkey needs script: making one (`data-passkey="new"` on the form with password and name)
 * and signing in with one (`data-passkey="sign-in"` on a button). Without script neither is shown.
 */
async function post(url: string, body: unknown): Promise<Record<string, unknown>> {
  const answer = await fetch(url, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      accept: 'application/json',
      'accept-language': document.documentElement.lang,
    },
    body: JSON.stringify(body),
  })
  const said = (await answer.json()) as Record<string, unknown> & {
    errors?: { detail?: string }[]
    title?: string
  }
  if (!answer.ok) throw new Error(said.errors?.[0]?.detail ?? said.title ?? String(answer.status))
  return said
}

function say(place: HTMLElement, text: string): void {
  const line = place.querySelector<HTMLElement>('[data-passkey-says]')
  if (!line) return
  line.textContent = text
  line.hidden = text === ''
}

/** The person closed the browser's own window, or the device has no such key: not a fault, and no reason to shout. */
const turnedAway = (error: unknown) => error instanceof Error && /NotAllowed|Abort/.test(error.name)

async function attempt(place: HTMLElement, work: () => Promise<void>): Promise<void> {
  const button = place.querySelector<HTMLButtonElement>('.form-actions button, :scope > button')
  say(place, '')
  if (button) button.disabled = true
  try {
    await work()
  } catch (error) {
    say(place, turnedAway(error) ? (place.dataset.passkeyCancelled ?? '') : (error as Error).message)
  } finally {
    if (button) button.disabled = false
  }
}

const base = '/api/v1/passkeys'

for (const form of document.querySelectorAll<HTMLFormElement>('form[data-passkey="new"]'))
  form.addEventListener('submit', (event) => {
    event.preventDefault()
    event.stopPropagation()
    const typed = new FormData(form)
    void attempt(form, async () => {
      const optionsJSON = await post(`${base}/options`, { password: typed.get('password') ?? '' })
      const response = await startRegistration({ optionsJSON } as never)
      await post(base, { name: typed.get('name') ?? '', response })
      location.assign(form.dataset.passkeyNext ?? location.pathname)
    })
  })

for (const place of document.querySelectorAll<HTMLElement>('div[data-passkey="sign-in"]'))
  place.querySelector('button')?.addEventListener('click', () => {
    void attempt(place, async () => {
      const optionsJSON = await post(`${base}/sign-in/options`, {})
      const response = await startAuthentication({ optionsJSON } as never)
      const remember = document.querySelector<HTMLInputElement>('input[name=remember]')?.checked ?? false
      const next = place.dataset.passkeyNext ?? ''
      const { to } = await post(`${base}/sign-in`, { response, remember, next })
      location.assign(String(to))
    })
  })
