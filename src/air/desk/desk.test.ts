import assert from 'node:assert/strict'
import { room as desk } from '../../kit/desk/room.ts'
import { room as people } from '../../kit/people/room.ts'
import { signedIn, type TestOfficer } from '../../kit/people/testing.ts'
import { inHousesOf, type RoomsHouse } from '../../kit/testing-house.ts'
import { room as air } from '../index.ts'

const test = (name: string, body: (house: RoomsHouse) => Promise<void>) =>
  inHousesOf([people, desk, air], name, body)

const li = { zh: '李明', en: 'Li Ming' }
const forecaster = ({ web, house }: RoomsHouse): Promise<TestOfficer> =>
  signedIn(web, house, { name: li, duties: ['forecaster'] })
const path = (response: Response) => response.headers.get('location')
const alert = { tier: 'yellow', expires: '2026-11-26T00:00', reason: '连续两天重污染' }

test('the forecaster issues, changes and lifts an alert, and the public page follows', async (opened) => {
  const { web, setClock } = opened
  const { browser } = await forecaster(opened)
  assert.match(await (await browser.get('/desk/air/alerts')).text(), /没有生效的预警/)
  assert.equal(path(await browser.post('/desk/air/alerts', alert)), '/desk/air/alerts?done=1')
  assert.match(await (await web.request('http://localhost/air/alerts')).text(), /黄色预警/)
  const page = await (await browser.get('/desk/air/alerts')).text()
  const number = /\/desk\/air\/alerts\/(\d+)\/lift/.exec(page)![1]!
  setClock('2026-11-24T11:00')
  const change = { tier: 'red', reason: '污染加重' }
  assert.equal((await browser.post(`/desk/air/alerts/${number}/change`, change)).status, 303)
  assert.match(await (await browser.get('/en/desk')).text(), /Red alert/)
  setClock('2026-11-24T12:00')
  const half = { 'lift-reason': '冷空气到达', 'lift-text_zh': '只写了中文' }
  const refused = await (await browser.post(`/desk/air/alerts/${number}/lift`, half)).text()
  assert.match(refused, /id="lift-text_en-fault"/)
  assert.doesNotMatch(refused, /id="text_en-fault"/, 'the other form of the page is not blamed')
  assert.match(refused, /只写了中文/)
  assert.equal(
    (await browser.post(`/desk/air/alerts/${number}/lift`, { 'lift-reason': '冷空气到达' })).status,
    303,
  )
  assert.match(await (await browser.get('/desk/air/alerts')).text(), /没有生效的预警/)
  const by = await opened.house.store.db
    .selectFrom('journal')
    .select('by')
    .where('about', '=', 'air/alert')
    .execute()
  assert.deepEqual(new Set(by.map((line) => line.by)), new Set(['李明']))
})

test('what is wrong in a form stands beside its field, and nothing that was typed is lost', async (opened) => {
  const { browser } = await forecaster(opened)
  const wrong = { ...alert, expires: 'tomorrow', reason: '', text_zh: '只写了中文' }
  const page = await browser.post('/desk/air/alerts', wrong)
  const text = await page.text()
  assert.equal(page.status, 422)
  assert.match(text, /id="expires-fault"/)
  assert.match(text, /id="reason-fault"/)
  assert.match(text, /只写了中文/)
  const half = await (await browser.post('/desk/air/alerts', { ...alert, text_zh: '只写了中文' })).text()
  assert.match(half, /id="text_en-fault"/)
  const past = await browser.post('/desk/air/alerts', { ...alert, expires: '2026-11-20T00:00' })
  assert.equal(past.status, 422, 'what a rule of alerts forbids is said above the form')
  assert.match(await past.text(), /role="alert"/)
  assert.equal(
    await opened.house.store.db
      .selectFrom('journal')
      .select('id')
      .where('about', '=', 'air/alert')
      .executeTakeFirst(),
    undefined,
  )
})

test('the forecaster overrules a day and takes it back', async (opened) => {
  const { browser } = await forecaster(opened)
  const said = { day: '2026-11-25', low: '160', high: '190', chief: 'pm25', reason: '静稳天气' }
  assert.equal((await browser.post('/desk/air/forecast', said)).status, 303)
  const page = await (await browser.get('/desk/air/forecast')).text()
  assert.match(page, /160–190/)
  const number = /forecast\/(\d+)\/withdraw/.exec(page)![1]!
  assert.equal(
    (await browser.post(`/desk/air/forecast/${number}/withdraw`, {})).status,
    422,
    'not without a reason',
  )
  assert.equal(
    (await browser.post(`/desk/air/forecast/${number}/withdraw`, { reason: '模式更新' })).status,
    303,
  )
  assert.doesNotMatch(await (await browser.get('/desk/air/forecast')).text(), /160–190/)
  for (const wrong of [
    { high: '' },
    { low: '200' },
    { chief: '' },
    { low: '-1' },
    { high: '1e3' },
    { day: '2026-11-24' },
  ])
    assert.equal(
      (await browser.post('/desk/air/forecast', { ...said, ...wrong })).status,
      422,
      JSON.stringify(wrong),
    )
})

test('nobody else may', async (opened) => {
  const { browser } = await signedIn(opened.web, opened.house, {
    name: { zh: '王芳', en: 'Wang Fang' },
    duties: ['people'],
  })
  assert.equal((await browser.get('/desk/air/alerts')).status, 403)
  assert.equal((await browser.post('/desk/air/alerts', alert)).status, 403)
  assert.equal((await browser.post('/desk/air/forecast/1/withdraw', { reason: 'x' })).status, 403)
  assert.match(await (await browser.get('/desk/may')).text(), /发布、变更和解除预警[\s\S]*暂无人员/)
})

test('the desk says how the air is, or that nobody measured it', async (opened) => {
  const { browser } = await forecaster(opened)
  assert.match(await (await browser.get('/desk')).text(), /北京暂无空气质量数据/)
})
