import { once } from 'node:events'
import { type AddressInfo, createServer, type Socket } from 'node:net'
import type { TestContext } from 'node:test'

export interface TestScanner {
  at: string
  /** What it does with what it is told. */
  mood: 'works' | 'silent' | 'closes' | 'refuses'
  /** Bytes of a file that it takes at most. */
  most: number
  /** Bytes that it was told, of every file. */
  told: Buffer[]
  close(): void
}

/** The word that the test scanner takes for a virus. */
export const virus = 'X5O!P%@AP-TEST'

/** A small server that speaks the INSTREAM of clamd. */
export async function scannerFor(t: TestContext): Promise<TestScanner> {
  const open = new Set<Socket>()
  const own: TestScanner = {
    at: '',
    mood: 'works',
    most: Number.POSITIVE_INFINITY,
    told: [],
    close: () => {},
  }
  const server = createServer((socket) => {
    open.add(socket)
    socket.on('error', () => {})
    socket.on('close', () => open.delete(socket))
    if (own.mood === 'closes') socket.destroy()
    else void hear(own, socket).catch(() => socket.destroy())
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  own.at = `127.0.0.1:${(server.address() as AddressInfo).port}`
  own.close = () => {
    for (const socket of open) socket.destroy()
    server.close()
  }
  t.after(own.close)
  return own
}

async function hear(own: TestScanner, socket: Socket) {
  let bytes = Buffer.alloc(0)
  const file: Buffer[] = []
  let greeted = false
  // The answer comes after what was told: leaving the loop must not hang up.
  for await (const piece of socket.iterator({ destroyOnReturn: false })) {
    bytes = Buffer.concat([bytes, piece])
    if (!greeted) {
      if (!bytes.includes(0)) continue
      if (bytes.subarray(0, 10).toString() !== 'zINSTREAM\0') return void socket.end('UNKNOWN COMMAND\0')
      greeted = true
      bytes = bytes.subarray(10)
    }
    while (bytes.length >= 4 && bytes.length >= 4 + bytes.readUInt32BE(0)) {
      const length = bytes.readUInt32BE(0)
      if (length === 0) return answer(own, socket, Buffer.concat(file))
      file.push(bytes.subarray(4, 4 + length))
      bytes = bytes.subarray(4 + length)
    }
  }
}

function answer(own: TestScanner, socket: Socket, file: Buffer) {
  own.told.push(file)
  if (own.mood === 'silent') return new Promise<void>((done) => socket.once('close', done))
  if (own.mood === 'refuses' || file.length > own.most)
    return void socket.end('INSTREAM size limit exceeded. ERROR\0')
  socket.end(file.includes(virus) ? 'stream: Eicar-Test-Signature FOUND\0' : 'stream: OK\0')
}
