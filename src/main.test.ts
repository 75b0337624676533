import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { closeSync, openSync, readdirSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, test } from 'node:test'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('..', import.meta.url))

describe('the command line', () => {
  let folder = ''
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'lantian-cli-'))
  })
  after(() => rm(folder, { recursive: true, force: true }))

  /** Runs `lantian …` as a person does, in a house of its own. */
  function lantian(args: string[], more: { env?: NodeJS.ProcessEnv; input?: string; stdout?: number } = {}) {
    const env = {
      ...process.env,
      LANTIAN_DATA: folder,
      DATABASE_URL: '',
      LANTIAN_SOURCES: 'none',
      ...more.env,
    }
    const done = spawnSync(process.execPath, ['--import', 'tsx', 'src/main.ts', ...args], {
      cwd: root,
      env,
      input: more.input ?? '',
      stdio: ['pipe', more.stdout ?? 'pipe', 'pipe'],
      encoding: 'utf8',
    })
    return { code: done.status, said: done.stdout ?? '', told: done.stderr }
  }

  test('help is given for everything, for one command and for the commands of a room', () => {
    const all = lantian(['start', '--help'])
    assert.equal(all.code, 0)
    for (const word of ['air import', 'LANTIAN_DATA', 'backup FOLDER', 'verify [--heads'])
      assert.ok(all.said.includes(word), word)
    const one = lantian(['help', 'air', 'days'])
    assert.match(one.said, /^Usage: lantian air days --from DAY/)
    assert.match(lantian(['help', 'air']).said, /lantian air import[\s\S]+lantian air collect/)
    assert.match(lantian(['--version']).said, /^lantian \d/)
  })

  test('a command that is not there, and help on it, are refused by name', () => {
    for (const args of [
      ['air', 'frobnicate'],
      ['help', 'frobnicate'],
    ]) {
      const { code, told, said } = lantian(args)
      assert.deepEqual([code, said], [2, ''])
      assert.match(told, new RegExp(`"${args.filter((word) => word !== 'help').join(' ')}"`))
    }
  })

  test('a room named alone is told its commands', () => {
    const { code, told, said } = lantian(['air'])
    assert.deepEqual([code, said], [2, ''])
    assert.match(told, /lantian air import[\s\S]+lantian air collect/)
    assert.match(lantian(['frobnicate']).told, /There is no command "frobnicate"/)
  })

  test('the help of a command begins in the first columns of the screen', () => {
    for (const line of lantian(['--help']).said.split('\n')) assert.doesNotMatch(line, /^ {2}[a-z].* {5,}/)
  })

  test('a wrong option is refused in a sentence, before the house is opened', () => {
    const { code, said, told } = lantian(['air', 'days', '--from', '2016-01-05', '--to', '2016-01-04'])
    assert.deepEqual([code, said], [2, ''])
    assert.match(told, /--from 2016-01-05 is after --to 2016-01-04/)
    assert.ok(!told.includes('    at '), told)
    assert.deepEqual(readdirSync(folder), [])
  })

  test('a data folder that cannot be one is named with its setting', () => {
    const { code, told } = lantian(['air', 'status'], { env: { LANTIAN_DATA: join(root, 'package.json') } })
    assert.equal(code, 2)
    assert.match(told, /The data folder .*package\.json cannot be used: .*Check LANTIAN_DATA/)
    assert.ok(!told.includes('    at '), told)
  })

  test('every wrong setting is named at once, and the house stays closed', () => {
    const env = {
      PORT: '70000',
      LANTIAN_ZONE: 'Mars/Olympus',
      LANTIAN_SECRET: 'short',
      LANTIAN_COLOUR: 'blue',
    }
    const { code, told } = lantian(['air', 'status'], { env })
    assert.equal(code, 2)
    for (const name of Object.keys(env)) assert.ok(told.includes(name), name)
  })

  test('an answer that cannot be written is told in a sentence', {
    skip: process.platform !== 'linux',
  }, () => {
    const full = openSync('/dev/full', 'w')
    try {
      const { code, told } = lantian(['index'], { stdout: full, input: '{}\n' })
      assert.equal(code, 2)
      assert.match(told, /The answer cannot be written: .*no space left/)
      assert.ok(!told.includes('    at '), told)
    } finally {
      closeSync(full)
    }
  })
})
