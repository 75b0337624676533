import assert from 'node:assert/strict'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import fc from 'fast-check'
import { Problem } from '../problem.ts'
import { kinds } from './kinds.ts'
import { sharp } from './picture-size.ts'
import { sniff } from './sniff.ts'
import { bombOf, photoOf, pictureOf, samples } from './testing-files.ts'

const folder = mkdtempSync(join(tmpdir(), 'lantian-sniff-'))
after(() => rmSync(folder, { recursive: true, force: true }))
const path = join(folder, 'file')
function seen(bytes: Uint8Array, name: string) {
  writeFileSync(path, bytes)
  return sniff(path, name)
}
const refused = (code: string) => (error: unknown) => error instanceof Problem && error.code === code

test('every kind is known by its bytes', async () => {
  for (const [name, bytes] of Object.entries(samples)) {
    const { kind } = await seen(bytes, name)
    assert.equal(kind, kinds[({ txt: 'text' }[name.slice(2)] ?? name.slice(2)) as 'pdf'], name)
  }
  for (const format of ['png', 'jpeg', 'webp', 'avif', 'gif'] as const) {
    const found = await seen(await pictureOf(format), `a.${format === 'jpeg' ? 'jpg' : format}`)
    assert.equal(found.kind, kinds[format])
    assert.deepEqual(found.size, { width: 60, height: 40 }, format)
  }
})

test('a picture under a wrong ending gets its own, a document that is something else is refused', async () => {
  assert.equal((await seen(await pictureOf('jpeg'), '照片.png')).name, '照片.jpg')
  assert.equal((await seen(await pictureOf('jpeg'), 'a.jpeg')).name, 'a.jpeg')
  assert.equal((await seen(samples['a.pdf']!, '报告.v2')).name, '报告.v2.pdf')
  assert.equal((await seen(samples['a.docx']!, 'a.zip')).name, 'a.docx')
  for (const [name, bytes] of [
    ['a.png', '<svg onload="alert(1)"/>'],
    ['a.pdf', '<!doctype html><script>alert(1)</script>'],
    ['a.docx', 'MZ\x90\0'],
    ['a.txt', 'a\0b'],
    ['a.mp4', 'no film'],
  ] as const)
    await assert.rejects(seen(Buffer.from(bytes), name), refused('file-not-what-it-says'), name)
  await assert.rejects(seen(samples['a.zip']!, 'a.docx'), refused('file-not-what-it-says'))
})

test('SVG, HTML and whatever nobody knows are bytes and nothing else', async () => {
  for (const [name, bytes] of [
    ['a.svg', '<svg xmlns="http://www.w3.org/2000/svg"/>'],
    ['a.html', '<script>alert(1)</script>'],
    ['a.exe', 'MZ\x90\0'],
    ['a', 'anything'],
  ] as const) {
    const found = await seen(Buffer.from(bytes), name)
    assert.deepEqual(
      [found.kind.type, found.name, found.kind.inline],
      ['application/octet-stream', name, undefined],
    )
  }
})

test('a photo that was held sideways is measured as it is seen', async () => {
  const { size } = await seen(await photoOf({ width: 400, height: 200, orientation: 6 }), 'a.jpg')
  assert.deepEqual(size, { width: 200, height: 400 })
})

test('a picture that is damaged or far too large is refused', async () => {
  const png = await pictureOf('png')
  await assert.rejects(seen(png.subarray(0, 20), 'a.png'), refused('picture-damaged'))
  const library = await sharp()
  const large = await library({ create: { width: 12_000, height: 9_000, channels: 3, background: '#fff' } })
    .png()
    .toBuffer()
  assert.ok(large.length < 1_000_000, 'a small file')
  await assert.rejects(seen(large, 'a.png'), refused('picture-too-large'))
})

test('an archive that would swell, lies over itself, or has no table is refused', async () => {
  await assert.rejects(seen(bombOf({ unpacked: 4_000_000_000 }), 'a.zip'), refused('archive-too-large'))
  await assert.rejects(
    seen(bombOf({ entries: 20_000, unpacked: 1, packed: 0 }), 'a.zip'),
    refused('archive-too-large'),
  )
  await assert.rejects(
    seen(bombOf({ entries: 100, unpacked: 1, packed: 1_000 }), 'a.zip'),
    refused('archive-too-large'),
  )
  await assert.rejects(seen(samples['a.zip']!.subarray(0, 40), 'a.zip'), refused('archive-damaged'))
  await seen(bombOf({ entries: 100, unpacked: 1, packed: 0 }), 'a.zip')
})

test('no bytes make it fall over: it knows a kind or says a Problem', async () => {
  const beginnings = [
    ...Object.values(samples),
    Buffer.from('RIFF\0\0\0\0WEBP', 'latin1'),
    Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'),
  ]
  const bytes = fc.tuple(fc.constantFrom(...beginnings), fc.nat(40), fc.uint8Array({ maxLength: 200 }))
  await fc.assert(
    fc.asyncProperty(
      bytes,
      fc.constantFrom('a', 'a.zip', 'a.png', 'a.txt'),
      async ([start, cut, rest], name) => {
        try {
          const { kind } = await seen(Buffer.concat([start.subarray(0, cut), rest]), name)
          assert.ok(kind.type)
        } catch (error) {
          assert.ok(error instanceof Problem, String(error))
        }
      },
    ),
    { numRuns: 200 },
  )
})
