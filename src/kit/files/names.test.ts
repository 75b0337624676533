import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { cleanName, disposition, endingOf } from './names.ts'

const anything = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.string(),
  fc
    .array(
      fc.constantFrom(
        '.',
        '/',
        '\\',
        ' ',
        '..',
        'CON',
        '\u202e',
        '\0',
        '报',
        'é',
        '"',
        '%',
        '\ud800',
        '.exe',
      ),
    )
    .map((parts) => parts.join('')),
)

test('a name loses its folders, its tricks and its excess, and keeps what people wrote', () => {
  for (const [given, clean] of [
    ['报告 2026.pdf', '报告 2026.pdf'],
    ['../../etc/passwd', 'passwd'],
    ['C:\\Users\\li\\照片.jpg', '照片.jpg'],
    ['photo\u202egpj.exe', 'photogpj.exe'],
    ['a\r\nSet-Cookie: x=1.pdf', 'aSet-Cookie_ x=1.pdf'],
    ['..', 'file'],
    ['', 'file'],
    ['.htaccess', 'htaccess'],
    ['con.txt', '_con.txt'],
    ['cafe\u0301.png', 'café.png'],
    ['a/b/', 'b'],
  ] as const)
    assert.equal(cleanName(given), clean, JSON.stringify(given))
  const long = cleanName(`${'长'.repeat(300)}.docx`)
  assert.ok(Buffer.byteLength(long) <= 200 && long.endsWith('长.docx'))
})

test('whatever a name is, the clean one is fit for any disk, and cleaning it again changes nothing', () => {
  fc.assert(
    fc.property(anything, (given) => {
      const name = cleanName(given)
      assert.ok(name.length > 0 && Buffer.byteLength(name) <= 202)
      assert.ok(name.isWellFormed())
      assert.doesNotMatch(name, /[/\\:*?"<>|\p{Cc}\p{Cf}]/u)
      assert.doesNotMatch(name, /^\.|[. ]$|^\s/)
      assert.equal(cleanName(name), name)
    }),
    { numRuns: 2_000 },
  )
})

test('a content disposition is one header of printable ASCII from which the very name can be read', () => {
  fc.assert(
    fc.property(anything, (given) => {
      const name = cleanName(given)
      const header = disposition('attachment', name)
      assert.match(header, /^attachment; filename="[^"\\]*"(; filename\*=UTF-8''[\w!#$&+.^`|~%-]+)?$/)
      assert.match(header, /^[\x20-\x7e]+$/)
      const exact = /filename\*=UTF-8''(.+)$/.exec(header)?.[1]
      const plain = /filename="([^"]*)"/.exec(header)![1]!
      assert.equal(exact === undefined ? plain : decodeURIComponent(exact), name)
    }),
    { numRuns: 1_000 },
  )
  assert.equal(disposition('inline', 'a.png'), 'inline; filename="a.png"')
})

test('an ending is what stands behind the last dot', () => {
  assert.equal(endingOf('a.tar.GZ'), 'gz')
  for (const none of ['a', '.gitignore', 'a.', 'a.报告', 'a.averylongone'])
    assert.equal(endingOf(none), '', none)
})
