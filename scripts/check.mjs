// The import law and the measures of the house. The law stops a change; the measures are only reported.
import { globSync, readFileSync } from 'node:fs'
import { dirname, join, normalize, sep } from 'node:path'

/** Rooms from the top of the hill to the ground: a room imports only what stands further down, by its index.ts. */
const hill = ['broadcast', 'press', 'briefs', 'air']
const doors = new Set(['src/main.ts', 'src/settings.ts', 'src/house.ts'])

const files = globSync('src/**/*.{ts,tsx}')
  .map((path) => path.split(sep).join('/'))
  .sort()
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

for (const file of files) {
  const text = readFileSync(file, 'utf8')
  for (const [, specifier] of text.matchAll(/(?:from|import)\s*\(?\s*'(\.[^']+)'/g))
    checkImport(
      file,
      normalize(join(dirname(file), specifier))
        .split(sep)
        .join('/'),
    )
  if (/\.test\.tsx?$|\/testing|\/islands\//.test(file)) continue
  if (!doors.has(file)) {
    if (/process\.env\b/.test(text)) wrong.push(`${file} reads process.env: only settings.ts does`)
    if (/\bDate\.now\(\)|new Date\(\)|Temporal\.Now\b/.test(text.replace(/\/\/.*|\/\*[\s\S]*?\*\//g, '')))
      wrong.push(`${file} reads the clock: it is an argument`)
  }
}

const lines = (file) => readFileSync(file, 'utf8').split('\n').length
const isTest = (file) => /\.test\.tsx?$/.test(file)
const production = files.filter((file) => !isTest(file))
const sizes = production.map(lines).sort((a, b) => a - b)
const sum = (list) => list.reduce((total, n) => total + n, 0)
const long = production.filter((file) => lines(file) > 400)
const p90 = sizes[Math.floor(sizes.length * 0.9)] ?? 0
const tested = sum(files.filter(isTest).map(lines)) / Math.max(1, sum(sizes))
process.stdout.write(
  `${production.length} files, p90 ${p90} lines, test lines per production line ${tested.toFixed(2)}\n`,
)
for (const file of long) process.stdout.write(`over 400 lines: ${file}\n`)
for (const line of wrong) process.stderr.write(`${line}\n`)
process.exit(wrong.length > 0 ? 1 : 0)
