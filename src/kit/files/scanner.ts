import { connect, type Socket } from 'node:net'
import type { Readable } from 'node:stream'

/** What a scanner says; `none` with the reason while there is no verdict, `away` where no other file would get one. */
export type Verdict =
  | { kind: 'clean' }
  | { kind: 'found'; virus: string }
  | { kind: 'none'; reason: string; away?: boolean }

/** Bytes of the chunks that a file is told in. */
const chunkBytes = 64 * 1024

/**
 * Asks a clamd (its INSTREAM command) about a file. A scanner that is away, slow or out of order gives no verdict; it
 * never throws.
 * @param at `host:port`
 * @param patience milliseconds until a scanner that says nothing is given up
 */
export async function askScanner(at: string, bytes: Readable, patience = 30_000): Promise<Verdict> {
  const [, host, port] = /^(.+):(\d+)$/.exec(at)!
  const socket = connect({ host: host!, port: Number(port) })
  let away = true
  socket.once('connect', () => {
    away = false
  })
  socket.setTimeout(patience, () => {
    away = true
    socket.destroy(new Error('it did not answer in time'))
  })
  try {
    const answer = answerOf(socket)
    // A scanner that has found something may stop listening before the end: its answer counts.
    await Promise.race([tell(socket, bytes).catch(() => {}), answer])
    return verdictOf(await answer)
  } catch (error) {
    const reason = (error as Error).message.slice(0, 200)
    // What hangs up in the middle may do so for this file only, such as one that is too large for it.
    return { kind: 'none', reason, away }
  } finally {
    socket.destroy()
    bytes.destroy()
  }
}

async function tell(socket: Socket, bytes: Readable) {
  await write(socket, Buffer.from('zINSTREAM\0'))
  for await (const piece of bytes)
    for (let at = 0; at < piece.length; at += chunkBytes) {
      const chunk: Buffer = piece.subarray(at, at + chunkBytes)
      const length = Buffer.alloc(4)
      length.writeUInt32BE(chunk.length)
      await write(socket, Buffer.concat([length, chunk]))
    }
  await write(socket, Buffer.alloc(4))
}

const write = (socket: Socket, bytes: Buffer) =>
  new Promise<void>((done, fail) => {
    socket.write(bytes, (error) => (error ? fail(error) : done()))
  })

/** Everything that the scanner says until it closes or ends its line. */
function answerOf(socket: Socket): Promise<string> {
  return new Promise((done, fail) => {
    let text = ''
    socket.on('data', (piece) => {
      text += piece
      if (text.includes('\0') || text.length > 4_096) done(text)
    })
    socket.once('error', fail)
    socket.once('close', () => (text ? done(text) : fail(new Error('it closed without an answer'))))
  })
}

/** @param said such as `stream: OK` or `stream: Eicar-Test-Signature FOUND` */
export function verdictOf(said: string): Verdict {
  const line = said.replace(/[\0\n][\s\S]*/, '').trim()
  if (/^stream: OK$/.test(line)) return { kind: 'clean' }
  const virus = /^stream: (.+) FOUND$/.exec(line)?.[1]
  return virus
    ? { kind: 'found', virus: virus.replaceAll(/\p{C}/gu, '').slice(0, 120) }
    : { kind: 'none', reason: line.replaceAll(/\p{C}/gu, '').slice(0, 200) }
}
