export { joinEmbedded, type Membership, type Role } from './membership.ts'
export { alive, endAbandoned } from './server.ts'
