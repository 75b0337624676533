import assert from 'node:assert/strict'
import { room as desk } from '../desk/room.ts'
import { room as people } from '../people/room.ts'
import { inHousesOf } from '../testing-house.ts'

for (const [LANTIAN_URL, expected] of [
  ['https://air.example.org', 'max-age=31536000'],
  ['http://air.example.org', null],
] as const)
  inHousesOf(
    [people, desk],
    `${LANTIAN_URL}: scripts of others never run, and https is kept to where there is any`,
    async ({ web }) => {
      const { headers } = await web.request('/desk/sign-in')
      assert.equal(headers.get('strict-transport-security'), expected)
      assert.match(
        headers.get('content-security-policy') ?? '',
        /^default-src 'self';.*object-src 'none'; base-uri 'none'/,
      )
      assert.equal(headers.get('x-content-type-options'), 'nosniff')
    },
    { settings: { LANTIAN_URL } },
  )
