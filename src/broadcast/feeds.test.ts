import assert from 'node:assert/strict'
import { parseAtomFeed, parseJsonFeed, parseRssFeed } from 'feedsmith'
import { shelve } from './pages/testing.ts'
import { inBroadcastHouses } from './pages/testing-house.ts'
import { sampleAir } from './testing.ts'

inBroadcastHouses('the podcast tells film, length, chapters and transcripts', {}, async (house) => {
  await shelve(house)
  await shelve(house, { kind: 'hourly', at: '2016-12-20T17:00+08:00' })
  for (const path of ['/feeds/broadcast.rss', '/en/feeds/broadcast.rss']) {
    const feed = parseRssFeed((await house.get(path)).text)
    assert.equal(feed.items?.length, 1)
    assert.equal(feed.itunes?.explicit, false)
    assert.equal(feed.podcast?.medium, 'video')
    const item = feed.items![0]!
    const [enclosure] = item.enclosures!
    assert.match(enclosure!.url!, /^http.*\.mp4$/)
    assert.equal(enclosure!.length, 5000)
    assert.equal(enclosure!.type, 'video/mp4')
    assert.ok(item.itunes!.duration! > 60)
    assert.deepEqual(
      item.podcast!.transcripts!.map(({ type, language }) => [type, language]),
      [
        ['text/vtt', 'zh-CN'],
        ['text/vtt', 'en'],
      ],
    )
    assert.match(item.podcast!.chapters!.url!, /chapters\.json$/)
    assert.ok(item.psc!.chapters!.length > 3)
    const [content] = item.media!.groups![0]!.contents!
    assert.equal(content!.medium, 'video')
    assert.equal(content!.width, 1920)
    assert.equal(item.guid?.isPermaLink, false)
    assert.equal((await house.get(new URL(item.podcast!.chapters!.url!).pathname)).status, 200)
    for (const { url } of item.podcast!.transcripts!)
      assert.equal((await house.get(new URL(url!).pathname)).status, 200)
  }
})

inBroadcastHouses('Atom and JSON carry the same film', {}, async (house) => {
  await shelve(house, { air: sampleAir(60, { kind: 'simulated' }) })
  const atom = parseAtomFeed((await house.get('/feeds/broadcast.atom')).text)
  const link = atom.entries![0]!.links!.find(({ rel }) => rel === 'enclosure')!
  assert.equal(link.type, 'video/mp4')
  assert.equal(link.length, 5000)
  const json = parseJsonFeed((await house.get('/en/feeds/broadcast.json')).text)
  const item = json.items![0]!
  assert.equal(item.attachments![0]!.mime_type, 'video/mp4')
  assert.ok(item.attachments![0]!.duration_in_seconds! > 60)
  assert.match(item.title!, /^\[Simulated\] \[Demonstration, not signed off\] /)
})

inBroadcastHouses('before the first edition the feeds are empty and well formed', {}, async (house) => {
  assert.equal(parseRssFeed((await house.get('/feeds/broadcast.rss')).text).items?.length ?? 0, 0)
  assert.deepEqual(JSON.parse((await house.get('/feeds/broadcast.json')).text).items, [])
  assert.equal((await house.get('/feeds/broadcast.atom')).status, 200)
})

inBroadcastHouses('the sitemap names the editions, but not those of every hour', {}, async (house) => {
  await shelve(house)
  await shelve(house, { kind: 'hourly', at: '2016-12-20T17:00+08:00' })
  const { text } = await house.get('/sitemap.xml')
  assert.match(text, /\/broadcast\/evening-2016-12-20</)
  assert.match(text, /\/en\/broadcast\/archive</)
  assert.doesNotMatch(text, /hourly-/)
})
