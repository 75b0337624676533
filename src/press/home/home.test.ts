import assert from 'node:assert/strict'
import { test } from 'node:test'
import { rooms } from '../../centre.ts'
import { signedIn } from '../../kit/people/testing.ts'
import { inHousesOf } from '../../kit/testing-house.ts'
import { article } from '../testing.ts'
import { added, linksOf, movedTo, without } from './acts.ts'
import { blocksSchema, firstBlocks, newBlock } from './blocks.ts'
import { draftHome, keepHome, publishedHome } from './store.ts'

test('blocks are added at the end, moved within the page and taken away', () => {
  const page = [newBlock('lead'), newBlock('news')]
  assert.deepEqual(added(page, 'film').at(-1), newBlock('film'))
  assert.equal(added(page, 'air').length, 2, 'the air is not for choice')
  assert.deepEqual(movedTo(page, 1, -1), [page[1], page[0]])
  for (const [at, by] of [
    [0, -1],
    [1, 1],
    [7, 1],
    [Number.NaN, 1],
  ] as const)
    assert.deepEqual(movedTo(page, at, by), page)
  assert.deepEqual(without(page, 0), [page[1]])
  assert.deepEqual(blocksSchema.parse(firstBlocks), firstBlocks)
})

test('links are paths of our own or whole addresses, and nothing else', () => {
  const text =
    '气象 | Weather | https://example.org/a\n本站 | Ours | /data\n坏 | Bad | javascript:alert(1)\n坏 | Bad | //evil.example\n缺'
  assert.deepEqual(
    linksOf(text).map(({ to }) => to),
    ['https://example.org/a', '/data'],
  )
})

inHousesOf(
  rooms,
  'the home page is composed, undone, previewed and published at the desk',
  async ({ house, web }) => {
    await article(house, { zh: { title: '普通的一篇', slug: 'plain' } })
    const { browser } = await signedIn(web, house, {
      name: { zh: '周正', en: 'Zhou' },
      duties: ['press-chief'],
    })
    const deed = async (verb: string, more: Record<string, string> = {}) =>
      browser.post('/desk/press/home', { on: String((await draftHome(house)).id), do: verb, ...more })
    await deed('add', { kind: 'links' })
    const last = firstBlocks.length
    await deed(`save.${last}`, { place: 'side', links: '开放数据 | Open data | /data' })
    assert.match(await (await browser.get('/desk/press/home/preview')).text(), /<a href="\/data">开放数据</)
    const before = await (await web.request('/')).text()
    assert.doesNotMatch(before, /block-links/)
    assert.match(before, /普通的一篇/)
    await deed('publish')
    assert.match(await (await web.request('/')).text(), /front-side block-links/)
    await deed('remove.0')
    await deed('undo')
    assert.deepEqual((await draftHome(house)).blocks, (await publishedHome(house)).blocks)
    const lines = await house.store.db
      .selectFrom('journal')
      .select('deed')
      .where('about', '=', 'press/home')
      .execute()
    assert.equal(lines.length, 5)
    const stale = await browser.post('/desk/press/home', { on: '1', do: 'remove.0' })
    assert.equal(stale.status, 409)
    await assert.rejects(keepHome(house, { on: 1, blocks: [], by: 'test' }))
  },
)

inHousesOf(
  rooms,
  'an editor without the chief’s duty does not compose the home page',
  async ({ house, web }) => {
    const { browser } = await signedIn(web, house, {
      name: { zh: '林晓', en: 'Lin' },
      duties: ['press-editor'],
    })
    assert.equal((await browser.get('/desk/press/home')).status, 403)
    const tried = await browser.post('/desk/press/home', { on: '0', do: 'publish' })
    assert.equal(tried.status, 403)
    assert.equal((await draftHome(house)).id, 0)
  },
)
