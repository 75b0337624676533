import { Problem } from '../problem.ts'

/** One field of a form, or a file; `body` is to be read to its end before the next one is asked for. */
export interface FormPart {
  field: string
  /** The name of a file; null for a field. */
  filename: string | null
  body: AsyncIterable<Uint8Array>
}

const longestHead = 8 * 1024
const mostParts = 100
const headEnd = Buffer.from('\r\n\r\n')

/** The boundary that a content type names; null for what is no form with files. */
export const boundaryOf = (contentType: string | undefined): string | null => {
  const found = /^multipart\/form-data\s*;.*?\bboundary=(?:"([^"\r\n]{1,70})"|([^\s;"]{1,70}))/i.exec(
    contentType ?? '',
  )
  return found ? (found[1] ?? found[2] ?? null) : null
}

/** What has come and not yet been looked at. */
class Inlet {
  readonly #source: AsyncIterator<Uint8Array>
  bytes: Buffer = Buffer.alloc(0)
  ended = false

  constructor(source: AsyncIterable<Uint8Array>) {
    this.#source = source[Symbol.asyncIterator]()
  }

  async more(): Promise<void> {
    const { done, value } = await this.#source.next()
    if (done) this.ended = true
    else this.bytes = Buffer.concat([this.bytes, value])
  }

  take(length: number): Buffer {
    const taken = this.bytes.subarray(0, length)
    this.bytes = this.bytes.subarray(length)
    return taken
  }
}

/**
 * Reads a form with files as it comes (RFC 7578), holding no more than a piece of it.
 * @throws Problem 400 for what is no such form, or is cut
 */
export async function* formParts(
  source: AsyncIterable<Uint8Array>,
  boundary: string,
): AsyncGenerator<FormPart> {
  const inlet = new Inlet(source)
  // Every boundary stands at the beginning of a line; the first one too, once a line has been put before it.
  inlet.bytes = Buffer.from('\r\n')
  const mark = Buffer.from(`\r\n--${boundary}`)
  for await (const _ of upTo(inlet, mark));
  for (let parts = 0; await another(inlet); parts++) {
    if (parts === mostParts) throw noForm()
    const head = await headOf(inlet)
    const body = upTo(inlet, mark)
    yield { ...head, body }
    // What nobody read is passed over.
    for await (const _ of body);
  }
}

/** The bytes before the mark, which is taken away too. */
async function* upTo(inlet: Inlet, mark: Buffer): AsyncGenerator<Uint8Array> {
  for (;;) {
    const at = inlet.bytes.indexOf(mark)
    if (at >= 0) {
      const piece = inlet.take(at)
      inlet.take(mark.length)
      if (piece.length > 0) yield piece
      return
    }
    if (inlet.ended) throw noForm()
    // The mark may have begun: its first bytes are kept back.
    const safe = inlet.bytes.length - mark.length + 1
    if (safe > 0) yield inlet.take(safe)
    await inlet.more()
  }
}

async function another(inlet: Inlet): Promise<boolean> {
  while (inlet.bytes.length < 2 && !inlet.ended) await inlet.more()
  const next = inlet.take(2).toString('latin1')
  if (next === '--') return false
  if (next !== '\r\n') throw noForm()
  return true
}

async function headOf(inlet: Inlet): Promise<Omit<FormPart, 'body'>> {
  let at = inlet.bytes.indexOf(headEnd)
  while (at < 0) {
    if (inlet.ended || inlet.bytes.length > longestHead) throw noForm()
    await inlet.more()
    at = inlet.bytes.indexOf(headEnd)
  }
  const head = inlet.take(at).toString('utf8')
  inlet.take(headEnd.length)
  const disposition = /^content-disposition:[ \t]*form-data[ \t]*;(.*)$/im.exec(head)?.[1]
  if (disposition === undefined) throw noForm()
  const named = (key: string) =>
    new RegExp(`(?:^|[; \\t])${key}="((?:[^"\\\\]|\\\\.)*)"`, 'i').exec(disposition)?.[1]
  return { field: plain(named('name') ?? ''), filename: plain(named('filename') ?? null) }
}

/** Browsers write these three so that a name cannot break out of its quotes. */
const plain = <T extends string | null>(text: T) =>
  (text === null ? null : text.replaceAll('%22', '"').replaceAll('%0D', '\r').replaceAll('%0A', '\n')) as T

const noForm = () =>
  new Problem('no-form', {
    zh: '上传的内容不完整，或不是带文件的表单。请再试一次。',
    en: 'The upload was cut, or is not a form with files. Please try again.',
  })
