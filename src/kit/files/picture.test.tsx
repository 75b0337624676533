import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { Picture } from './picture.tsx'
import { cutOf } from './variants.ts'
import {
  parseVariant,
  pictureFormats,
  pictureWidths,
  type Shape,
  shapeSize,
  shapes,
  variantName,
  widthsFor,
} from './widths.ts'

const side = fc.integer({ min: 1, max: 20_000 })
const shape = fc.constantFrom(...(Object.keys(shapes) as Shape[]))
const percent = fc.integer({ min: 0, max: 100 })

test('a picture is in every width that is worth it, says its size and its words, and has no inline style', () => {
  const html = String(
    <Picture
      sha256={'a'.repeat(64)}
      width={1000}
      height={500}
      alt={'"蓝天"'}
      shape="square"
      focal={{ x: 0.3, y: 0.5 }}
    />,
  )
  assert.match(html, /<source type="image\/avif" srcset="[^"]*160-square-30-50\.avif 160w/)
  assert.match(html, /640-square-30-50\.jpeg 500w" /)
  assert.doesNotMatch(html, /960-|style=/)
  assert.match(html, /width="500" height="500" alt="&quot;蓝天&quot;" loading="lazy"/)
  assert.match(html, /class="picture focal-x3 focal-y5"/)
  const first = String(<Picture sha256={'a'.repeat(64)} width={100} height={50} alt="" first />)
  assert.match(first, /fetchpriority="high"/)
  assert.match(first, /src="[^"]*\/160\.jpeg"/)
})

test('a cut lies within its picture, has its shape, and lies round its point where the edges allow', () => {
  fc.assert(
    fc.property(side, side, shape, percent, percent, (width, height, of, x, y) => {
      const cut = cutOf({ width, height }, { shape: of, x, y })
      assert.ok(cut.left >= 0 && cut.top >= 0 && cut.width >= 1 && cut.height >= 1)
      assert.ok(cut.left + cut.width <= width && cut.top + cut.height <= height)
      assert.ok(cut.width === width || cut.height === height, 'as large as it can be')
      const [across, down] = shapes[of]
      // A side is whole pixels: of a line one pixel high nobody can cut a shape.
      assert.ok(Math.abs(cut.width - (cut.height * across) / down) <= Math.max(1, across / down))
      assert.deepEqual(shapeSize({ width, height }, of), { width: cut.width, height: cut.height })
    }),
  )
})

test('every name of a variant is read back, and nothing else is one', () => {
  const cut = fc.option(fc.record({ shape, x: percent, y: percent }, { noNullPrototype: true }))
  const variant = fc.record(
    { width: fc.constantFrom(...pictureWidths), format: fc.constantFrom(...pictureFormats), cut },
    { noNullPrototype: true },
  )
  fc.assert(fc.property(variant, (one) => assert.deepEqual(parseVariant(variantName(one)), one)))
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.stringMatching(/^\d{1,4}(-[a-z]+-\d+-\d+)?\.[a-z]+$/)), (name) => {
      const read = parseVariant(name)
      if (read) assert.equal(variantName(read), name)
    }),
  )
  for (const name of ['160-toString-1-1.webp', '160-wide-01-1.webp', '160-wide-101-1.webp'])
    assert.equal(parseVariant(name), null)
})

test('the widths of a picture end with the first that is not smaller', () => {
  assert.deepEqual(widthsFor(1), [160])
  assert.deepEqual(widthsFor(320), [160, 320])
  assert.deepEqual(widthsFor(321), [160, 320, 480])
  assert.equal(widthsFor(9_000).at(-1), 2560)
})
