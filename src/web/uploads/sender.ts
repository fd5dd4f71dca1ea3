import { type DetailedError, Upload } from 'tus-js-client'
import { pause } from '../device/pause.ts'
import { type KeptFile, keptFiles } from './kept-files.ts'

/** What the server says of an upload that arrived. */
interface Outcome {
  readonly problem: string | null
  readonly note: string | null
}

/** Small enough to get through a weak line between two breaks, and within the server's patience for one request. */
const CHUNK = 256 * 1024
const FIRST_WAIT = 1_000
const LONGEST_WAIT = 15_000

/**
 * Sends one file after the other, from where the line broke, for as long as it takes. Of a file that arrived the server is asked
 * what came of it; only then it counts as done.
 */
export class Sender {
  private wait = FIRST_WAIT
  private running = false

  constructor(
    private readonly endpoint: string,
    private readonly files: () => KeptFile[],
    private readonly told: (
      file: KeptFile | null,
      share: number,
      state: 'going' | 'no-line' | 'signed-out',
    ) => void,
  ) {
    addEventListener('online', () => void this.go())
  }

  async go(): Promise<void> {
    if (this.running) return
    this.running = true
    try {
      for (;;) {
        const next = this.files().find((file) => file.state === 'waiting' || file.state === 'sending')
        if (!next) return
        await this.send(next)
      }
    } finally {
      this.running = false
    }
  }

  private async send(file: KeptFile): Promise<void> {
    file.state = 'sending'
    try {
      if (!(await this.bytes(file))) return
      const outcome = await this.outcome(file)
      file.state = outcome.problem ? 'refused' : 'arrived'
      file.said = outcome.problem ?? outcome.note ?? ''
      this.wait = FIRST_WAIT
      await this.keep(file)
      this.told(file, 1, 'going')
    } catch (error) {
      await this.broken(file, error)
    }
  }

  /** False when it was taken out of the form meanwhile. */
  private bytes(file: KeptFile): Promise<boolean> {
    return new Promise((resolve, reject) => {
      const upload = new Upload(file.blob, {
        endpoint: this.endpoint,
        uploadUrl: file.url,
        chunkSize: CHUNK,
        retryDelays: null,
        storeFingerprintForResuming: false,
        metadata: { filename: file.name, filetype: file.blob.type },
        onUploadUrlAvailable: () => {
          file.url = upload.url && new URL(upload.url, location.href).pathname
          void this.keep(file)
        },
        onProgress: (sent, all) => {
          this.told(file, all ? sent / all : 0, 'going')
          if (sent > 0) this.wait = FIRST_WAIT
          if (!this.files().includes(file)) void upload.abort(true).finally(() => resolve(false))
        },
        onSuccess: () => resolve(true),
        onError: reject,
      })
      upload.start()
    })
  }

  private async outcome(file: KeptFile): Promise<Outcome> {
    const answer = await fetch(file.url!, { headers: { accept: 'application/json' } })
    if (answer.status === 404) throw new Gone()
    if (!answer.ok) throw new Error(String(answer.status))
    return (await answer.json()) as Outcome
  }

  /** The line broke, or the server does not know the upload any more: it begins anew or goes on a little later. */
  private async broken(file: KeptFile, error: unknown): Promise<void> {
    const status = (error as Partial<DetailedError>).originalResponse?.getStatus() ?? 0
    file.state = 'waiting'
    if (error instanceof Gone || status === 404 || status === 410) file.url = null
    if (status === 413) {
      file.state = 'refused'
      file.said = saidOf((error as Partial<DetailedError>).originalResponse?.getBody())
    }
    await this.keep(file)
    const signedOut = status === 401 || status === 403
    this.told(file, 0, signedOut ? 'signed-out' : 'no-line')
    await pause(this.wait)
    this.wait = Math.min(this.wait * 2, LONGEST_WAIT)
  }

  private async keep(file: KeptFile): Promise<void> {
    if (this.files().includes(file)) await keptFiles.write(file).catch(() => undefined)
  }
}

/** Why an upload was refused, where the server said it in the languages of its pages. */
function saidOf(body: string | undefined): string {
  try {
    const said = JSON.parse(body ?? '') as Record<string, string>
    return said[document.documentElement.lang] ?? ''
  } catch {
    return ''
  }
}

class Gone extends Error {}
