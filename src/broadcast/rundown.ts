import { Problem } from '../kit/problem.ts'
import {
  type CharacterTime,
  type Cue,
  type Edition,
  framesASecond,
  isAired,
  type Line,
  type Part,
  partsOf,
  type Rundown,
  type TimedPart,
} from './edition.ts'

/** A line as a voice said it, or as long as a reader needs for it. */
export interface SpokenLine {
  frames: number
  /** Empty without a voice. */
  characters: readonly CharacterTime[]
}

/** Before the first word, between lines, after the last; and how much longer a subtitle stays than its voice. */
const lead = 20
const gap = 10
const tail = 15
const linger = 6

interface Draft {
  part: Part
  frames: number
}

/**
 * Times every part. A part is as long as its narration, never the reverse, and at least as long as its picture needs.
 * With a slot it is counted back from its end: expendable parts go first, the least needed of all; what is then left
 * over is spread over the parts whose pictures may be held. Two minutes are 3,000 frames, exactly.
 */
export function rundownOf(edition: Edition, spoken: ReadonlyMap<string, SpokenLine>): Rundown {
  const drafts = partsOf(edition)
    .filter(isAired)
    .map((part) => ({ part, frames: Math.max(part.leastFrames, narrationFrames(part.lines, spoken)) }))
  const { kept, dropped } =
    edition.slotFrames === null ? { kept: drafts, dropped: [] } : dropFor(drafts, edition.slotFrames)
  const fitted = edition.slotFrames === null ? kept : stretchTo(kept, edition.slotFrames)
  const parts: TimedPart[] = []
  let from = 0
  for (const { part, frames } of fitted) {
    parts.push({ part, from, frames, cues: cuesOf(part, from, spoken) })
    from += frames
  }
  return {
    edition,
    parts,
    frames: from,
    off: edition.slotFrames === null ? 0 : from - edition.slotFrames,
    dropped,
  }
}

/**
 * Refuses a rundown that runs over its slot: nothing more may be left out, and a station cuts off what comes after.
 * @throws Problem that says by how much
 */
export function mustFit(rundown: Rundown): Rundown {
  if (rundown.off <= 0) return rundown
  const over = (rundown.off / framesASecond).toFixed(1)
  const slot = (rundown.frames - rundown.off) / framesASecond
  throw new Problem(
    'slot-too-short',
    {
      zh: `时段 ${slot} 秒不够：可以略去的都已略去，还超出 ${over} 秒。请加长时段，缩短文稿，或加快语速。`,
      en: `The slot of ${slot} s is too short: all that may be left out is, and it still runs over by ${over} s. Lengthen the slot, shorten the script, or let the voice speak faster.`,
    },
    422,
  )
}

const said = (line: Line, spoken: ReadonlyMap<string, SpokenLine>): SpokenLine =>
  spoken.get(line.id) ?? { frames: readingFrames(line), characters: [] }

function narrationFrames(lines: readonly Line[], spoken: ReadonlyMap<string, SpokenLine>): number {
  if (lines.length === 0) return 0
  const words = lines.reduce((sum, line) => sum + said(line, spoken).frames + gap, 0)
  return lead + words - gap + linger + tail
}

/** As long as a calm voice would need: about four and a half Chinese characters a second. */
export const readingFrames = ({ zh }: Pick<Line, 'zh'>): number =>
  Math.ceil((0.4 + [...zh].length / 4.5) * framesASecond)

function cuesOf(part: Part, from: number, spoken: ReadonlyMap<string, SpokenLine>): Cue[] {
  const cues: Cue[] = []
  let at = from + lead
  for (const line of part.lines) {
    const { frames, characters } = said(line, spoken)
    cues.push({
      line: line.id,
      part: part.id,
      from: at,
      to: at + frames + linger,
      zh: line.zh,
      en: line.en,
      characters,
    })
    at += frames + gap
  }
  return cues
}

const total = (drafts: readonly Draft[]) => drafts.reduce((sum, { frames }) => sum + frames, 0)

/** Takes parts away, the most expendable first, until the rest keeps within the slot or nothing more may go. */
function dropFor(drafts: readonly Draft[], slot: number): { kept: Draft[]; dropped: string[] } {
  const kept = [...drafts]
  const dropped: string[] = []
  while (total(kept) > slot) {
    const next = kept
      .filter(({ part }) => part.expendable > 0)
      .toSorted((a, b) => b.part.expendable - a.part.expendable || b.frames - a.frames)[0]
    if (!next) break
    kept.splice(kept.indexOf(next), 1)
    dropped.push(next.part.id)
  }
  return { kept, dropped }
}

/** Holds the pictures that may be held, each in proportion to its length, until the slot is full to the frame. */
function stretchTo(drafts: readonly Draft[], slot: number): Draft[] {
  const missing = slot - total(drafts)
  if (missing <= 0 || drafts.length === 0) return [...drafts]
  const elastic = drafts.filter(({ part }) => part.mayStretch)
  const held = elastic.length > 0 ? elastic : drafts.slice(-1)
  const sum = total(held)
  let given = 0
  let passed = 0
  return drafts.map((draft) => {
    if (!held.includes(draft)) return draft
    passed += draft.frames
    // Shares of the running sum, so that rounding never loses a frame.
    const upTo = Math.round((missing * passed) / sum)
    const more = upTo - given
    given = upTo
    return { ...draft, frames: draft.frames + more }
  })
}
