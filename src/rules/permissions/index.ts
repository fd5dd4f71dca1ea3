export { MATRIX, PERMISSIONS, type Permission } from './matrix.ts'
export { may, mayAnywhere, type Reach, reachOf } from './may.ts'
export { type Actor, type Grant, type Resource, ROLES, type Role, type Scope } from './roles.ts'
