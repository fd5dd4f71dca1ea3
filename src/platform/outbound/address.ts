import { BlockList, isIP } from 'node:net'

/** Ranges that are not the public internet (RFC 6890, RFC 4193, RFC 4291 and the registries of IANA). */
const closed = new BlockList()
for (const [net, prefix] of [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.88.99.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 3],
] as const)
  closed.addSubnet(net, prefix, 'ipv4')

/** Of IPv6 only what is given out for use on the internet, less what carries an IPv4 address or another protocol inside. */
const open6 = new BlockList()
open6.addSubnet('2000::', 3, 'ipv6')
const closed6 = new BlockList()
for (const [net, prefix] of [
  ['2001::', 23],
  ['2001:db8::', 32],
  ['2002::', 16],
  ['3fff::', 20],
] as const)
  closed6.addSubnet(net, prefix, 'ipv6')

/** Whether an address of a socket lies on the public internet; what is no address does not. */
export function isPublicAddress(address: string): boolean {
  const version = isIP(address)
  if (version === 4) return !closed.check(address, 'ipv4')
  if (version !== 6) return false
  return open6.check(address, 'ipv6') && !closed6.check(address, 'ipv6')
}

/** The address of a page anybody may be asked for: http(s) on its own port, no name and password inside. */
export function pageAddress(text: string): URL | null {
  if (!URL.canParse(text)) return null
  const url = new URL(text)
  const usual = url.port === ''
  const web = url.protocol === 'https:' || url.protocol === 'http:'
  return web && usual && url.username === '' && url.password === '' ? url : null
}
