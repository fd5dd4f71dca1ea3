const MARK = 'pages-of'

/** Pages kept to be read without network are of the account that opened them. */
export async function forgetPages(): Promise<void> {
  localStorage.removeItem(MARK)
  if (!('caches' in globalThis)) return
  for (const name of await caches.keys()) if (name.includes('-pages-')) await caches.delete(name)
}

/** Where somebody else is signed in than before, without a sign-out between, they are not shown the pages of the former. */
export async function keepPagesOf(account: string): Promise<void> {
  const former = localStorage.getItem(MARK)
  if (former !== null && former !== account) await forgetPages()
  localStorage.setItem(MARK, account)
}
