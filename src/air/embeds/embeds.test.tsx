import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { XMLParser, XMLValidator } from 'fast-xml-parser'
import { createApp } from '../../kit/web/app.tsx'
import type { Ask } from '../../kit/web/pages.ts'
import { defaultPreferences } from '../../kit/web/preferences.ts'
import { room } from '../index.ts'
import { embedPage } from '../pages/embed.tsx'
import { simulateHours } from '../simulation.ts'
import { inBothHouses, type TestHouse } from '../testing.ts'
import { placeAir } from './place-air.ts'
import { airNow, atNoon, nastyName } from './testing.ts'
import { cutTo, textWidth } from './text-width.ts'
import { kindLabel } from './words.ts'

const ask = (house: TestHouse, path: string) => createApp(house, [room]).request(path)

async function seen(house: TestHouse, path: string, status = 200): Promise<string> {
  const answer = await ask(house, path)
  assert.equal(answer.status, status, path)
  return answer.text()
}

/** A badge, checked to be XML that holds together. */
async function badge(house: TestHouse, path: string, status = 200) {
  const text = await seen(house, path, status)
  assert.equal(XMLValidator.validate(text), true, text)
  const { svg } = new XMLParser({ ignoreAttributes: false }).parse(text)
  return {
    text,
    svg,
    title: String(svg.title['#text']),
    words: svg.text.map((one: Record<string, string>) => one['#text']),
  }
}

inBothHouses('a card says place, hour, number, word, advice and chief pollutant', atNoon, async (house) => {
  await airNow(house)
  const zh = await seen(house, '/embed/card/city')
  for (const words of ['北京', '11月24日 10时', '监测站', '首要污染物：PM₂.₅', '孩子可以出门'])
    assert.ok(zh.includes(words), words)
  assert.match(zh, /<strong class="swatch level-3">轻度污染<\/strong>/)
  const en = await seen(house, '/embed/card/city?lang=en&theme=dark')
  assert.match(en, /<html lang="en" data-theme="dark">/)
  assert.match(en, /10:00, 24 November/)
  assert.match(en, /Lightly polluted/)
  assert.match(en, /href="http:\/\/localhost\/en\/air" target="_blank" rel="noopener"/)
})

inBothHouses(
  'a card may be framed by anybody, carries no script, and is left out of search',
  atNoon,
  async (house) => {
    const answer = await ask(house, '/embed/card/city')
    assert.match(answer.headers.get('content-security-policy')!, /frame-ancestors \*/)
    assert.equal(answer.headers.get('x-frame-options'), null)
    const text = await answer.text()
    assert.doesNotMatch(text, /<script|style=/)
    assert.match(text, /<meta name="robots" content="noindex"\/>/)
  },
)

inBothHouses('what nobody measured is named so on every embed', { at: '2026-11-24T10:30' }, async (house) => {
  await simulateHours(house, 30)
  assert.match(await seen(house, '/embed/card/city'), /模拟数据，非实测/)
  assert.match(await seen(house, '/embed/card/city?lang=en'), /Simulated data, not measured/)
  const zh = await badge(house, '/badge/city.svg')
  assert.match(zh.words[0], /（模拟）$/)
  assert.match(zh.title, /模拟数据，非实测/)
  assert.match(zh.text, /<path /)
  const en = await badge(house, '/badge/city.svg?lang=en')
  assert.match(en.words[0], /\(simulated\)$/)
})

inBothHouses('an old value is no value: no number, no colour, but its hour', atNoon, async (house) => {
  await airNow(house)
  house.setClock('2026-11-24T14:30')
  const card = await seen(house, '/embed/card/city')
  assert.match(card, /暂无数据/)
  assert.match(card, /最近一次数据：2026年11月24日 10时/)
  assert.doesNotMatch(card, /level-3|轻度污染/)
  const { title, words } = await badge(house, '/badge/city.svg')
  assert.deepEqual(words, ['北京空气', '暂无数据'])
  assert.match(title, /最近一次数据：2026年11月24日 10时/)
})

inBothHouses(
  'without any air everything still answers, and says that there is none',
  atNoon,
  async (house) => {
    for (const place of ['city', 'A', '110101', 'far']) {
      assert.match(await seen(house, `/embed/card/${place}`), /暂无数据/)
      assert.equal((await badge(house, `/badge/${place}.svg?lang=en`)).words[1], 'no data')
    }
    const air = await placeAir(house, 'city', house.clock())
    assert.deepEqual([air?.hour, air?.now, air?.kind], [null, null, null])
  },
)

test('sensors measure, models and simulations do not', () => {
  assert.equal(kindLabel('reference', 'zh'), '监测站')
  assert.equal(kindLabel('sensor', 'en'), 'low-cost sensors')
  assert.equal(kindLabel('model', 'zh'), '模型数据，非实测')
  assert.equal(kindLabel('simulated', 'en'), 'Simulated data, not measured')
})

inBothHouses('an hour without a valid value is said to be one', atNoon, async (house) => {
  await airNow(house, { pm25: -5, pm10: null })
  const air = await placeAir(house, 'A', house.clock())
  assert.deepEqual([air?.now, air?.stale], [null, false])
  assert.match(await seen(house, '/embed/card/A'), /这一小时没有有效的读数/)
})

inBothHouses('nasty names and codes stay words', atNoon, async (house) => {
  await airNow(house)
  const card = await seen(house, '/embed/card/A')
  assert.doesNotMatch(card, /<img|<\/script>/)
  assert.ok(card.includes('&lt;/script&gt;'))
  const { title, svg } = await badge(house, '/badge/A.svg')
  assert.ok(title.startsWith(nastyName.replace(/ +$/, '')) || title.includes('alert'), title)
  assert.equal(svg.script, undefined)
  const code = encodeURIComponent(`"<b>/&'?#`)
  assert.match(await seen(house, `/embed/card/${code}`), /B站/)
  await badge(house, `/badge/${code}.svg`)
  assert.match(await seen(house, `/embed?place=${code}`), /B站/)
})

inBothHouses(
  'a very long name does not make a very long badge, but is told in full',
  atNoon,
  async (house) => {
    await airNow(house)
    for (const lang of ['zh', 'en']) {
      const { svg, title, words } = await badge(house, `/badge/C.svg?lang=${lang}`)
      assert.ok(Number(svg['@_width']) < 480, svg['@_width'])
      assert.match(words[0], /…/)
      assert.ok(title.length > 180)
    }
  },
)

inBothHouses(
  'an unknown place is said to be unknown in the shape that was asked for',
  atNoon,
  async (house) => {
    assert.match(await seen(house, '/embed/card/nowhere', 404), /没有“nowhere”这个地点/)
    assert.deepEqual((await badge(house, '/badge/nowhere.svg?lang=en', 404)).words, [
      'Air quality',
      'no such place',
    ])
    const framed = await ask(house, '/embed/card/nowhere')
    assert.match(framed.headers.get('content-security-policy')!, /frame-ancestors \*/)
  },
)

inBothHouses('a wrong choice is answered with the right ones', atNoon, async (house) => {
  assert.match(await seen(house, '/embed/card/city?theme=pink', 400), /auto、light、dark/)
  assert.match(await seen(house, '/embed/card/city?lang=fr&theme=dark', 400), /zh、en/)
  assert.match(await seen(house, '/badge/city.svg?lang=%00', 400), /zh、en/)
  await seen(house, '/embed/card/city?theme=&lang=')
})

inBothHouses('a badge may be shown on every page and kept a while', atNoon, async (house) => {
  await airNow(house)
  const { headers } = await ask(house, '/badge/city.svg')
  assert.equal(headers.get('access-control-allow-origin'), '*')
  assert.equal(headers.get('cross-origin-resource-policy'), 'cross-origin')
  assert.equal(headers.get('cache-control'), 'public, max-age=120')
  assert.equal(headers.get('content-security-policy'), "default-src 'none'")
})

inBothHouses('the builder shows the code for the place, the language and the mode', atNoon, async (house) => {
  await airNow(house)
  const page = await seen(house, '/en/embed?place=110101&lang=zh&theme=dark')
  assert.match(
    page,
    /&lt;iframe src=&quot;http:\/\/localhost\/embed\/card\/110101\?lang=zh&amp;amp;theme=dark&quot;/,
  )
  assert.match(page, /<iframe src="\/embed\/card\/110101\?lang=zh&amp;theme=dark"/)
  assert.match(page, /\/badge\/110101\.svg\?lang=zh/)
  assert.match(page, /data-copy="card-html"[^>]* hidden/)
  assert.match(page, /href="\/en\/feeds\/days\.rss"/)
  assert.doesNotMatch(page, /aqicn|WAQI/)
})

inBothHouses('the builder keeps what was asked for and says what is wrong with it', atNoon, async (house) => {
  const page = await seen(house, '/embed?place=%3Cb%3E&lang=fr&theme=pink')
  assert.match(page, /没有“&lt;b&gt;”这个地点/)
  assert.equal(page.match(/没有这个选项/g)?.length, 2)
  assert.match(page, /embed\/card\/city\?lang=zh&amp;theme=auto/)
})

const answering = (json: () => unknown) => () =>
  ({ get: async () => ({ json }) }) as unknown as ReturnType<NonNullable<Parameters<typeof embedPage>[2]>>

inBothHouses(
  'of WAQI, whose licence forbids more, only the live page and who is to be named are shown',
  { ...atNoon, settings: { LANTIAN_WAQI_TOKEN: 'a-token' } },
  async (house) => {
    const page = async (json: () => unknown) =>
      String(await (await embedPage(house, asked(), answering(json))).body.toString())
    const live = await page(() => ({
      status: 'ok',
      data: {
        aqi: 4711,
        idx: 1451,
        city: { name: 'Beijing <b>', url: 'https://aqicn.org/city/beijing' },
        attributions: [{ name: 'Beijing Centre', url: 'http://www.bjmemc.com.cn/' }],
        iaqi: { pm25: { v: 4711 } },
      },
    }))
    assert.match(live, /<a href="https:\/\/aqicn\.org\/city\/beijing" rel="noopener">Beijing &lt;b&gt;<\/a>/)
    assert.match(live, /Beijing Centre/)
    assert.match(live, /不显示、也不存档任何数值/)
    assert.doesNotMatch(live, /4711|a-token/)
    for (const json of [() => ({ status: 'error', data: 'Invalid key' }), () => JSON.parse('<html>')])
      assert.match(await page(json), /现在连不上 WAQI/)
  },
)

const asked = (): Ask => ({
  language: 'zh',
  preferences: defaultPreferences,
  path: '/embed',
  params: {},
  query: new URLSearchParams(),
  base: 'https://air.example',
  menu: [],
  at: Temporal.Instant.from('2026-11-24T02:30:00Z'),
})

test('a text never comes out wider than it may', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: 'grapheme', maxLength: 60 }),
      fc.integer({ min: 20, max: 300 }),
      (text, most) => {
        const shown = cutTo(text, 11, most)
        assert.ok(textWidth(shown, 11) <= most || [...shown].length <= 2)
        if (textWidth(text, 11) <= most) assert.equal(shown, text)
      },
    ),
  )
  assert.equal(textWidth('北京', 11), 22)
  assert.equal(textWidth('', 11), 0)
})
