import { connect } from 'node:net'

export interface Target {
  port: number
  path: string
  /** The coding asked for, such as `br`; empty for none. */
  coding: string
}

/**
 * Asks for one page again and again over some kept connections, each asking when its last answer has come, and counts.
 * It reads no more than the head, so that the server and not this client is what is measured.
 * @returns answers a second
 */
export async function load(target: Target, connections: number, ms: number): Promise<number> {
  const until = performance.now() + ms
  const started = performance.now()
  const counts = await Promise.all(Array.from({ length: connections }, () => askAgain(target, until)))
  return counts.reduce((sum, count) => sum + count, 0) / ((performance.now() - started) / 1000)
}

const requestText = ({ path, coding, port }: Target) =>
  `GET ${path} HTTP/1.1\r\nhost: localhost:${port}\r\n${coding ? `accept-encoding: ${coding}\r\n` : ''}\r\n`

function askAgain(target: Target, until: number): Promise<number> {
  const request = Buffer.from(requestText(target))
  return new Promise((done, fail) => {
    const socket = connect(target.port, '127.0.0.1')
    socket.setNoDelay(true)
    let left = 0
    let count = 0
    socket.on('data', (part: Buffer) => {
      // No request goes out before the last answer is whole, so an answer begins where a part begins.
      if (left === 0) left = lengthOf(part)
      left -= part.length
      if (left > 0) return
      if (left < 0) return socket.destroy(new Error('an unexpected answer'))
      count++
      if (performance.now() < until) socket.write(request)
      else socket.end()
    })
    socket.on('error', fail)
    socket.on('close', () => (left === 0 ? done(count) : fail(new Error('an answer was cut off'))))
    socket.on('connect', () => socket.write(request))
  })
}

/** Bytes of the whole answer, from its head; -1 for anything but a page. */
function lengthOf(part: Buffer): number {
  const end = part.indexOf('\r\n\r\n')
  const head = part.toString('latin1', 0, end)
  const body = /content-length: (\d+)/i.exec(head)
  return end >= 0 && head.startsWith('HTTP/1.1 200') && body ? end + 4 + Number(body[1]) : -1
}
