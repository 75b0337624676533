// Everything that must hold before a change lands: types, format, import law, and every test, on SQLite and on a real
// PostgreSQL, with pages in a real browser. Names of files may be given to run only those tests.
import { spawn, spawnSync } from 'node:child_process'
import { globSync } from 'node:fs'
import { join } from 'node:path'

const root = process.cwd()
const bin = (name) => join(root, 'node_modules', '.bin', process.platform === 'win32' ? `${name}.cmd` : name)

function step(title, program, args) {
  process.stdout.write(`— ${title}\n`)
  const done = spawnSync(program, args, { stdio: 'inherit', shell: process.platform === 'win32' })
  if (done.status !== 0) process.exit(done.status || 1)
}

const wanted = process.argv.slice(2)
const files = wanted.length > 0 ? wanted : globSync('{src,test}/**/*.test.{ts,tsx}').sort()

if (wanted.length === 0) {
  step('types', bin('tsc'), ['--noEmit'])
  step('types of the islands', bin('tsc'), ['--noEmit', '-p', 'src/kit/html/islands'])
  step('format', bin('biome'), ['check', '--error-on-warnings', '.'])
  step('import law and house measures', process.execPath, ['scripts/check.mjs'])
}

// One PostgreSQL for the whole run: a fresh database a test costs milliseconds, a fresh server seconds.
const postgres = spawn(process.execPath, ['--import', 'tsx', 'scripts/test-postgres.ts'], {
  stdio: ['pipe', 'pipe', 'inherit'],
})
const url = await new Promise((done, fail) => {
  let text = ''
  postgres.stdout.on('data', (part) => {
    text += part
    if (text.includes('\n')) done(text.trim())
  })
  postgres.on('exit', (code) => fail(new Error(`PostgreSQL did not start (${code})`)))
})
process.stdout.write('— tests\n')
const tests = spawn(
  process.execPath,
  [
    '--import',
    'tsx',
    '--test',
    '--test-reporter=spec',
    '--test-concurrency=2',
    '--test-timeout=300000',
    ...files,
  ],
  {
    stdio: 'inherit',
    env: {
      ...process.env,
      LANTIAN_TEST_POSTGRES: url,
      // Each file is a process of its own: what one has compiled the next ones take.
      NODE_COMPILE_CACHE: join(root, 'node_modules', '.cache', 'compile'),
    },
  },
)
tests.on('exit', (code) => {
  postgres.removeAllListeners('exit')
  postgres.on('exit', () => process.exit(code ?? 1))
  postgres.stdin.end()
})
