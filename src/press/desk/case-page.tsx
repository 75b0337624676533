import { href } from '../../kit/html/layout.tsx'
import type { Case } from '../../kit/procedure/procedure.ts'
import type { House } from '../../kit/room.ts'
import { type Doc, htmlOf } from '../../kit/text/text.ts'
import { type Language, tagOf } from '../../kit/words.ts'
import { aboutText, liveRow } from '../publish.ts'
import type { ArticleData } from '../states.ts'
import { dbOf, textById } from '../texts.ts'
import { Compare } from './compare.tsx'
import { pictureFor } from './pictures.tsx'
import { editorPath, timeOf } from './shown.ts'
import { words } from './words.ts'

/** What a case of an article is about: its text as it stands, and how it differs from what readers have. */
export async function ArticleCase(props: { one: Case<ArticleData>; language: Language; house: House }) {
  const { one, language, house } = props
  const w = words[language]
  const text = await textById(dbOf(house), one.data.text)
  const live = await liveRow(dbOf(house), text.id)
  const picture = await pictureFor(house, [aboutText(text.id)])
  const { publishAt, embargoUntil, expiresAt, note } = one.data
  const time = (at: number | null) => (at === null ? null : timeOf(house, at, language))
  const lines: [string, string | null][] = [
    [w.publishAt, time(publishAt)],
    [w.embargoUntil, time(embargoUntil)],
    [w.expiresAt, time(expiresAt)],
    [w.note, note || null],
  ]
  return (
    <>
      <p class="acts case-screen">
        <a href={href({ language }, `/desk/press/${text.article}`)}>{text.title || w.untitled}</a>
        <a href={href({ language }, `${editorPath(text)}/preview`)}>{w.preview}</a>
      </p>
      <dl class="press-facts">
        {lines.map(
          ([name, value]) =>
            value && (
              <>
                <dt>{name}</dt>
                <dd>{value}</dd>
              </>
            ),
        )}
      </dl>
      {live && live.down_reason === null && (
        <>
          <h3>{w.difference}</h3>
          <Compare ui={language} language={text.language} from={live} to={text} />
        </>
      )}
      <details open={!live}>
        <summary>{w.whole}</summary>
        <article class="press-source" lang={tagOf(text.language)}>
          <p class="press-title">{text.title}</p>
          {text.summary && <p>{text.summary}</p>}
          {htmlOf(JSON.parse(text.body) as Doc, {
            language: text.language,
            resolve: { thing: () => null, picture },
          })}
        </article>
      </details>
    </>
  )
}
