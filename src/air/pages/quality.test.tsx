import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Centre } from '../../kit/centre.ts'
import { migrate } from '../../kit/db/migrate.ts'
import type { AnyStore } from '../../kit/db/open.ts'
import { migrations as jobMigrations } from '../../kit/jobs/jobs.ts'
import { publishHeads, seal } from '../../kit/journal/journal.ts'
import type { House } from '../../kit/room.ts'
import { createApp } from '../../kit/web/app.tsx'
import { flags } from '../flags.ts'
import { room } from '../index.ts'
import { addUp } from '../quality.ts'
import { settle } from '../settle.ts'
import { noteTry } from '../source-register.ts'
import {
  inBothHouses,
  label,
  say,
  smallCentre,
  type TestHouse,
  testMigrations,
  wholeDay,
} from '../testing.ts'

const options = { centre: smallCentre, at: '2026-03-05T10:30' }
const air = { pm25: 62, pm10: 80, so2: 5, no2: 20, co: 0.6, o3: 30 }

async function open(house: House, path: string) {
  const response = await createApp(house, [room]).request(path)
  return { status: response.status, html: await response.text() }
}

const withJobs = (house: TestHouse) => {
  const store: AnyStore = house.store
  return migrate(store, { ...testMigrations, ...jobMigrations })
}

inBothHouses('an empty house has nothing to hide and says so', options, async (house) => {
  await withJobs(house)
  const { status, html } = await open(house, '/en/air/quality')
  assert.equal(status, 200)
  for (const said of [
    'No source has been used yet',
    'There are no corrections yet',
    'No seal has been published',
  ])
    assert.ok(html.includes(said), said)
})

inBothHouses('capture, freshness, flags, faults and corrections are told', options, async (house) => {
  await withJobs(house)
  await say(house, wholeDay('A', '2026-03-04', air, 12))
  await say(house, [
    ['A', label('2026-03-05', 9), { pm25: -3 }],
    ['B', label('2026-03-05', 1), { pm25: 10 }],
  ])
  await say(house, [['B', label('2026-03-05', 1), { pm25: 11 }]])
  await settle(house)
  await noteTry(house.store.db, 1, house.clock().epochMilliseconds, { fault: 'answered <nothing>' })
  const { html } = await open(house, '/en/air/quality')
  assert.match(html, /50 %/, 'half of yesterday')
  assert.match(html, /1 hour ago/)
  assert.match(html, /below zero \(instrument noise\)<\/th><td class="num">1</)
  assert.match(html, /answered &lt;nothing&gt;/)
  assert.match(html, /<td class="num">10<\/td><td class="num">11<\/td>/)
  assert.match((await open(house, '/air/quality')).html, /我们怎么知道/)
})

inBothHouses('corrections are paged by their number, newest first', options, async (house) => {
  await withJobs(house)
  const day = wholeDay('A', '2026-03-04', { pm25: 10 })
  await say(house, day)
  await say(house, wholeDay('A', '2026-03-04', { pm25: 20 }))
  await say(house, wholeDay('A', '2026-03-04', { pm25: 30 }))
  const first = await open(house, '/en/air/quality')
  const [, next] = /before=(\d+)#corrections/.exec(first.html)!
  assert.equal(first.html.match(/<td class="num">30<\/td>/g)!.length, 24)
  const second = await open(house, `/en/air/quality?before=${next}`)
  assert.doesNotMatch(second.html, /before=\d+#/)
  assert.match(second.html, /Back to the newest/)
  for (const wrong of ['x', '%00', '1%002', '-1', '1e9', '99999999999', ''])
    assert.equal((await open(house, `/air/quality?before=${wrong}`)).status, wrong === '' ? 200 : 400, wrong)
})

inBothHouses('the journal’s seals are published for whoever wants to check', options, async (house) => {
  await withJobs(house)
  await say(house, [['A', label('2026-03-05', 9), { pm25: 3 }]])
  await seal(house.store, house.clock())
  house.setClock('2026-03-06T00:10')
  const [head] = await publishHeads(house.store, house.settings.LANTIAN_ZONE, house.clock())
  const { html } = await open(house, '/air/quality')
  assert.ok(html.includes(head!.hash))
  const file = await createApp(house, [room]).request('/air/quality/heads.json')
  assert.match(file.headers.get('content-type') ?? '', /application\/json/)
  assert.deepEqual(await file.json(), { heads: [head] })
})

test('flags are added up by kind over all pollutants', () => {
  const spikeAndStuck = flags.spike | (flags.stuck << 5)
  const found = addUp([
    { flags: 0, validity: 0, hours: 10 },
    { flags: spikeAndStuck, validity: 2, hours: 3 },
  ])
  assert.deepEqual(found.flags, { negative: 0, range: 0, stuck: 3, spike: 3, outlier: 0 })
  assert.deepEqual(found.validity, { raw: 10, provisional: 0, validated: 3 })
  assert.equal(found.hours, 13)
})

const silent: Centre = { ...smallCentre, phone: undefined, email: undefined, departments: [] }

inBothHouses(
  'about shows what the data of the centre hold, and no more',
  { ...options, centre: silent },
  async (house) => {
    const { status, html } = await open(house, '/en/about')
    assert.equal(status, 200)
    assert.doesNotMatch(html, /tel:|mailto:|Departments/)
    assert.match(html, /no telephone and no e-mail/)
    assert.match(html, /prefs/)
    const named = { ...house, centre: { ...silent, email: 'air@example.org', phone: '010 1234' } }
    const zh = await open(named, '/about')
    assert.match(zh.html, /mailto:air@example\.org/)
    assert.match(zh.html, /tel:0101234/)
    assert.match(zh.html, /无障碍声明/)
  },
)
