import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { cellOf, lineOf } from '../../kit/csv.ts'
import { table } from './csv.ts'
import { parseCsv } from './testing.ts'

test('a cell is quoted only where commas, quotes or line breaks ask for it', () => {
  assert.equal(cellOf('plain'), 'plain')
  assert.equal(cellOf('a,b'), '"a,b"')
  assert.equal(cellOf('he said "no"'), '"he said ""no"""')
  assert.equal(cellOf('two\r\nlines'), '"two\r\nlines"')
})

test('missing is empty, and so is what is no number', () => {
  assert.equal(cellOf(null), '')
  assert.equal(cellOf(Number.NaN), '')
  assert.equal(cellOf(Number.POSITIVE_INFINITY), '')
})

test('a negative number stays a number, text like a formula does not become one', () => {
  assert.equal(cellOf(-1.5), '-1.5')
  for (const text of ['=1+1', '+1', '-1', '@SUM(A1)', '\tx', '\rx', '  =1', '＝1'])
    assert.match(cellOf(text).replace(/^"/, ''), /^'/, JSON.stringify(text))
})

test('whatever the text, a reader of RFC 4180 gets it back, and no cell begins like a formula', () => {
  const cell = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.string(),
    fc.constantFrom('=', '-', '"', ',', '\r\n', '\n', ''),
  )
  fc.assert(
    fc.property(fc.array(cell, { minLength: 1, maxLength: 6 }), (cells) => {
      const [row = []] = parseCsv(lineOf(cells))
      assert.equal(row.length, cells.length)
      for (const [i, text] of row.entries()) {
        assert.equal(text.startsWith("'") && text !== cells[i] ? text.slice(1) : text, cells[i])
        assert.doesNotMatch(text, /^[=+\-@\t\r]/)
      }
    }),
  )
})

test('numbers come back as they were', () => {
  fc.assert(
    fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (value) => {
      assert.equal(Number(cellOf(value)), value === 0 ? 0 : value)
    }),
  )
})

test('a table names its columns and keeps its terms beside every row', () => {
  const own = table<{ a: number }>([
    { name: 'a', of: ({ a }) => a },
    { name: 'licence', of: (_, { licence }) => licence },
  ])
  assert.deepEqual(own.names, ['a', 'licence'])
  assert.equal(
    own.linesOf({ a: 1 }, { kind: 'model', licence: 'CC BY 4.0', attribution: '' }),
    '1,CC BY 4.0\r\n',
  )
})
