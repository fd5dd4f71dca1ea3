import { createHmac, timingSafeEqual } from 'node:crypto'

/**
 * `wall`: shown to the room, for a few minutes. `form`: handed to a telephone that came with a good wall code, so that whoever
 * types slowly is not turned away.
 */
export type CodeUse = 'wall' | 'form'

export type CodeReading =
  | { readonly ok: true; readonly sessionId: string; readonly use: CodeUse }
  | { readonly ok: false; readonly why: 'attendance-code-forged' | 'attendance-code-expired' }

export interface AttendanceCodes {
  issue(sessionId: string, now: Date, use?: CodeUse): string
  read(code: string, now: Date): CodeReading
}

const formMinutes = 15
const macBytes = 12

/**
 * Codes by which a telephone proves that it is in the room now: session, last minute, HMAC-SHA256 over both. Whoever changes one
 * letter, or makes one up, has no key for it.
 */
export function attendanceCodes(key: Buffer, wallMinutes: number): AttendanceCodes {
  const macOf = (head: Buffer) => createHmac('sha256', key).update(head).digest().subarray(0, macBytes)
  return {
    issue(sessionId, now, use = 'wall') {
      const head = Buffer.alloc(21)
      Buffer.from(sessionId.replaceAll('-', ''), 'hex').copy(head)
      const minutes = use === 'wall' ? wallMinutes : formMinutes
      head.writeUInt32BE(Math.ceil(now.getTime() / 1000) + minutes * 60, 16)
      head.writeUInt8(use === 'wall' ? 0 : 1, 20)
      return Buffer.concat([head, macOf(head)]).toString('base64url')
    },
    read(code, now) {
      const bytes = /^[\w-]{44}$/.test(code) ? Buffer.from(code, 'base64url') : Buffer.alloc(0)
      if (bytes.length !== 21 + macBytes) return { ok: false, why: 'attendance-code-forged' }
      const head = bytes.subarray(0, 21)
      if (!timingSafeEqual(macOf(head), bytes.subarray(21)))
        return { ok: false, why: 'attendance-code-forged' }
      if (head.readUInt32BE(16) * 1000 < now.getTime()) return { ok: false, why: 'attendance-code-expired' }
      const hex = head.subarray(0, 16).toString('hex')
      return {
        ok: true,
        sessionId: hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5'),
        use: head.readUInt8(20) === 0 ? 'wall' : 'form',
      }
    },
  }
}
