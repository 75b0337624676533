import assert from 'node:assert/strict'
import { test } from 'node:test'
import { CardStore } from '../../kit/picture/card-store.ts'
import { createApp } from '../../kit/web/app.tsx'
import { placeAir } from '../embeds/place-air.ts'
import { airNow, atNoon, nastyCentre } from '../embeds/testing.ts'
import { room } from '../index.ts'
import { simulateHours } from '../simulation.ts'
import { inBothHouses, type TestHouse } from '../testing.ts'
import { cardSize, drawCard } from './card.ts'
import { cardPath } from './routes.ts'

async function card(house: TestHouse, path: string): Promise<Buffer> {
  const answer = await createApp(house, [room]).request(path)
  assert.equal(answer.status, 200, path)
  assert.equal(answer.headers.get('content-type'), 'image/png')
  return checked(Buffer.from(await answer.arrayBuffer()))
}

/** A PNG of the size that social networks ask for. */
function checked(png: Buffer): Buffer {
  assert.equal(png.subarray(1, 4).toString(), 'PNG')
  assert.deepEqual([png.readUInt32BE(16), png.readUInt32BE(20)], [1200, 630])
  return png
}

inBothHouses(
  'the city, a station and a district each have a card, in both languages',
  atNoon,
  async (house) => {
    await airNow(house)
    const cards = new Set<string>()
    for (const language of ['zh', 'en'] as const)
      for (const path of [
        cardPath.city(language),
        cardPath.station('far', language),
        cardPath.district('110101', language),
      ])
        cards.add((await card(house, path)).toString('base64'))
    assert.equal(cards.size, 6)
  },
)

inBothHouses('no name or code is too nasty or too long for a card', atNoon, async (house) => {
  await airNow(house)
  for (const { code } of nastyCentre.stations)
    for (const language of ['zh', 'en'] as const) await card(house, cardPath.station(code, language))
})

inBothHouses('without air, with old air and with simulated air there is a card', atNoon, async (house) => {
  const none = await card(house, '/cards/city.png')
  await simulateHours(house, 30)
  const simulated = await card(house, '/cards/city.png')
  assert.notDeepEqual(simulated, none)
  await airNow(house)
  assert.notDeepEqual(await card(house, '/cards/city.png'), simulated)
  house.setClock('2026-11-25T20:30')
  await card(house, '/cards/city.png')
  await card(house, '/cards/district/110101.png?lang=en')
})

inBothHouses('what was not measured looks otherwise than what was', atNoon, async (house) => {
  await airNow(house)
  const air = (await placeAir(house, 'city', house.clock()))!
  const told = { city: house.centre.city, zone: 'Asia/Shanghai', language: 'en' } as const
  const drawn = await Promise.all(
    (['reference', 'model', 'simulated'] as const).map((kind) =>
      drawCard({ ...told, air: { ...air, kind } }),
    ),
  )
  assert.equal(new Set(drawn.map((png) => checked(png).toString('base64'))).size, 3)
})

inBothHouses(
  'a card that the reader has is not sent again, and changes with the air',
  atNoon,
  async (house) => {
    await airNow(house)
    const web = createApp(house, [room])
    const first = await web.request('/cards/city.png')
    const etag = first.headers.get('etag')!
    assert.equal(first.headers.get('cache-control'), 'public, max-age=300')
    assert.equal(first.headers.get('access-control-allow-origin'), '*')
    assert.equal((await web.request('/cards/city.png', { headers: { 'if-none-match': etag } })).status, 304)
    await airNow(house, { pm25: 30, pm10: 30 })
    assert.equal((await web.request('/cards/city.png', { headers: { 'if-none-match': etag } })).status, 200)
  },
)

inBothHouses('unknown places and languages are refused', atNoon, async (house) => {
  const web = createApp(house, [room])
  for (const [path, status] of [
    ['/cards/station/nowhere.png', 404],
    ['/cards/district/999999.png', 404],
    ['/cards/district/A.png', 404],
    ['/cards/city.png?lang=fr', 400],
    ['/cards/city.jpg', 404],
    ['/cards/station/%E0%A4%A.png', 404],
  ] as const)
    assert.equal((await web.request(path)).status, status, path)
})

const bytes = (size: number) => async () => Buffer.alloc(size)

test('a card is drawn once, and the least recently seen goes first', async () => {
  const store = new CardStore(250)
  let drawn = 0
  const draw = async () => {
    drawn++
    return Buffer.alloc(100)
  }
  await Promise.all([store.get('a', draw), store.get('a', draw)])
  await store.get('b', draw)
  assert.equal(drawn, 2)
  await store.get('a', draw)
  await store.get('c', draw)
  assert.equal(store.bytes, 200)
  await store.get('a', draw)
  assert.equal(drawn, 3)
  await store.get('b', draw)
  assert.equal(drawn, 4)
})

test('one card is drawn at a time; a failed one is tried again', async () => {
  const store = new CardStore()
  let at = 0
  let most = 0
  const slow = async () => {
    most = Math.max(most, ++at)
    await new Promise((done) => setImmediate(done))
    at--
    return Buffer.alloc(1)
  }
  await Promise.all(['a', 'b', 'c'].map((key) => store.get(key, slow)))
  assert.equal(most, 1)
  await assert.rejects(
    store.get('d', async () => Promise.reject(new Error('no ink'))),
    /no ink/,
  )
  assert.equal((await store.get('d', bytes(3))).length, 3)
})

test('whoever comes when too many wait is told to come again', async () => {
  const store = new CardStore()
  let begin = () => {}
  const gate = new Promise<void>((done) => {
    begin = done
  })
  const waiting = Array.from({ length: 40 }, (_, i) =>
    store.get(String(i), async () => {
      await gate
      return Buffer.alloc(1)
    }),
  )
  await assert.rejects(store.get('late', bytes(1)), { code: 'busy', status: 503 })
  // Who asks for what is being drawn already waits for that.
  waiting.push(store.get('7', bytes(1)))
  begin()
  assert.equal((await Promise.all(waiting)).length, 41)
  assert.deepEqual(cardSize, { width: 1200, height: 630 })
})
