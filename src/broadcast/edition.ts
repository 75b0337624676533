import type { Words } from '../kit/words.ts'
import type { AirSnapshot } from './snapshot.ts'

/** Constant, everywhere: 2 min 00 s are 3,000 frames. */
export const framesASecond = 25

/** Samples a second of every sound of the broadcast. */
export const soundRate = 48_000

/** What the programme is made as: of a day (evening, morning, heavy), an hour, or a stretch of days in review. */
export const editionKinds = ['evening', 'morning', 'hourly', 'heavy', 'week', 'month'] as const
export type EditionKind = (typeof editionKinds)[number]

/** A number in a spoken line and where it comes from, so that every one can be traced to what was measured. */
export interface Figure {
  /** As it stands in the line, in each language: "四百二十七" and "427". */
  said: Words
  value: number
  /** Such as `hour/2016-12-20T18:00+08:00/city/index`, `day/2016-12-19/city/pm25`, `forecast/2016-12-21/low`. */
  source: string
}

/** One spoken sentence, which is also one subtitle, or several where it is long. */
export interface Line {
  /** Stable within the edition, such as `now/chief`: an editor's words stay when the data come in again. */
  id: string
  zh: string
  en: string
  figures: readonly Figure[]
}

/** The pictures there are; each is a pure function in `scenes/`. */
export const sceneNames = [
  'slate',
  'title',
  'now',
  'districts',
  'last24',
  'chief',
  'forecast',
  'alert',
  'advice',
  'review',
  'clip',
  'end',
] as const
export type SceneName = (typeof sceneNames)[number]

/** A part that cannot be shown is kept with its reason, and left out of the film. */
export type Validity = { valid: true } | { valid: false; reason: Words }

/** What is taken to air as one: a picture with its sentences. */
export interface Part {
  /** Stable within the edition, such as `now`. */
  id: string
  scene: SceneName
  title: Words
  validity: Validity
  lines: readonly Line[]
  /** The picture needs so long, however little is said. */
  leastFrames: number
  /** May be held longer to fill a slot: a still picture with something to read on it. */
  mayStretch: boolean
  /** Left out first when a slot is too short; 0 is never left out. */
  expendable: number
  /** An editor keeps it but does not air it. */
  floated: boolean
  /** Camera clip or picture of the part, by its content hash or path; only scene `clip` has one. */
  media: string | null
  /** Only scene `slate` has it. */
  slate?: Slate
}

/** What a station is told before the programme, beside what the programme says of itself. */
export interface Slate {
  version: number
  /** LKFS and dBTP that the sound was brought to. */
  loudness: { loudness: number; truePeak: number }
  /** Null where it is made for nobody in particular. */
  recipient: Words | null
}

export interface Segment {
  id: string
  title: Words
  parts: readonly Part[]
}

/** Something on a layer of its own, for as long as its part, its segment or the whole edition. */
export interface Piece {
  id: string
  layer: 'logo' | 'clock' | 'label' | 'lower-third' | 'crawl' | 'bed'
  lifespan: 'part' | 'segment' | 'edition'
  /** Id of the part or segment it belongs to; null for the edition. */
  of: string | null
  words: Words
}

/** One edition of the programme as it is planned. What was really shown is kept apart, in the as-run log. */
export interface Edition {
  /** Such as `evening-2016-12-20` or `hourly-2016-12-20T18`. */
  id: string
  kind: EditionKind
  title: Words
  /** The moment of the air it shows: the end of its hour, ISO 8601 with offset. */
  at: string
  /** The slot it has to fill to the frame; null where it may be as long as it is. */
  slotFrames: number | null
  segments: readonly Segment[]
  pieces: readonly Piece[]
  air: AirSnapshot
}

/** Every part in the order of the film, those that are not aired too. */
export const partsOf = ({ segments }: Pick<Edition, 'segments'>): Part[] =>
  segments.flatMap(({ parts }) => parts)

/** Where the programme itself begins and how long it is: a slate before it does not count. */
export function programmeOf({ parts, frames }: Pick<Rundown, 'parts' | 'frames'>): Programme {
  const from = parts.find(({ part }) => part.scene !== 'slate')?.from ?? 0
  return { from, frames: frames - from }
}

export interface Programme {
  from: number
  frames: number
}

export const isAired = ({ validity, floated }: Part): boolean => validity.valid && !floated

/** When each character of a spoken line is heard, in milliseconds from the line's beginning. */
export interface CharacterTime {
  startMs: number
  endMs: number
}

/** A sentence in the film: seen as a subtitle and heard, in frames from the beginning of the edition. */
export interface Cue {
  line: string
  part: string
  from: number
  to: number
  zh: string
  en: string
  /** One entry a Chinese character of `zh` (or a letter of `en` in an English edition); empty without a voice. */
  characters: readonly CharacterTime[]
}

/** A part with its place in the film. */
export interface TimedPart {
  part: Part
  from: number
  frames: number
  cues: readonly Cue[]
}

/** The edition with every part timed. */
export interface Rundown {
  edition: Edition
  /** Aired parts only, in order, without gaps. */
  parts: readonly TimedPart[]
  frames: number
  /** Against the slot: positive is over, negative under, 0 is exact or without a slot. */
  off: number
  /** Parts that had to go because the slot was too short. */
  dropped: readonly string[]
}
