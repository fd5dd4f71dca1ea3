export { joinEmbedded, type Membership, type Role } from './membership.ts'
