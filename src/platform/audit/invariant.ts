import type { Invariant } from '../feature.ts'
import { verifyAudit } from './verify.ts'

/** The chain is whole and every sealed day matches it. */
export function auditInvariant(onProgress?: (done: number, of: number) => void): Invariant {
  return {
    name: 'audit-chain-is-whole',
    async run(db) {
      const { fault } = await verifyAudit(db, onProgress)
      return fault ? [{ subject: `audit entry ${fault.seq}`, message: fault.kind }] : []
    },
  }
}
