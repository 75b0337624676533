import assert from 'node:assert/strict'
import fc from 'fast-check'
import { peopleDuty } from '../people/duties.ts'
import { room as people } from '../people/room.ts'
import { Browser, signedIn } from '../people/testing.ts'
import { inHousesOf } from '../testing-house.ts'
import { synonymsDuty } from './duties.ts'
import { room } from './room.ts'
import { anySign, follow, shelf } from './testing.ts'

const things = shelf()
const rooms = [people, room, things.room]
const li = { name: { zh: '李明', en: 'Li Ming' } }

inHousesOf(
  rooms,
  'the page of the search shows what was found, and lets nothing out of its quotes',
  async ({ house, web }) => {
    const text = `${'前言。'.repeat(60)}夏天的臭氧<script>alert(1)</script>与“阳光”有关。${'后话。'.repeat(60)}`
    await things.put(house, 'thing/1', {
      title: '臭氧 <b>',
      text,
      at: Date.UTC(2026, 5, 4, 20),
      facets: { year: '2026' },
    })
    await follow(house)
    const page = async (path: string) => {
      const answer = await web.request(path)
      return { answer, body: await answer.text() }
    }
    const { answer, body } = await page(`/search?q=${encodeURIComponent('臭氧')}`)
    assert.equal(answer.status, 200)
    assert.match(body, /<mark>臭氧<\/mark> &lt;b&gt;/)
    assert.match(body, /…夏天的<mark>臭氧<\/mark>&lt;script&gt;/)
    assert.ok(!body.includes('<script>alert'))
    assert.match(body, /<time datetime="2026-06-05">2026年6月5日<\/time>/, "the centre's day")
    assert.match(body, /共 1 条结果/)
    assert.match(body, /f\.year=2026/)
    assert.ok(answer.headers.get('ratelimit-remaining'), 'it is asked as seldom as any page that is not kept')
    const cross = await page(`/en/search?q=${encodeURIComponent('"><svg onload=x>臭氧')}`)
    assert.ok(!cross.body.includes('<svg onload'))
    const other = await page(`/en/search?q=${encodeURIComponent('臭氧')}`)
    assert.match(other.body, /1 result on the Chinese pages/)
    assert.match((await page('/search')).body, /可以这样找/)
    assert.match((await page('/search?q=%E6%97%A0')).body, /没有找到“无”/)
  },
)

inHousesOf(rooms, 'any address of the search is answered', async ({ house, web }) => {
  await things.put(house, 'thing/1', { title: '臭氧' })
  await follow(house)
  const value = fc.oneof(
    fc.string({ unit: anySign, maxLength: 30 }),
    fc.constantFrom('臭氧', '-1', '99999', '1e9', '%00', '%FF'),
  )
  const name = fc.constantFrom('q', 'kind', 'page', 'f.year', 'f.', 'f.__proto__', 'f.constructor')
  await fc.assert(
    fc.asyncProperty(fc.array(fc.tuple(name, value), { maxLength: 5 }), async (pairs) => {
      const query = pairs.map(([key, text]) => `${key}=${encodeURIComponent(text.toWellFormed())}`).join('&')
      const { status } = await web.request(`/search?q=${encodeURIComponent('臭')}&${query}`)
      assert.equal(status, 200, query)
    }),
    { numRuns: 15 },
  )
  assert.equal((await web.request('/search?q=%FF%FE%00')).status, 200)
})

inHousesOf(
  rooms,
  'the desk finds what the officer may see; strangers are told to sign in',
  async ({ house, web }) => {
    await things.put(house, 'note/1', { title: '内部便笺' })
    await things.put(house, 'thing/1', { title: '公开便笺' }, { language: 'en', title: 'Open note' })
    await follow(house)
    const stranger = new Browser(web)
    assert.equal((await stranger.get('/desk/search?q=x')).status, 303)
    assert.equal((await stranger.get('/desk/pick?q=x')).status, 401)
    const { browser } = await signedIn(web, house, li)
    const q = encodeURIComponent('便')
    const body = await (await browser.get(`/desk/search?q=${q}`)).text()
    assert.ok(body.includes('/note/1') && body.includes('/thing/1'))
    assert.ok(!(await (await web.request(`/search?q=${q}`)).text()).includes('/note/1'))
    const picked = await (await browser.get(`/desk/pick?q=${q}`)).json()
    assert.deepEqual(picked, [{ about: 'thing/1', title: '公开便笺', path: '/thing/1' }])
    const anybody = await (await browser.get('/desk/search?q=liming')).text()
    assert.ok(!anybody.includes('/desk/people/'))
    const manager = { name: { zh: '赵强', en: 'Zhao Qiang' }, duties: [peopleDuty.key] }
    const { browser: looksAfter, id } = await signedIn(web, house, manager)
    await follow(house)
    assert.ok(
      (await (await looksAfter.get('/desk/search?q=zhaoqiang')).text()).includes(`/desk/people/${id}`),
    )
    const typing = await (await browser.get('/en/desk/pick?q=op')).json()
    assert.deepEqual(typing, [{ about: 'thing/1', title: 'Open note', path: '/thing/1' }])
  },
)

inHousesOf(rooms, 'synonyms are kept by whoever has the duty, and by nobody else', async ({ house, web }) => {
  const { browser: other } = await signedIn(web, house, li)
  assert.equal((await other.post('/desk/synonyms', { words: '雾霾、灰霾' })).status, 403)
  const wang = { name: { zh: '王芳', en: 'Wang Fang' }, duties: [synonymsDuty.key] }
  const { browser, id } = await signedIn(web, house, wang)
  assert.match(await (await browser.get('/desk/synonyms')).text(), /臭氧、O3、ozone/)
  for (const words of ['', '雾霾', '雾霾，雾 霾'.replace(' ', ''), 'PM2.5、ＰＭ２．５', '，，'])
    assert.equal((await browser.post('/desk/synonyms', { words })).status, 422, words)
  assert.equal((await browser.post('/desk/synonyms', { words: '雾霾、灰霾' })).status, 303)
  await things.put(house, 'thing/1', { title: '雾霾' })
  await follow(house)
  const found = async () => (await web.request(`/search?q=${encodeURIComponent('灰霾')}`)).text()
  assert.match(await found(), /共 1 条结果/)
  const line = await house.store.db
    .selectFrom('journal')
    .select(['by', 'deed', 'detail'])
    .orderBy('id', 'desc')
    .where('about', '=', 'search/synonyms')
    .executeTakeFirstOrThrow()
  assert.deepEqual([line.by, line.deed], [`officer/${id}`, 'search.synonyms'])
  const { group } = JSON.parse(line.detail)
  assert.equal((await browser.post('/desk/synonyms/remove', { id: group })).status, 303)
  assert.match(await found(), /没有找到/)
  assert.equal((await browser.post('/desk/synonyms/remove', { id: 'none' })).status, 303)
})
