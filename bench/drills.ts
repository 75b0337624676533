import assert from 'node:assert/strict'
import { spawn, spawnSync } from 'node:child_process'
import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { settle } from '../src/air/settle.ts'
import { smallCentre } from '../src/air/testing.ts'
import { openHouse } from '../src/house.ts'
import { startPostgres } from '../src/kit/db/testing-postgres.ts'
import { seal, verify } from '../src/kit/journal/journal.ts'
import { readSettings } from '../src/settings.ts'
import { checkAfter, checkRollUps, killedImport, makeFiles } from '../test/kill.ts'
import { answers, freePort, launch, settingsOf, temporaryFolder } from './workshop.ts'

interface Drill {
  folder: string
  program: string
  say(line: string): void
}

/** Kills on SQLite and on PostgreSQL, and kills of the running site. */
const kills = { sqlite: 100, postgres: 10, site: 10 }

/** Breaks the house on purpose, and looks at it after. Throws where a promise is not kept. */
export async function drills(program: string): Promise<void> {
  const drill = {
    program,
    folder: temporaryFolder(),
    say: (line: string) => void process.stdout.write(`${line}\n`),
  }
  await killImports(drill, 'SQLite', {}, kills.sqlite)
  const postgres = await startPostgres()
  try {
    await killImports(drill, 'PostgreSQL', { DATABASE_URL: postgres.url }, kills.postgres)
  } finally {
    await postgres.stop()
  }
  await killSite(drill)
  await fullDisk(drill)
}

/** Each kill at another moment of the import: at its start, between files, in a transaction, in the roll-ups. */
async function killImports(
  { folder, program, say }: Drill,
  engine: string,
  database: Record<string, string>,
  times: number,
) {
  const files = join(folder, `files-${engine}`)
  const rows = makeFiles(files, 1_500, 13_400)
  const env = { LANTIAN_DATA: join(folder, engine), ...database }
  let [acknowledged, torn] = [0, 0]
  for (let kill = 0; kill < times; kill++) {
    if (!database.DATABASE_URL && kill % 4 === 0) rmSync(env.LANTIAN_DATA, { recursive: true, force: true })
    const committed = kill % (rows.size + 1)
    const ms = Math.random() * (committed === 0 ? 800 : 250)
    const { safe, finished } = await killedImport({ program: [program], files, env }, { committed, ms })
    if (!finished) torn++
    acknowledged += safe.size
    await checkAfter(env, safe)
    if ((kill + 1) % 10 === 0) say(`  ${kill + 1} of ${times}`)
  }
  say(
    `${engine}: ${times} imports, ${torn} killed under way, ${acknowledged} files acknowledged: all of them there, roll-ups as fresh, journal sound`,
  )
}

/** Kills the site while it simulates, settles and answers. Its clock goes on by hours, so that dead leases lapse. */
async function killSite({ folder, program, say }: Drill) {
  const centre = join(folder, 'centre.json')
  writeFileSync(centre, JSON.stringify(smallCentre))
  const data = join(folder, 'site')
  const env = (start: number) =>
    settingsOf(data, {
      LANTIAN_CENTRE: centre,
      LANTIAN_SIMULATED: 'yes',
      LANTIAN_CLOCK: `2026-11-24T${String(start).padStart(2, '0')}:30`,
    })
  for (let kill = 0; kill < kills.site; kill++) {
    const port = await freePort()
    const child = launch([program, 'start'], { ...env(kill), PORT: String(port) })
    assert.equal((await answers(port, '/')).status, 200)
    await pause(Math.random() * 3_000)
    const over = new Promise((done) => child.once('exit', done))
    child.kill('SIGKILL')
    await over
  }
  const house = await openHouse(readSettings(env(kills.site)))
  try {
    await settle(house)
    const rows = await checkRollUps(house)
    await seal(house.store, house.clock(), true)
    assert.ok((await verify(house.store)).sound)
    say(
      `site: killed ${kills.site} times, opened each time; ${rows} readings, roll-ups as fresh, journal sound`,
    )
  } finally {
    await house.store.close()
  }
}

/** A disk of eight megabytes where one may be mounted, else a limit on the size of files. */
async function fullDisk({ folder, program, say }: Drill) {
  if (process.platform === 'win32') return
  const data = join(folder, 'small')
  mkdirSync(data)
  const mounted = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=8m', 'tmpfs', data]).status === 0
  try {
    const files = join(folder, 'many')
    makeFiles(files, 12_000, 20_000)
    const limit = mounted ? '' : "trap '' XFSZ; ulimit -f 12000; "
    const command = `${limit}exec "$0" "$@"`
    const args = [process.execPath, program, 'air', 'import', files, '--source', 'uci']
    const env = { PATH: process.env.PATH, ...settingsOf(data, { LANTIAN_CLOCK: '2017-03-01T09:00' }) }
    const { code, said } = await outcome(
      spawn('/bin/sh', ['-c', command, ...args], { env, stdio: ['ignore', 'ignore', 'pipe'] }),
    )
    assert.equal(code, 2, said)
    assert.match(said, /The disk (is full|did not take)/)
    if (mounted) assert.equal(spawnSync('mount', ['-o', 'remount,size=256m', data]).status, 0)
    const again = await outcome(spawn(args[0]!, args.slice(1), { env, stdio: ['ignore', 'ignore', 'pipe'] }))
    assert.equal(again.code, 0, again.said)
    const rows = await checkAfter({ LANTIAN_DATA: data }, new Map())
    assert.equal(rows, 3 * 12_000 + 3 * 20_000)
    say(
      `full disk (${mounted ? 'a small file system' : 'a limit on file sizes'}): told clearly, nothing broken, went on with room`,
    )
  } finally {
    if (mounted) spawnSync('umount', [data])
  }
}

async function outcome(child: ReturnType<typeof spawn>): Promise<{ code: number | null; said: string }> {
  let said = ''
  child.stderr!.on('data', (part) => {
    said += part
  })
  const code = await new Promise<number | null>((done) => child.once('close', done))
  return { code, said }
}
