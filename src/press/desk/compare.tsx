import { type Doc, plainOf } from '../../kit/text/text.ts'
import { type Language, tagOf, type Words } from '../../kit/words.ts'
import type { Attachment } from '../tables.ts'
import type { Wording } from '../versions.ts'
import { diffTexts, diffWords, type Line, type Piece } from './diff.ts'
import { label, words } from './words.ts'

const Pieces = ({ pieces }: { pieces: readonly Piece[] }) => (
  <>
    {pieces.map(({ kind, text }) =>
      kind === 'same' ? text : kind === 'gone' ? <del>{text}</del> : <ins>{text}</ins>,
    )}
  </>
)

const plain = ({ body }: Wording, language: Language) => plainOf(JSON.parse(body) as Doc, { language })
const names = ({ attachments }: Wording) =>
  (JSON.parse(attachments) as Attachment[]).map(({ name }) => name).join('\n')

const isSame = (lines: readonly Line[]) => lines.every((line) => line.every(({ kind }) => kind === 'same'))

/** Paragraphs that are the same and far from every difference are left out. */
function near(lines: readonly Line[]): (Line | null)[] {
  const changed = (line: Line | undefined) => line?.some(({ kind }) => kind !== 'same') ?? false
  const out: (Line | null)[] = []
  for (const [at, line] of lines.entries()) {
    if (line.length === 0) continue
    const close = [-2, -1, 0, 1, 2].some((step) => changed(lines[at + step]))
    if (close) out.push(line)
    else if (out.at(-1) !== null) out.push(null)
  }
  return out
}

/** What differs between two states of a text, word by word: what went is struck out, what came is marked. */
export function Compare(props: { ui: Language; language: Language; from: Wording; to: Wording }) {
  const { ui, language, from, to } = props
  const parts: [Words, Line[]][] = [
    [label('title'), [diffWords(from.title, to.title, language)]],
    [label('summary'), diffTexts(from.summary, to.summary, language)],
    [label('body'), diffTexts(plain(from, language), plain(to, language), language)],
    [label('coverAlt'), [diffWords(from.cover_alt, to.cover_alt, language)]],
    [label('attachments'), diffTexts(names(from), names(to), language)],
  ]
  const apart = parts.filter(([, lines]) => !isSame(lines))
  if (apart.length === 0) return <p class="empty">{words[ui].same}</p>
  return (
    <dl class="press-diff">
      {apart.map(([name, lines]) => (
        <>
          <dt>{name[ui]}</dt>
          <dd lang={tagOf(language)}>
            {near(lines).map((line) =>
              line === null ? (
                <p class="press-skipped">…</p>
              ) : (
                <p>
                  <Pieces pieces={line} />
                </p>
              ),
            )}
          </dd>
        </>
      ))}
    </dl>
  )
}
