import type { KeyWords, problems as viProblems } from './messages.vi.ts'

/** Words of the page of signing keys. */
export const messages = {
  title: 'Certificate signing keys',
  lead: 'The key signs the facts in the QR of a certificate. The public keys of all times are published, so a certificate signed with an old key can still be checked, even without network.',
  key: 'Key',
  state: 'State',
  inUse: 'Signs now',
  retired: 'Signs no more, still verifies',
  from: 'Signs from',
  to: 'Until',
  certificates: 'Certificates signed',
  thumbprint: 'Thumbprint of the public key (RFC 7638)',
  none: 'No key yet',
  noneHint: 'The first one is made with the first certificate.',
  rotateTitle: 'Rotate',
  rotateWhen:
    'Rotate when the key folder or a backup may have been read, when somebody who kept the server leaves, or at intervals. Issued certificates need not be issued again. If the old key is known to others, a forgery signed with it is still found out when its number is looked up online.',
  rotate: 'Change to a new key',
  rotated: 'Changed: key {id} signs from now on. Back up the key folder.',
  published: 'List of public keys',
} satisfies KeyWords

export const problems = {
  'certificate-key-just-made': 'Key {key} was made just now; there is no need to rotate it.',
} satisfies typeof viProblems
