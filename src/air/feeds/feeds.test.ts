import assert from 'node:assert/strict'
import { parseAtomFeed, parseJsonFeed, parseRssFeed } from 'feedsmith'
import { createApp } from '../../kit/web/app.tsx'
import { air, onDuty, order } from '../alert/testing.ts'
import { cancelAlert, issueAlert, updateAlert } from '../alert/write.ts'
import { room } from '../index.ts'
import { settle } from '../settle.ts'
import { simulateHours } from '../simulation.ts'
import { inBothHouses, say, type TestHouse, wholeDay } from '../testing.ts'

const evening = onDuty('2026-12-19T18:30')

async function read(house: TestHouse, path: string): Promise<string> {
  const answer = await createApp(house, [room]).request(path)
  assert.equal(answer.status, 200, path)
  return answer.text()
}

const atom = async (house: TestHouse, path: string) => parseAtomFeed(await read(house, path))

inBothHouses(
  'finished days are told with index, chief pollutant, values, kind and licence',
  evening,
  async (house) => {
    await air(house, '2026-12-17', [80, 160, 40])
    const rss = parseRssFeed(await read(house, '/feeds/days.rss'))
    assert.equal(rss.title, '北京空气质量日报')
    assert.equal(rss.language, 'zh-CN')
    assert.deepEqual(
      rss.items?.map(({ title }) => title),
      [
        '北京 2026年12月18日：重度污染，指数 210，首要污染物 PM₂.₅',
        '北京 2026年12月17日：轻度污染，指数 119，首要污染物 PM₂.₅',
      ],
    )
    const html = rss.items?.[0]?.content?.encoded ?? ''
    for (const words of [
      '按 HJ633-2026 计算',
      '160 µg/m³',
      '1 mg/m³',
      '对健康影响情况',
      '数据类型：监测站',
      '未经审核',
      'test-reference',
    ])
      assert.ok(html.includes(words), words)
    const en = parseRssFeed(await read(house, '/en/feeds/days.rss'))
    assert.equal(
      en.items?.[0]?.title,
      'Beijing, 18 December 2026: Heavily polluted, index 210, chief pollutant PM₂.₅',
    )
    assert.equal(en.items?.[0]?.link, 'http://localhost/en/air/history/day/2026-12-18')
  },
)

inBothHouses('the day that is still running has no report', evening, async (house) => {
  await air(house, '2026-12-19', [80])
  assert.deepEqual((await atom(house, '/feeds/days.atom')).entries ?? [], [])
  house.setClock('2026-12-19T23:59')
  assert.deepEqual((await atom(house, '/feeds/days.atom')).entries ?? [], [])
  house.setClock('2026-12-20T00:00')
  assert.equal((await atom(house, '/feeds/days.atom')).entries?.length, 1)
})

inBothHouses('a corrected day keeps its name and says when it was corrected', evening, async (house) => {
  await air(house, '2026-12-17', [80, 160])
  const before = (await atom(house, '/feeds/days.atom')).entries!
  assert.equal(before[1]?.updated, before[1]?.published)
  house.setClock('2026-12-19T20:15')
  await say(house, wholeDay('A', '2026-12-17', { pm25: 90 }))
  await settle(house)
  const after = (await atom(house, '/feeds/days.atom')).entries!
  assert.deepEqual(
    after.map(({ id }) => id),
    before.map(({ id }) => id),
  )
  assert.equal(after[1]?.published, before[1]?.published)
  assert.equal(after[1]?.updated, '2026-12-19T12:15:00.000Z')
  assert.match(after[1]?.content?.value ?? '', /2026年12月19日 20:15更正过/)
  assert.notEqual(after[1]?.title?.value, before[1]?.title?.value)
})

inBothHouses(
  'thirty days are told and no more, the newest first, in every format',
  evening,
  async (house) => {
    await air(
      house,
      '2026-11-10',
      Array.from({ length: 39 }, () => 30),
    )
    const json = parseJsonFeed(await read(house, '/feeds/days.json'))
    assert.equal(json.items?.length, 30)
    assert.match(json.items?.[0]?.url ?? '', /2026-12-18$/)
    assert.match(json.items?.at(-1)?.url ?? '', /2026-11-19$/)
    assert.equal(json.items?.[0]?.date_published, '2026-12-18T16:00:00.000Z')
    assert.equal(parseRssFeed(await read(house, '/feeds/days.rss')).items?.length, 30)
  },
)

inBothHouses('simulated days are named so in the title, the text and the tags', evening, async (house) => {
  await simulateHours(house, 24 * 3)
  await settle(house)
  for (const [path, label, notice] of [
    ['/feeds/days.json', '【模拟】', '模拟的'],
    ['/en/feeds/days.json', '[simulated] ', 'simulated for demonstration'],
  ] as const)
    for (const item of parseJsonFeed(await read(house, path)).items!) {
      assert.ok(item.title?.startsWith(label), String(item.title))
      assert.ok(item.content_html?.includes(notice))
      assert.ok(item.tags?.includes(label.trim().replace(/^[【[]|[】\]]$/g, '')))
    }
})

inBothHouses('a day that may not be published has no index in the feed either', evening, async (house) => {
  await say(
    house,
    house.centre.stations.flatMap(({ code }) => wholeDay(code, '2026-12-18', { pm25: 30 })),
  )
  await settle(house)
  const [entry] = (await atom(house, '/feeds/days.atom')).entries!
  assert.equal(entry?.title?.value, '北京 2026年12月18日：数据不足，不发布指数')
  assert.match(entry?.content?.value ?? '', /无有效数据/)
})

inBothHouses('with nothing to tell every feed is still a feed', evening, async (house) => {
  for (const name of ['days', 'alerts'])
    for (const language of ['', '/en']) {
      assert.equal(parseRssFeed(await read(house, `${language}/feeds/${name}.rss`)).items?.length ?? 0, 0)
      assert.equal((await atom(house, `${language}/feeds/${name}.atom`)).entries?.length ?? 0, 0)
      assert.deepEqual(JSON.parse(await read(house, `${language}/feeds/${name}.json`)).items, [])
    }
})

inBothHouses('an alert is told when it is issued, changed and lifted', evening, async (house) => {
  const { alert } = await issueAlert(house, order({ text: { zh: '请少出门 <b>', en: 'Stay in & rest' } }))
  house.setClock('2026-12-19T19:30')
  await updateAlert(house, alert, { tier: 'red', reason: '更重了', by: '王值班', text: null })
  house.setClock('2026-12-20T09:30')
  await cancelAlert(house, alert, { reason: '冷空气到了', by: '王值班', text: null })
  const { entries } = await atom(house, '/feeds/alerts.atom')
  assert.deepEqual(
    entries?.map(({ title }) => title?.value),
    ['解除空气重污染红色预警', '空气重污染红色预警（更新）', '空气重污染橙色预警'],
  )
  assert.equal(new Set(entries?.map(({ id }) => id)).size, 3)
  const html = entries?.[2]?.content?.value ?? ''
  assert.match(html, /请少出门 &lt;b&gt;/)
  assert.match(html, /有效至：2026年12月22日 00:00/)
  assert.match(html, /未来三天扩散条件不利/)
  assert.doesNotMatch(html, /王值班/)
  const cap = entries?.[2]?.links?.find(({ rel }) => rel === 'related')
  assert.equal(cap?.type, 'application/cap+xml')
  assert.match(await read(house, new URL(cap?.href ?? '').pathname), /<alert /)
  const en = parseRssFeed(await read(house, '/en/feeds/alerts.rss'))
  assert.equal(en.items?.at(-1)?.title, 'Orange alert for heavy air pollution')
  assert.match(en.items?.at(-1)?.content?.encoded ?? '', /Stay in &amp; rest/)
})

inBothHouses('an exercise is never mistaken for an alert', evening, async (house) => {
  await issueAlert(house, order({ exercise: true }))
  const [zh] = (await atom(house, '/feeds/alerts.atom')).entries!
  assert.match(zh?.title?.value ?? '', /^【演练】/)
  assert.match(zh?.content?.value ?? '', /这是演练，不是真实预警/)
  const [en] = (await atom(house, '/en/feeds/alerts.atom')).entries!
  assert.match(en?.title?.value ?? '', /^\[Exercise\]/)
})

inBothHouses('readers in browsers of other sites may fetch the feeds', evening, async (house) => {
  const { headers } = await createApp(house, [room]).request('/feeds/days.rss')
  assert.equal(headers.get('access-control-allow-origin'), '*')
  assert.equal(headers.get('content-type'), 'application/rss+xml; charset=utf-8')
  assert.equal((await createApp(house, [room]).request('/feeds/days.txt')).status, 404)
})
