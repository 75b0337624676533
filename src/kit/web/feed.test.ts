import assert from 'node:assert/strict'
import { test } from 'node:test'
import { parseAtomFeed, parseJsonFeed, parseRssFeed } from 'feedsmith'
import { type Feed, feedFormats, feedId, renderFeed } from './feed.ts'

const at = Temporal.Instant.from('2026-11-24T02:30:00Z')
const later = at.add({ hours: 5 })
const nasty = `]]></content:encoded><script>alert("1")</script> & 'quoted' \u0000\u0008\ud800 <b>`

const feed = (more: Partial<Feed> = {}): Feed => ({
  id: feedId('test'),
  title: '日报',
  description: '说明',
  page: 'https://air.example/',
  url: 'https://air.example/feeds/days.rss',
  language: 'zh',
  author: '中心',
  rights: 'CC BY 4.0',
  icon: 'https://air.example/icon-192.png',
  updated: at,
  entries: [
    {
      id: feedId('one'),
      title: '北京：良',
      url: 'https://air.example/air/history/day/2026-11-23',
      summary: '良',
      html: '<p>良 &amp; 好</p>',
      published: at,
      updated: later,
      tags: ['监测站'],
      related: { url: 'https://air.example/cap.xml', type: 'application/cap+xml' },
    },
  ],
  ...more,
})

test('a feed reads the same in all three formats', async () => {
  const rss = parseRssFeed(await renderFeed(feed(), 'rss'))
  const atom = parseAtomFeed(await renderFeed(feed(), 'atom'))
  const json = parseJsonFeed(await renderFeed(feed(), 'json'))
  assert.equal(rss.title, '日报')
  assert.equal(atom.title?.value, '日报')
  assert.equal(json.title, '日报')
  assert.equal(rss.items?.[0]?.content?.encoded, '<p>良 &amp; 好</p>')
  assert.equal(atom.entries?.[0]?.content?.value, '<p>良 &amp; 好</p>')
  assert.equal(json.items?.[0]?.content_html, '<p>良 &amp; 好</p>')
  const id = feedId('one')
  assert.deepEqual([rss.items?.[0]?.guid?.value, atom.entries?.[0]?.id, json.items?.[0]?.id], [id, id, id])
  assert.equal(rss.copyright, 'CC BY 4.0')
  assert.equal(atom.rights?.value, 'CC BY 4.0')
  assert.match(json.description ?? '', /CC BY 4\.0/)
})

test('an entry that was corrected says when, and the feed with it', async () => {
  const atom = parseAtomFeed(await renderFeed(feed(), 'atom'))
  assert.equal(atom.entries?.[0]?.published, '2026-11-24T02:30:00.000Z')
  assert.equal(atom.entries?.[0]?.updated, '2026-11-24T07:30:00.000Z')
  assert.equal(atom.updated, '2026-11-24T07:30:00.000Z')
})

test('a feed without entries is a feed', async () => {
  for (const format of feedFormats) {
    const text = await renderFeed(feed({ entries: [] }), format)
    if (format === 'rss') assert.deepEqual(parseRssFeed(text).items ?? [], [])
    if (format === 'atom') assert.equal(parseAtomFeed(text).updated, '2026-11-24T02:30:00.000Z')
    if (format === 'json') assert.deepEqual(JSON.parse(text).items, [])
  }
})

test('whatever somebody typed, the feed stays readable and the words stay words', async () => {
  const [entry] = feed().entries
  const wild = feed({
    title: nasty,
    entries: [{ ...entry!, title: nasty, summary: nasty, html: nasty, tags: [nasty] }],
  })
  // Lone halves of characters and control signs cannot be written in XML at all.
  const kept = nasty.replaceAll('\u0000', '').replaceAll('\u0008', '').replace('\ud800', '\ufffd')
  const rss = parseRssFeed(await renderFeed(wild, 'rss'))
  assert.equal(rss.title?.trim(), kept)
  assert.equal(rss.items?.length, 1)
  assert.equal(rss.items?.[0]?.content?.encoded?.trim(), kept)
  const atom = parseAtomFeed(await renderFeed(wild, 'atom'))
  assert.equal(atom.entries?.[0]?.content?.value?.trim(), kept)
  assert.equal(JSON.parse(await renderFeed(wild, 'json')).items[0].title, kept)
})

test('a name is stable, well formed, and another one for other words', () => {
  assert.equal(
    feedId('air day', 'Beijing', '2016-12-20', 'zh'),
    feedId('air day', 'Beijing', '2016-12-20', 'zh'),
  )
  assert.notEqual(feedId('a', 'b'), feedId('ab'))
  assert.match(feedId('x'), /^urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
})

test('a summary is never markup to a reader of RSS', async () => {
  const [entry] = feed().entries
  const text = await renderFeed(feed({ entries: [{ ...entry!, summary: nasty }] }), 'rss')
  const description = parseRssFeed(text).items?.[0]?.description ?? ''
  assert.ok(description.includes('&lt;script&gt;') && !description.includes('<script'), description)
})
