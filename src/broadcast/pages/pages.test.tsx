import assert from 'node:assert/strict'
import { createCanvas, loadImage } from '@napi-rs/canvas'
import { simulateHours } from '../../air/index.ts'
import { sampleAir } from '../testing.ts'
import { shelve } from './testing.ts'
import { inBroadcastHouses } from './testing-house.ts'

const id = 'evening-2016-12-20'
const token = { LANTIAN_FORECASTER_TOKEN: 'a-token-of-sixteen-signs' }

inBroadcastHouses(
  'before the first edition every page says so kindly, in both languages',
  {},
  async (house) => {
    for (const [path, said] of [
      ['/broadcast', /还没有播报/],
      ['/en/broadcast', /There is no broadcast yet/],
      ['/broadcast/archive', /还没有播报/],
      ['/en/broadcast/archive?kind=week&day=2016-12-20', /no such edition on this day/],
    ] as const) {
      const { status, text } = await house.get(path)
      assert.equal(status, 200, path)
      assert.match(text, said)
      assert.doesNotMatch(text, /没有更多|这一页|唯一/)
    }
    for (const path of [`/broadcast/${id}`, `/broadcast/${id}/chapters.json`, `/cards/broadcast/${id}/1.png`])
      assert.equal((await house.get(path)).status, 404, path)
  },
)

inBroadcastHouses('the newest evening edition is played, read and downloaded', {}, async (house) => {
  await shelve(house, { at: '2016-12-19T18:00+08:00', air: sampleAir(80) })
  await shelve(house)
  await shelve(house, { kind: 'morning', at: '2016-12-21T06:00+08:00' })
  const { text } = await house.get('/broadcast')
  assert.match(text, /<video[^>]* controls/)
  assert.match(text, new RegExp(`<source src="/media/broadcast/${id}/1/${id}\\.wide\\.both\\.mp4"`))
  assert.match(text, /<track kind="subtitles"[^>]*srclang="en"/)
  assert.match(text, /<track kind="chapters"/)
  assert.match(text, /mp4#t=\d+\.\d\d" data-at/)
  assert.match(text, /属于中度污染|中度污染/)
  assert.match(text, /未经签发的演示/)
  // What is not aired is listed with its reason.
  assert.match(text, /空气重污染预警/)
  assert.match(text, /og:image" content="[^"]*\/cards\/broadcast\/evening-2016-12-20\/1\.png/)
  const english = (await house.get('/en/broadcast')).text
  assert.match(english, /Transcript/)
  assert.match(english, /Demonstration, not signed off/)
  assert.doesNotMatch(english, /<h3>当前/)
  assert.match(english, / href="\/en\/broadcast\/morning-2016-12-21"/)
})

inBroadcastHouses('search engines are told all that they require of a film', {}, async (house) => {
  await shelve(house)
  for (const path of ['/broadcast', '/en/broadcast', `/broadcast/${id}`]) {
    const { text } = await house.get(path)
    const [, json] = /<script type="application\/ld\+json">(.*?)<\/script>/s.exec(text)!
    const film = JSON.parse(json!)
    assert.equal(film['@type'], 'VideoObject')
    for (const name of ['name', 'description', 'uploadDate', 'duration', 'contentUrl', 'transcript'])
      assert.ok(typeof film[name] === 'string' && film[name].length > 0, name)
    assert.match(film.thumbnailUrl[0], /^http/)
    assert.match(film.contentUrl, /^http.*\.mp4$/)
    assert.match(film.duration, /^PT(\d+M)?(\d+S)?$/)
    assert.ok(Temporal.Instant.from(film.uploadDate))
    assert.ok(
      film.hasPart.every(
        (clip: { startOffset: number; endOffset: number }) => clip.endOffset > clip.startOffset,
      ),
    )
  }
})

inBroadcastHouses('a centre that signs shows only what was signed', token, async (house) => {
  await shelve(house)
  assert.match((await house.get('/broadcast')).text, /还没有播报/)
  assert.equal((await house.get(`/broadcast/${id}`)).status, 404)
  assert.equal((await house.get(`/media/broadcast/${id}/1/${id}.zh.vtt`)).status, 404)
  await shelve(house, { number: 2, signed: true })
  await shelve(house, { number: 3 })
  const { text } = await house.get('/broadcast')
  assert.match(text, /第 2 版/)
  assert.doesNotMatch(text, /未经签发/)
  assert.equal((await house.get(`/broadcast/${id}?version=3`)).status, 404)
  assert.equal((await house.get(`/media/broadcast/${id}/2/${id}.zh.vtt`)).status, 200)
})

const label = { zh: /未经签发的演示/, en: /Demonstration, not signed off/ }

inBroadcastHouses(
  'a demonstration says wherever it offers a film that nobody signed it',
  {},
  async (house) => {
    await shelve(house)
    await shelve(house, { kind: 'morning', at: '2016-12-20T06:00+08:00' })
    for (const path of ['/broadcast', `/broadcast/${id}`])
      for (const [language, said] of [
        ['', label.zh],
        ['/en', label.en],
      ] as const) {
        const { text } = await house.get(`${language}${path}`)
        for (const place of [
          /<title>.*?<\/title>/s,
          /og:title" content="[^"]*"/,
          /og:description" content="[^"]*"/,
          /<meta name="description" content="[^"]*"/,
          /<ul class="film-labels">.*?<\/ul>/s,
          /"description":"[^"]*"/,
          /<ul class="film-list">.*?<\/ul>/s,
        ])
          assert.match(place.exec(text)![0], said, `${language}${path}: ${place}`)
      }
    for (const [path, said] of [
      ['/broadcast/archive', label.zh],
      ['/en/broadcast/archive', label.en],
      ['/feeds/broadcast.rss', label.zh],
      ['/en/feeds/broadcast.atom', label.en],
      ['/feeds/broadcast.json', label.zh],
    ] as const) {
      const { text } = await house.get(path)
      // Two editions: both are labelled.
      assert.ok(text.split(said).length > 2, path)
    }
  },
)

inBroadcastHouses('the share card of an unsigned film says so by itself', {}, async (house) => {
  await shelve(house)
  const card = await house.web.request(`/cards/broadcast/${id}/1.png`)
  assert.match(card.headers.get('etag')!, /-unsigned"$/)
  const picture = createCanvas(1200, 630).getContext('2d')
  picture.drawImage(await loadImage(Buffer.from(await card.arrayBuffer())), 0, 0)
  assert.deepEqual([...picture.getImageData(10, 620, 1, 1).data], [240, 198, 116, 255])
  const dark = picture.getImageData(0, 562, 1200, 68).data.filter((value, i) => i % 4 === 0 && value < 90)
  assert.ok(dark.length > 2000, 'words stand in the band')
})

inBroadcastHouses('a centre that ever signed shows no draft, even without its secret', {}, async (house) => {
  await shelve(house, { at: '2016-12-19T18:00+08:00', signed: true })
  await shelve(house)
  const { text } = await house.get('/broadcast')
  assert.match(text, /evening-2016-12-19/)
  for (const words of [/evening-2016-12-20/, label.zh]) assert.doesNotMatch(text, words)
  assert.equal((await house.get(`/broadcast/${id}`)).status, 404)
  assert.equal((await house.get(`/cards/broadcast/${id}/1.png`)).status, 404)
  assert.equal((await house.get(`/media/broadcast/${id}/1/${id}.wide.both.mp4`)).status, 404)
  for (const path of ['/broadcast/archive', '/feeds/broadcast.rss', '/sitemap.xml'])
    assert.doesNotMatch((await house.get(path)).text, /evening-2016-12-20/, path)
  const card = await house.web.request('/cards/broadcast/evening-2016-12-19/1.png')
  assert.doesNotMatch(card.headers.get('etag')!, /unsigned/)
})

inBroadcastHouses(
  'a late correction is told with what changed, and leads to the new version',
  {},
  async (house) => {
    const late = {
      version: 1,
      differences: [{ zh: '指数由 186 变为 190', en: 'the index was 186 and is 190' }],
    }
    await shelve(house, { late })
    assert.match((await house.get('/broadcast')).text, /数据有更正.*指数由 186 变为 190/s)
    assert.match((await house.get('/en/broadcast/archive')).text, /Data corrected/)
    await shelve(house, { number: 2 })
    assert.doesNotMatch((await house.get(`/broadcast/${id}`)).text, /数据有更正/)
    const old = (await house.get(`/en/broadcast/${id}?version=1`)).text
    assert.match(old, /old version.*See the corrected version 2/s)
    assert.match(old, /<meta name="robots" content="noindex"/)
  },
)

inBroadcastHouses('modelled, simulated and synthetic are named', {}, async (house) => {
  await shelve(house, { air: sampleAir(60, { kind: 'simulated' }), synthetic: true })
  const { text } = await house.get('/broadcast')
  for (const said of [/模拟数据/, /仅供演示/, /合成语音/]) assert.match(text, said)
  await shelve(house, { at: '2016-12-21T18:00+08:00', air: sampleAir(60, { kind: 'model' }) })
  assert.match((await house.get('/en/broadcast')).text, /atmospheric model/)
})

inBroadcastHouses('without readings in it an edition still has a page', {}, async (house) => {
  await shelve(house, { air: sampleAir(null) })
  assert.equal((await house.get('/broadcast')).status, 200)
  assert.equal((await house.get('/en/broadcast')).status, 200)
})

inBroadcastHouses('the archive is asked by kind and day, and pages through years', {}, async (house) => {
  for (let day = 1; day <= 31; day++)
    await shelve(house, { at: `2016-12-${String(day).padStart(2, '0')}T18:00+08:00` })
  await shelve(house, { kind: 'week', at: '2016-12-05T07:00+08:00' })
  const first = (await house.get('/broadcast/archive')).text
  assert.match(first, /2016年12月31日/)
  assert.match(first, /archive\?page=2/)
  assert.match((await house.get('/broadcast/archive?page=2')).text, /2016年12月1日/)
  assert.equal(
    (await house.get('/broadcast/archive?kind=week')).text.match(/<li><a href="\/broadcast\//g)?.length,
    1,
  )
  assert.match((await house.get('/broadcast/archive?day=2016-12-05')).text, /week-2016-12-05/)
  for (const wrong of ['kind=opera', 'day=2016-02-30', 'page=0', 'page=x', 'kind=%00', 'day=%27%3B--']) {
    const { status, text } = await house.get(`/broadcast/archive?${wrong}`)
    assert.equal(status, 400, wrong)
    assert.match(text, /field-error/)
  }
  assert.equal((await house.get('/broadcast/archive?page=999999')).status, 200)
})

inBroadcastHouses('wrong shapes, versions and names get a clear answer', {}, async (house) => {
  await shelve(house)
  for (const [path, status] of [
    [`/broadcast/${id}?shape=round`, 400],
    [`/broadcast/${id}?version=x`, 400],
    [`/broadcast/${id}?version=9`, 404],
    ['/broadcast/%3Cscript%3E', 404],
    [`/broadcast/${'x'.repeat(500)}`, 404],
    [`/broadcast/${id}?shape=tall`, 200],
  ] as const)
    assert.equal((await house.get(path)).status, status, path)
})

inBroadcastHouses(
  'a screen in a lobby shows the air, the old air and that there is none',
  {},
  async (house) => {
    assert.match((await house.get('/screen')).text, /还没有任何读数/)
    await simulateHours(house, 30)
    house.cache.drop('air')
    const fresh = (await house.get('/screen')).text
    assert.match(fresh, /class="panel panel-now" lang="zh-CN"/)
    assert.match(fresh, /class="panel panel-now" lang="en"/)
    assert.match(fresh, /模拟数据/)
    assert.match(fresh, /2016年12月20日 18时/)
    assert.match(fresh, /<b class="old" hidden/)
    assert.match(fresh, /<noscript><meta http-equiv="refresh"/)
    house.setClock('2016-12-21T09:30')
    const old = (await house.get('/screen?lang=en')).text
    assert.match(old, /is-old/)
    assert.match(old, /No new data for 15 hours/)
    assert.match(old, /No current data/)
    assert.match(old, /sky-0/)
    assert.doesNotMatch(old, /panel-now" lang="zh/)
  },
)

inBroadcastHouses('a screen shows what it is asked for, and says what it cannot', {}, async (house) => {
  await simulateHours(house, 30)
  const only = (await house.get('/screen?only=last24,now&lang=zh')).text
  assert.deepEqual(only.match(/panel panel-\w+/g), ['panel panel-now', 'panel panel-last24'])
  assert.match(only, /loop-2/)
  assert.match((await house.get('/en/screen?only=alert')).text, /No alert is in force/)
  assert.match((await house.get('/en/screen?only=forecast')).text, /No forecast is at hand/)
  for (const wrong of ['only=x', 'only=now,x', 'only=,', 'lang=fr'])
    assert.equal((await house.get(`/screen?${wrong}`)).status, 400, wrong)
})
