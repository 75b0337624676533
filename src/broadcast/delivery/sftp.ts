import { createHash, timingSafeEqual } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { posix } from 'node:path'
import { Client, type SFTPWrapper } from 'ssh2'
import {
  arrivedDifferent,
  DeliveryFault,
  type Destination,
  diskFull,
  onTheWay,
  otherFileThere,
  type Parcel,
  secretMissing,
} from './destination.ts'
import type { SftpDestination } from './profile.ts'

/** Milliseconds until a station that does not answer counts as away. */
const patience = 20_000
/** Status codes of the protocol (draft-ietf-secsh-filexfer-02). */
const status = { noFile: 2, denied: 3, failure: 4 } as const

/** A station's inbox over SFTP. The server must show the key that the profile names. */
export async function sftpDestination(to: SftpDestination, signal: AbortSignal): Promise<Destination> {
  const client = await connected(to, await secretOf(to), signal)
  const broken = Promise.withResolvers<never>()
  broken.promise.catch(() => {})
  const cut = () => broken.reject(connectionCut())
  client.once('close', cut).on('error', cut)
  const stop = () => client.destroy()
  signal.addEventListener('abort', stop, { once: true })
  const sftp = await Promise.race([opened(client), broken.promise])
  return {
    place: `sftp://${to.user}@${to.host}:${to.port}/${to.path}`,
    async send(parcel) {
      try {
        await Promise.race([bring(sftp, to.path, parcel), broken.promise])
      } catch (error) {
        signal.throwIfAborted()
        throw faultOf(error)
      }
    },
    async close() {
      signal.removeEventListener('abort', stop)
      client.removeListener('close', cut).end()
    },
  }
}

type Secret = { privateKey: Buffer } | { password: string }

async function secretOf({ privateKeyFile, passwordFile }: SftpDestination): Promise<Secret> {
  const file = (privateKeyFile ?? passwordFile)!
  const secret = await readFile(file).catch((error: NodeJS.ErrnoException) => {
    throw secretMissing(file, error.code)
  })
  return privateKeyFile ? { privateKey: secret } : { password: secret.toString('utf8').trim() }
}

/** The fingerprint as ssh-keygen prints it. */
export const fingerprint = (key: Buffer): string =>
  `SHA256:${createHash('sha256').update(key).digest('base64').replace(/=+$/, '')}`

function connected(to: SftpDestination, secret: Secret, signal: AbortSignal): Promise<Client> {
  const client = new Client()
  let stranger = false
  return new Promise((resolve, reject) => {
    const stop = () => client.destroy()
    signal.addEventListener('abort', stop, { once: true })
    const fail = (error: Error & { level?: string }) => {
      signal.removeEventListener('abort', stop)
      client.destroy()
      reject(signal.aborted ? signal.reason : stranger ? otherHost() : connectFault(error))
    }
    client
      .once('ready', () => {
        signal.removeEventListener('abort', stop)
        client.removeListener('error', fail)
        // Each piece waits for its answer: it must not wait for the next one to fill a packet.
        client.setNoDelay(true)
        resolve(client)
      })
      .once('error', fail)
      .once('close', () => fail(new Error('closed')))
    const wanted = Buffer.from(to.hostKey.replace(/=+$/, ''))
    try {
      client.connect({
        host: to.host,
        port: to.port,
        username: to.user,
        ...secret,
        readyTimeout: patience,
        keepaliveInterval: patience,
        hostVerifier: (key: Buffer) => {
          const shown = Buffer.from(fingerprint(key))
          stranger = shown.length !== wanted.length || !timingSafeEqual(shown, wanted)
          return !stranger
        },
      })
    } catch (error) {
      fail(Object.assign(error as Error, { level: 'client-authentication' }))
    }
  })
}

const opened = (client: Client) =>
  new Promise<SFTPWrapper>((resolve, reject) => {
    client.sftp((error, sftp) => (error ? reject(faultOf(error)) : resolve(sftp)))
  })

async function bring(sftp: SFTPWrapper, folder: string, { path, name, sha256 }: Parcel) {
  const whole = posix.join(folder, name)
  if (await isThere(sftp, whole)) {
    if ((await digestThere(sftp, whole)) !== sha256) throw otherFileThere(name)
    return
  }
  const part = posix.join(folder, onTheWay(name))
  try {
    await called((done) => sftp.fastPut(path, part, { concurrency: 16 }, done))
    if ((await digestThere(sftp, part)) !== sha256) throw arrivedDifferent(name)
    await called((done) => sftp.rename(part, whole, done))
  } catch (error) {
    await called((done) => sftp.unlink(part, done)).catch(() => {})
    throw error
  }
}

const isThere = (sftp: SFTPWrapper, path: string) =>
  new Promise<boolean>((resolve, reject) => {
    sftp.stat(path, (error) => {
      if (!error) resolve(true)
      else if ((error as { code?: unknown }).code === status.noFile) resolve(false)
      else reject(error)
    })
  })

/** What really lies at the other end. */
async function digestThere(sftp: SFTPWrapper, path: string): Promise<string> {
  const hash = createHash('sha256')
  for await (const piece of sftp.createReadStream(path)) hash.update(piece)
  return hash.digest('hex')
}

const called = (call: (done: (error: Error | null | undefined) => void) => void) =>
  new Promise<void>((resolve, reject) => call((error) => (error ? reject(error) : resolve())))

function connectFault({ level, message }: Error & { level?: string }): DeliveryFault {
  if (level === 'client-authentication')
    return new DeliveryFault(
      { zh: '对方不接受用户名或密钥。', en: 'The server does not accept the user or key.' },
      false,
    )
  return new DeliveryFault(
    { zh: `无法连接对方服务器：${message}`, en: `The server cannot be reached: ${message}` },
    true,
  )
}

const otherHost = () =>
  new DeliveryFault(
    {
      zh: '对方服务器的密钥与配置不符，没有发送。',
      en: 'The server shows another key than the profile names; nothing was sent.',
    },
    false,
  )

const connectionCut = () =>
  new DeliveryFault({ zh: '传输中途连接中断。', en: 'The connection was cut in the middle.' }, true)

function faultOf(error: unknown): DeliveryFault {
  if (error instanceof DeliveryFault) return error
  const { code, message } = error as { code?: unknown; message: string }
  if (code === status.denied)
    return new DeliveryFault(
      { zh: '对方不允许写入该文件夹。', en: 'The folder at the other end may not be written.' },
      false,
    )
  if (code === status.noFile)
    return new DeliveryFault(
      { zh: '对方没有该文件夹。', en: 'There is no such folder at the other end.' },
      false,
    )
  if (/space|quota|disk full/i.test(message)) return diskFull()
  return new DeliveryFault({ zh: `对方服务器出错：${message}`, en: `The server failed: ${message}` }, true)
}
