import type { Context, Hono } from 'hono'
import { lineOf } from '../../csv.ts'
import { piecesOf } from '../../files/incoming.ts'
import { boundaryOf, formParts } from '../../files/multipart.ts'
import { empty } from '../../files/refusals.ts'
import { href } from '../../html/layout.tsx'
import { anyOfficer, signatureOf } from '../../people/officer.ts'
import { whoAsks } from '../../people/sign-in.ts'
import type { House } from '../../room.ts'
import { type DeskAsk, desk, deskAct } from '../../web/desk.tsx'
import { fromOwnPage } from '../../web/own-origin.ts'
import { streamOf } from '../../web/stream.ts'
import { registerPath } from '../desk.ts'
import { mustChange, registerFor } from '../find.ts'
import { lookOf, withTitles } from '../look.ts'
import { type AnyRegister, type AnyRow, keptFields } from '../register.ts'
import { beginImport, bytesOf } from './begin.ts'
import { fileAnswer } from './export-routes.ts'
import { ImportPage } from './import-page.tsx'
import {
  countsOf,
  type Import,
  type ImportLine,
  importById,
  importsOf,
  linesOf,
  type Outcome,
} from './imports.ts'
import { readTable } from './read.ts'
import { outcomes, ReportPage } from './report-page.tsx'
import { words } from './words.ts'
import { askToWrite } from './write.ts'

const linesEach = 100
const base = '/desk/r/:key/import'
const one = `${base}/:id{[0-9a-f-]{36}}`

/** A file comes in, is checked and shown, and only then written. */
export function importRoutes(web: Hono, house: House): void {
  desk(web, house, base, anyOfficer, async (ask) => {
    const r = registerOf(house, ask)
    const imports = await importsOf(house.store.db, r.key, signatureOf(ask.officer))
    return { body: <ImportPage house={house} ask={ask} r={r} imports={imports} /> }
  })
  for (const path of [base, `/en${base}`]) web.post(path, (c) => take(house, c))
  desk(web, house, one, anyOfficer, (ask, c) => report(house, ask, c))
  deskAct(web, house, `${one}/write`, anyOfficer, async (ask) => {
    const { r, found } = await importOf(house, ask)
    await askToWrite(house, found)
    return { to: href(ask, `${registerPath(r)}/import/${found.id}`) }
  })
  desk(web, house, `${one}/wrong.csv`, anyOfficer, async (ask) => {
    const { r, found } = await importOf(house, ask)
    const name = `${found.name.replace(/\.[^.]*$/, '')} ${words[ask.language].problem}.csv`
    return fileAnswer(streamOf(wrongLines(house, ask, r, found)), name, 'text/csv; charset=utf-8')
  })
}

function registerOf(house: House, { params, officer }: DeskAsk): AnyRegister {
  const r = registerFor(house, params.key!, officer)
  mustChange(r, officer)
  return r
}

/** @throws Problem 404 also for what is another's, or of another register */
async function importOf(house: House, ask: DeskAsk): Promise<{ r: AnyRegister; found: Import }> {
  const r = registerOf(house, ask)
  const by = signatureOf(ask.officer)
  return { r, found: await importById(house.store.db, ask.params.id!, { by, register: r.key }) }
}

/** A file may be larger than a form, so it is read as it comes. */
async function take(house: House, c: Context): Promise<Response> {
  fromOwnPage(c)
  c.header('cache-control', 'no-store')
  const path = c.req.path
  const signed = await whoAsks(house, c)
  if (!signed) return c.redirect(`${path.startsWith('/en/') ? '/en' : ''}/desk/sign-in`, 303)
  const r = registerFor(house, c.req.param('key')!, signed.officer)
  mustChange(r, signed.officer)
  const boundary = boundaryOf(c.req.header('content-type'))
  if (boundary === null) throw empty()
  const body = (c.req.raw.body as unknown as AsyncIterable<Uint8Array> | null) ?? new Uint8Array()
  let key: string | null = null
  for await (const part of formParts(piecesOf(body), boundary)) {
    if (part.field === 'key') key = await fieldText(part.body)
    if (part.field !== 'file' || !part.filename) continue
    const id = await beginImport(house, part.body, {
      register: r.key,
      name: part.filename,
      by: signatureOf(signed.officer),
      language: path.startsWith('/en/') ? 'en' : 'zh',
      keyField: keptFields(r).some(([name, { unique }]) => unique && name === key) ? key : null,
    })
    return c.redirect(`${path}/${id}`, 303)
  }
  throw empty()
}

async function fieldText(body: AsyncIterable<Uint8Array>): Promise<string> {
  let text = ''
  for await (const piece of body) if (text.length < 100) text += Buffer.from(piece).toString('utf8')
  return text
}

async function report(house: House, ask: DeskAsk, c: Context) {
  const { db } = house.store
  const { r, found } = await importOf(house, ask)
  // Without script too the page comes again by itself, as long as there is something to wait for.
  if (found.state === 'checking' || found.state === 'writing') c.header('refresh', '2')
  const counts = await countsOf(db, found.id)
  const asked = outcomes.find((outcome) => outcome === ask.query.get('show'))
  const shown = asked ?? outcomes.find((outcome) => (counts[outcome] ?? 0) > 0) ?? null
  const after = Number(ask.query.get('after')) || 0
  const from =
    shown === null ? [] : await linesOf(db, found.id, { outcomes: [shown], after, size: linesEach + 1 })
  const lines = from.slice(0, linesEach)
  const next = from.length > linesEach ? lines.at(-1)!.line : null
  const look = await withTitles(await lookOf(house, ask.language), r, rowsIn(r, lines))
  const props = { house, ask, r, one: found, counts, shown, lines, next, look }
  return { body: <ReportPage {...props} /> }
}

/** The values of the lines as rows, so that the titles of what they refer to are known. */
const rowsIn = (r: AnyRegister, lines: readonly ImportLine[]): AnyRow[] =>
  lines.flatMap(({ changes }) =>
    [0, 1].map((side) =>
      Object.fromEntries(
        keptFields(r)
          .filter(([, { kind }]) => kind.refersTo)
          .map(([name]) => [name, changes[name]?.[side as 0 | 1] ?? null]),
      ),
    ),
  ) as AnyRow[]

const faulty: readonly Outcome[] = ['wrong', 'failed']

/** The lines that were not written, as they stood in the file, each with what is wrong: to be mended and brought again. */
async function* wrongLines(
  house: House,
  { language }: DeskAsk,
  r: AnyRegister,
  found: Import,
): AsyncGenerator<string> {
  const { titles, lines } = await readTable(r, await bytesOf(house, found.id))
  const byNumber = new Map(lines.map(({ line, cells }) => [line, cells]))
  yield `\uFEFF${lineOf([...titles, words[language].problem])}`
  for (let after = 0; ; ) {
    const wrong = await linesOf(house.store.db, found.id, { outcomes: faulty, after, size: 1_000 })
    if (wrong.length === 0) return
    yield wrong
      .map(({ line, faults }) => {
        const cells = Array.from(titles, (_, at) => byNumber.get(line)?.[at] ?? '')
        const said = faults.map((fault) =>
          [fault.field && r.fields[fault.field]?.words[language], fault[language]].filter(Boolean).join(' '),
        )
        return lineOf([...cells, said.join(language === 'zh' ? '；' : '; ')])
      })
      .join('')
    after = wrong.at(-1)!.line
  }
}
