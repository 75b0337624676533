import assert from 'node:assert/strict'
import { createApp } from '../../kit/web/app.tsx'
import { room } from '../index.ts'
import { inBothHouses, journalLines, smallCentre, type TestHouse } from '../testing.ts'
import { longestBody } from './asked.ts'
import { keepForecasts } from './keep.ts'
import { overrules } from './overrules.ts'
import { brought, modelHours } from './testing.ts'

const token = 'the-forecaster-of-today'
const two = { centre: smallCentre, at: '2026-11-24T10:30', settings: { LANTIAN_FORECASTER_TOKEN: token } }
const options = { ...two, alone: ['forecast-overrule'] }
const path = '/api/v1/forecast/overrules'
const good = {
  day: '2026-11-26',
  low: 110,
  high: 165,
  chief: ['pm25', 'pm10'],
  reason: '静稳天气 calm air',
  by: '张敏',
}

type Send = (
  path: string,
  body: unknown,
  more?: { method?: string; token?: string | null },
) => Promise<Response>

function sender(house: TestHouse): Send {
  const web = createApp(house, [room])
  return async (to, body, { method = 'POST', token: given = token } = {}) =>
    web.request(to, {
      method,
      headers: { 'content-type': 'application/json', ...(given ? { authorization: `Bearer ${given}` } : {}) },
      body: typeof body === 'string' ? body : JSON.stringify(body),
    })
}

const said = async (answer: Response) => {
  const body = (await answer.json()) as Record<string, unknown>
  return { status: answer.status, body, code: body.code, title: String(body.title) }
}

inBothHouses('where two must sign, the token overrules nothing', two, async (house) => {
  const lines = await journalLines(house)
  const refused = await said(await sender(house)(path, good))
  assert.deepEqual([refused.status, refused.code], [409, 'two-must-sign'])
  assert.match(refused.title, /\/desk\/procedures\/forecast-overrule/)
  assert.equal(await journalLines(house), lines)
})

inBothHouses('a forecaster overrules a day and takes it back', options, async (house) => {
  const send = sender(house)
  await keepForecasts(house, brought(modelHours('2026-11-24', () => ({ pm25: 60 }))))
  const made = await said(await send(path, good))
  assert.equal(made.status, 201)
  const { id, machine, ...rest } = made.body as { id: number; machine: { mid: number; values: object } }
  assert.deepEqual(rest, { ...good, text: null, at: '2026-11-24T10:30:00+08:00', withdrawn: null })
  assert.deepEqual(
    [machine.mid, machine.values],
    [100, { pm25: 60, pm10: 70, so2: 5, no2: 30, co: 0.6, o3_8h: 60 }],
  )
  const back = await said(await send(`${path}/${id}`, { by: '李强', reason: '起风' }, { method: 'DELETE' }))
  assert.equal(back.status, 200)
  assert.deepEqual(back.body.withdrawn, {
    at: '2026-11-24T10:30:00+08:00',
    by: '李强',
    reason: '起风',
    replaced_by: null,
  })
  const again = await said(await send(`${path}/${id}/withdraw`, { by: '李强', reason: '起风' }))
  assert.deepEqual([again.status, again.code], [409, 'withdrawn-already'])
  const second = await said(await send(path, { ...good, text: { zh: '傍晚转差', en: 'Worse by evening' } }))
  assert.deepEqual(second.body.text, { zh: '傍晚转差', en: 'Worse by evening' })
  const other = await send(`${path}/${second.body.id}/withdraw`, { by: '李强', reason: '起风' })
  assert.equal(other.status, 200)
})

inBothHouses(
  'without a token in the settings the door is closed',
  { ...options, settings: {} },
  async (house) => {
    const answer = await said(await sender(house)(path, good))
    assert.deepEqual([answer.status, answer.code], [403, 'writing-closed'])
  },
)

inBothHouses('without or with a wrong token nothing is read, and guessing ends', options, async (house) => {
  const send = sender(house)
  assert.deepEqual((await said(await send(path, 'x'.repeat(100_000), { token: null }))).status, 401)
  for (let i = 0; i < 10; i++)
    assert.equal((await said(await send(path, good, { token: `guess-${i}` }))).code, 'token-wrong')
  const answer = await send(path, good)
  assert.equal(answer.status, 429)
  assert.ok(Number(answer.headers.get('retry-after')) > 0)
  assert.deepEqual(await overrules(house.store.db, '2026-01-01', '2027-01-01'), [])
})

const wrong: [name: string, body: unknown, status: number, title: RegExp][] = [
  ['no JSON', '{"day":', 400, /not JSON/],
  ['an empty body', '', 400, /not JSON/],
  ['a list', [], 422, /wrong type/],
  ['null', 'null', 422, /wrong type/],
  ['nothing in it', {}, 422, /day is missing.*low is missing.*reason is missing/],
  ['no such day', { ...good, day: '2026-02-30' }, 422, /day is not a day/],
  ['a moment for a day', { ...good, day: '2026-11-26T00:00' }, 422, /day is not a day/],
  ['a day in the past', { ...good, day: '2026-11-23' }, 422, /2026-11-25 to 2026-11-29/],
  ['today', { ...good, day: '2026-11-24' }, 422, /not among the days/],
  ['a day too far ahead', { ...good, day: '2026-11-30' }, 422, /not among the days/],
  ['low above high', { ...good, low: 170 }, 422, /low must not be above high/],
  ['an index above 500', { ...good, high: 501 }, 422, /high must not be above 500/],
  ['a negative index', { ...good, low: -1 }, 422, /low must not be below 0/],
  ['a broken index', { ...good, low: 1.5 }, 422, /low/],
  ['an endless index', '{"day":"2026-11-26","low":1e309,"high":1,"reason":"x","by":"x"}', 422, /low/],
  ['an index in words', { ...good, low: '110' }, 422, /low is missing or of the wrong type/],
  ['an unknown pollutant', { ...good, chief: ['pm1'] }, 422, /chief.0 must be one of pm25/],
  ['a pollutant twice', { ...good, chief: ['o3', 'o3'] }, 422, /names a pollutant twice/],
  ['no pollutant above 50', { ...good, chief: [] }, 422, /must name a pollutant/],
  ['a pollutant up to 50', { ...good, low: 20, high: 50 }, 422, /must be empty/],
  ['no reason', { ...good, reason: '  ' }, 422, /reason must not be empty/],
  ['a long reason', { ...good, reason: 'x'.repeat(1001) }, 422, /reason has at most 1000 characters/],
  ['a name of two lines', { ...good, by: 'a\nb' }, 422, /by must be a single line/],
  ['control characters', { ...good, reason: 'a\u0000b' }, 422, /control characters/],
  ['half a character', { ...good, reason: '\ud800' }, 422, /control characters/],
  ['words in one language', { ...good, text: { zh: '差' } }, 422, /text.en is missing/],
  ['an unknown field', { ...good, lead: 2 }, 422, /no such fields: lead/],
  ['a huge body', { ...good, reason: 'x'.repeat(longestBody) }, 413, /larger than 16 KB/],
]

inBothHouses('what is wrong is named, and leaves nothing behind', options, async (house) => {
  const send = sender(house)
  const lines = await journalLines(house)
  for (const [name, body, status, title] of wrong) {
    const answer = await said(await send(path, body))
    assert.equal(answer.status, status, `${name}: ${answer.title}`)
    assert.match(answer.title, title, name)
    assert.ok(String(answer.body.title_zh).length > 0, name)
  }
  for (const id of ['0', '-1', 'x', '1.5', '99999999999999999999', '7']) {
    const answer = await said(await send(`${path}/${id}/withdraw`, { by: 'x', reason: 'x' }))
    assert.deepEqual([answer.status, answer.code], [404, 'unknown-overrule'], id)
  }
  assert.deepEqual(await overrules(house.store.db, '2026-01-01', '2027-01-01'), [])
  assert.equal(await journalLines(house), lines)
})
