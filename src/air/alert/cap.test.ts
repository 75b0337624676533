import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import fc from 'fast-check'
import { XMLParser } from 'fast-xml-parser'
import { validateXML } from 'xmllint-wasm'
import { beijing } from '../../beijing.ts'
import { element, xmlDocument } from '../../kit/xml.ts'
import { capOf, capTime } from './cap.ts'
import { capFeedOf } from './cap-feed.ts'
import { propose } from './proposal.ts'
import { moment } from './testing.ts'
import { type AlertMessage, tiers } from './types.ts'

const xsd = readFileSync(new URL('testing/cap-1.2.xsd', import.meta.url), 'utf8')
const sender = { centre: beijing, address: 'https://lantian.example', zone: 'Asia/Shanghai' }
const read = (xml: string) => new XMLParser({ ignoreAttributes: false, trimValues: false }).parse(xml)

/** The faults that the schema of OASIS finds. */
async function faultsOf(...documents: string[]): Promise<string[]> {
  const xml = documents.map((contents, i) => ({ fileName: `${i}.xml`, contents }))
  const { errors } = await validateXML({ xml, schema: [{ fileName: 'cap.xsd', contents: xsd }] })
  return errors.map(({ message }) => message)
}

const day = (on: string, index: number, basis: 'observed' | 'forecast') =>
  ({ day: on, index, high: index, basis, kind: basis === 'forecast' ? 'model' : 'reference' }) as const

const message = (more: Partial<AlertMessage> = {}): AlertMessage => ({
  id: 1,
  alert: 1,
  identifier: 'lantian-2026-12-19-7b0d',
  type: 'alert',
  status: 'actual',
  tier: 'orange',
  sentAt: moment('2026-12-19T18:30'),
  effectiveAt: moment('2026-12-20T00:00'),
  expiresAt: moment('2026-12-23T00:00'),
  reason: '扩散条件不利',
  by: '王值班',
  text: { zh: '请减少出行。', en: 'Please travel less.' },
  proposal: propose([day('2026-12-20', 220, 'forecast'), day('2026-12-21', 230, 'forecast')], '2026-12-19'),
  ...more,
})

test('the schema is that of OASIS, and finds faults', async () => {
  const good = capOf(message(), [], sender)
  assert.deepEqual(await faultsOf(good), [])
  for (const [from, to] of [
    ['<status>Actual</status>', ''],
    ['<status>Actual', '<status>actual'],
    ['<scope>Public</scope>', '<scope>Everybody</scope>'],
    [':00+08:00</sent>', ':00Z</sent>'],
    ['<category>Env</category><category>Health</category>', ''],
    ['<certainty>', '<surety/><certainty>'],
    ['emergency:cap:1.2"', 'emergency:cap:1.1"'],
  ] as const)
    assert.notDeepEqual(await faultsOf(good.replace(from, to)), [], `${from} as ${to}`)
})

test('every tier, kind and status of message is valid CAP 1.2', async () => {
  const documents = tiers.flatMap((tier) =>
    (['alert', 'update', 'cancel'] as const).flatMap((type) =>
      (['actual', 'exercise'] as const).map((status) =>
        capOf(message({ tier, type, status }), type === 'alert' ? [] : [message(), message()], sender),
      ),
    ),
  )
  assert.deepEqual(await faultsOf(...documents), [])
})

test('a message says who, when, how bad, what to do, in both languages', () => {
  const { alert } = read(capOf(message(), [], sender))
  assert.deepEqual(
    [alert.identifier, alert.sender, alert.sent, alert.status, alert.msgType, alert.references],
    [
      'lantian-2026-12-19-7b0d',
      'lantian@lantian.example',
      '2026-12-19T18:30:00+08:00',
      'Actual',
      'Alert',
      undefined,
    ],
  )
  const [zh, en] = alert.info
  assert.deepEqual([zh.language, en.language], ['zh-CN', 'en'])
  assert.deepEqual(
    [zh.headline, en.headline, zh.web, en.web],
    [
      '空气重污染橙色预警',
      'Orange alert for heavy air pollution',
      'https://lantian.example/air/alerts/1',
      'https://lantian.example/en/air/alerts/1',
    ],
  )
  assert.deepEqual(
    [zh.effective, zh.onset, zh.expires],
    ['2026-12-19T18:30:00+08:00', '2026-12-20T00:00:00+08:00', '2026-12-23T00:00:00+08:00'],
  )
  assert.deepEqual([zh.urgency, zh.severity, zh.certainty], ['Expected', 'Severe', 'Likely'])
  assert.match(zh.description, /请减少出行。\n.*大气模型/)
  assert.match(en.instruction, /stay indoors/)
  assert.equal(zh.area.areaDesc, '北京')
  assert.deepEqual(zh.area.geocode[0], { valueName: 'GB/T 2260', value: 110101 })
  assert.equal(zh.area.geocode.length, beijing.districts.length)
  assert.ok(!capOf(message(), [], sender).includes('王值班'))
})

test('what was measured is observed, what begins now is immediate', () => {
  const proposal = propose(
    [day('2026-12-18', 210, 'observed'), day('2026-12-19', 230, 'observed')],
    '2026-12-19',
  )
  const { alert } = read(capOf(message({ proposal, effectiveAt: moment('2026-12-19T18:00') }), [], sender))
  assert.deepEqual([alert.info[0].urgency, alert.info[0].certainty], ['Immediate', 'Observed'])
})

test('a change and a lifting refer to every message before them', () => {
  const second = message({ type: 'update', identifier: 'b', sentAt: moment('2026-12-20T09:00') })
  const third = message({ type: 'cancel', identifier: 'c', sentAt: moment('2026-12-21T09:00') })
  const { alert } = read(capOf(third, [message(), second], sender))
  assert.equal(
    alert.references,
    'lantian@lantian.example,lantian-2026-12-19-7b0d,2026-12-19T18:30:00+08:00 lantian@lantian.example,b,2026-12-20T09:00:00+08:00',
  )
  const [zh, en] = alert.info
  assert.deepEqual(
    [zh.headline, en.headline],
    ['解除空气重污染橙色预警', 'Lifted: Orange alert for heavy air pollution'],
  )
  assert.deepEqual([zh.responseType, zh.urgency, zh.instruction], ['AllClear', 'Past', undefined])
})

test('an exercise says so in its status, its note and its headline', () => {
  const { alert } = read(capOf(message({ status: 'exercise' }), [], sender))
  assert.deepEqual([alert.status, alert.info[0].headline], ['Exercise', '【演练】空气重污染橙色预警'])
  assert.match(alert.note, /演练/)
})

test('the time of UTC is written as CAP wants it', async () => {
  assert.equal(capTime(moment('2026-12-19T18:30'), 'UTC'), '2026-12-19T10:30:00-00:00')
  assert.equal(capTime(moment('2026-12-19T18:30'), 'Asia/Kathmandu'), '2026-12-19T16:15:00+05:45')
  assert.deepEqual(await faultsOf(capOf(message(), [], { ...sender, zone: 'UTC' })), [])
})

test('a centre with an address of its own speaks under it', () => {
  const centre = { ...beijing, email: 'duty, <office>@lantian.example' }
  assert.equal(read(capOf(message(), [], { ...sender, centre })).alert.sender, 'dutyoffice>@lantian.example')
})

test('markup, control characters and broken surrogates in words stay words', async () => {
  const bad = 'a\u0000b\u000b<c>&amp;"\'\ud800 ]]>\ufffe\r\n𠮷'
  const xml = capOf(message({ reason: bad, text: null, identifier: 'a&b' }), [], sender)
  assert.deepEqual(await faultsOf(xml), [])
  assert.match(read(xml).alert.info[0].description, /^ab<c>&amp;"'\ufffd \]\]>\r?\n?/)
})

test('whatever is said is read back as it was said', () => {
  const parser = new XMLParser({ trimValues: false, parseTagValue: false })
  const speakable = fc
    .string({ unit: 'grapheme' })
    .filter((text) => !/[^\t\n\x20-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/u.test(text))
  fc.assert(
    fc.property(speakable, (text) => {
      assert.equal(parser.parse(xmlDocument(element('a', text))).a, text)
    }),
  )
})

test('the index lists messages with links to them, and is valid when there are none', () => {
  const messages = [message({ id: 2, identifier: 'b', type: 'cancel', text: null }), message()]
  const { feed } = read(capFeedOf(messages, sender, moment('2026-12-24T00:00')))
  assert.equal(feed.updated, '2026-12-19T18:30:00+08:00')
  assert.deepEqual(
    feed.entry.map(
      ({ title, summary, link }: { title: string; summary: string; link: Record<string, string>[] }) => [
        title,
        summary,
        link.at(-1)!['@_href'],
        link.at(-1)!['@_type'],
      ],
    ),
    [
      [
        '解除空气重污染橙色预警 · Lifted: Orange alert for heavy air pollution',
        '扩散条件不利',
        'https://lantian.example/cap/alerts/b.xml',
        'application/cap+xml',
      ],
      [
        '空气重污染橙色预警 · Orange alert for heavy air pollution',
        '请减少出行。',
        'https://lantian.example/cap/alerts/lantian-2026-12-19-7b0d.xml',
        'application/cap+xml',
      ],
    ],
  )
  const empty = read(capFeedOf([], { ...sender, zone: 'UTC' }, moment('2026-12-24T00:00'))).feed
  assert.deepEqual([empty.updated, empty.entry], ['2026-12-23T16:00:00Z', undefined])
})
