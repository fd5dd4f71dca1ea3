import { pause } from '../device/pause.ts'
/** Posts a form as its button would, and again until an answer comes; the form carries a key, so that it counts once. */
export async function postUntilAnswered(
  form: HTMLFormElement,
  submitter: HTMLElement | null,
  waiting: () => void,
): Promise<{ to: string } | 'show'> {
  let wait = 1_000
  for (;;) {
    try {
      const body = new FormData(form)
      for (const [name, value] of [...body]) if (value instanceof File) body.delete(name)
      if (submitter instanceof HTMLButtonElement && submitter.name)
        body.append(submitter.name, submitter.value)
      const answer = await fetch(form.action, {
        method: 'POST',
        headers: { accept: 'application/json' },
        body,
        redirect: 'manual',
      })
      if (answer.ok && answer.headers.get('content-type')?.startsWith('application/json'))
        return (await answer.json()) as { to: string }
      // A redirect one may not follow here: signed out meanwhile. The plain way leads to the sign-in.
      if (answer.type === 'opaqueredirect' || (answer.status < 500 && answer.status !== 429)) return 'show'
    } catch {
      // No line: the same post again, a little later.
    }
    waiting()
    await pause(wait)
    wait = Math.min(wait * 2, 15_000)
  }
}
