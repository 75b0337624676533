import assert from 'node:assert/strict'
import { inHousesOf } from '../testing-house.ts'
import { officerLink } from './command.ts'
import { room } from './room.ts'
import { Browser, signedIn } from './testing.ts'

inHousesOf([room], 'whoever runs the machine lets an officer in again', async ({ house, web }) => {
  const { email } = await signedIn(web, house, { name: { zh: '李明', en: 'Li Ming' }, duties: ['people'] })
  const printed: string[] = []
  const run = (...args: string[]) =>
    officerLink.run({
      args,
      clock: house.clock,
      house: async () => house,
      print: (line) => void printed.push(line),
      note: () => {},
    })
  assert.equal(await run(email.toUpperCase()), 0)
  const path = new URL(printed[0]!).pathname
  const browser = new Browser(web)
  assert.match(await (await browser.get(path)).text(), /李明，欢迎/)
  assert.equal((await browser.post(path, { password: 'another long password' })).status, 303)
  await assert.rejects(run('nobody@example.org'), { code: 'no-officer' })
  await assert.rejects(run(email, email), { code: 'one-address' })
  assert.equal(await run(), 0, 'a link for the first officer is of no use once there is one')
  assert.equal((await browser.get(new URL(printed[1]!).pathname)).status, 410)
})
