import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { SourceError } from '../../kit/fetch.ts'
import { fetcherFor, play } from '../../kit/outside/testing.ts'
import { inHousesOf } from '../../kit/testing-house.ts'
import { checkDoc } from '../../kit/text/text.ts'
import { up as links } from '../migrations/003-links.ts'
import { article, pressRooms } from '../testing.ts'
import { checkLinks } from './check.ts'
import { findLinks, type LinkDb } from './find.ts'
import { afterLook, verdictOf } from './verdict.ts'

const day = 86_400_000
const fault = (reason: ConstructorParameters<typeof SourceError>[0]) =>
  new SourceError(reason, 'https://a.example', 'x')

test('what is gone is broken at once, what is down after three days, what is shut to programs never', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 20 * day }), (passed) => {
      const link = { failing_since: 5 }
      const later = 5 + passed
      const standing = (error: unknown) => afterLook(link, verdictOf(error), later).standing
      assert.equal(standing(fault('changed')), 'broken')
      assert.equal(standing(fault('down')), passed >= 3 * day ? 'broken' : 'unsure')
      assert.equal(standing(fault('denied')), 'unsure')
      const back = afterLook(link, verdictOf(null), later)
      assert.deepEqual([back.standing, back.failing_since, back.due_at], ['works', null, later + 7 * day])
    }),
  )
  assert.equal(verdictOf(fault('too-big')).standing, 'works')
  assert.throws(() => verdictOf(new TypeError('a bug')), TypeError)
})

const linking = (hrefs: string[]) =>
  checkDoc({
    type: 'doc',
    content: [
      {
        type: 'paragraph',
        content: hrefs.map((href) => ({
          type: 'text',
          text: href,
          marks: [{ type: 'link', attrs: { href } }],
        })),
      },
    ],
  })

inHousesOf(
  [...pressRooms, { name: 'links', migrations: { 'press-003-links': { up: links } } }],
  'links of live texts are asked politely, found broken, and forgotten with their text',
  async ({ house }, t) => {
    const db: LinkDb = house.store.db
    const other = await play(t, (request, response) => {
      response.statusCode = request.url === '/gone' ? 404 : 200
      response.end('there')
    })
    const fetcher = fetcherFor(t, [other.place], { anyPublicHost: true, retries: 0 })
    const hrefs = [`${other.url}/here`, `${other.url}/gone`, 'http://10.0.0.1/admin', 'mailto:a@example.org']
    await article(house, { zh: { title: '链接', body: linking(hrefs) } })
    await article(house, { zh: { title: '草稿', body: linking([`${other.url}/draft`]) }, published: false })
    const signal = new AbortController().signal
    const run = () =>
      checkLinks(db, fetcher, other.url, { at: house.clock(), zone: 'Asia/Shanghai', progress() {}, signal })
    assert.equal(await run(), '3 links, 2 broken')
    assert.equal(await run(), '', 'nothing is due again')
    const found = await db.selectFrom('press_link').selectAll().execute()
    const by = new Map(found.map((link) => [new URL(link.url).pathname, link]))
    assert.deepEqual(
      ['/admin', '/gone', '/here'].map((path) => by.get(path)?.standing),
      ['broken', 'broken', 'works'],
    )
    assert.equal(by.get('/admin')?.detail, 'inner address', 'no article leads us into our own network')
    assert.deepEqual(other.asked.map(({ url }) => url).sort(), ['/gone', '/here'])

    await db.updateTable('press_live').set({ up: 0 }).execute()
    await findLinks(db, 1)
    assert.deepEqual(await db.selectFrom('press_link').select('url').execute(), [])
  },
)
