import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { House } from '../../kit/room.ts'
import { createApp } from '../../kit/web/app.tsx'
import { room } from '../index.ts'
import { settle } from '../settle.ts'
import { inBothHouses, label, say, smallCentre, wholeDay } from '../testing.ts'
import { monthWords, share, shortDay } from './history-words.ts'

const options = { centre: smallCentre, at: '2026-03-05T10:30' }
const air = { pm25: 62, pm10: 80, so2: 5, no2: 20, co: 0.6, o3: 30 }

/** A page as a reader gets it. */
async function open(house: House, path: string) {
  const response = await createApp(house, [room]).request(path)
  return { status: response.status, html: await response.text() }
}

/** Three days around the change of the standard, and a silent one between them. */
async function threeDays(house: House) {
  for (const day of ['2026-02-28', '2026-03-01', '2026-03-03'])
    await say(
      house,
      ['A', 'B', 'C', 'D'].flatMap((station) => wholeDay(station, day, air)),
    )
  await settle(house)
}

inBothHouses('a house without a past says so, in both languages', options, async (house) => {
  for (const [path, said] of [
    ['/air/history', '这里还没有历史数据'],
    ['/en/air/history', 'There is no history yet'],
    ['/air/history?by=day', '这段时间没有任何数据'],
    ['/en/air/history/compare', 'There are no data of these places'],
  ] as const) {
    const { status, html } = await open(house, path)
    assert.equal(status, 200, path)
    assert.ok(html.includes(said), path)
  }
})

inBothHouses('the calendar links days, hatches a silent one and counts the good', options, async (house) => {
  await threeDays(house)
  const { status, html } = await open(house, '/en/air/history')
  assert.equal(status, 200)
  // 62 µg/m³ of PM2.5 is good by the table of 2012 and lightly polluted by that of 2026.
  assert.match(html, /class="day level-2" href="\/en\/air\/history\/day\/2026-02-28"/)
  assert.match(html, /class="day level-3[^"]*" href="\/en\/air\/history\/day\/2026-03-01"/)
  assert.match(html, /<span class="day level-none" title="2 March: no result">/)
  assert.match(html, /class="day blank today"/)
  assert.match(html, /<b>1<\/b> good days of 3 with a result/)
  assert.match(html, /index 84, Good, chief pollutant PM₂.₅/)
  assert.match(html, /Position: /)
})

inBothHouses('a station has a calendar of its own, whose links keep the station', options, async (house) => {
  await threeDays(house)
  const { html } = await open(house, '/air/history?place=A')
  assert.match(html, /href="\/air\/history\/day\/2026-03-01\?place=A"/)
  assert.match(html, /<option value="A" selected/)
  assert.doesNotMatch(html, /<option value="far"/)
})

const wrong: [path: string, said: RegExp][] = [
  ['/en/air/history?first=99999', /&quot;99999&quot; is not a year/],
  ['/en/air/history?first=-1', /is not a year/],
  ['/en/air/history?first=2026&last=2013', /The last year is before the first/],
  ['/en/air/history?first=1960&last=2026', /At most 12 years/],
  ['/en/air/history?first=2013&first=2014', /more than once/],
  ['/en/air/history?place=atlantis', /no place called &quot;atlantis&quot;/],
  ['/en/air/history?place=%3Cscript%3E', /no place called &quot;&lt;script&gt;&quot;/],
  ['/en/air/history?from=2016-02-30', /The calendar has no day 2016-02-30/],
  ['/en/air/history?from=today', /&quot;today&quot; is not a day/],
  ['/en/air/history?from=2016-03-01&to=2016-01-01', /The end is before the beginning/],
  ['/en/air/history?from=1960-01-01&to=2026-01-01&by=hour', /At most 31 days/],
  ['/en/air/history?from=1960-01-01&to=2026-01-01&by=day', /At most 3660 days/],
  ['/en/air/history?from=1960-01-01&to=2199-01-01&by=month', /At most 18300 days/],
  ['/en/air/history?from=99999-01-01', /is not a day/],
  ['/en/air/history?from=0001-01-01', /is not a day/],
  ['/en/air/history?by=week', /no choice &quot;week&quot;/],
  ['/en/air/history?pollutant=dust', /no choice &quot;dust&quot;/],
  ['/en/air/history?by=day&by=hour', /more than once/],
  ['/en/air/history/compare?p1=atlantis&y1=2016', /no place called/],
  ['/en/air/history/compare?p2=city&y2=next', /&quot;next&quot; is not a year/],
  ['/en/air/history/compare?by=hour', /no choice &quot;hour&quot;/],
]

inBothHouses(
  'a wrong address gets a field error beside what was typed, never a fault',
  options,
  async (house) => {
    await threeDays(house)
    for (const [path, said] of wrong) {
      const { status, html } = await open(house, path)
      assert.equal(status, 400, path)
      assert.match(html, said, path)
      assert.match(html, /aria-invalid="true"/, path)
      assert.match(html, /<form/, path)
    }
  },
)

inBothHouses('what was typed rightly stays in a form that has a fault', options, async (house) => {
  await threeDays(house)
  const { html } = await open(
    house,
    '/en/air/history?place=B&from=2016-02-30&to=2016-04-01&pollutant=no2&by=month',
  )
  assert.match(html, /<option value="B" selected/)
  assert.match(html, /value="2016-02-30"/)
  assert.match(html, /value="2016-04-01"/)
  assert.match(html, /<option value="no2" selected/)
  assert.match(html, /<option value="month" selected/)
})

inBothHouses('strange bytes in an address are only text', options, async (house) => {
  for (const query of [
    'place=%00',
    'place=%FF%FE',
    'from=%F0%9F%92%A9',
    `place=${'x'.repeat(5000)}`,
    'from[]=1&by=',
    'last=1e3',
  ])
    for (const path of ['/air/history', '/air/history/compare', '/air/history/day/2026-03-01']) {
      const { status } = await open(house, `${path}?${query}`)
      assert.ok(status < 500, `${path}?${query}: ${status}`)
    }
})

inBothHouses('a period by the day draws both limits and stops at the gap', options, async (house) => {
  await threeDays(house)
  const { html } = await open(house, '/en/air/history?from=2026-02-28&to=2026-03-03&pollutant=pm25')
  assert.match(html, /limit 75/)
  assert.match(html, /limit 60/)
  // One line of two days, one lone day behind the gap.
  assert.equal(html.match(/<polyline/g)!.length, 2, 'one for the wide chart and one for the phone')
  assert.match(html, /\/api\/v1\/days\?place=city&amp;from=2026-02-28&amp;to=2026-03-03&amp;format=csv/)
  assert.match(html, /day\/2026-03-02/)
})

inBothHouses('a period by the hour and by the month', options, async (house) => {
  await threeDays(house)
  await say(house, [['A', label('2026-03-05', 9), { pm25: 40 }]])
  const hours = await open(house, '/air/history?from=2026-03-05&to=2026-03-05&by=hour&pollutant=pm25')
  assert.equal(hours.status, 200)
  assert.match(hours.html, /3月5日 9时/)
  assert.doesNotMatch(hours.html, /3月5日 11时/, 'an hour that is not over is no gap')
  const months = await open(house, '/air/history?from=2026-02-01&to=2026-03-04&by=month')
  assert.match(months.html, /2026年2月/)
  assert.match(months.html, /指数没有月值/)
  assert.match(months.html, /1\/28 天/)
  assert.match(months.html, /2\/4 天/)
})

inBothHouses('up to four lines are compared; a year without data is told so', options, async (house) => {
  await threeDays(house)
  const { status, html } = await open(
    house,
    '/en/air/history/compare?p1=city&y1=2026&p2=A&y2=2026&p3=city&y3=2012&p4=&y4=&by=day&pollutant=pm25',
  )
  assert.equal(status, 200)
  assert.match(html, /Station A 2026/)
  assert.match(html, /Beijing, the city 2012/)
  assert.match(html, /no data/)
  assert.match(html, /value="2012"/)
})

test('days and months are named without asking the calendar, a share of nothing is a dash', () => {
  assert.deepEqual([shortDay('2016-12-05', 'zh'), shortDay('2016-12-05', 'en')], ['12月5日', '5 December'])
  assert.deepEqual([monthWords('2016-02', 'zh'), monthWords('2016-02', 'en')], ['2016年2月', 'February 2016'])
  assert.deepEqual([share(1, 3), share(0, 0)], ['33 %', '–'])
})
