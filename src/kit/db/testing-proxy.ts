import { createServer, connect as dial, type Socket } from 'node:net'

/** Stands between a client and a PostgreSQL, to take the server away and bring it back. */
export async function openProxy(
  target: string,
): Promise<{ url: string; down(): Promise<void>; up(): Promise<void> }> {
  const far = new URL(target)
  const open = new Set<Socket>()
  const server = createServer((near) => {
    const beyond = dial(Number(far.port), far.hostname)
    for (const [socket, other] of [
      [near, beyond],
      [beyond, near],
    ] as const) {
      open.add(socket)
      socket.pipe(other)
      socket.on('error', () => other.destroy())
      socket.on('close', () => {
        open.delete(socket)
        other.destroy()
      })
    }
  })
  const listen = (port: number) =>
    new Promise<number>((done, fail) => {
      server.once('error', fail)
      server.listen(port, '127.0.0.1', () => done((server.address() as { port: number }).port))
    })
  const port = await listen(0)
  const url = new URL(target)
  url.port = String(port)
  return {
    url: url.href,
    async down() {
      const closed = new Promise((done) => server.close(done))
      for (const socket of open) socket.destroy()
      await closed
    },
    async up() {
      await listen(port)
    },
  }
}
