import assert from 'node:assert/strict'
import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { type TestContext, test } from 'node:test'
import { fileURLToPath } from 'node:url'

const repository = fileURLToPath(new URL('..', import.meta.url))
const options = { skip: process.platform === 'win32' ? 'the launcher of Windows is lantian.cmd' : false }

/** A clone that is installed but not built, whose program says its arguments, in a folder with a space. */
function cloned(t: TestContext): string {
  const folder = join(mkdtempSync(join(tmpdir(), 'lantian-clone-')), 'my clone')
  t.after(() => rmSync(dirname(folder), { recursive: true, force: true }))
  for (const name of ['scripts', 'src', 'node_modules']) mkdirSync(join(folder, name), { recursive: true })
  cpSync(join(repository, 'lantian'), join(folder, 'lantian'))
  cpSync(join(repository, 'scripts', 'run.mjs'), join(folder, 'scripts', 'run.mjs'))
  writeFileSync(join(folder, 'package-lock.json'), '{}')
  writeFileSync(join(folder, 'node_modules', '.package-lock.json'), '{}')
  writeFileSync(
    join(folder, 'scripts', 'build.mjs'),
    `import { appendFileSync, mkdirSync, writeFileSync } from 'node:fs'
     export async function buildAll(root) {
       appendFileSync(root + '/builds', 'x')
       await new Promise((done) => setTimeout(done, 300))
       mkdirSync(root + '/dist', { recursive: true })
       writeFileSync(root + '/dist/main.js', 'console.log(process.argv.slice(2).join("|"))')
     }`,
  )
  return folder
}

const env = { ...process.env, PATH: `${dirname(process.execPath)}:${process.env.PATH}` }
const run = (program: string, args: string[], cwd = '/') =>
  spawnSync(program, args, { cwd, env, encoding: 'utf8', timeout: 60_000 })

test('a command runs from any folder, through links and with spaces in its words', options, (t) => {
  const folder = cloned(t)
  assert.equal(run(join(folder, 'lantian'), ['air', 'a b', '']).stdout, 'air|a b|\n')
  symlinkSync('my clone/lantian', join(folder, '..', 'first'))
  symlinkSync('first', join(folder, '..', 'second'))
  symlinkSync(folder, join(folder, '..', 'linked'))
  for (const program of ['./second', join(folder, '..', 'first'), './linked/lantian'])
    assert.equal(run(program, ['version'], dirname(folder)).stdout, 'version\n', program)
})

test('of two commands at once one builds and the other waits', options, async (t) => {
  const folder = cloned(t)
  const both = [1, 2].map(() => spawn(join(folder, 'lantian'), ['x'], { env, stdio: 'ignore' }))
  assert.deepEqual(await Promise.all(both.map((one) => once(one, 'exit').then(([code]) => code))), [0, 0])
  assert.equal(run('cat', [join(folder, 'builds')]).stdout, 'x')
  assert.ok(!existsSync(join(folder, '.build.lock')))
})

test('a lock whose holder was killed holds nobody up', options, (t) => {
  const folder = cloned(t)
  const gone = spawnSync(process.execPath, ['-e', '']).pid
  writeFileSync(join(folder, '.build.lock'), String(gone))
  const { status, stdout, stderr } = run(join(folder, 'lantian'), ['x'])
  assert.deepEqual([status, stdout, stderr], [0, 'x\n', ''])
})

test('a clone that cannot be written says so, unless there is nothing to do', options, (t) => {
  const folder = cloned(t)
  if (process.getuid?.() === 0) return t.skip('root may write everywhere')
  chmodSync(folder, 0o555)
  try {
    const { status, stderr } = run(join(folder, 'lantian'), ['x'])
    assert.equal(status, 1)
    assert.match(stderr, /cannot build in .*my clone: EACCES/)
  } finally {
    chmodSync(folder, 0o755)
  }
})
