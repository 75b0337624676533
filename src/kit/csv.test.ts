import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { guarded, unguarded } from './csv.ts'

test('what was guarded against formulas comes back as it was, and nothing else changes', () => {
  const piece = fc.constantFrom("'", '=', '+', '-', '@', '＝', '\t', '\r', ' ', '1', '车')
  const text = fc.oneof(
    fc.string(),
    fc.array(piece).map((pieces) => pieces.join('')),
  )
  fc.assert(
    fc.property(text, (each) => {
      assert.equal(unguarded(guarded(each)), each)
      assert.doesNotMatch(guarded(each), /^\s*[=+\-@＝＋－＠]|^[\t\r]/)
    }),
  )
  assert.equal(guarded('plain'), 'plain')
  assert.equal(unguarded("'tis plain"), "'tis plain")
})
