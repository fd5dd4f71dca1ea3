export { LENDABLE_ROLES, LONGEST_LOAN_DAYS } from './lending.ts'
export { MATRIX, PERMISSIONS, type Permission } from './matrix.ts'
export { allowed, isWithheld, may, mayAnywhere, onBehalfOf, type Reach, reachOf } from './may.ts'
export { type Actor, type Grant, type Resource, ROLES, type Role, type Scope } from './roles.ts'
