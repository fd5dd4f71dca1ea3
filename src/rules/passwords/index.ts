export { flawOf, PASSWORD_LENGTH, type PasswordFlaw, type Strength, strengthOf } from './strength.ts'
