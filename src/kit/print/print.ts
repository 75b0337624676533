import { createHash } from 'node:crypto'
import { Worker } from 'node:worker_threads'

/** What can be printed: the name of a template beside this file. */
export type Template = 'gongwen'

export interface PrintJob {
  id: number
  template: Template
  /** JSON; never read as markup. */
  data: string
  /** Epoch seconds written into the file as its date. */
  made: number
}

export type FromPrinter =
  | { id: number; pdf: Uint8Array; pages: number; places: unknown[] }
  | { id: number; fault: string }

export interface PrinterData {
  /** Folders of the house's own fonts. */
  fonts: string[]
}

/** A printed paper: PDF/A-2b, tagged; of the same data the same bytes. */
export interface Printed {
  pdf: Uint8Array
  pages: number
  sha256: string
  /** What the template noted of where things came to stand. */
  places: unknown[]
}

export interface Printer {
  /** @throws Error for data that the template cannot set: a bug of the caller */
  print(template: Template, data: object, made: Temporal.Instant): Promise<Printed>
  close(): Promise<void>
}

/** An idle printer is let go after so long: it holds 150 MB. Milliseconds. */
const patience = 5 * 60_000

/**
 * Prints in a thread of its own, which is begun with the first paper and let go when nobody printed for a while.
 * @param fonts folder where a house drops fonts that it owns, such as 仿宋_GB2312
 */
export function createPrinter(fonts: string): Printer {
  let thread: Thread | undefined
  return {
    async print(template, data, made) {
      thread = thread?.open ? thread : startThread(fonts)
      const answer = await thread.ask({
        template,
        data: JSON.stringify(data),
        made: Math.floor(made.epochMilliseconds / 1000),
      })
      if ('fault' in answer) throw new Error(`print ${template}: ${answer.fault}`)
      const { pdf, pages, places } = answer
      return { pdf, pages, places, sha256: createHash('sha256').update(pdf).digest('hex') }
    },
    close: async () => thread?.close(),
  }
}

interface Thread {
  readonly open: boolean
  ask(job: Omit<PrintJob, 'id'>): Promise<FromPrinter>
  close(): Promise<void>
}

const threadFile = new URL(
  import.meta.url.endsWith('.ts') ? './worker.ts' : './print-worker.js',
  import.meta.url,
)

function startThread(fonts: string): Thread {
  const worker = new Worker(threadFile, { workerData: { fonts: [fonts] } satisfies PrinterData })
  const waiting = new Map<number, { done(answer: FromPrinter): void; fail(error: unknown): void }>()
  let last = 0
  let open = true
  let idle: NodeJS.Timeout | undefined
  const end = (error: unknown) => {
    open = false
    for (const { fail } of waiting.values()) fail(error)
    waiting.clear()
  }
  // A printer that waits for work keeps no process alive.
  worker.unref()
  worker.on('error', end)
  worker.on('exit', () => end(new Error('the printer ended without a word')))
  worker.on('message', (answer: FromPrinter) => {
    waiting.get(answer.id)?.done(answer)
    waiting.delete(answer.id)
    if (waiting.size === 0) worker.unref()
  })
  const close = async () => {
    open = false
    clearTimeout(idle)
    await worker.terminate()
  }
  return {
    get open() {
      return open
    },
    ask(job) {
      clearTimeout(idle)
      idle = setTimeout(() => waiting.size === 0 && close(), patience).unref()
      worker.ref()
      const id = ++last
      return new Promise((done, fail) => {
        waiting.set(id, { done, fail })
        worker.postMessage({ id, ...job } satisfies PrintJob)
      })
    },
    close,
  }
}
