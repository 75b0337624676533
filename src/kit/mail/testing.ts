import type { AddressInfo } from 'node:net'
import type { TestContext } from 'node:test'
import { SMTPServer, type SMTPServerOptions } from 'smtp-server'
import { room as desk } from '../desk/room.ts'
import { room as people } from '../people/room.ts'
import type { House, Room } from '../room.ts'
import type { MessageKind } from './kinds.ts'
import { type Open, sendDue } from './outbox.ts'
import { room } from './room.ts'

export const newsKind: MessageKind = {
  key: 'test-news',
  words: { zh: '测试消息', en: 'Test news' },
  usual: 'now',
}

/** What a desk with messages needs. */
export const mailRooms: Room[] = [
  people,
  desk,
  room,
  { name: 'test', migrations: {}, desk: { messages: [newsKind] } },
]

export interface Received {
  from: string
  to: string[]
  raw: string
}

/** A real mail server on this machine that keeps what it is sent. @returns its address and what it has */
export async function mailServer(
  t: TestContext,
  options: SMTPServerOptions = {},
): Promise<{ url: string; port: number; received: Received[] }> {
  const received: Received[] = []
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    disableReverseLookup: true,
    closeTimeout: 500,
    onData(stream, { envelope: { mailFrom, rcptTo } }, done) {
      const parts: Buffer[] = []
      stream.on('data', (part: Buffer) => parts.push(part))
      stream.on('end', () => {
        received.push({
          from: mailFrom ? mailFrom.address : '',
          to: rcptTo.map(({ address }) => address),
          raw: Buffer.concat(parts).toString('utf8'),
        })
        done()
      })
    },
    ...options,
  })
  server.on('error', () => {})
  await new Promise<void>((open) => server.listen(0, '127.0.0.1', open))
  t.after(() => new Promise<void>((closed) => server.close(() => closed())))
  const { port } = server.server.address() as AddressInfo
  return { url: `smtp://127.0.0.1:${port}`, port, received }
}

/** One round of the job that sends. */
export const sendRound = (house: House, open?: Open): Promise<string> =>
  sendDue(house, { signal: new AbortController().signal, ...(open && { open }) })

/** An answer of a mail server with its number. */
export const smtpError = (responseCode: number, text: string): Error =>
  Object.assign(new Error(text), { responseCode })
