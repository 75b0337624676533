import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createApp } from '../../kit/web/app.tsx'
import { defaultPreferences } from '../../kit/web/preferences.ts'
import type { AlertMessage } from '../alert/index.ts'
import { propose } from '../alert/proposal.ts'
import { air, moment, onDuty, order } from '../alert/testing.ts'
import { cancelAlert, issueAlert, updateAlert } from '../alert/write.ts'
import { overrule } from '../forecast/index.ts'
import { room } from '../index.ts'
import { simulateHours } from '../simulation.ts'
import { inBothHouses, type TestHouse } from '../testing.ts'
import { AlertBar } from './alert.tsx'
import { momentWords, shortDay } from './alert-words.ts'

const evening = onDuty('2026-12-19T18:30')

async function seen(house: TestHouse, path: string, status = 200): Promise<string> {
  const answer = await createApp(house, [room]).request(path)
  assert.equal(answer.status, status, path)
  return (await answer.text()).replace(/<!--.*?-->/g, '')
}

inBothHouses('without alert and without air the page says so in both languages', evening, async (house) => {
  const zh = await seen(house, '/air/alerts')
  assert.match(zh, /目前没有生效的预警/)
  assert.match(zh, /现在没有可用的日数据和预报/)
  assert.match(zh, /还没有发布过预警/)
  const en = await seen(house, '/en/air/alerts')
  assert.match(en, /No alert is in force/)
  assert.match(en, /No alert has been issued yet/)
  assert.match(en, /href="\/cap\/alerts.atom"/)
})

inBothHouses('the rules are told with their days, their sources and their doubts', evening, async (house) => {
  const page = await seen(house, '/air/alerts')
  for (const words of [
    '2023年修订',
    '2024年起施行',
    'feifmx.com',
    '条件未查到',
    '未确认',
    '代用文本',
    '持续3天重度污染（五级），其中1天严重污染（六级）',
  ])
    assert.ok(page.includes(words), words)
  assert.ok(page.indexOf('2023年修订') < page.indexOf('2013年10月（试行）'))
})

inBothHouses(
  'a proposal is told with its reason, its days, and that nobody issued it',
  evening,
  async (house) => {
    await air(house, '2026-12-18', [160, 160])
    await overrule(house, {
      day: '2026-12-20',
      low: 180,
      high: 320,
      chief: ['pm25'],
      reason: '扩散条件不利',
      by: '王值班',
      text: null,
    })
    const zh = await seen(house, '/air/alerts')
    assert.match(zh, /未发布，仅供参考/)
    assert.match(zh, /达到橙色预警的条件/)
    assert.match(zh, /如果预报偏向最坏一端，可能达到红色预警的条件/)
    assert.match(zh, /最坏320/)
    const en = await seen(house, '/en/air/alerts')
    assert.match(en, /2 days of level 5.*18 Dec to 20 Dec/s)
    assert.match(en, /only the officer on duty issues one/)
  },
)

inBothHouses('simulated days are named so', evening, async (house) => {
  await simulateHours(house, 72)
  assert.match(await seen(house, '/air/alerts'), /据此只能演练/)
  assert.match(await seen(house, '/en/air/alerts'), /no alert may rest on them/)
})

inBothHouses(
  'an alert for tomorrow, in force, changed, lifted: each page follows',
  evening,
  async (house) => {
    const { alert } = await issueAlert(
      house,
      order({
        effective: moment('2026-12-20T00:00'),
        text: { zh: '<b>请减少出行</b>', en: '<b>Please travel less</b>' },
      }),
    )
    const list = await seen(house, '/air/alerts')
    assert.match(list, /已发布，尚未生效/)
    assert.match(list, /12月20日 00:00/)
    assert.match(list, /&lt;b&gt;请减少出行/)
    house.setClock('2026-12-20T08:00')
    await updateAlert(house, alert, { tier: 'red', reason: '污染加重', by: '李值班', text: null })
    const own = await seen(house, `/en/air/alerts/${alert}`)
    assert.match(own, /Red alert for heavy air pollution \(updated\)/)
    assert.match(own, /in force/)
    assert.match(own, /stay indoors and rest/)
    assert.equal(own.match(/\/cap\/alerts\/lantian-[\w-]+\.xml/g)?.length, 2)
    assert.doesNotMatch(own, /李值班|王值班/)
    house.setClock('2026-12-21T12:00')
    await cancelAlert(house, alert, { reason: '好转', by: '李值班', text: null })
    const after = await seen(house, `/air/alerts/${alert}`)
    assert.match(after, /解除空气重污染红色预警/)
    assert.match(after, /解除 2026年12月21日 12:00/)
    assert.doesNotMatch(after, /怎么做/)
    assert.match(await seen(house, '/air/alerts'), /目前没有生效的预警/)
  },
)

inBothHouses('an exercise says so wherever it is seen', evening, async (house) => {
  const { alert } = await issueAlert(house, order({ exercise: true }))
  assert.match(await seen(house, '/air/alerts'), /这是演练，不是真实的预警/)
  assert.match(
    await seen(house, `/en/air/alerts/${alert}`),
    /\[Exercise\].*This is an exercise, not a real alert/s,
  )
})

inBothHouses('an alert that is not there, or not yet, is not found', evening, async (house) => {
  for (const id of ['7', '0', '-1', 'x', '1e9', '%00', '9'.repeat(30)])
    assert.match(await seen(house, `/air/alerts/${id}`, 404), /没有/, id)
  const { alert } = await issueAlert(house, order())
  house.setClock('2026-12-19T12:00')
  assert.match(await seen(house, `/en/air/alerts/${alert}`, 404), /There is no alert number/)
})

inBothHouses('before the first rules the page still stands', onDuty('2013-01-12T18:30'), async (house) => {
  assert.match(await seen(house, '/air/alerts'), /这一天还没有预警规则/)
})

test('the bar on the front page has tier, times, advice and a link, and is not there without an alert', async () => {
  const ask = {
    language: 'en' as const,
    preferences: defaultPreferences,
    path: '/',
    params: {},
    query: new URLSearchParams(),
    base: 'https://lantian.example',
    menu: [],
    at: moment('2026-12-19T18:30'),
  }
  const alert: AlertMessage = {
    id: 4,
    alert: 3,
    identifier: 'a',
    type: 'update',
    status: 'exercise',
    tier: 'orange',
    sentAt: ask.at,
    effectiveAt: moment('2026-12-20T00:00'),
    expiresAt: moment('2026-12-23T00:00'),
    reason: '',
    by: '',
    text: null,
    proposal: propose([], '2026-12-19'),
  }
  const zone = 'Asia/Shanghai'
  const bar = String(await (<AlertBar ask={ask} alert={alert} zone={zone} />).toString())
  for (const words of ['Exercise', 'Orange alert', '20 December, 00:00', 'stay indoors', '/en/air/alerts/3'])
    assert.ok(bar.includes(words), words)
  assert.equal(String(await (<AlertBar ask={ask} alert={null} zone={zone} />).toString()), '')
})

test('moments and days are said in each language', () => {
  const at = moment('2026-12-09T07:05')
  assert.equal(momentWords(at, 'Asia/Shanghai', 'zh'), '12月9日 07:05')
  assert.equal(momentWords(at, 'Asia/Shanghai', 'zh', true), '2026年12月9日 07:05')
  assert.equal(momentWords(at, 'Europe/London', 'en', true), '8 December 2026, 23:05')
  assert.deepEqual([shortDay('2026-09-01', 'zh'), shortDay('2026-09-01', 'en')], ['9月1日', '1 Sept'])
})
