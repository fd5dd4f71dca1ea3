export { type AuditEntry, appendAudit } from './append.ts'
export { canonicalJson } from './chain.ts'
export { type DaySeal, sealDay } from './seal.ts'
export { type AuditFault, type AuditVerdict, verifyAudit } from './verify.ts'
