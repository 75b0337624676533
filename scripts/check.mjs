// The import law and the measures of the house. The law stops a change; the measures are only reported.
import { globSync, readFileSync } from 'node:fs'
import { dirname, join, normalize, sep } from 'node:path'

/** Rooms from the top of the hill to the ground: a room imports only what stands further down, by its index.ts. */
const hill = ['press', 'broadcast', 'briefs', 'air']
const doors = new Set(['src/main.ts', 'src/settings.ts', 'src/house.ts'])

const listed = (...patterns) =>
  globSync(patterns)
    .map((path) => path.split(sep).join('/'))
    .sort()
const files = listed('src/**/*.{ts,tsx}')
const textOf = new Map(files.map((file) => [file, readFileSync(file, 'utf8')]))
const wrong = []

const roomOf = (path) => {
  const [, top, ...rest] = path.split('/')
  return rest.length === 0 ? '' : top
}

function checkImport(file, target) {
  const from = roomOf(file)
  const to = roomOf(target)
  if (from === '' || to === '' || from === to) return
  if (from === 'kit') wrong.push(`${file} imports ${target}: kit knows no room`)
  else if (to === 'kit') return
  else if (target !== `src/${to}/index.ts`)
    wrong.push(`${file} imports ${target}: of another room only index.ts`)
  else if (hill.indexOf(from) >= hill.indexOf(to)) wrong.push(`${file} imports ${target}: uphill`)
}

/** Tests, and the rehearsals (`testing*.ts`) that only tests use. */
const isTest = (file) => /\.test\.tsx?$|\/testing[^/]*$/.test(file)

for (const file of files) {
  const text = textOf.get(file)
  for (const [, specifier] of text.matchAll(/(?:from|import)\s*\(?\s*'(\.[^']+)'/g))
    checkImport(
      file,
      normalize(join(dirname(file), specifier))
        .split(sep)
        .join('/'),
    )
  if (isTest(file) || file.includes('/islands/')) continue
  if (!doors.has(file)) {
    if (/process\.env\b/.test(text)) wrong.push(`${file} reads process.env: only settings.ts does`)
    if (/\bDate\.now\(\)|new Date\(\)|Temporal\.Now\b/.test(text.replace(/\/\/.*|\/\*[\s\S]*?\*\//g, '')))
      wrong.push(`${file} reads the clock: it is an argument`)
  }
}

const linesOf = (text) => text.split('\n').length - 1
const sum = (numbers) => numbers.reduce((total, n) => total + n, 0)
const p90 = (numbers) => numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length * 0.9)] ?? 0
const commentsIn = (text) => text.split('\n').filter((line) => /^\s*(\/\/|\/\*|\*)/.test(line)).length

/** One line about these files; `elsewhere` are lines of tests that stand outside `src`. */
function measured(title, group, elsewhere = 0) {
  const production = group.filter((file) => !isTest(file)).map((file) => textOf.get(file))
  const sizes = production.map(linesOf)
  const tests = sum(group.filter(isTest).map((file) => linesOf(textOf.get(file)))) + elsewhere
  const part = [
    title.padEnd(10),
    `${String(sizes.length).padStart(4)} files`,
    `${String(sum(sizes)).padStart(6)} lines`,
    `p90 of a file ${String(p90(sizes)).padStart(4)}`,
    `tests ${(tests / Math.max(1, sum(sizes))).toFixed(2)} a line`,
    `comments ${((sum(production.map(commentsIn)) * 100) / Math.max(1, sum(sizes))).toFixed(1)} %`,
  ]
  process.stdout.write(`${part.join('   ')}\n`)
}

for (const room of new Set(files.map(roomOf)))
  if (room !== '')
    measured(
      room,
      files.filter((file) => roomOf(file) === room),
    )
const wholeHouse = listed('test/**/*.{ts,mjs}').map((file) => linesOf(readFileSync(file, 'utf8')))
measured('the house', files, sum(wholeHouse))
const { dependencies = {} } = JSON.parse(readFileSync('package.json', 'utf8'))
process.stdout.write(`${Object.keys(dependencies).length} runtime dependencies\n`)
for (const file of files)
  if (linesOf(textOf.get(file)) > 400) process.stdout.write(`over 400 lines: ${file}\n`)
for (const line of wrong) process.stderr.write(`${line}\n`)
process.exit(wrong.length > 0 ? 1 : 0)
