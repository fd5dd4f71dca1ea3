import { BlockList, isIPv6 } from 'node:net'

/** Whether an address is a proxy of ours, whose word on the visitor's address is taken. */
export type Trusts = (address: string) => boolean

/** `loopback`, addresses and networks (`10.0.0.0/8`), as `TRUSTED_PROXIES` names them. */
export function trusting(proxies: readonly string[]): Trusts {
  const list = new BlockList()
  const add = (text: string) => {
    const [address = '', prefix] = text.split('/')
    const family = isIPv6(address) ? 'ipv6' : 'ipv4'
    if (prefix === undefined) list.addAddress(address, family)
    else list.addSubnet(address, Number(prefix), family)
  }
  for (const text of proxies)
    for (const one of text === 'loopback' ? ['127.0.0.0/8', '::1'] : [text]) add(one)
  return (address) => list.check(address, isIPv6(address) ? 'ipv6' : 'ipv4')
}

/** The visitor's address: the last one in the chain of `X-Forwarded-For` that is no proxy of ours. */
export function visitorAddress(peer: string, forwardedFor: string | undefined, trusts: Trusts): string {
  let address = peer
  const chain = forwardedFor?.split(',') ?? []
  while (trusts(address)) {
    const named = chain.pop()?.trim()
    if (!named) return address
    address = named
  }
  return address
}
