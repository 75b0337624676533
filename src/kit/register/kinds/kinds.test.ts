import assert from 'node:assert/strict'
import { test as plainTest } from 'node:test'
import fc from 'fast-check'
import type { Child } from 'hono/jsx'
import { room as peopleRoom } from '../../people/room.ts'
import { inHousesOf, type RoomsHouse } from '../../testing-house.ts'
import { Form } from '../../web/form.ts'
import { readText } from '../kind.ts'
import { lookOf } from '../look.ts'
import { type AnyRegister, decimal, lines, text, type ValuesOf } from '../register.ts'
import { room } from '../room.ts'
import { addRow, deedOn } from '../rows.ts'
import { thingRoom, things } from '../testing.ts'
import { stepsAsText, textAsSteps } from './number.tsx'

const any = things as AnyRegister
const test = (name: string, body: (house: RoomsHouse['house']) => Promise<void>) =>
  inHousesOf([peopleRoom, room, thingRoom], name, ({ house }) => body(house))
type Thing = ValuesOf<typeof things.fields>

test('every kind reads what it wrote, and says what it cannot read', async (house) => {
  const look = await lookOf(house, 'zh')
  const read = (name: keyof Thing, typed: string) => readText(any.fields[name]!, typed, look)
  const good: [keyof Thing, string, unknown][] = [
    ['name', ' 车 ', '车'],
    ['notes', 'a\r\nb', 'a\nb'],
    ['seats', '１２', 12],
    ['weight', '1,250.5', 1_250_500],
    ['price', '0.10', 10],
    ['since', '2026年1月5日', '2026-01-05'],
    ['checked', '2026-11-24 10:30', Date.parse('2026-11-24T10:30+08:00')],
    ['state', 'Out', 'out'],
    ['electric', '否', false],
    ['home', '1', '1'],
    ['mail', 'a@example.org', 'a@example.org'],
    ['point', '39.9，116.4', { lat: 39.9, lon: 116.4 }],
    ['checked', '2026-11-24T10:30:15.250', Date.parse('2026-11-24T10:30:15.250+08:00')],
    ['parts', '[{"what":"胎","count":"2"}]', [{ what: '胎', count: 2 }]],
    ['parts', '[]', []],
    ['notes', '', null],
  ]
  for (const [name, typed, value] of good) {
    assert.deepEqual(await read(name, typed), { value }, name)
    if (value !== null)
      assert.deepEqual(
        await read(name, any.fields[name]!.kind.write(value, look)),
        { value },
        `${name} again`,
      )
  }
  const wrong: [keyof Thing, string][] = [
    ['name', ''],
    ['name', 'x'.repeat(41)],
    ['seats', '0'],
    ['seats', '1.5'],
    ['seats', '99999999999999999999'],
    ['weight', '1.2345'],
    ['price', '-1'],
    ['since', '2026-02-30'],
    ['checked', 'tomorrow'],
    ['state', 'gone'],
    ['electric', 'perhaps'],
    ['keeper', 'nobody'],
    ['home', 'nowhere'],
    ['parent', '№ 99'],
    ['call', 'call me'],
    ['mail', 'a@b'],
    ['point', '91, 0'],
    ['parts', '[{"what":"胎","count":"many"}]'],
    ['parent', '99 号楼'],
    ['parts', '{}'],
    ['parts', '[{"what":'],
    ['parts', '["胎"]'],
  ]
  for (const [name, typed] of wrong) assert.ok('fault' in (await read(name, typed)), `${name}: ${typed}`)
})

plainTest('a number of steps survives its text, whatever its scale', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: -(10 ** 12), max: 10 ** 12 }),
      fc.integer({ min: 0, max: 6 }),
      (steps, scale) => {
        assert.equal(textAsSteps(stepsAsText(steps, scale), scale), steps)
      },
    ),
  )
})

/** A control may ask the database, and then comes later. */
const markup = async (made: Child) =>
  String(await (made as { toString(): string | Promise<string> }).toString())
const label = { zh: '字段', en: 'Field' }

test('a bound is the number that was declared, whatever a computer makes of it times a hundred', async (house) => {
  const look = await lookOf(house, 'en')
  const field = decimal(label, { unit: 'm', scale: 2, min: 0.29, max: 1.15 })
  assert.deepEqual(await readText(field, '1.15', look), { value: 115 })
  assert.deepEqual(await readText(field, '0.29', look), { value: 29 })
  assert.deepEqual(await readText(field, '1.16', look), {
    fault: { zh: '不能大于 1.15', en: 'must not be above 1.15' },
  })
})

test('a list of lines that must be given is not given without a line', async (house) => {
  const field = lines(label, { what: text(label) })
  assert.ok('fault' in (await readText(field, '[]', await lookOf(house, 'zh'))))
})

test('a row is referred to by its title, also one that begins with a number', async (house) => {
  const values = Object.fromEntries(Object.keys(things.fields).map((name) => [name, null]))
  const named = { ...values, name: '3 号楼', seats: 1, state: 'free' } as unknown as Thing
  const id = await deedOn(house.store.db, any, (tx) =>
    addRow(tx, things, named, { at: house.clock(), by: 'officer/1' }),
  )
  const look = await lookOf(house, 'zh')
  for (const typed of ['3 号楼', `${id}`, `№ ${id}`, `№ ${id} 3 号楼`])
    assert.deepEqual(await readText(any.fields.parent!, typed, look), { value: id }, typed)
})

test('every kind has a control with its fault tied to it, out of which nothing typed breaks', async (house) => {
  const look = await lookOf(house, 'en')
  for (const [name, { kind, words }] of Object.entries(any.fields)) {
    if (kind.column === null) continue
    const control = { name, words, help: undefined, fault: label, required: false, look }
    const html = await markup(kind.control({ ...control, text: kind.name === 'lines' ? '' : '"><b>' }))
    assert.match(html, new RegExp(`aria-describedby="[^"]*${name}-fault"`), name)
    assert.match(html, new RegExp(`id="${name}-fault">\\s*Field`), name)
    assert.doesNotMatch(html, /<b>/, name)
  }
})

test('lines are typed as a row of controls each, and read back without the empty ones', async (house) => {
  const look = await lookOf(house, 'en')
  const { kind, words } = any.fields.parts!
  const typed = kind.write([{ what: 'wheel', count: 4 }], look)
  const html = await markup(
    kind.control({
      name: 'parts',
      words,
      help: words,
      fault: undefined,
      text: typed,
      required: false,
      look,
    }),
  )
  assert.match(html, /aria-describedby="parts-help"/)
  assert.match(html, /name="parts.0.what"[^>]* value="wheel"/)
  assert.match(html, /name="parts.3.count"/)
  const form = new Form(
    new Map([
      ['parts.0.what', [' ']],
      ['parts.2.what', ['wheel']],
      ['parts.2.count', ['4']],
    ]),
  )
  assert.equal(kind.fromForm!(form, 'parts'), typed)
})
