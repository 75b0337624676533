import assert from 'node:assert/strict'
import { parseAtomFeed, parseJsonFeed, parseOpml, parseRssFeed } from 'feedsmith'
import type { Hono } from 'hono'
import { rooms } from '../../centre.ts'
import { addRow } from '../../kit/register/rows.ts'
import { inHousesOf } from '../../kit/testing-house.ts'
import { cacheKey } from '../../kit/web/pages.ts'
import { keyWords, liveIn, readKey } from '../live.ts'
import { step } from '../steps.ts'
import { article, pressStaff, sign } from '../testing.ts'
import { dbOf, saveText, textById } from '../texts.ts'
import { topics } from '../topic.register.ts'

const open = (web: Hono) => async (path: string) => {
  const response = await web.request(path)
  return { status: response.status, text: await response.text(), headers: response.headers }
}

const nasty = `</script><img src=x onerror="alert('1')"> & ]]> “引号”`
const everyList = ['/', '/news', '/columns/news', '/columns/news/archive/2026-11', '/feeds/news.rss']

inHousesOf(rooms, 'whatever stands in a title, it stays words everywhere', async ({ house, web }) => {
  const get = open(web)
  const long = '很长的标题'.repeat(40)
  await article(house, { zh: { title: nasty, slug: 'nasty', summary: nasty, body: nasty } })
  await article(house, { zh: { title: long, slug: 'long' } })
  await article(house, { zh: { title: 'مرحبا ‮abc', slug: 'rtl' } })
  for (const path of [...everyList, '/articles/nasty', '/articles/long', '/articles/rtl']) {
    const { status, text } = await get(path)
    assert.equal(status, 200, path)
    // A feed has it as plain text, which its reader gets back below.
    if (!path.endsWith('.rss')) assert.doesNotMatch(text, /<img src=x|<\/script><img/, path)
  }
  const { text } = await get('/articles/nasty')
  const ld = [...text.matchAll(/<script type="application\/ld\+json">(.*?)<\/script>/gs)].map(([, json]) =>
    JSON.parse(json!),
  )
  assert.deepEqual(
    ld.map((one) => one['@type']),
    ['NewsArticle', 'BreadcrumbList'],
  )
  assert.equal(ld[0].headline, nasty)
  assert.match((await get('/articles/rtl')).text, /<bdi>مرحبا/)
  const card = await web.request(/\/cards\/articles\/\d+-zh\.png/.exec(text)![0])
  assert.equal(card.headers.get('content-type'), 'image/png')
  const rss = parseRssFeed((await get('/feeds/news.rss')).text)
  assert.ok(rss.items?.some(({ title }) => title === nasty))
})

inHousesOf(rooms, 'a page names only the languages in which it is live', async ({ house, web }) => {
  const get = open(web)
  await article(house, { zh: { title: '只有中文', slug: 'only' } })
  await article(house, { zh: { title: '两种', slug: 'liang-zhong' }, en: { title: 'Both', slug: 'both' } })
  const only = (await get('/articles/only')).text
  assert.doesNotMatch(only, /hreflang="en" href|x-default/)
  assert.match(only, /<a href="\/en\/" hreflang="en"/)
  assert.equal((await get('/en/articles/only')).status, 404)
  const both = (await get('/articles/liang-zhong')).text
  assert.match(both, /<link rel="alternate" hreflang="en" href="http:\/\/localhost\/en\/articles\/both"\/>/)
  assert.match(both, /<a href="\/en\/articles\/both" hreflang="en"/)
  const map = (await get('/sitemap.xml')).text
  assert.match(map, /\/en\/articles\/both</)
  assert.match(map, /\/articles\/only</)
  assert.doesNotMatch(map, /\/en\/articles\/(only|liang)/)
})

inHousesOf(rooms, 'old addresses lead on, unknown ones to nothing', async ({ house, web }) => {
  const get = open(web)
  const staff = await pressStaff(house)
  const { texts } = await article(house, { zh: { title: '旧名', slug: 'old' } })
  const text = await textById(dbOf(house), texts.zh!)
  await step(house, text, 'correct', staff.editor)
  const { revision } = await textById(dbOf(house), text.id)
  await saveText(house, { text: text.id, revision, changes: { slug: 'new' } }, staff.editor)
  await sign(house, text.id, { note: '改了网址' })
  const old = await get('/articles/old')
  assert.deepEqual([old.status, old.headers.get('location')], [301, '/articles/new'])
  const { status, text: page } = await get('/articles/new')
  assert.equal(status, 200)
  assert.match(page, /class="correction".*改了网址/s)
  assert.equal((await get('/centre/new')).status, 301)
  for (const path of ['/articles/none', '/columns/none', '/topics/none', '/columns/news/archive/2026-13'])
    assert.equal((await get(path)).status, 404, path)
  for (const query of ['?before=x', '?before=9-9', '?before=99999999999999999999-1'])
    assert.equal((await get(`/news${query}`)).status, 200, query)
})

inHousesOf(rooms, 'what was withdrawn is gone from everywhere and says why', async ({ house, web }) => {
  const get = open(web)
  const { chief } = await pressStaff(house)
  const { article: number, texts } = await article(house, {
    zh: { title: '有误的稿件', slug: 'wrong', body: '不该再读到的话' },
  })
  await step(house, await textById(dbOf(house), texts.zh!), 'takeDown', chief, { reason: '数据有误 <b>' })
  const gone = await get('/articles/wrong')
  assert.equal(gone.status, 410)
  assert.match(gone.text, /2026年11月24日.*数据有误 &lt;b&gt;/s)
  assert.doesNotMatch(gone.text, /不该再读到的话|有误的稿件/)
  for (const path of [...everyList, '/sitemap.xml'])
    assert.doesNotMatch((await get(path)).text, /有误的稿件|articles\/wrong/, path)
  assert.equal((await get(`/cards/articles/${number}-zh.png`)).status, 404)
})

inHousesOf(rooms, 'what has expired leaves the lists at its hour and says so on its page', async (tools) => {
  const { house, web, setClock } = tools
  const get = open(web)
  const expiresAt = house.clock().add({ hours: 2 }).epochMilliseconds
  await article(house, { zh: { title: '限时', slug: 'timed', expiresAt } })
  assert.match((await get('/news')).text, /限时/)
  setClock('2026-11-24T13:00')
  assert.doesNotMatch((await get('/news')).text, /限时/)
  assert.match((await get('/articles/timed')).text, /已于 2026年11月24日 到期/)
})

inHousesOf(
  rooms,
  'published is seen at the next request, also by whoever had the page',
  async ({ house, web }) => {
    const { id } = await house.store.db
      .selectFrom('press_column')
      .select('id')
      .where('slug', '=', 'news')
      .executeTakeFirstOrThrow()
    const paths = ['/', '/en/', '/news', '/columns/news', '/feeds/news.json', '/feeds.opml', '/topics']
    const read = async (path: string) => {
      const incoming = { url: path, headers: { host: 'localhost' } }
      await web.request(path, {}, { incoming })
      return cacheKey(house, incoming)
    }
    const kept = (key: string) => house.cache.stale(key, house.clock().epochMilliseconds) !== null
    const keys = await Promise.all(paths.map(read))
    assert.deepEqual(
      paths.filter((_, at) => !kept(keys[at]!)),
      [],
    )
    await article(house, { zh: { title: '刚刚发布', slug: 'fresh' } })
    assert.deepEqual(
      paths.filter((_, at) => kept(keys[at]!)),
      [],
    )
    // A column is a row of a register: its name stands on every page of the press room.
    const key = await read('/news')
    house.cache.drop(`press_column/${id}`)
    assert.equal(kept(key), false)
  },
)

inHousesOf(
  rooms,
  'feeds hold the whole text with whole addresses in three formats',
  async ({ house, web }) => {
    const get = open(web)
    const { id } = await house.store.db.transaction().execute(async (tx) => ({
      id: await addRow(tx, topics, topic, { at: house.clock(), by: 'test' }),
    }))
    const first = await article(house, { zh: { title: '被引用', slug: 'first' } })
    const body = {
      type: 'doc' as const,
      content: [
        { type: 'paragraph' as const, content: [{ type: 'text' as const, text: '全文 href="/x" 在此' }] },
        { type: 'thingLink' as const, attrs: { about: `article/${first.article}`, title: '' } },
      ],
    }
    await article(house, { zh: { title: '订阅我', slug: 'second', body }, topics: [id], column: 'knowledge' })
    for (const path of ['/feeds/news', '/feeds/columns/knowledge', '/feeds/topics/nature']) {
      const rss = parseRssFeed((await get(`${path}.rss`)).text)
      const atom = parseAtomFeed((await get(`${path}.atom`)).text)
      const json = parseJsonFeed((await get(`${path}.json`)).text)
      const found = [
        rss.items?.find(({ title }) => title === '订阅我')?.content?.encoded,
        atom.entries?.find(({ title }) => title?.value === '订阅我')?.content?.value,
        json.items?.find(({ title }) => title === '订阅我')?.content_html,
      ]
      for (const text of found) {
        assert.match(text ?? '', /<a href="http:\/\/localhost\/articles\/first"/, path)
        assert.match(text ?? '', /全文 href=&quot;\/x&quot; 在此/, path)
      }
    }
    const list = parseOpml((await get('/feeds.opml')).text)
    const addresses =
      list.body?.outlines?.flatMap(({ outlines = [] }) => outlines.flatMap(({ xmlUrl }) => xmlUrl ?? [])) ??
      []
    assert.ok(addresses.includes('http://localhost/en/feeds/topics/nature.atom'))
    for (const address of addresses) assert.equal((await get(address)).status, 200, address)
  },
)

const topic = {
  ...{ slug: 'nature', name_zh: '自然', name_en: 'Nature', about_zh: null, about_en: null },
  ...{ from_day: null, until_day: null, position: 1 },
}

inHousesOf(
  rooms,
  'a list read key by key holds every text once, newest first',
  async ({ house, setClock }) => {
    for (let i = 0; i < 5; i++) {
      // Two come out in the same moment: their numbers decide.
      setClock(`2026-11-24T1${Math.min(i, 3)}:00`)
      await article(house, { zh: { title: `第${i}篇`, slug: `no-${i}` } })
    }
    const db = dbOf(house)
    const { id } = await house.store.db
      .selectFrom('press_column')
      .select('id')
      .where('slug', '=', 'news')
      .executeTakeFirstOrThrow()
    const asked = { language: 'zh' as const, at: house.clock() }
    const whole = await liveIn(db, id, { ...asked, limit: 10 })
    assert.deepEqual(
      whole.map(({ slug }) => slug),
      ['no-4', 'no-3', 'no-2', 'no-1', 'no-0'],
    )
    const parts: string[] = []
    for (let before = null as ReturnType<typeof readKey>; ; ) {
      const page = await liveIn(db, id, { ...asked, limit: 2, before })
      if (page.length === 0) break
      parts.push(...page.map(({ slug }) => slug))
      before = readKey(keyWords(page.at(-1)!))
    }
    assert.deepEqual(
      parts,
      whole.map(({ slug }) => slug),
    )
  },
)

inHousesOf(rooms, 'a policy and what explains it lead to each other', async ({ house, web }) => {
  const get = open(web)
  const policy = await article(house, {
    kind: 'policy',
    column: 'policies',
    zh: { title: '规则', slug: 'rule' },
  })
  await article(house, {
    ...{ kind: 'explanation', column: 'explained', explains: policy.article },
    zh: { title: '解读规则', slug: 'why' },
  })
  assert.match((await get('/articles/rule')).text, /href="\/articles\/why"><bdi>解读规则/)
  assert.match((await get('/articles/why')).text, /class="explains">.*href="\/articles\/rule"/s)
})
