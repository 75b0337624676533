import type { Words } from '../kit/words.ts'
import { type LineMark, withWords } from './changed-line.ts'
import { type Edition, type Line, type Part, type Piece, partsOf, type Segment } from './edition.ts'

export type { LineMark } from './changed-line.ts'

/** What an editor does to a part; what is left out stays as the machine proposed it. */
export interface PartChange {
  title?: Words
  /** The picture stays so long at least, in frames. */
  leastFrames?: number
  mayStretch?: boolean
  /** Kept but not aired. */
  floated?: boolean
}

/** A camera clip or picture that an editor puts into the edition. */
export interface AddedClip {
  /** Such as `clip-standup`. */
  id: string
  title: Words
  /** By its content hash or path. */
  media: string
  frames: number
  /** Stands behind this part; null for the very beginning. */
  after: string | null
  lines: readonly { id: string; zh: string; en: string }[]
}

/**
 * What an editor changed, by the ids of lines and parts, so that it stays when new data come in. It is kept beside the
 * machine's proposal and laid over it each time.
 */
export interface EditorChanges {
  title?: Words
  /** In frames; null lets the edition be as long as it is. */
  slotFrames?: number | null
  lines?: Readonly<Record<string, Partial<Words>>>
  parts?: Readonly<Record<string, PartChange>>
  /** Ids of parts in the order of the film; a part that is not named stays behind the one it followed. */
  order?: readonly string[]
  clips?: readonly AddedClip[]
  lowerThirds?: readonly { id: string; of: string; words: Words }[]
  /** Lines of the crawl behind the machine's own. */
  crawl?: readonly { id: string; words: Words }[]
}

/** An edition with the editor's changes in it, and what has to be said of them. */
export interface LaidOver {
  edition: Edition
  /** Ids that the proposal does not have (any more): kept, for they may come again, and without effect. */
  unknown: readonly string[]
  /** Lines in other words than the machine's, with the numbers that are no longer traced to readings. */
  marks: readonly LineMark[]
}

/** The edition with an editor's changes laid over it. Pure: the proposal stays as it is. */
export const laidOver = (edition: Edition, changes: EditorChanges): Edition => laid(edition, changes).edition

/** The same, with the ids that have no effect and the numbers that lost their readings. */
export function laid(edition: Edition, changes: EditorChanges): LaidOver {
  const marks: LineMark[] = []
  const change = (part: Part) => changedPart(part, changes, marks)
  const segments = edition.segments.map((segment) => ({ ...segment, parts: segment.parts.map(change) }))
  const withClips = (changes.clips ?? []).reduce(addClip, segments)
  const ordered = changes.order ? inOrder(withClips, changes.order) : withClips
  const known = new Set(partsOf({ segments: ordered }).map(({ id }) => id))
  return {
    edition: {
      ...edition,
      title: changes.title ?? edition.title,
      slotFrames: changes.slotFrames === undefined ? edition.slotFrames : changes.slotFrames,
      segments: ordered,
      pieces: [...edition.pieces, ...addedPieces(edition, changes, known)],
    },
    unknown: unknownIds(edition, changes, known),
    marks,
  }
}

function changedPart(part: Part, { lines: words = {}, parts = {} }: EditorChanges, marks: LineMark[]): Part {
  const lines = part.lines.map((line) => {
    const own = Object.hasOwn(words, line.id) ? words[line.id]! : {}
    const { line: changed, mark } = withWords(line, own)
    if (mark) marks.push(mark)
    return changed
  })
  const change = Object.hasOwn(parts, part.id) ? parts[part.id]! : {}
  return { ...part, lines, ...change }
}

/** A clip keeps the place behind its part; where that is missing it goes before the last segment, which closes. */
function addClip(segments: readonly Segment[], clip: AddedClip): Segment[] {
  const part = clipPart(clip)
  const { after } = clip
  if (partsOf({ segments }).some(({ id }) => id === clip.id)) return [...segments]
  const own: Segment = { id: clip.id, title: clip.title, parts: [part] }
  if (after === null) return [own, ...segments]
  if (!partsOf({ segments }).some(({ id }) => id === after)) return segments.toSpliced(-1, 0, own)
  return segments.map((segment) => {
    const at = segment.parts.findIndex(({ id }) => id === after)
    return at < 0 ? segment : { ...segment, parts: segment.parts.toSpliced(at + 1, 0, part) }
  })
}

const clipPart = ({ id, title, media, frames, lines }: AddedClip): Part => ({
  id,
  scene: 'clip',
  title,
  validity: { valid: true },
  lines: lines.map((line): Line => ({ ...line, figures: [] })),
  leastFrames: frames,
  mayStretch: false,
  expendable: 0,
  floated: false,
  media,
})

/** Parts in the editor's order. A segment whose parts no longer stand together goes on under `id~2`, `id~3` … */
function inOrder(segments: readonly Segment[], order: readonly string[]): Segment[] {
  const placed = segments.flatMap((segment) => segment.parts.map((part) => ({ part, segment })))
  const names = placed.map(({ part }) => part.id)
  const wanted = [...new Set(order)].filter((id) => names.includes(id))
  const sorted = wanted.flatMap((id) => followers(names, id, wanted))
  // What stands before the first named part stays in front.
  const front = names.filter((id) => !sorted.includes(id))
  const all = [...front, ...sorted].map((id) => placed.find(({ part }) => part.id === id)!)
  return regrouped(all)
}

/** A named part with those behind it that are not named themselves. */
function followers(names: readonly string[], id: string, wanted: readonly string[]): string[] {
  const from = names.indexOf(id)
  const next = names.findIndex((name, i) => i > from && wanted.includes(name))
  return names.slice(from, next < 0 ? names.length : next)
}

function regrouped(all: readonly { part: Part; segment: Segment }[]): Segment[] {
  const out: { from: Segment; segment: Segment }[] = []
  for (const { part, segment } of all) {
    const last = out.at(-1)
    if (last?.from === segment) {
      last.segment = { ...last.segment, parts: [...last.segment.parts, part] }
      continue
    }
    const times = out.filter(({ from }) => from === segment).length
    const id = times === 0 ? segment.id : `${segment.id}~${times + 1}`
    out.push({ from: segment, segment: { ...segment, id, parts: [part] } })
  }
  return out.map(({ segment }) => segment)
}

function addedPieces(
  { pieces }: Edition,
  { lowerThirds = [], crawl = [] }: EditorChanges,
  known: ReadonlySet<string>,
): Piece[] {
  const taken = new Set(pieces.map(({ id }) => id))
  const thirds = lowerThirds
    .filter(({ of }) => known.has(of))
    .map(({ id, of, words }): Piece => ({ id, layer: 'lower-third', lifespan: 'part', of, words }))
  const lines = crawl.map(
    ({ id, words }): Piece => ({ id, layer: 'crawl', lifespan: 'edition', of: null, words }),
  )
  return [...thirds, ...lines].filter(({ id }) => !taken.has(id))
}

function unknownIds(edition: Edition, changes: EditorChanges, parts: ReadonlySet<string>): string[] {
  const lines = new Set(partsOf(edition).flatMap((part) => part.lines.map(({ id }) => id)))
  const named = [
    ...Object.keys(changes.parts ?? {}),
    ...(changes.order ?? []),
    ...(changes.clips ?? []).flatMap(({ after }) => (after === null ? [] : [after])),
    ...(changes.lowerThirds ?? []).map(({ of }) => of),
  ].filter((id) => !parts.has(id))
  return [...new Set([...Object.keys(changes.lines ?? {}).filter((id) => !lines.has(id)), ...named])]
}
