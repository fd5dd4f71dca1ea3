import { Transform, type TransformCallback } from 'node:stream'
import { TextDecoder } from 'node:util'

/** The file is not text in an encoding we read without guessing. */
export class UnreadableText extends Error {}

/** The encoding a byte order mark names; without one UTF-8, the only one that is not guessed. */
export function encodingOf(head: Buffer): 'utf-8' | 'utf-16le' | 'utf-16be' {
  if (head[0] === 0xff && head[1] === 0xfe) return 'utf-16le'
  if (head[0] === 0xfe && head[1] === 0xff) return 'utf-16be'
  return 'utf-8'
}

/**
 * Bytes to text, strictly: a byte that is no UTF-8 ends the stream with `UnreadableText` instead of a silent `�`
 * (lists saved by old programs in windows-1258 or TCVN3 would lose every accent).
 */
export class StrictDecoder extends Transform {
  private decoder: TextDecoder | undefined

  constructor() {
    super({ readableObjectMode: false, decodeStrings: true, encoding: 'utf8' })
  }

  override _transform(chunk: Buffer, _encoding: BufferEncoding, done: TransformCallback): void {
    this.decoder ??= new TextDecoder(encodingOf(chunk), { fatal: true })
    this.decode(done, chunk)
  }

  override _flush(done: TransformCallback): void {
    this.decode(done)
  }

  private decode(done: TransformCallback, chunk?: Buffer): void {
    try {
      const text = chunk ? this.decoder?.decode(chunk, { stream: true }) : this.decoder?.decode()
      // A NUL inside text means UTF-16 without its mark, or no text at all.
      if (text?.includes('\u0000')) done(new UnreadableText())
      else done(null, text ?? '')
    } catch {
      done(new UnreadableText())
    }
  }
}
