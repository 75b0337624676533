import { Readable } from 'node:stream'
import type { default as Connection } from 'nodemailer/lib/smtp-connection'

/** What became of a mail. */
export interface Outcome {
  /** `later` is worth another attempt, `unclear` may have arrived. */
  kind: 'sent' | 'refused' | 'later' | 'unclear'
  /** The server's words. */
  reply: string
}

/** An open line to the mail server; after anything but `sent` it is not used again. */
export interface Line {
  deliver(mail: { from: string; to: string; raw: Buffer }): Promise<Outcome>
  close(): void
}

interface Fault extends Error {
  code?: string | undefined
  responseCode?: number | undefined
  response?: string | undefined
}

/** How long the server may be silent while connecting, before it greets, and later. Milliseconds. */
const usualPatience = { connect: 20_000, greet: 20_000, answer: 120_000 }

const isOwnMachine = (host: string) => /^(localhost|127(\.\d+){3}|\[?::1\]?)$/.test(host)

/**
 * Connects and signs in. With a password TLS is asked for, unless the server is on this very machine.
 * @param url `smtp://user:password@host:port`, or `smtps://` where TLS is spoken from the first byte
 * @throws Error with the server's words, and never with the password
 */
export async function openLine(url: string, patience = usualPatience): Promise<Line> {
  const { default: SMTPConnection } = await import('nodemailer/lib/smtp-connection')
  const { protocol, hostname, port, username, password } = new URL(url)
  const secure = protocol === 'smtps:'
  const connection = new SMTPConnection({
    host: hostname.replace(/^\[|\]$/g, ''),
    port: port ? Number(port) : secure ? 465 : 587,
    secure,
    requireTLS: !secure && username !== '' && !isOwnMachine(hostname),
    connectionTimeout: patience.connect,
    greetingTimeout: patience.greet,
    socketTimeout: patience.answer,
  })
  await new Promise<void>((open, fail) => {
    // What happens later is told to whoever waits for an answer.
    connection.on('error', fail)
    connection.connect((error?: Error | null) => (error ? fail(error) : open()))
  })
  if (username !== '') await signIn(connection, decodeURIComponent(username), decodeURIComponent(password))
  return { deliver: (mail) => deliver(connection, mail), close: () => connection.quit() }
}

const signIn = (connection: Connection, user: string, pass: string) =>
  new Promise<void>((done, fail) => {
    connection.once('end', () => fail(new Error('the mail server closed the connection')))
    connection.login({ user, pass }, (error) => {
      if (!error) return done()
      connection.close()
      fail(error)
    })
  })

function deliver(connection: Connection, mail: { from: string; to: string; raw: Buffer }): Promise<Outcome> {
  const { from, to, raw } = mail
  const message = Readable.from([raw])
  let handed = false
  message.on('end', () => {
    handed = true
  })
  return new Promise((done) => {
    connection.send({ from, to: [to], size: raw.length }, message, (error, info) => {
      if (!error) return done({ kind: 'sent', reply: info?.response ?? '' })
      connection.close()
      done(failure(error as Fault, handed))
    })
  })
}

/** Answers that say we spoke out of turn or must sign in: the mail itself may be welcome. */
const aboutUs = new Set([503, 530, 534, 535, 538])

/** 5yz is for good, 4yz is not; without an answer it depends on whether the whole mail had been handed over. */
function failure({ message, code, responseCode, response }: Fault, handed: boolean): Outcome {
  const reply = (response || message).slice(0, 500)
  if (responseCode !== undefined)
    return { kind: responseCode >= 500 && !aboutUs.has(responseCode) ? 'refused' : 'later', reply }
  if (code === 'EMESSAGE' || code === 'EENVELOPE') return { kind: 'refused', reply }
  return { kind: handed ? 'unclear' : 'later', reply }
}
