import assert from 'node:assert/strict'
import { enqueue } from '../jobs/queue.ts'
import { record } from '../journal/journal.ts'
import { seal } from '../journal/seal.ts'
import { room as people } from '../people/room.ts'
import { signedIn } from '../people/testing.ts'
import { inHousesOf } from '../testing-house.ts'
import { room } from './room.ts'

const rooms = [people, room]
const li = { zh: '李明', en: 'Li Ming' }

inHousesOf(
  rooms,
  'the desk greets in the language of its address and says when nothing waits',
  async ({ house, web }) => {
    const { browser } = await signedIn(web, house, { name: li })
    assert.match(await (await browser.get('/desk')).text(), /李明，您好[\s\S]*没有需要您处理的事情/)
    assert.match(
      await (await browser.get('/en/desk')).text(),
      /Good day, Li Ming[\s\S]*Nothing needs your attention/,
    )
  },
)

inHousesOf(
  rooms,
  'a task that was given up is shown to who runs the system, and can be tried again',
  async ({ house, web }) => {
    const runs = await signedIn(web, house, { name: li, duties: ['system'] })
    const other = await signedIn(web, house, { name: { zh: '王芳', en: 'Wang Fang' } })
    await house.store.db.transaction().execute((tx) => enqueue(tx, 'letters', { to: 1 }, house.clock()))
    await house.store.db.updateTable('job_task').set({ dead: 1, message: 'the other side is away' }).execute()
    assert.match(await (await runs.browser.get('/en/desk')).text(), /One task was given up after failing/)
    assert.doesNotMatch(await (await other.browser.get('/en/desk')).text(), /given up/)
    assert.equal((await other.browser.get('/desk/jobs')).status, 403)
    const page = await (await runs.browser.get('/desk/jobs')).text()
    assert.match(page, /the other side is away/)
    const task = /name="task" value="(\d+)"/.exec(page)![1]!
    assert.equal((await other.browser.post('/desk/jobs/revive', { task })).status, 403)
    assert.equal((await runs.browser.post('/desk/jobs/revive', { task })).status, 303)
    const { dead } = await house.store.db.selectFrom('job_task').select('dead').executeTakeFirstOrThrow()
    assert.equal(dead, 0)
    assert.equal((await runs.browser.post('/desk/jobs/run', { job: 'no-such' })).status, 404)
  },
)

inHousesOf(
  rooms,
  'the journal is shown newest first, found by what it is about, and turned page by page',
  async ({ house, web }) => {
    const { browser, id } = await signedIn(web, house, { name: li, duties: ['system'] })
    await house.store.db.transaction().execute(async (tx) => {
      for (let i = 1; i <= 60; i++)
        await record(tx, {
          at: house.clock(),
          by: 'test',
          deed: 'test.deed',
          about: `thing%/${i}`,
          detail: { i },
        })
    })
    await seal(house.store, house.clock())
    const numbers = (page: string) => [...page.matchAll(/>thing%\/(\d+)</g)].map(([, n]) => Number(n))
    const first = await (await browser.get('/desk/journal?about=thing%25')).text()
    assert.deepEqual(
      numbers(first),
      Array.from({ length: 50 }, (_, i) => 60 - i),
    )
    const next = /href="([^"]*before=[^"]*)"/.exec(first)![1]!.replaceAll('&amp;', '&')
    assert.deepEqual(
      numbers(await (await browser.get(next)).text()),
      Array.from({ length: 10 }, (_, i) => 10 - i),
    )
    assert.match(
      await (await browser.get('/desk/journal?about=%25')).text(),
      /没有符合的记录/,
      'a sign is no pattern',
    )
    assert.match(
      await (await browser.get(`/desk/journal?about=officer/${id}`)).text(),
      /李明/,
      'officers have names',
    )
    for (const wrong of ['before=-1', 'before=x', 'before=99999999999999999999'])
      assert.equal((await browser.get(`/desk/journal?${wrong}`)).status, 200, wrong)
  },
)
