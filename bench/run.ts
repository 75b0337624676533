/** `npm run bench`: measures what DESIGN.md 10 promises, each figure beside its peer in the same run. See --help. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { serveBare } from './bare.ts'
import { broadcastSection } from './broadcast.ts'
import { findData } from './data.ts'
import { isKept, type Section } from './figures.ts'
import { growthSection } from './growth.ts'
import { importSection } from './import.ts'
import { kernelSection } from './kernel.ts'
import { memorySection, serveMemory } from './memory.ts'
import { pagesSection } from './pages.ts'
import { queriesSection } from './queries.ts'
import { registerSection } from './register.ts'
import { asMarkdown, asText, between } from './report.ts'
import { searchSection } from './search.ts'
import { startSection } from './startup.ts'
import { machine, temporaryFolder, type Workshop } from './workshop.ts'

const sections: Record<string, (shop: Workshop) => Promise<Section>> = {
  kernel: kernelSection,
  import: importSection,
  queries: queriesSection,
  pages: pagesSection,
  start: startSection,
  memory: memorySection,
  register: registerSection,
  broadcast: broadcastSection,
  growth: growthSection,
  search: searchSection,
}
/** These are measured on the house that the import leaves. */
const onImport = ['queries', 'pages', 'start']

const help = `Usage: npm run bench -- [options]
  --data DIR      files of the UCI set (PRSA_Data_*.csv); default ../shared/data, else simulated files
  --only NAMES    some of: ${Object.keys(sections).join(', ')}
  --full          also the large corner of the growth curve and a long run for memory (some minutes more)
  --drills        instead: kills imports and the site without warning, fills the disk, and looks at what is left
  --write         writes the figures into docs/performance.md`

const options = {
  data: { type: 'string' },
  only: { type: 'string' },
  full: { type: 'boolean', default: false },
  write: { type: 'boolean', default: false },
  drills: { type: 'boolean', default: false },
  child: { type: 'string' },
  help: { type: 'boolean', default: false },
} as const

async function measure(values: ReturnType<typeof parse>['values']): Promise<number> {
  const root = process.cwd()
  const folder = temporaryFolder()
  const program = join(root, 'dist', 'main.js')
  if (!existsSync(program)) throw new Error('dist/main.js is not built: start by "npm run bench"')
  const say = (line: string) => void process.stderr.write(`… ${line}\n`)
  const wanted = values.only?.split(',') ?? Object.keys(sections)
  for (const name of wanted) if (!sections[name]) throw new Error(`no section is called ${name}\n${help}`)
  if (wanted.some((name) => onImport.includes(name)) && !wanted.includes('import')) wanted.push('import')
  const data = findData(values.data, root, folder)
  const shop: Workshop = { folder, full: values.full, data, program, say }
  process.stdout.write(`${machine()}\nData: ${data.origin}\n`)
  const done: Section[] = []
  for (const [name, section] of Object.entries(sections)) {
    if (!wanted.includes(name)) continue
    say(name)
    done.push(await section(shop))
    process.stdout.write(`${asText(done.at(-1)!)}\n`)
  }
  const broken = done.flatMap(({ figures }) => figures).filter((figure) => isKept(figure) === false)
  process.stdout.write(
    `\n${broken.length === 0 ? 'Every promise measured here is kept.' : `${broken.length} promises are not kept here.`}\n`,
  )
  if (values.write) {
    const file = join(root, 'docs', 'performance.md')
    const text = [`Measured on ${machine()}. Data: ${data.origin}.`, ...done.map(asMarkdown)].join('\n\n')
    writeFileSync(file, between(readFileSync(file, 'utf8'), text))
  }
  return 0
}

const parse = () => parseArgs({ options, allowPositionals: true })

const { values, positionals } = parse()
if (values.help) process.stdout.write(`${help}\n`)
else if (values.drills) {
  // Only now: what it needs of the tests would begin a test run.
  const { drills } = await import('./drills.ts')
  await drills(join(process.cwd(), 'dist', 'main.js'))
  // What it needed of the tests would now report that there were none.
  process.exit(0)
} else if (values.child === 'bare') serveBare(Number(positionals[0]), positionals[1]!)
else if (values.child === 'memory') await serveMemory()
else process.exitCode = await measure(values)
