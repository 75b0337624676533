import assert from 'node:assert/strict'
import { room as desk } from '../../kit/desk/room.ts'
import { seal } from '../../kit/journal/journal.ts'
import { room as people } from '../../kit/people/room.ts'
import { signedIn, type TestOfficer } from '../../kit/people/testing.ts'
import { room as procedure } from '../../kit/procedure/room.ts'
import { inHousesOf, type RoomsHouse } from '../../kit/testing-house.ts'
import { air as airOf, order } from '../alert/testing.ts'
import { cancelAlert, issueAlert } from '../alert/write.ts'
import { keepForecasts } from '../forecast/keep.ts'
import { brought, modelHours } from '../forecast/testing.ts'
import { room as air } from '../index.ts'

const test = (name: string, body: (house: RoomsHouse) => Promise<void>) =>
  inHousesOf([people, procedure, desk, air], name, body)

const named = {
  li: { zh: '李明', en: 'Li Ming' },
  wang: { zh: '王芳', en: 'Wang Fang' },
  zhao: { zh: '赵磊', en: 'Zhao Lei' },
}
const join = ({ web, house }: RoomsHouse, who: keyof typeof named, ...duties: string[]) =>
  signedIn(web, house, { name: named[who], duties })
const path = (response: Response) => response.headers.get('location') ?? ''
const text = async (who: TestOfficer, at: string) => (await who.browser.get(at)).text()
const publicPage = async ({ web }: RoomsHouse, at: string) =>
  (await web.request(`http://localhost${at}`)).text()
const alert = { tier: 'yellow', expires: '2026-11-26T00:00', reason: '连续两天重污染' }

/** Sends a form that starts a case. @returns the address of the case */
async function proposed(who: TestOfficer, to: string, form: Record<string, string>): Promise<string> {
  const answer = await who.browser.post(to, form)
  assert.equal(answer.status, 303, await answer.text())
  assert.match(path(answer), /^\/desk\/cases\/\d+\?done=1$/)
  return path(answer).replace(/\?.*/, '')
}
const deed = (who: TestOfficer, at: string, revision: number, verb: string, more = {}) =>
  who.browser.post(`${at}/act`, { revision: String(revision), verb, ...more })

test('an alert goes out, changes and is lifted by the second signature, and nothing is seen before', async (all) => {
  const { house, setClock } = all
  const li = await join(all, 'li', 'forecaster')
  const wang = await join(all, 'wang', 'forecaster')
  const zhao = await join(all, 'zhao', 'alert-approver')
  assert.match(await text(li, '/desk/air/alerts'), /没有生效的预警/)
  const issue = await proposed(li, '/desk/air/alerts', alert)
  const before = await publicPage(all, '/air/alerts')
  assert.doesNotMatch(before, /生效中/)
  assert.match(await text(zhao, '/desk/inbox'), /发布黄色预警/)
  assert.match(await text(wang, '/desk/air/alerts'), /尚未公开[\s\S]*发布黄色预警[\s\S]*复核签发 · 李明/)
  assert.equal((await deed(li, issue, 2, 'sign')).status, 422, 'not by who proposes it')
  assert.equal((await deed(wang, issue, 2, 'sign')).status, 303)
  assert.match(await publicPage(all, '/air/alerts'), /生效中/, 'the page is made anew at once')
  assert.match(await publicPage(all, '/cap/alerts.atom'), /lantian-2026-11-24/)
  const number = /\/desk\/air\/alerts\/(\d+)\/lift/.exec(await text(li, '/desk/air/alerts'))![1]!
  assert.match(await text(li, issue), new RegExp(`/air/alerts/${number}"`))

  setClock('2026-11-24T11:00')
  const change = await proposed(wang, `/desk/air/alerts/${number}/change`, {
    tier: 'red',
    reason: '污染加重',
  })
  assert.equal((await deed(zhao, change, 2, 'reject', { reason: '请补充说明' })).status, 303)
  const again = {
    'field.why': '污染加重',
    'field.tier': 'red',
    'field.text_zh': '少出门',
    'field.text_en': '',
  }
  assert.equal((await deed(wang, change, 3, 'propose', again)).status, 422, 'words in one language only')
  assert.equal((await deed(wang, change, 3, 'propose', { ...again, 'field.text_en': 'Stay in' })).status, 303)
  assert.equal((await deed(zhao, change, 4, 'sign')).status, 303)
  assert.match(await text(li, '/en/desk'), /Red alert/)

  setClock('2026-11-24T12:00')
  const half = { 'lift-reason': '冷空气到达', 'lift-text_zh': '只写了中文' }
  const refused = await (await li.browser.post(`/desk/air/alerts/${number}/lift`, half)).text()
  assert.match(refused, /id="lift-text_en-fault"/)
  assert.doesNotMatch(refused, /id="text_en-fault"/, 'the other form of the page is not blamed')
  assert.match(refused, /只写了中文/)
  const lift = await proposed(li, `/desk/air/alerts/${number}/lift`, { 'lift-reason': '冷空气到达' })
  assert.doesNotMatch(await text(li, lift), /field\.tier/)
  assert.equal((await deed(wang, lift, 2, 'sign')).status, 303)
  assert.match(await text(li, '/desk/air/alerts'), /没有生效的预警/)

  const lines = await house.store.db
    .selectFrom('journal')
    .select(['by', 'deed', 'detail'])
    .where('about', '=', 'air/alert')
    .orderBy('id')
    .execute()
  assert.deepEqual(
    lines.map(({ by, deed: what, detail }) => [what, by, JSON.parse(detail).proposedBy]),
    [
      ['air.alert.alert', `officer/${wang.id}`, `officer/${li.id}`],
      ['air.alert.update', `officer/${zhao.id}`, `officer/${wang.id}`],
      ['air.alert.cancel', `officer/${wang.id}`, `officer/${li.id}`],
    ],
  )
  await seal(house.store, house.clock())
  assert.match(await text(zhao, `/en${issue}`), /Sign and send[\s\S]*Journal line/)
})

test('what can no longer be sent when it is signed is refused with the reason, and nothing goes out', async (all) => {
  const { house } = all
  const li = await join(all, 'li', 'forecaster')
  const wang = await join(all, 'wang', 'forecaster')
  const one = await proposed(li, '/desk/air/alerts', alert)
  const other = await issueAlert(house, order({ expires: Temporal.Instant.from('2026-11-26T00:00+08:00') }))
  const late = await deed(wang, one, 2, 'sign')
  assert.equal(late.status, 409)
  assert.match(await late.text(), /号预警正在生效/)
  await cancelAlert(house, other.alert, { reason: 'x', by: 'x', text: null })
  assert.equal((await deed(wang, one, 2, 'sign')).status, 303, 'and the case waits as it did')
})

test('a centre of one is told what to do, and signs alone once the system duty allows it', async (all) => {
  const li = await join(all, 'li', 'forecaster')
  const wang = await join(all, 'wang', 'system')
  const refused = await li.browser.post('/desk/air/alerts', alert)
  assert.equal(refused.status, 422)
  assert.match(await refused.text(), /“预报员”或“预警签发人”办理[\s\S]*只有一人的中心/)
  assert.equal((await li.browser.post('/desk/procedures/air-alert/alone', { alone: 'yes' })).status, 403)
  assert.equal((await wang.browser.post('/desk/procedures/air-alert/alone', { alone: 'yes' })).status, 303)
  assert.match(await text(li, '/desk/procedures/air-alert'), /允许发起人自己批准/)
  const one = await proposed(li, '/desk/air/alerts', alert)
  assert.equal((await deed(li, one, 2, 'sign')).status, 303)
  assert.match(await publicPage(all, '/air/alerts'), /生效中/)
})

test('what the rules propose stands on the first page with a button that drafts it', async (all) => {
  const { house } = all
  const li = await join(all, 'li', 'forecaster')
  await join(all, 'wang', 'alert-approver')
  assert.doesNotMatch(await text(li, '/desk'), /按规则应/)
  await airOf(house, '2026-11-23', [200])
  await keepForecasts(house, brought(modelHours('2026-11-24', () => ({ pm25: 220 }))))
  assert.match(await text(li, '/desk'), /按规则应发布[\s\S]*action="\/desk\/air\/alerts\/suggested"/)
  const answer = await li.browser.post('/desk/air/alerts/suggested')
  const draft = path(answer)
  assert.match(draft, /^\/desk\/cases\/\d+$/)
  assert.match(await text(li, draft), /2023年修订[\s\S]*提请签发/)
  assert.match(await text(li, '/desk'), /按规则应发布/)
  assert.doesNotMatch(await text(li, '/desk'), /alerts\/suggested/, 'but not twice')
  assert.equal(path(await li.browser.post('/desk/air/alerts/suggested')), '/desk/air/alerts')
})

test('what is wrong in a form stands beside its field, and nothing that was typed is lost', async (all) => {
  const { browser } = await join(all, 'li', 'forecaster')
  const wrong = { ...alert, expires: 'tomorrow', reason: '', text_zh: '只写了中文' }
  const page = await browser.post('/desk/air/alerts', wrong)
  const shown = await page.text()
  assert.equal(page.status, 422)
  assert.match(shown, /id="expires-fault"/)
  assert.match(shown, /id="reason-fault"/)
  assert.match(shown, /只写了中文/)
  const half = await (await browser.post('/desk/air/alerts', { ...alert, text_zh: '只写了中文' })).text()
  assert.match(half, /id="text_en-fault"/)
  const past = await browser.post('/desk/air/alerts', { ...alert, expires: '2026-11-20T00:00' })
  assert.equal(past.status, 422, 'what a rule of alerts forbids is said above the form')
  assert.match(await past.text(), /role="alert"/)
  const cases = await all.house.store.db.selectFrom('procedure_case').select('id').execute()
  assert.deepEqual(cases, [], 'and no case is begun')
})

test('a word on a day is public once another forecaster has confirmed it, and one takes it back', async (all) => {
  const { house } = all
  const li = await join(all, 'li', 'forecaster')
  const wang = await join(all, 'wang', 'forecaster')
  await keepForecasts(house, brought(modelHours('2026-11-24', () => ({ pm25: 60 }))))
  const said = { day: '2026-11-25', low: '160', high: '190', chief: 'pm25', reason: '静稳天气' }
  const one = await proposed(li, '/desk/air/forecast', said)
  assert.doesNotMatch(await publicPage(all, '/air/forecast'), /静稳天气/, 'the machine speaks meanwhile')
  assert.match(await text(wang, '/desk/air/forecast'), /尚未公开[\s\S]*160–190[\s\S]*复核 · 李明/)
  assert.match(await text(wang, one), /PM₂\.₅|PM2\.5/)
  assert.equal((await deed(li, one, 2, 'confirm')).status, 422)
  assert.equal((await deed(wang, one, 2, 'reject', { reason: '太高' })).status, 303)
  const again = {
    'field.day': '2026-11-25',
    'field.low': '150',
    'field.high': '140',
    'field.chief': 'pm25',
    'field.why': '静稳天气',
  }
  const wrong = await deed(li, one, 3, 'propose', again)
  assert.equal(wrong.status, 422)
  assert.match(await wrong.text(), /指数下限：/)
  assert.equal((await deed(li, one, 3, 'propose', { ...again, 'field.high': '180' })).status, 303)
  assert.equal((await deed(wang, one, 4, 'confirm')).status, 303)
  assert.match(await publicPage(all, '/air/forecast'), /静稳天气/)
  const page = await text(li, '/desk/air/forecast')
  assert.match(page, /150–180/)
  const number = /forecast\/(\d+)\/withdraw/.exec(page)![1]!
  const back = (reason: string) => li.browser.post(`/desk/air/forecast/${number}/withdraw`, { reason })
  assert.equal((await back('')).status, 422, 'not without a reason')
  assert.equal((await back('模式更新')).status, 303)
  assert.doesNotMatch(await text(li, '/desk/air/forecast'), /150–180/)
  const lines = await house.store.db
    .selectFrom('journal')
    .select(['by', 'deed'])
    .where('deed', 'in', ['air.forecast.overrule', 'air.forecast.withdraw'])
    .orderBy('id')
    .execute()
  assert.deepEqual(
    lines.map(({ by }) => by),
    [`officer/${wang.id}`, `officer/${li.id}`],
  )
})

test('the form of a word on a day refuses what the rules of overruling refuse', async (all) => {
  const { browser } = await join(all, 'li', 'forecaster')
  await join(all, 'wang', 'forecaster')
  const said = { day: '2026-11-25', low: '160', high: '190', chief: 'pm25', reason: '静稳天气' }
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

test('nobody else may', async (all) => {
  const { browser } = await join(all, 'wang', 'people')
  assert.equal((await browser.get('/desk/air/alerts')).status, 403)
  assert.equal((await browser.post('/desk/air/alerts', alert)).status, 403)
  assert.equal((await browser.post('/desk/air/alerts/suggested')).status, 403)
  assert.equal((await browser.post('/desk/air/forecast/1/withdraw', { reason: 'x' })).status, 403)
  assert.match(await (await browser.get('/desk/may')).text(), /提请发布、变更和解除预警[\s\S]*暂无人员/)
  const zhao = await join(all, 'zhao', 'alert-approver')
  assert.doesNotMatch(
    await text(zhao, '/desk/air/alerts'),
    /<form class="form"/,
    'who only signs proposes nothing',
  )
  assert.equal((await zhao.browser.post('/desk/air/alerts', alert)).status, 403)
})

test('the desk says how the air is, or that nobody measured it', async (all) => {
  const li = await join(all, 'li', 'forecaster')
  assert.match(await text(li, '/desk'), /北京暂无空气质量数据/)
})
