/** End of every address that is none. */
export const noEmail = '.invalid'

/** The sign-in library wants an address of everyone; whoever has none gets one that can never be delivered (RFC 2606). */
export function placeholderEmail(accountId: string): string {
  return `${accountId}@khong-co-thu${noEmail}`
}

/** The true address, or null. */
export function emailOf(account: { readonly email: string }): string | null {
  return account.email.endsWith(noEmail) ? null : account.email
}
