import { generateKeyPairSync } from 'node:crypto'
import { once } from 'node:events'
import { closeSync, fstatSync, openSync, readSync, renameSync, rmSync, statSync, writeSync } from 'node:fs'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import type { TestContext } from 'node:test'
import ssh2, { type SFTPWrapper } from 'ssh2'
import { fingerprint } from './sftp.ts'

const { Server, utils } = ssh2
const { STATUS_CODE: status, OPEN_MODE: modes } = utils.sftp

export interface TestSftp {
  port: number
  hostKey: string
  /** Bytes after which the server says that its disk is full, or cuts the connection. */
  fullAfter: number
  cutAfter: number
}

const rsa = () =>
  generateKeyPairSync('rsa', { modulusLength: 2048 })
    .privateKey.export({ type: 'pkcs1', format: 'pem' })
    .toString()

/** A real SFTP server with one user, `tv`, whose password is `secret`. */
export async function sftpServer(t: TestContext, root: string): Promise<TestSftp> {
  const key = rsa()
  const parsed = utils.parseKey(key)
  if (parsed instanceof Error) throw parsed
  const own: TestSftp = {
    port: 0,
    hostKey: fingerprint(Array.isArray(parsed) ? parsed[0]!.getPublicSSH() : parsed.getPublicSSH()),
    fullAfter: Number.POSITIVE_INFINITY,
    cutAfter: Number.POSITIVE_INFINITY,
  }
  // The type knows the client's side of the same method only.
  type Prompt = { setNoDelay?(on: boolean): void }
  const server = new Server({ hostKeys: [key] }, (client) => {
    client.on('error', () => {})
    ;(client as Prompt).setNoDelay?.(true)
    client.on('authentication', (asked) => {
      if (asked.method === 'password' && asked.username === 'tv' && asked.password === 'secret')
        asked.accept()
      else asked.reject(['password'])
    })
    client.on('ready', () =>
      client.on('session', (accept) =>
        accept().on('sftp', (acceptSftp) => serve(acceptSftp(), root, own, () => client.end())),
      ),
    )
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  own.port = (server.address() as AddressInfo).port
  t.after(() => server.close())
  return own
}

function serve(sftp: SFTPWrapper, root: string, own: TestSftp, cut: () => void) {
  const handles = new Map<number, number>()
  let written = 0
  let next = 0
  const place = (path: string) => join(root, path)
  const answer = (id: number, act: () => void) => {
    try {
      act()
    } catch (error) {
      const code = (error as NodeJS.ErrnoException).code
      sftp.status(id, code === 'ENOENT' ? status.NO_SUCH_FILE : status.FAILURE, code ?? 'failure')
    }
  }
  const fd = (handle: Buffer) => handles.get(handle.readUInt32BE(0))!
  const attributes = (s: ReturnType<typeof statSync> & object) => ({
    mode: Number(s.mode),
    uid: 0,
    gid: 0,
    size: Number(s.size),
    atime: 0,
    mtime: 0,
  })
  sftp.on('OPEN', (id, path, flags) =>
    answer(id, () => {
      const handle = Buffer.alloc(4)
      handle.writeUInt32BE(++next)
      handles.set(next, openSync(place(path), flags & modes.WRITE ? 'w' : 'r'))
      sftp.handle(id, handle)
    }),
  )
  sftp.on('WRITE', (id, handle, offset, data) => {
    written += data.length
    if (written > own.cutAfter) return cut()
    if (written > own.fullAfter) return sftp.status(id, status.FAILURE, 'No space left on device')
    answer(id, () => {
      writeSync(fd(handle), data, 0, data.length, offset)
      sftp.status(id, status.OK)
    })
  })
  sftp.on('READ', (id, handle, offset, length) =>
    answer(id, () => {
      const piece = Buffer.alloc(length)
      const count = readSync(fd(handle), piece, 0, length, offset)
      if (count === 0) sftp.status(id, status.EOF)
      else sftp.data(id, piece.subarray(0, count))
    }),
  )
  sftp.on('CLOSE', (id, handle) =>
    answer(id, () => {
      closeSync(fd(handle))
      sftp.status(id, status.OK)
    }),
  )
  sftp.on('FSTAT', (id, handle) => answer(id, () => sftp.attrs(id, attributes(fstatSync(fd(handle))))))
  sftp.on('STAT', (id, path) => answer(id, () => sftp.attrs(id, attributes(statSync(place(path))))))
  sftp.on('FSETSTAT', (id) => sftp.status(id, status.OK))
  sftp.on('RENAME', (id, from, to) =>
    answer(id, () => {
      renameSync(place(from), place(to))
      sftp.status(id, status.OK)
    }),
  )
  sftp.on('REMOVE', (id, path) =>
    answer(id, () => {
      rmSync(place(path))
      sftp.status(id, status.OK)
    }),
  )
}
