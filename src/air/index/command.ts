import { isUtf8 } from 'node:buffer'
import type { Readable, Writable } from 'node:stream'
import type { Day } from '../../kit/time.ts'
import { answerLine, errorLine } from './answer.ts'

/** A longer line is refused without being kept. */
export const longestLine = 1024 * 1024

const newline = 0x0a
const byteOrderMark = Buffer.from([0xef, 0xbb, 0xbf])

/** Cuts a stream of bytes into lines; null stands for a line that is too long. Memory is bounded by one line. */
export class Lines {
  #parts: Buffer[] = []
  #length = 0
  #tooLong = false

  #add(part: Buffer) {
    if (this.#tooLong || this.#length + part.length > longestLine) {
      this.#tooLong = true
      this.#parts = []
      return
    }
    this.#parts.push(part)
    this.#length += part.length
  }

  #take(): Buffer | null {
    const line = this.#tooLong
      ? null
      : this.#parts.length === 1
        ? this.#parts[0]!
        : Buffer.concat(this.#parts)
    this.#parts = []
    this.#length = 0
    this.#tooLong = false
    return line
  }

  /** The lines that end in this piece. */
  *push(piece: Buffer): Generator<Buffer | null> {
    let from = 0
    for (let end = piece.indexOf(newline); end >= 0; end = piece.indexOf(newline, from)) {
      this.#add(piece.subarray(from, end))
      yield this.#take()
      from = end + 1
    }
    if (from < piece.length) this.#add(piece.subarray(from))
  }

  /** The last line, where the input does not end with a line end. */
  *end(): Generator<Buffer | null> {
    if (this.#length > 0 || this.#tooLong) yield this.#take()
  }
}

/** The answer to one line of bytes; a blank line gets its own, so that answer n always belongs to line n. */
function answerBytes(bytes: Buffer | null, line: number, today: Day): string {
  if (!bytes) return errorLine(`the line is longer than ${longestLine} bytes`, line)
  const content = line === 1 && bytes.subarray(0, 3).equals(byteOrderMark) ? bytes.subarray(3) : bytes
  if (!isUtf8(content)) return errorLine('the line is not UTF-8', line)
  const text = content.toString('utf8').trim()
  return text === '' ? errorLine('the line is empty', line) : answerLine(text, line, today)
}

/** Waits until more may be written, or nothing ever will be. */
const drained = (output: Writable) =>
  new Promise<void>((resolve) => {
    const events = ['drain', 'close', 'error']
    const done = () => {
      for (const event of events) output.off(event, done)
      resolve()
    }
    for (const event of events) output.on(event, done)
  })

/**
 * `lantian index`: reads JSON lines and writes one JSON line for each, in order; a
 * wrong or blank line gets `{"error": …, "line": n}`. It reads no faster than the answers are taken, and ends quietly when
 * the reader has gone. Rejects when the input fails.
 * @param today the centre's day, for limits without a date
 */
export async function indexCommand(input: Readable, output: Writable, today: Day): Promise<void> {
  const lines = new Lines()
  let line = 0
  let gone: Error | null = null
  const onError = (error: Error) => {
    gone = error
  }
  output.on('error', onError)
  const write = async (found: Iterable<Buffer | null>) => {
    let answers = ''
    for (const bytes of found) answers += `${answerBytes(bytes, ++line, today)}\n`
    if (answers === '' || gone || output.write(answers) || output.destroyed) return
    await drained(output)
  }
  try {
    for await (const piece of input) {
      await write(lines.push(Buffer.isBuffer(piece) ? piece : Buffer.from(piece as string)))
      if (gone || output.destroyed) break
    }
    if (!gone) await write(lines.end())
  } finally {
    output.off('error', onError)
  }
  if (gone && (gone as NodeJS.ErrnoException).code !== 'EPIPE') throw gone
}
