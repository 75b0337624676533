import { createRequire } from 'node:module'
import type { TextItem } from 'pdfjs-dist/types/src/display/api.js'

/** A run of text on a printed page. Millimetres from the left and upper edge of the paper to its baseline. */
export interface Run {
  page: number
  text: string
  x: number
  y: number
  width: number
  size: number
}

const mm = (points: number) => (points / 72) * 25.4
const require = createRequire(import.meta.url)

/** Reads a printed paper back, as a ruler would. */
export async function runsOf(pdf: Uint8Array): Promise<Run[]> {
  const { getDocument } = (await import(
    require.resolve('pdfjs-dist/legacy/build/pdf.mjs')
  )) as typeof import('pdfjs-dist')
  // The reader takes its bytes away.
  const doc = await getDocument({ data: pdf.slice(), verbosity: 0 }).promise
  const runs: Run[] = []
  for (let page = 1; page <= doc.numPages; page++) {
    const one = await doc.getPage(page)
    const [, , , high] = one.view
    const { items } = await one.getTextContent()
    for (const { str, transform, width } of items as TextItem[])
      if (str.trim() !== '')
        runs.push({
          ...{ page, text: str, width: mm(width), size: mm(transform[0]) },
          ...{ x: mm(transform[4]), y: mm(high! - transform[5]) },
        })
  }
  await doc.destroy()
  return runs
}
