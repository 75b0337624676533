import { lookup as systemLookup } from 'node:dns'
import { BlockList, isIP, type LookupFunction } from 'node:net'
import { SourceError } from './error.ts'

/** Addresses that lead to no public server: RFC 6890 and its IPv6 counterparts. */
const inner = new BlockList()
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
  inner.addSubnet(net, prefix, 'ipv4')
// Of IPv6 only 2000::/3 is public; tunnels in it can carry an inner IPv4 address.
const global = new BlockList()
global.addSubnet('2000::', 3, 'ipv6')
for (const [net, prefix] of [
  ['2001::', 23],
  ['2001:db8::', 32],
  ['2002::', 16],
  ['3fff::', 20],
] as const)
  inner.addSubnet(net, prefix, 'ipv6')

/** Whether an IP address belongs to this machine, its neighbours or no one: never to be asked for a provider's data. */
export function isInner(address: string): boolean {
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)
  if (mapped) return isInner(mapped[1]!)
  const family = isIP(address)
  if (family === 4) return inner.check(address, 'ipv4')
  return family !== 6 || !global.check(address, 'ipv6') || inner.check(address, 'ipv6')
}

/** Hosts that may be asked: `api.example.org`, a whole domain as `.example.org`, either with `:port`. */
export interface Places {
  /** Every host that is not of this machine or its neighbours: for links that readers follow as well. */
  anyPublicHost?: boolean
  allowedHosts: readonly string[]
  /** Exact `host` or `host:port` of devices in the house: the only ones that may have an inner address. */
  localDevices: readonly string[]
}

const defaultPorts: Record<string, string> = { 'http:': '80', 'https:': '443' }

function matches(url: URL, place: string): boolean {
  const [, host, port] = /^(.*?)(?::(\d+))?$/.exec(place.toLowerCase())!
  if ((url.port || defaultPorts[url.protocol]) !== (port ?? defaultPorts[url.protocol])) return false
  return host!.startsWith('.') ? url.hostname.endsWith(host!) : url.hostname === host
}

/** Checks an address before it is asked. Returns whether it is a local device. */
export function admit(url: URL, { allowedHosts, localDevices, anyPublicHost }: Places): boolean {
  if (!(url.protocol in defaultPorts)) throw new SourceError('not-allowed', url, 'neither http nor https')
  if (url.username || url.password) throw new SourceError('not-allowed', url, 'user name in the address')
  if (localDevices.some((place) => matches(url, place))) return true
  if (!anyPublicHost && !allowedHosts.some((place) => matches(url, place)))
    throw new SourceError('not-allowed', url, 'host not in the list')
  const host = url.hostname.replaceAll(/^\[|\]$/g, '')
  if (isIP(host) && isInner(host)) throw new SourceError('not-allowed', url, 'inner address')
  return false
}

/** The same for an address that `start` led to: only we ask the devices in the house, no provider may send us there. */
export function admitHop(start: URL, url: URL, places: Places): boolean {
  const local = admit(url, places)
  if (local && !admit(start, places))
    throw new SourceError('not-allowed', url, 'redirected to a local device')
  return local
}

/** A name lookup whose every answer is checked as the connection is made, so that a name cannot change in between. */
export const guardedLookup =
  (url: URL, resolve: LookupFunction = systemLookup as LookupFunction): LookupFunction =>
  (hostname, options, callback) =>
    resolve(hostname, options, (error, address, family) => {
      if (error) return callback(error, address, family)
      const found = typeof address === 'string' ? [address] : address.map((entry) => entry.address)
      const wrong = found.length === 0 || found.some(isInner)
      if (wrong) callback(new SourceError('not-allowed', url, 'the name leads to an inner address'), '', 4)
      else callback(null, address, family)
    })
