import type { HttpBindings } from '@hono/node-server'
import type { Context } from 'hono'
import { isInner } from '../outside/address.ts'
import type { House } from '../room.ts'

/** Who asks: the peer, or with a trusted proxy in front the last address that the proxy wrote. */
export function callerOf(house: House, c: Context): string {
  const forwarded = house.settings.LANTIAN_TRUST_PROXY
    ? c.req.header('x-forwarded-for')?.split(',').at(-1)?.trim()
    : undefined
  const { incoming } = (c.env ?? {}) as Partial<HttpBindings>
  return forwarded || incoming?.socket?.remoteAddress || 'unknown'
}

/**
 * Whether a program of our own network asks by itself. What a proxy passes on is for somebody outside, even though the
 * proxy stands beside us.
 */
export function isFromInside(c: Context): boolean {
  const passedOn = ['forwarded', 'via', 'x-forwarded-for', 'x-forwarded-proto', 'x-real-ip']
  if (passedOn.some((name) => c.req.header(name) !== undefined)) return false
  const { incoming } = (c.env ?? {}) as Partial<HttpBindings>
  const peer = incoming?.socket?.remoteAddress
  return peer === undefined || isInner(peer)
}

/** The part of an address that belongs to one reader: all of IPv4, the first 64 bits of IPv6. */
export function networkOf(address: string): string {
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1]
  if (mapped) return mapped
  if (!address.includes(':')) return address
  const [head = '', tail] = address.toLowerCase().split('%')[0]!.split('::')
  const left = head === '' ? [] : head.split(':')
  const right = tail ? tail.split(':') : []
  const zeros = tail === undefined ? 0 : Math.max(0, 8 - left.length - right.length)
  const groups = [...left, ...Array<string>(zeros).fill('0'), ...right]
  return `${groups
    .slice(0, 4)
    .map((group) => group.replace(/^0+(?=.)/, ''))
    .join(':')}::/64`
}
