import assert from 'node:assert/strict'
import { Readable, Writable } from 'node:stream'
import { test } from 'node:test'
import { indexCommand, longestLine } from './command.ts'

const today = '2026-11-24'
const question = (concentration: number) =>
  JSON.stringify({ standard: 'HJ633-2026', pollutant: 'pm25', concentration })

/** What the command writes for these pieces of input. */
async function answers(
  pieces: (string | Buffer)[],
): Promise<{ subIndex?: number; error?: string; line?: number }[]> {
  let text = ''
  const output = new Writable({
    write(chunk, _encoding, done) {
      text += chunk
      setImmediate(done)
    },
    highWaterMark: 16,
  })
  await indexCommand(Readable.from(pieces.map((piece) => Buffer.from(piece))), output, today)
  assert.ok(text === '' || text.endsWith('\n'))
  return text
    .split('\n')
    .slice(0, -1)
    .map((line) => JSON.parse(line))
}

test('each line gets its answer, in order, however the input is cut', async () => {
  const input = Buffer.from(`${[0, 35, 60, 61].map(question).join('\n')}\n`)
  const whole = await answers([input])
  assert.deepEqual(
    whole.map(({ subIndex }) => subIndex),
    [0, 50, 100, 101],
  )
  const bytes = Array.from(input, (_, at) => input.subarray(at, at + 1))
  assert.deepEqual(await answers(bytes), whole)
})

test('a wrong line is answered by its number and the rest goes on', async () => {
  const found = await answers([`${question(35)}\nnonsense\n${question(60)}`])
  assert.deepEqual(found, [{ subIndex: 50 }, { error: 'the line is not JSON', line: 2 }, { subIndex: 100 }])
})

test('a blank line gets an answer of its own, so that answers and questions can be laid side by side', async () => {
  const found = await answers([`\n${question(35)}\n  \r\n${question(60)}\n`])
  const empty = (line: number) => ({ error: 'the line is empty', line })
  assert.deepEqual(found, [empty(1), { subIndex: 50 }, empty(3), { subIndex: 100 }])
})

test('a byte order mark, CRLF and a missing last line end do no harm', async () => {
  const found = await answers([Buffer.from([0xef, 0xbb, 0xbf]), `${question(35)}\r\n${question(60)}`])
  assert.deepEqual(found, [{ subIndex: 50 }, { subIndex: 100 }])
})

test('a line that is not UTF-8 is refused', async () => {
  const found = await answers([Buffer.from([0x7b, 0xff, 0xfe, 0x7d, 0x0a]), question(35)])
  assert.deepEqual(found, [{ error: 'the line is not UTF-8', line: 1 }, { subIndex: 50 }])
})

test('an endless line is refused and not kept', async () => {
  const piece = 'x'.repeat(longestLine / 4)
  const found = await answers([piece, piece, piece, piece, 'x', piece, '\n', question(35)])
  assert.deepEqual(found, [
    { error: `the line is longer than ${longestLine} bytes`, line: 1 },
    { subIndex: 50 },
  ])
  const last = await answers([question(35), '\n', 'x'.repeat(longestLine + 1)])
  assert.equal(last[1]?.line, 2)
  const padded = question(35).padEnd(longestLine)
  assert.deepEqual(await answers([padded]), [{ subIndex: 50 }])
})

test('nothing asked, nothing answered', async () => {
  assert.deepEqual(await answers([]), [])
})

test('the reader who leaves ends it quietly', async () => {
  let taken = 0
  const output = new Writable({
    write(_chunk, _encoding, done) {
      done(++taken > 2 ? Object.assign(new Error('gone'), { code: 'EPIPE' }) : null)
    },
  })
  const input = Readable.from(Array.from({ length: 1000 }, () => Buffer.from(`${question(35)}\n`)))
  await indexCommand(input, output, today)
  assert.ok(taken < 10)
})

test('input that fails is told to the caller', async () => {
  const input = new Readable({
    read() {
      this.destroy(new Error('disk'))
    },
  })
  const output = new Writable({ write: (_chunk, _encoding, done) => done() })
  await assert.rejects(indexCommand(input, output, today), /disk/)
})
