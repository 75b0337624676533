import type { Footnote } from './document.ts'
import type { Work } from './render.tsx'
import { words } from './words.ts'

/** The number in the text; its words are kept for the end. The anchors have a sign that no heading's has. */
export function renderNoteMark(note: Footnote, work: Work) {
  const number = work.notes.push(note)
  const { ids } = work
  if (ids === null) return <sup {...work.dress('note')}>[{number}]</sup>
  return (
    <sup {...work.dress('note')}>
      <a
        href={`#${ids}note_${number}`}
        id={`${ids}note_mark_${number}`}
        aria-label={words[work.language].note(number)}
      >
        {number}
      </a>
    </sup>
  )
}

export function renderNotes(work: Work) {
  const w = words[work.language]
  const { ids } = work
  return (
    <section {...work.dress('notes')}>
      <h2 {...work.dress('h4')}>{w.notes}</h2>
      <ol {...work.dress('ol')}>
        {work.notes.map((note, at) => (
          <li id={ids === null ? undefined : `${ids}note_${at + 1}`} {...work.dress('li')}>
            {note.attrs.text}{' '}
            {ids !== null && (
              <a href={`#${ids}note_mark_${at + 1}`} aria-label={w.back(at + 1)}>
                ↩
              </a>
            )}
          </li>
        ))}
      </ol>
    </section>
  )
}
