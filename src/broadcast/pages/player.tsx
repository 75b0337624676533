import { href } from '../../kit/html/layout.tsx'
import { Tabs } from '../../kit/html/parts.tsx'
import type { Ask } from '../../kit/web/pages.ts'
import { type Language, languages, tagOf } from '../../kit/words.ts'
import { type ShapeName, shapes } from '../shape.ts'
import {
  clockOfFrames,
  filmOf,
  mediaPath,
  type Passage,
  type PublicEdition,
  posterOf,
  type Sentence,
  shapesOf,
  transcriptOf,
  wordsFile,
} from './public-edition.ts'
import { shapeWords, sizeWords, words } from './words.ts'

export interface Seen {
  ask: Ask
  edition: PublicEdition
  shape: ShapeName
}

/** The film with its subtitles, in a box of its own shape from the first byte on: nothing moves when it arrives. */
export function Player({ ask, edition, shape }: Seen) {
  const { language } = ask
  const w = words[language]
  const film = filmOf(edition, shape)
  if (!film) return null
  const poster = posterOf(edition, film.shape ?? shape)
  const { width, height } = shapes[film.shape ?? shape]
  const source = mediaPath(edition, film.name)
  return (
    <lt-film class={`film-box film-${film.shape ?? shape}`}>
      {/* biome-ignore lint/a11y/useMediaCaption: the tracks are made by Tracks */}
      <video
        controls
        playsinline
        preload="metadata"
        width={width}
        height={height}
        poster={poster ? mediaPath(edition, poster.name) : undefined}
        aria-label={w.player(edition.rundown.edition.title[language])}
      >
        <source src={source} type={film.mediaType} />
        <Tracks edition={edition} language={language} />
        {w.noVideo} <a href={source}>{sizeWords(film.bytes)}</a>
      </video>
    </lt-film>
  )
}

/** Off at first: the film carries its subtitles in the picture, and these are for who wants the other language only. */
function Tracks({ edition, language }: { edition: PublicEdition; language: Language }) {
  const chapters = wordsFile(edition, 'chapters', language)
  const subtitles = languages.flatMap((one) => {
    const file = wordsFile(edition, 'subtitles', one)
    return file ? [{ one, file }] : []
  })
  return (
    <>
      {subtitles.map(({ one, file }) => (
        <track
          kind="subtitles"
          src={mediaPath(edition, file.name)}
          srclang={tagOf(one)}
          label={one === 'zh' ? '中文' : 'English'}
        />
      ))}
      {chapters && (
        <track
          kind="chapters"
          src={mediaPath(edition, chapters.name)}
          srclang={tagOf(language)}
          label={words[language].chaptersTrack}
          default
        />
      )}
    </>
  )
}

/** The shapes that there are films of; nothing where there is one only. */
export function ShapeTabs({ ask, edition, shape }: Seen) {
  const known = shapesOf(edition)
  if (known.length < 2) return null
  const path = (one: ShapeName) => href(ask, `${ask.path}${queryWith(ask, one)}`)
  return (
    <Tabs
      label={words[ask.language].shapes}
      items={known.map((one) => ({
        label: shapeWords[one][ask.language],
        path: path(one),
        current: one === shape,
      }))}
    />
  )
}

function queryWith({ query }: Ask, shape: ShapeName): string {
  const changed = new URLSearchParams(query)
  if (shape === 'wide') changed.delete('shape')
  else changed.set('shape', shape)
  return changed.size > 0 ? `?${changed}` : ''
}

/** What is said, each sentence with a link that plays the film from there. */
export function Transcript({ ask, edition, shape }: Seen) {
  const w = words[ask.language]
  const film = filmOf(edition, shape)
  const source = film ? mediaPath(edition, film.name) : null
  return (
    <section class="transcript" aria-labelledby="transcript-head">
      <h2 id="transcript-head">
        {w.transcript} <small>{w.transcriptNote}</small>
      </h2>
      <div class="transcript-text" tabindex={0}>
        {transcriptOf(edition.rundown)
          .filter(({ sentences }) => sentences.length > 0)
          .map((passage) => (
            <PassageText passage={passage} language={ask.language} source={source} />
          ))}
      </div>
    </section>
  )
}

const PassageText = (props: { passage: Passage; language: Language; source: string | null }) => (
  <>
    <h3>{props.passage.title[props.language]}</h3>
    <ul>
      {props.passage.sentences.map((sentence) => (
        <li>
          <TimeLink {...props} sentence={sentence} />
          <span>{sentence.words[props.language]}</span>
        </li>
      ))}
    </ul>
  </>
)

/** A media fragment: without script the browser opens the film itself at this second. */
function TimeLink(props: { sentence: Sentence; language: Language; source: string | null }) {
  const { at } = props.sentence
  const clock = clockOfFrames(Math.floor(at) * 25)
  if (!props.source) return <span class="at">{clock}</span>
  return (
    <a
      class="at"
      href={`${props.source}#t=${at.toFixed(2)}`}
      data-at={at.toFixed(2)}
      aria-label={words[props.language].sentenceAt(clock)}
    >
      {clock}
    </a>
  )
}
