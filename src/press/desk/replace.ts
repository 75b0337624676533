import type { Officer } from '../../kit/people/officer.ts'
import type { House } from '../../kit/room.ts'
import { type Doc, replaceNames } from '../../kit/text/text.ts'
import type { Language } from '../../kit/words.ts'
import type { TextRow } from '../publish.ts'
import { Behind, type Changes, dbOf, openStates, saveText } from '../texts.ts'

export interface Hit {
  id: number
  article: number
  language: Language
  title: string
  revision: number
  count: number
  changes: Changes
}

const inLine = (text: string, from: string, to: string) => {
  const parts = text.split(from)
  return { text: parts.join(to), count: parts.length - 1 }
}

/** What replacing a name would change in a text; null where it does not stand in it. */
function replacedIn(text: TextRow, from: string, to: string): Hit | null {
  const title = inLine(text.title, from, to)
  const summary = inLine(text.summary, from, to)
  const alt = inLine(text.cover_alt, from, to)
  const body = replaceNames(JSON.parse(text.body) as Doc, from, to)
  const count = title.count + summary.count + alt.count + body.count
  if (count === 0) return null
  const { id, article, language, revision } = text
  const changes = {
    title: title.text,
    summary: summary.text,
    cover_alt: alt.text,
    body: JSON.stringify(body.doc),
  }
  return { id, article, language, title: text.title, revision, count, changes }
}

/** Where a name stands in the texts that are being worked on. */
export async function hitsOf(house: House, from: string, to: string): Promise<Hit[]> {
  if (from === '') return []
  const hits: Hit[] = []
  let last = 0
  for (;;) {
    const rows = await dbOf(house)
      .selectFrom('press_text')
      .selectAll()
      .where('state', 'in', openStates)
      .where('id', '>', last)
      .orderBy('id')
      .limit(200)
      .execute()
    for (const row of rows) hits.push(...([replacedIn(row, from, to)].filter(Boolean) as Hit[]))
    if (rows.length < 200) return hits
    last = rows.at(-1)!.id
  }
}

/** Replaces in each of the chosen texts as it was shown; one that somebody saved meanwhile is left alone. */
export async function replaceAll(
  house: House,
  asked: { from: string; to: string; shown: ReadonlyMap<number, number> },
  officer: Officer,
): Promise<{ done: number; behind: number }> {
  let [done, behind] = [0, 0]
  for (const { id, changes } of await hitsOf(house, asked.from, asked.to)) {
    const revision = asked.shown.get(id)
    if (revision === undefined) continue
    try {
      await saveText(house, { text: id, revision, changes }, officer)
      done++
    } catch (error) {
      if (!(error instanceof Behind)) throw error
      behind++
    }
  }
  return { done, behind }
}
