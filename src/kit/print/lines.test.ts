import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { balanced } from './lines.ts'

test('a title is broken between words, evenly, and no line begins with 的', () => {
  const lines = balanced('关于做好2027年六五环境日宣传工作和公众开放活动的通知', 20)
  assert.equal(lines.length, 2)
  assert.ok(lines.every((line) => !line.startsWith('的')))
  assert.ok(Math.abs(lines[0]!.length - lines[1]!.length) <= 6, lines.join('/'))
  assert.deepEqual(balanced('通知', 20), ['通知'])
})

test('of any title every sign is kept and every line fits', () => {
  const title = fc.string({ unit: fc.constantFrom(...'关于的通知《办法》、和工作2027 A喆'), maxLength: 200 })
  fc.assert(
    fc.property(title, (text) => {
      const lines = balanced(text, 20)
      assert.equal(lines.join('').replaceAll(' ', ''), text.replaceAll(' ', ''))
      for (const line of lines) assert.ok([...line].length * 0.6 <= 20 && line === line.trim())
    }),
  )
})
