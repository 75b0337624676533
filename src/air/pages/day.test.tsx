import assert from 'node:assert/strict'
import type { House } from '../../kit/room.ts'
import { createApp } from '../../kit/web/app.tsx'
import { room } from '../index.ts'
import { settle } from '../settle.ts'
import { inBothHouses, label, say, smallCentre, wholeDay } from '../testing.ts'

const options = { centre: smallCentre, at: '2026-03-05T10:30' }
const air = { pm25: 62, pm10: 80, so2: 5, no2: 20, co: 0.6, o3: 30 }

async function open(house: House, path: string) {
  const response = await createApp(house, [room]).request(path)
  return { status: response.status, html: await response.text() }
}

async function around(house: House) {
  for (const day of ['2026-02-27', '2026-02-28', '2026-03-02'])
    await say(
      house,
      ['A', 'B', 'C'].flatMap((station) => wholeDay(station, day, air)),
    )
  await settle(house)
}

inBothHouses('a day is told by the standard of that day, with its neighbours', options, async (house) => {
  await around(house)
  const { status, html } = await open(house, '/en/air/history/day/2026-02-28')
  assert.equal(status, 200)
  assert.match(html, /judged by HJ 633-2012, in force on that day/)
  // 62 → 50 + 50 × 27 ÷ 40 = 83.75 → 84
  assert.match(html, /class="number">84</)
  assert.match(html, /Reckon this day by HJ 633-2026/)
  assert.match(html, /day\/2026-02-27/)
  assert.match(html, /day\/2026-03-02/)
  assert.doesNotMatch(html, /You asked for this day/)
  assert.match(html, /Saturday/)
})

inBothHouses('another standard only when asked, and then it is said', options, async (house) => {
  await around(house)
  const { html } = await open(house, '/en/air/history/day/2026-02-28?standard=HJ633-2026')
  assert.match(
    html,
    /You asked for this day by HJ 633-2026\. In force on the day, and published then, was HJ 633-2012/,
  )
  // 62 → 100 + 50 × 2 ÷ 55 = 101.8 → 102
  assert.match(html, /class="number">102</)
  // The limit is that of the day whatever the index.
  assert.match(html, /<td class="num">75<\/td>/)
  const later = await open(house, '/air/history/day/2026-03-02?standard=HJ633-2012')
  assert.match(later.html, /当天有效、并据以发布的是 HJ 633-2026/)
  const same = await open(house, '/air/history/day/2026-03-02?standard=HJ633-2026')
  assert.doesNotMatch(same.html, /应您的要求/)
})

inBothHouses('an index that the standard withholds is NA, with the reason', options, async (house) => {
  const { o3: _, pm25: __, ...some } = air
  await say(house, wholeDay('A', '2026-03-02', { ...some, pm25: 20 }))
  await settle(house)
  const { html } = await open(house, '/air/history/day/2026-03-02')
  assert.match(html, /class="number">NA</)
  assert.match(html, /5\.3\.1/)
})

inBothHouses('a day shows its hours, its gaps and what was corrected', options, async (house) => {
  await say(house, wholeDay('A', '2026-03-02', air, 21))
  await say(house, [['A', label('2026-03-02', 3), { pm25: 99 }]])
  await settle(house)
  const { html } = await open(house, '/en/air/history/day/2026-03-02?place=A')
  assert.equal(
    html.match(/class="missing"/g)!.length,
    6,
    'three missing hours on the wide and the narrow chart',
  )
  assert.match(html, /Valid hours/)
  assert.match(html, /<td class="num">62<\/td><td class="num">99<\/td>/)
})

inBothHouses(
  'a day that is none, silent, running or to come is told so with a way on',
  options,
  async (house) => {
    await around(house)
    for (const [day, status, said] of [
      ['2016-02-30', 404, 'The calendar has no day 2016-02-30'],
      ['yesterday', 404, 'is not a day'],
      ['99999-01-01', 404, 'is not a day'],
      ['2026-03-01', 404, 'has no reading of 1 March 2026'],
      ['2026-03-09', 404, 'is not over yet'],
      ['%3Cb%3E', 404, '&lt;b&gt;'],
    ] as const) {
      const { status: answered, html } = await open(house, `/en/air/history/day/${day}`)
      assert.equal(answered, status, day)
      assert.ok(html.includes(said), day)
      assert.match(html, /<form/, day)
    }
    const silent = await open(house, '/air/history/day/2026-03-01')
    assert.match(silent.html, /day\/2026-02-28/)
    assert.match(silent.html, /day\/2026-03-02/)
    await say(house, wholeDay('A', '2026-03-05', air, 9))
    await settle(house)
    assert.match((await open(house, '/air/history/day/2026-03-05')).html, /这一天还没有结束/)
  },
)

inBothHouses(
  'a wrong place or standard is a field error; the form for another day leads to it',
  options,
  async (house) => {
    await around(house)
    for (const query of ['place=atlantis', 'standard=US-EPA-2024', 'standard=a&standard=b'])
      assert.equal((await open(house, `/air/history/day/2026-02-28?${query}`)).status, 400, query)
    const { status, html } = await open(house, '/en/air/history?place=A&day=2026-02-28')
    assert.equal(status, 200)
    assert.match(html, /28 February 2026/)
  },
)

inBothHouses('a simulated day is labelled so', options, async (house) => {
  await house.store.db.updateTable('air_station').set({ kind: 'simulated' }).where('code', '=', 'A').execute()
  await say(house, wholeDay('A', '2026-03-02', air), { kind: 'simulated' })
  await settle(house)
  for (const path of [
    '/air/history/day/2026-03-02',
    '/air/history',
    '/air/history?by=day',
    '/air/history/compare',
  ])
    assert.match((await open(house, path)).html, /以下数值是模拟的/, path)
})
