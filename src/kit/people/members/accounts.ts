import { createHmac } from 'node:crypto'
import { secretOf } from '../../../settings.ts'
import type { House } from '../../room.ts'
import { accountOptions, oncePerHouse } from '../accounts.ts'

/** Seconds: two weeks, for it opens nothing but what the member himself has written. */
const sessionSeconds = 14 * 24 * 3600

async function open(house: House) {
  const { betterAuth } = await import('better-auth')
  const secret = createHmac('sha256', secretOf(house.settings)).update('members').digest('hex')
  return betterAuth(
    accountOptions(house, { tables: 'member_login', cookies: 'lantian-my', secret, seconds: sessionSeconds }),
  )
}

/** The accounts of the members: with tables, cookies and a secret of their own, no way leads from here to the desk. */
export const memberAccountsOf = oncePerHouse(open)
