/**
 * Chapters inside a film: a text track that the picture's track names as its chapters (QuickTime File Format, "Chapter
 * lists"). Players list them, and editing programs take them over. The movie box is written anew around it; pictures and
 * sound only move back.
 */
import { ascii, type Box, type Bytes, box, boxesAt, joined, u16, u32, viewOf, zeros } from './boxes.ts'

export interface Chapter {
  title: string
  frames: number
}

/** What takes the place of a movie box: itself with one track more, and the texts of that track right behind it. */
export interface Chaptered {
  moov: Uint8Array
  texts: Uint8Array
}

/**
 * Adds a track of chapters to a film.
 * @param moov the whole movie box; it is left as it is
 * @param position of the movie box in its file, in front of the pictures and the sound
 * @param rate frames a second
 * @param language three letters of ISO 639-2
 * @throws when there is no picture, or the file is so large that its places cannot be told any more
 */
export function withChapters(
  moov: Uint8Array,
  position: number,
  chapters: readonly Chapter[],
  rate: number,
  language: string,
): Chaptered {
  if (chapters.length === 0) return { moov, texts: new Uint8Array() }
  const old = moov.slice()
  const view = viewOf(old)
  const video = boxesAt(view, 'moov/trak').find((trak) => handlerOf(old, trak).of === 'vide')
  const header = boxesAt(view, 'moov/mvhd')[0]
  if (!video || !header) throw new Error('a film without pictures has no chapters')
  const number = view.getUint32(header.end - 4)
  view.setUint32(header.end - 4, number + 1)
  const samples = chapters.map(({ title }) => sampleOf(title))
  const texts = box('mdat', ...samples)
  const reference = box('tref', box('chap', u32(number)))
  const { component } = handlerOf(old, video)
  const timescale = timescaleOf(view, header.body)
  const track = (offset: number) =>
    trackOf({ number, rate, language, timescale, component, chapters, samples, offset })
  const growth = reference.length + track(0).length + texts.length
  moveOffsets(view, growth)
  const behind = position + moov.length + growth - texts.length + 8
  return { moov: assembled(old, video, reference, track(behind)), texts }
}

/** The movie box with a reference at the end of the picture's track, and a track behind all others. */
function assembled(moov: Uint8Array, video: Box, reference: Uint8Array, track: Uint8Array): Uint8Array {
  const last = boxesAt(viewOf(moov), 'moov/trak').at(-1)!
  const whole = box(
    'moov',
    moov.subarray(8, video.end),
    reference,
    moov.subarray(video.end, last.end),
    track,
    moov.subarray(last.end),
  )
  viewOf(whole).setUint32(video.at, video.end - video.at + reference.length)
  return whole
}

/** What a track is of (`vide`, `soun`), behind the word for what it is a part of. */
function handlerOf(moov: Uint8Array, { body, end }: Box) {
  const [handler] = boxesAt(viewOf(moov), 'mdia/hdlr', body, end)
  const at = (handler?.body ?? end) + 4
  return {
    component: moov.subarray(at, at + 4),
    of: Buffer.from(moov.subarray(at + 4, at + 8)).toString('latin1'),
  }
}

/** Version 1 has times of eight bytes. */
const timescaleOf = (view: DataView, body: number) =>
  view.getUint32(body + (view.getUint8(body) === 1 ? 20 : 12))

/** Everything behind the movie box has moved by so many bytes. */
function moveOffsets(view: DataView, by: number) {
  const inTable = 'moov/trak/mdia/minf/stbl'
  for (const { body } of boxesAt(view, `${inTable}/stco`))
    for (let i = 0; i < view.getUint32(body + 4); i++) {
      const moved = view.getUint32(body + 8 + i * 4) + by
      if (moved >= 2 ** 32) throw new RangeError('the film is too large for chapters')
      view.setUint32(body + 8 + i * 4, moved)
    }
  for (const { body } of boxesAt(view, `${inTable}/co64`))
    for (let i = 0; i < view.getUint32(body + 4); i++)
      view.setBigUint64(body + 8 + i * 8, view.getBigUint64(body + 8 + i * 8) + BigInt(by))
}

/** Longest title, in bytes: its length is told in two, and nobody reads a longer one. */
const longestTitle = 250

/** A text sample: its length, itself, and a box that says it is UTF-8. */
function sampleOf(title: string): Uint8Array {
  let said = title.toWellFormed()
  while (Buffer.byteLength(said) > longestTitle) said = [...said].slice(0, -1).join('')
  const text = Buffer.from(said)
  return joined([u16(text.length), text, box('encd', u32(0x100))])
}

interface TextTrack {
  number: number
  /** Frames a second, its unit of time: every chapter begins on one. */
  rate: number
  language: string
  /** Of the whole movie: ticks a second. */
  timescale: number
  /** What the picture's track says it is a part of: MOV has a word for it, MP4 none. */
  component: Uint8Array
  chapters: readonly Chapter[]
  samples: readonly Uint8Array[]
  /** Of the first sample in the file. */
  offset: number
}

const matrix: readonly Bytes[] = [0x10000, 0, 0, 0, 0x10000, 0, 0, 0, 0x40000000].map(u32)
/** Creation and modification: set with those of all other tracks. */
const times = zeros(8)

function trackOf(track: TextTrack): Uint8Array {
  const { number, rate, language, timescale, component, chapters } = track
  const frames = chapters.reduce((sum, chapter) => sum + chapter.frames, 0)
  const duration = Math.round((frames * timescale) / rate)
  // In the movie, but not enabled: its text is for the list of chapters, not for the screen.
  const inMovie = u32(2)
  return box(
    'trak',
    box('tkhd', inMovie, times, u32(number), zeros(4), u32(duration), zeros(16), ...matrix, zeros(8)),
    box(
      'mdia',
      box('mdhd', u32(0), times, u32(rate), u32(frames), u16(packed(language)), u16(0)),
      box('hdlr', u32(0), component, ascii('text'), zeros(12), [0]),
      box('minf', textHeader, here, tableOf(track)),
    ),
  )
}

/** Three letters in fifteen bits. */
const packed = (language: string) =>
  [...language].reduce((bits, letter) => (bits << 5) | (letter.charCodeAt(0) - 0x60), 0)

const textHeader = box(
  'gmhd',
  box('gmin', u32(0), u16(0x40), u16(0x8000), u16(0x8000), u16(0x8000), zeros(4)),
  box('text', ...matrix),
)

/** The samples are in this very file. */
const here = box('dinf', box('dref', u32(0), u32(1), box('url ', u32(1))))

/** A text of no size, place or colour of its own. */
const description = box('text', zeros(6), u16(1), zeros(43), [0])

/** One chunk with all the texts. */
function tableOf({ chapters, samples, offset }: TextTrack): Uint8Array {
  if (offset >= 2 ** 32) throw new RangeError('the film is too large for chapters')
  return box(
    'stbl',
    box('stsd', u32(0), u32(1), description),
    box('stts', u32(0), u32(chapters.length), ...chapters.flatMap(({ frames }) => [u32(1), u32(frames)])),
    box('stsc', u32(0), u32(1), u32(1), u32(samples.length), u32(1)),
    box('stsz', u32(0), u32(0), u32(samples.length), ...samples.map(({ length }) => u32(length))),
    box('stco', u32(0), u32(1), u32(offset)),
  )
}
