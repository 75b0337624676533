import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { type TestContext, test } from 'node:test'
import { s3Key, s3Server } from '../../kit/outside/s3/testing-s3.ts'
import { temporaryFolder } from '../testing-house.ts'
import type { DeliveryFault, Parcel } from './destination.ts'
import { folderDestination } from './folder.ts'
import { type Profile, profileSchema } from './profile.ts'
import { s3Destination } from './s3.ts'
import { sftpDestination } from './sftp.ts'
import { sftpServer } from './testing-sftp.ts'

const signal = new AbortController().signal
const fault = (en: RegExp, again: boolean) => (error: DeliveryFault) => {
  assert.match(error.words.en, en)
  assert.equal(error.again, again)
  return true
}

function parcelIn(folder: string, bytes = 3_000_000): Parcel {
  const content = Buffer.alloc(bytes, 'film')
  const path = join(folder, 'film.mp4')
  writeFileSync(path, content)
  const sha256 = createHash('sha256').update(content).digest('hex')
  return { path, name: 'evening_v1.mp4', mediaType: 'video/mp4', bytes, sha256 }
}

function inbox(t: TestContext) {
  const folder = temporaryFolder(t)
  const to = join(folder, 'inbox')
  mkdirSync(to)
  return { folder, to, parcel: parcelIn(folder) }
}

const destination = (given: object) =>
  profileSchema.parse({ name: 'tv', destination: given }).destination as Profile['destination']

const arrived = (to: string, { name, path }: Parcel) =>
  assert.deepEqual(readFileSync(join(to, name)), readFileSync(path))

test('a folder gets the whole film under its name, once, and never in place of another', async (t) => {
  const { to, parcel } = inbox(t)
  const place = await folderDestination({ kind: 'folder', path: to })
  await place.send(parcel, signal)
  await place.send(parcel, signal)
  arrived(to, parcel)
  assert.deepEqual(readdirSync(to), [parcel.name])
  writeFileSync(join(to, parcel.name), 'of the station')
  await assert.rejects(place.send(parcel, signal), fault(/another file/, false))
  assert.equal(readFileSync(join(to, parcel.name), 'utf8'), 'of the station')
})

test('a film that changed on its way is not named, and a missing folder is told', async (t) => {
  const { to, parcel } = inbox(t)
  const place = await folderDestination({ kind: 'folder', path: to })
  await assert.rejects(place.send({ ...parcel, sha256: '0'.repeat(64) }, signal), fault(/other bytes/, true))
  assert.deepEqual(readdirSync(to), [])
  await assert.rejects(folderDestination({ kind: 'folder', path: join(to, 'no') }), fault(/no folder/, true))
  await assert.rejects(place.send(parcel, AbortSignal.abort()))
  assert.deepEqual(readdirSync(to), [])
})

async function station(t: TestContext) {
  const { folder, to, parcel } = inbox(t)
  const server = await sftpServer(t, to)
  const passwordFile = join(folder, 'password')
  writeFileSync(passwordFile, 'secret\n')
  const given = {
    kind: 'sftp',
    host: '127.0.0.1',
    port: server.port,
    user: 'tv',
    passwordFile,
    hostKey: server.hostKey,
  }
  const connect = (more = {}) => {
    const where = destination({ ...given, ...more })
    if (where.kind !== 'sftp') throw new Error('no sftp')
    return sftpDestination(where, signal)
  }
  return { folder, to, parcel, server, connect }
}

test('a station’s SFTP inbox gets the whole film under its name, once', async (t) => {
  const { to, parcel, connect } = await station(t)
  const place = await connect()
  await place.send(parcel, signal)
  await place.send(parcel, signal)
  arrived(to, parcel)
  assert.deepEqual(readdirSync(to), [parcel.name])
  writeFileSync(join(to, parcel.name), 'of the station')
  await assert.rejects(place.send(parcel, signal), fault(/another file/, false))
  await place.close()
})

test('a server with another key gets nothing, and a wrong password is told', async (t) => {
  const { folder, to, connect } = await station(t)
  await assert.rejects(connect({ hostKey: `SHA256:${'A'.repeat(43)}` }), fault(/another key/, false))
  const wrong = join(folder, 'wrong')
  writeFileSync(wrong, 'guess')
  await assert.rejects(connect({ passwordFile: wrong }), fault(/user or key/, false))
  await assert.rejects(
    connect({ passwordFile: join(folder, 'none') }),
    fault(/cannot be read \(ENOENT\)/, false),
  )
  await assert.rejects(
    connect({ passwordFile: undefined, privateKeyFile: wrong }),
    fault(/user or key/, false),
  )
  assert.deepEqual(readdirSync(to), [])
})

test('a full disk at the station and a connection that is cut leave no film, and are tried again', async (t) => {
  const { to, parcel, server, connect } = await station(t)
  server.fullAfter = 1_000_000
  const full = await connect()
  await assert.rejects(full.send(parcel, signal), fault(/disk at the other end is full/, true))
  await full.close()
  assert.deepEqual(readdirSync(to), [])
  server.fullAfter = Number.POSITIVE_INFINITY
  server.cutAfter = 1_000_000
  const cut = await connect()
  await assert.rejects(cut.send(parcel, signal), fault(/cut in the middle/, true))
  await cut.close()
  assert.ok(!readdirSync(to).includes(parcel.name))
  server.cutAfter = Number.POSITIVE_INFINITY
  const again = await connect()
  await again.send(parcel, signal)
  await again.close()
  arrived(to, parcel)
  assert.deepEqual(readdirSync(to), [parcel.name])
})

test('a station that is away is told, and tried again', async (t) => {
  const { connect } = await station(t)
  await assert.rejects(connect({ port: 1 }), fault(/cannot be reached/, true))
})

async function store(t: TestContext) {
  const { folder, parcel } = inbox(t)
  const server = await s3Server(t)
  const secretKeyFile = join(folder, 'key')
  writeFileSync(secretKeyFile, s3Key.secret)
  const given = {
    kind: 's3',
    endpoint: server.endpoint,
    bucket: 'films',
    prefix: 'day/',
    accessKeyId: s3Key.id,
    secretKeyFile,
    local: true,
  }
  const connect = (more = {}) => {
    const where = destination({ ...given, ...more })
    if (where.kind !== 's3') throw new Error('no s3')
    return s3Destination(where, () => Temporal.Now.instant(), signal)
  }
  return { folder, parcel, server, connect }
}

test('a bucket gets the whole film, once, and never in place of another', async (t) => {
  const { parcel, server, connect } = await store(t)
  const place = await connect()
  await place.send(parcel, signal)
  await place.send(parcel, signal)
  assert.deepEqual(server.objects.get('/films/day/evening_v1.mp4'), readFileSync(parcel.path))
  server.objects.set('/films/day/evening_v1.mp4', Buffer.from('of the station'))
  await assert.rejects(place.send(parcel, signal), fault(/another file/, false))
})

test('what a store answers is told in words: wrong key, no bucket, full, busy, cut, spoilt', async (t) => {
  const { folder, parcel, server, connect } = await store(t)
  const wrong = join(folder, 'wrong')
  writeFileSync(wrong, 'guess')
  await assert.rejects(
    (await connect({ secretKeyFile: wrong })).send(parcel, signal),
    fault(/key \(HTTP 403 SignatureDoesNotMatch\)/, false),
  )
  await assert.rejects((await connect({ bucket: 'none' })).send(parcel, signal), fault(/NoSuchBucket/, false))
  const place = await connect()
  server.refusal = [507, 'XMinioStorageFull']
  await assert.rejects(place.send(parcel, signal), fault(/full/, true))
  server.refusal = [503, 'SlowDown']
  await assert.rejects(place.send(parcel, signal), fault(/fails at the moment/, true))
  server.refusal = null
  server.cut = true
  await assert.rejects(place.send(parcel, signal), fault(/cut in the middle/, true))
  server.cut = false
  server.spoils = true
  await assert.rejects(place.send(parcel, signal), fault(/other bytes/, true))
})

test('an inner address is asked only where the profile says that it is the house’s own', async (t) => {
  const { parcel, connect } = await store(t)
  await assert.rejects(
    (await connect({ local: false })).send(parcel, signal),
    fault(/may not be asked/, false),
  )
})

test('profiles name every wrong field', () => {
  const wrong = profileSchema.safeParse({
    name: 'Big TV',
    fileName: '../{secret}',
    colour: 1,
    destination: { kind: 'sftp', host: 'tv.example', user: 'tv', hostKey: 'any', passwordFile: 'x' },
  })
  const paths = wrong.error!.issues.map(({ path }) => path.join('.'))
  for (const name of ['name', 'fileName', 'destination.hostKey', '']) assert.ok(paths.includes(name), name)
})
