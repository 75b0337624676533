import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { Problem } from '../problem.ts'
import { boundaryOf, formParts } from './multipart.ts'

async function* split(bytes: Uint8Array, sizes: readonly number[]) {
  let at = 0
  for (let i = 0; at < bytes.length; i++) {
    const size = sizes[i % sizes.length]!
    yield bytes.subarray(at, at + size)
    at += size
  }
}

async function read(source: AsyncIterable<Uint8Array>, boundary: string) {
  const parts: { field: string; filename: string | null; bytes: Buffer }[] = []
  for await (const { field, filename, body } of formParts(source, boundary)) {
    const pieces: Uint8Array[] = []
    for await (const piece of body) pieces.push(piece)
    parts.push({ field, filename, bytes: Buffer.concat(pieces) })
  }
  return parts
}

/** A form as the platform itself writes it. */
async function written(files: readonly (readonly [string, Uint8Array])[], text: string) {
  const form = new FormData()
  form.append('back', text)
  for (const [name, bytes] of files) form.append('file', new Blob([new Uint8Array(bytes)]), name)
  const response = new Response(form)
  return {
    boundary: boundaryOf(response.headers.get('content-type')!)!,
    bytes: new Uint8Array(await response.arrayBuffer()),
  }
}

const name = fc
  .array(fc.constantFrom('a', '报', '"', '%', ' ', '.', "'", ';', '='), { minLength: 1, maxLength: 12 })
  .map((parts) => parts.join(''))
  .filter((one) => !/%(22|0D|0A)/i.test(one))
const nasty = fc
  .array(fc.constantFrom('\r\n', '--', '\r', '-', 'x', '\r\n--', '\0'), { maxLength: 30 })
  .map((parts) => Buffer.from(parts.join('')))

test('a form is read as it was written, however the line cuts it', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.tuple(name, fc.oneof(nasty, fc.uint8Array({ maxLength: 300 }))), { maxLength: 4 }),
      fc.array(fc.integer({ min: 1, max: 90 }), { minLength: 1, maxLength: 8 }),
      async (files, sizes) => {
        const { boundary, bytes } = await written(files, '/desk?a=1')
        const parts = await read(split(bytes, sizes), boundary)
        assert.deepEqual(
          parts.map(({ field, filename }) => [field, filename]),
          [['back', null], ...files.map(([each]) => ['file', each])],
        )
        for (const [i, [, content]] of files.entries())
          assert.deepEqual(parts[i + 1]!.bytes, Buffer.from(content))
      },
    ),
    { numRuns: 200 },
  )
})

test('what is cut or no form at all is a Problem, and a part that nobody reads is passed over', async () => {
  const { boundary, bytes } = await written([['a', Buffer.alloc(500, 'x')]], 'b')
  const isNoForm = (error: unknown) => error instanceof Problem && error.code === 'no-form'
  for (const end of [0, 10, 60, 200, bytes.length - 6])
    await assert.rejects(read(split(bytes.subarray(0, end), [7]), boundary), isNoForm, String(end))
  await assert.rejects(read(split(Buffer.alloc(100_000, 'x'), [64]), boundary), isNoForm)
  const names: string[] = []
  for await (const { field } of formParts(split(bytes, [11]), boundary)) names.push(field)
  assert.deepEqual(names, ['back', 'file'])
  const many = Buffer.from(
    `${'--b\r\ncontent-disposition: form-data; name="x"\r\n\r\n\r\n'.repeat(101)}--b--`,
  )
  await assert.rejects(read(split(many, [500]), 'b'), isNoForm)
})

test('a boundary is read from its content type', () => {
  assert.equal(boundaryOf('multipart/form-data; boundary=----x1'), '----x1')
  assert.equal(boundaryOf('multipart/form-data; charset=utf-8; boundary="a b"'), 'a b')
  for (const none of [
    undefined,
    '',
    'text/plain; boundary=x',
    'multipart/form-data',
    'multipart/mixed; boundary=x',
  ])
    assert.equal(boundaryOf(none), null)
})
