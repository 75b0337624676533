import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { iconPng, openPicture } from './picture.ts'
import { broken, cut, fitted, widthOf, write } from './type.ts'

/** Width and height in the header of a PNG. */
const sizeOf = (png: Buffer) => [png.readUInt32BE(16), png.readUInt32BE(20)]
const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])

test('a picture is a PNG of the size that was asked for', async () => {
  const png = await (await openPicture(120, 63)).png()
  assert.deepEqual(png.subarray(0, 8), signature)
  assert.deepEqual(sizeOf(png), [120, 63])
})

test('our mark fills its square for home screens and keeps round corners elsewhere', async () => {
  for (const filled of [true, false]) {
    const png = await iconPng(64, { filled })
    assert.deepEqual(sizeOf(png), [64, 64])
    const { context } = await openPicture(64, 64)
    const { loadImage } = await import('@napi-rs/canvas')
    context.drawImage(await loadImage(png), 0, 0)
    const [red, , , alpha] = context.getImageData(0, 0, 1, 1).data
    assert.equal(alpha, filled ? 255 : 0)
    if (filled) assert.equal(red, 0x1d)
    assert.deepEqual([...context.getImageData(32, 26, 1, 1).data], [255, 255, 255, 255])
  }
})

test('the fonts are ours: Chinese, units and lowered digits all have a width', async () => {
  const { context } = await openPicture(8, 8)
  assert.equal(Math.round(widthOf(context, '严', 100)), 100)
  const plain = widthOf(context, 'PM2.5', 100)
  const low = widthOf(context, 'PM₂.₅', 100)
  assert.ok(low < plain && low > widthOf(context, 'PM', 100), `${low} of ${plain}`)
})

test('a text that is too long shrinks, then is cut, and is never wider than allowed', async () => {
  const { context } = await openPicture(8, 8)
  assert.equal(fitted(context, '短', 40, 400, 400), 40)
  assert.equal(fitted(context, '很长'.repeat(40), 40, 400, 400, 24), 24)
  fc.assert(
    fc.property(
      fc.string({ unit: 'grapheme', maxLength: 80 }),
      fc.integer({ min: 60, max: 900 }),
      (text, most) => {
        const shown = cut(context, text, 30, 400, most)
        assert.ok(widthOf(context, shown, 30) <= most || [...shown].length <= 1, shown)
        if (widthOf(context, text, 30) <= most) assert.equal(shown, text)
        assert.ok(write(context, text, 0, 20, { size: 30, colour: 'black', most }) <= most + 31)
      },
    ),
    { numRuns: 60 },
  )
})

test('lines break between Chinese characters and at English blanks, never before a full stop', async () => {
  const { context } = await openPicture(8, 8)
  const zh = broken(context, '所有人都应避免户外活动，孩子留在室内。', 40, 400, 300)
  assert.equal(zh.join(''), '所有人都应避免户外活动，孩子留在室内。')
  for (const line of zh) assert.doesNotMatch(line, /^[，。]/)
  const en = broken(context, 'Keep children’s time outdoors short.', 40, 400, 300)
  assert.equal(en.join(' '), 'Keep children’s time outdoors short.')
})
