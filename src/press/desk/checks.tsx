import type { House } from '../../kit/room.ts'
import { checkText, countOf, type Doc, type Finding, readingOf, type WrongWord } from '../../kit/text/text.ts'
import type { Language } from '../../kit/words.ts'
import { lacksOf } from '../fit.ts'
import type { ArticleRow, TextRow } from '../publish.ts'
import { words } from './words.ts'

/** The editors' list of words that must not appear. */
export async function wrongWordsOf(house: House): Promise<WrongWord[]> {
  const rows = await house.store.db
    .selectFrom('press_wrong_word')
    .select(['wrong', 'correct'])
    .where('trashed_at', 'is', null)
    .orderBy('wrong')
    .limit(5_000)
    .execute()
  return rows.map(({ wrong, correct }) => ({ wrong, ...(correct ? { right: correct } : {}) }))
}

/** All words of a text as one document, so that title and summary are looked over too. */
function wholeOf({ title, summary, body }: TextRow): { doc: Doc; before: number } {
  const line = (text: string) => ({ type: 'paragraph' as const, content: [{ type: 'text' as const, text }] })
  const first = [title, summary].filter(Boolean).map(line)
  return {
    doc: { type: 'doc', content: [...first, ...(JSON.parse(body) as Doc).content] },
    before: first.length,
  }
}

/** What an editor should look at: what keeps it from being handed in, then what reads badly. */
export function Checks(props: {
  ui: Language
  text: TextRow
  article: ArticleRow
  wrong: readonly WrongWord[]
  at: Temporal.Instant
}) {
  const { ui, text, article, wrong, at } = props
  const w = words[ui]
  const lacks = lacksOf(text, article, at)
  const { doc, before } = wholeOf(text)
  const findings = checkText(doc, text.language, wrong).filter(({ kind }) => kind !== 'no-alt')
  const body = JSON.parse(text.body) as Doc
  const count = countOf(body)
  const reading = readingOf(body, text.language)
  return (
    <section class="section press-checks" id="checks">
      <h2>{w.checks}</h2>
      {lacks.length > 0 && (
        <div class="notice notice-inline">
          <strong>{w.lacks}</strong>
          <ul>
            {lacks.map((lack) => (
              <li>{lack[ui]}</li>
            ))}
          </ul>
        </div>
      )}
      {findings.length === 0 && lacks.length === 0 && <p class="empty">{w.noFindings}</p>}
      {findings.length > 0 && (
        <ul class="attention">
          {findings.map((finding) => (
            <Found ui={ui} finding={finding} before={before} text={text} />
          ))}
        </ul>
      )}
      <p class="small">
        {w.count(count.characters, count.words)}
        {reading && ` · ${w.reading(reading.words[ui], reading.sentence)}`}
      </p>
    </section>
  )
}

function Found(props: { ui: Language; finding: Finding; before: number; text: TextRow }) {
  const { ui, finding, before, text } = props
  const w = words[ui]
  const place =
    finding.block > before
      ? w.block(finding.block - before)
      : finding.block === 1 && text.title
        ? w.title
        : w.summary
  return (
    <li>
      <span>
        <strong>{finding.words[ui]}</strong> <bdi>{finding.around}</bdi>
      </span>
      <span class="small">{place}</span>
    </li>
  )
}
