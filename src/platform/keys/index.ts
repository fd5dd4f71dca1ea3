export { Keyring, type SigningKey } from './keyring.ts'
