/**
 * The name a cookie travels under. Under https browsers keep `__Host-` for this very host alone (Secure, Path=/, no Domain): no
 * neighbour under the same domain can set or shadow it (ASVS 3.4.4). On http, as on loopback, they would refuse it.
 */
export function cookieName(baseUrl: string, name: string): string {
  return isSecure(baseUrl) ? `__Host-${name}` : name
}

/** Whether the site is reached by https. */
export const isSecure = (baseUrl: string): boolean => baseUrl.startsWith('https:')

/** What every cookie of ours has in common. */
export function cookieAttributes(baseUrl: string) {
  return { path: '/', httpOnly: true, sameSite: 'lax', secure: isSecure(baseUrl) } as const
}
