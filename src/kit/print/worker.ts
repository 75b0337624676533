import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parentPort, workerData } from 'node:worker_threads'
import { NodeCompiler } from '@myriaddreamin/typst-ts-node-compiler'
import type { FromPrinter, PrinterData, PrintJob } from './print.ts'

// One compiler for the life of the thread: making one takes half a second, a page after that some milliseconds.

const require = createRequire(import.meta.url)
const packed = (name: string, weight: string) =>
  join(dirname(require.resolve(`@expo-google-fonts/${name}/package.json`)), weight)

/** The templates are read from the source tree, which a running house always has. */
const templates = fileURLToPath(
  new URL(import.meta.url.endsWith('.ts') ? './templates/' : '../src/kit/print/templates/', import.meta.url),
)
const { fonts } = workerData as PrinterData

const compiler = NodeCompiler.create({
  workspace: templates,
  fontArgs: [
    { fontPaths: fonts },
    {
      fontPaths: [
        packed('noto-serif-sc', '400Regular'),
        packed('noto-serif-sc', '700Bold'),
        packed('noto-sans-sc', '400Regular'),
      ],
    },
  ],
})

parentPort!.on('message', ({ id, template, data, made }: PrintJob) => {
  const say = (answer: FromPrinter) => parentPort!.postMessage(answer)
  try {
    say({ id, ...compiled(template, data, made) })
  } catch (error) {
    say({ id, fault: String((error as Error).message ?? error) })
  }
})

function compiled(template: string, data: string, made: number) {
  const done = compiler.compile({ mainFilePath: join(templates, `${template}.typ`), inputs: { data } })
  if (!done.result) {
    const faults = compiler.fetchDiagnostics(done.takeDiagnostics()!) as { message: string; path: string }[]
    throw new Error(faults.map(({ message, path }) => `${path}: ${message}`).join('; '))
  }
  const pdf = compiler.pdf(done.result, { pdfStandard: 'a-2b', creationTimestamp: made })
  const places = compiler.query(done.result, { selector: '<place>', field: 'value' }) as unknown[]
  const pages = done.result.numOfPages
  // What nobody asks for twice in ten papers is forgotten: memory stays flat over a long run.
  compiler.evictCache(10)
  return { pdf: new Uint8Array(pdf), pages, places }
}
