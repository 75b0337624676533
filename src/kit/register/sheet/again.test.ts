import assert from 'node:assert/strict'
import fc from 'fast-check'
import { inHousesOf } from '../../testing-house.ts'
import { lookOf } from '../look.ts'
import { wantedOf } from '../query.ts'
import type { AnyRegister } from '../register.ts'
import { addRow, deedOn } from '../rows.ts'
import { things } from '../testing.ts'
import { type Checking, checkLines, valuesAfter } from './check-lines.ts'
import { csvOf, type Sheet, xlsxOf } from './export.ts'
import { readTable } from './read.ts'
import { rooms, type Thing } from './testing.ts'

const any = things as AnyRegister
const officer = {
  id: 'x',
  name: { zh: '李', en: 'Li' },
  email: 'l@x.org',
  department: null,
  duties: new Set<string>(),
}

/** What people write, and what breaks files: formulas, quotes, separators, line ends, marks of the formats themselves. */
const piece = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 6 }),
  fc.constantFrom(
    '=1+1',
    '+',
    '-2',
    '@x',
    "'",
    "'=",
    '"',
    ',',
    ';',
    '<b>&amp;',
    '_x0041_',
    '№',
    '车',
    '＝',
    '1e5',
    '007',
  ),
)
const line = fc
  .array(piece, { minLength: 1, maxLength: 4 })
  .map((pieces) =>
    pieces
      .join('')
      .replaceAll(/[\p{Cc}\p{Cs}\uFFFE\uFFFF]/gu, '')
      .trim()
      .slice(0, 20)
      .toWellFormed()
      .replaceAll('\uFFFD', '')
      .trim(),
  )
  .filter((text) => text !== '')
const option = <T>(values: fc.Arbitrary<T>) => fc.option(values, { nil: null })

const thing: fc.Arbitrary<Thing> = fc.record({
  name: line,
  notes: option(fc.array(line, { minLength: 1, maxLength: 3 }).map((lines) => lines.join('\n'))),
  seats: fc.integer({ min: 1, max: 60 }),
  weight: option(fc.integer({ min: -1e15, max: 1e15 })),
  price: option(fc.integer({ min: 0, max: 1e15 })),
  since: option(fc.constantFrom('0001-01-01', '1899-12-31', '2026-11-24', '9999-12-31')),
  checked: option(fc.integer({ min: -6e13, max: 2e14 })),
  state: fc.constantFrom('free' as const, 'out' as const),
  electric: option(fc.boolean()),
  keeper: fc.constant(null),
  home: option(fc.constantFrom('1', '2')),
  parent: fc.constant(null),
  call: option(fc.constantFrom('+86 10 8852 0000', '010-8852 0000 转 12')),
  mail: option(fc.constantFrom('a@example.org')),
  street: option(line),
  point: option(
    fc.record({ lat: fc.integer({ min: -90, max: 90 }), lon: fc.integer({ min: -180, max: 180 }) }),
  ),
  parts: option(
    fc.array(fc.record({ what: line, count: option(fc.integer({ min: 1, max: 9 })) }), {
      minLength: 1,
      maxLength: 2,
    }),
  ),
  each: fc.constant(null),
})

const bytesOf = async (sheet: Sheet, format: 'csv' | 'xlsx'): Promise<Buffer> => {
  const source = format === 'csv' ? csvOf(sheet) : await xlsxOf(sheet)
  const parts: Buffer[] = []
  for await (const part of source as AsyncIterable<string | Uint8Array>)
    parts.push(Buffer.from(part as string))
  return Buffer.concat(parts)
}

inHousesOf(
  rooms,
  'what is exported and imported again is the same, in every language and format',
  async ({ house }) => {
    const { db } = house.store
    const some = fc.uniqueArray(thing, { minLength: 40, maxLength: 40, selector: ({ name }) => name })
    const given = fc.sample(some, 1)[0]!
    for (const each of given)
      await deedOn(db, any, (tx) => addRow(tx, things, each, { at: house.clock(), by: 'officer/1' }))
    const files: Checking[] = []
    const tables: Awaited<ReturnType<typeof readTable>>[] = []
    for (const language of ['zh', 'en'] as const)
      for (const format of ['csv', 'xlsx'] as const) {
        const look = await lookOf(house, language)
        const wanted = wantedOf(any, new URLSearchParams('sort=-seats'))
        const table = await readTable(
          any,
          await bytesOf({ r: any, wanted, columns: null, look, sees: () => true }, format),
        )
        const checking = { r: any, officer, look, heading: table.heading, keyField: null, seen: new Map() }
        const again = await checkLines(checking, table.lines)
        assert.deepEqual(
          again.filter(({ outcome }) => outcome !== 'same'),
          [],
          `${format} ${language}`,
        )
        assert.equal(again.length, given.length)
        files.push(checking)
        tables.push(table)
      }
    // Made by the generator without a prototype; JSON has one.
    const kept = JSON.parse(JSON.stringify(given)) as Thing[]
    // Where none of the rows is, each comes back with all its values.
    await db.deleteFrom('thing').execute()
    for (const [at, { lines }] of tables.entries()) {
      const withoutNumbers = lines.map((each) => ({ ...each, cells: each.cells.with(0, '') }))
      for (const found of await checkLines({ ...files[at]!, seen: new Map() }, withoutNumbers)) {
        assert.deepEqual([found.outcome, found.faults], ['new', []])
        const values = valuesAfter(any, found, null)
        assert.deepEqual(
          { ...values, each: null },
          kept.find(({ name }) => name === values.name),
        )
      }
    }
  },
)
