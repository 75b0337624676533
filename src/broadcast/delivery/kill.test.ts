import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { once } from 'node:events'
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type TestContext, test } from 'node:test'
import { setTimeout as pause } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { onTheWay, type Parcel } from './destination.ts'
import { folderDestination } from './folder.ts'
import type { Profile } from './profile.ts'
import { sftpDestination } from './sftp.ts'
import { sftpServer } from './testing-sftp.ts'

const signal = new AbortController().signal
const sender = fileURLToPath(new URL('./testing-sender.ts', import.meta.url))
/** So much that a kill meets it on its way. */
const filmBytes = 64 << 20

function film(folder: string): Parcel {
  const content = Buffer.alloc(filmBytes, 'a film of some length ')
  const path = join(folder, 'film.mp4')
  writeFileSync(path, content)
  const sha256 = createHash('sha256').update(content).digest('hex')
  return { path, name: 'evening_v1.mp4', mediaType: 'video/mp4', bytes: filmBytes, sha256 }
}

/** Lets a process deliver and kills it as soon as a part of the film has arrived. */
async function killedOnTheWay(to: Profile['destination'], parcel: Parcel, inbox: string) {
  const part = join(inbox, onTheWay(parcel.name))
  const child = spawn(process.execPath, ['--import', 'tsx', sender, JSON.stringify({ to, parcel })], {
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  const ended = once(child, 'exit')
  while (child.exitCode === null && !(existsSync(part) && statSync(part).size > 0)) await pause(1)
  child.kill('SIGKILL')
  await ended
  assert.equal(child.signalCode, 'SIGKILL', 'it was on its way')
  assert.deepEqual(readdirSync(inbox), [onTheWay(parcel.name)], 'nothing has the name of a film')
  assert.ok(statSync(part).size <= filmBytes)
}

function arrivedOnce(inbox: string, parcel: Parcel) {
  assert.deepEqual(readdirSync(inbox), [parcel.name])
  const digest = createHash('sha256')
    .update(readFileSync(join(inbox, parcel.name)))
    .digest('hex')
  assert.equal(digest, parcel.sha256)
}

function house(t: TestContext) {
  const folder = mkdtempSync(join(tmpdir(), 'lantian-kill-'))
  t.after(() => rmSync(folder, { recursive: true, force: true }))
  const inbox = join(folder, 'inbox')
  mkdirSync(inbox)
  return { folder, inbox, parcel: film(folder) }
}

test('a delivery to a folder that is killed leaves no half film, and the next one arrives whole', async (t) => {
  const { inbox, parcel } = house(t)
  const to = { kind: 'folder', path: inbox } as const
  await killedOnTheWay(to, parcel, inbox)
  const place = await folderDestination(to)
  await place.send(parcel, signal)
  arrivedOnce(inbox, parcel)
})

test('a delivery over SFTP that is killed leaves no half film, and the next one arrives whole', async (t) => {
  const { folder, inbox, parcel } = house(t)
  const server = await sftpServer(t, inbox)
  const passwordFile = join(folder, 'password')
  writeFileSync(passwordFile, 'secret\n')
  const { port, hostKey } = server
  const to = { kind: 'sftp', host: '127.0.0.1', port, user: 'tv', passwordFile, hostKey, path: '' } as const
  await killedOnTheWay(to, parcel, inbox)
  const place = await sftpDestination(to, signal)
  await place.send(parcel, signal)
  await place.close()
  arrivedOnce(inbox, parcel)
})
