import type { Language, Words } from '../../kit/words.ts'
import { type EditionKind, framesASecond, isAired, partsOf, type Rundown } from '../edition.ts'
import type { ShapeName } from '../shape.ts'

/** A file of a version that the public may have. */
export interface PublicFile {
  name: string
  kind: 'film' | 'hls' | 'subtitles' | 'chapters' | 'poster' | 'script'
  mediaType: string
  bytes: number
  sha256: string
  /** Of the picture or of the words; null where it has none, or both. */
  shape: ShapeName | null
  language: Language | null
}

/** One version of an edition as the public sees it. */
export interface PublicEdition {
  /** Of the edition: `evening-2016-12-20`. */
  id: string
  kind: EditionKind
  /** Day of the centre that it belongs to. */
  day: string
  version: number
  /** Nobody has signed it off: shown by a demonstration centre only, and labelled. */
  signed: boolean
  /** ISO 8601 moments; published is that of the sign-off, or of the making where nobody signs. */
  made: string
  published: string
  rundown: Rundown
  files: readonly PublicFile[]
  /** The voice is a machine's. */
  synthetic: boolean
  /** Readings that were corrected after this version was made; empty where nothing was. */
  late: readonly Words[]
  /** A newer public version, which should be seen in place of this one. */
  newer: number | null
}

/** A line of the archive. */
export interface EditionLine {
  id: string
  kind: EditionKind
  day: string
  title: Words
  at: string
  version: number
  signed: boolean
  frames: number
  late: boolean
}

/** What the pages ask of the store; nothing here writes. */
export interface Shelf {
  /** The newest of a kind; null when there is none yet. */
  newest(kind: EditionKind): Promise<PublicEdition | null>
  /** One edition: the public version, or the one asked for. */
  one(id: string, version: number | null): Promise<PublicEdition | null>
  /** Newest first. */
  list(asked: {
    kind: EditionKind | null
    day: string | null
    from: number
    count: number
  }): Promise<EditionLine[]>
  /** For search engines: the newest editions but those of an hour. */
  days(count: number): Promise<{ id: string; day: string }[]>
  /** Where a file of a public version lies; null for anything that the store does not name. */
  file(id: string, version: number, name: string): Promise<{ path: string; file: PublicFile } | null>
}

/** Under this address its bytes never change. */
export const mediaPath = ({ id, version }: Pick<PublicEdition, 'id' | 'version'>, name: string): string =>
  `/media/broadcast/${encodeURIComponent(id)}/${version}/${name.split('/').map(encodeURIComponent).join('/')}`

export const secondsOf = (frames: number): number => frames / framesASecond

/** "2:08". */
export const clockOfFrames = (frames: number): string => {
  const seconds = Math.round(secondsOf(frames))
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`
}

/** ISO 8601 duration, such as PT2M8S. */
export const isoDuration = (frames: number): string => {
  const seconds = Math.round(secondsOf(frames))
  return `PT${seconds >= 60 ? `${Math.floor(seconds / 60)}M` : ''}${seconds % 60 > 0 || seconds < 60 ? `${seconds % 60}S` : ''}`
}

/** A sentence with the second at which it begins in the film. */
export interface Sentence {
  id: string
  /** Seconds, to the frame. */
  at: number
  words: Words
}

export interface Passage {
  id: string
  title: Words
  at: number
  sentences: readonly Sentence[]
}

/** Everything that is said, part by part, each sentence once however many subtitles it needed. */
export function transcriptOf({ parts }: Rundown): Passage[] {
  return parts.map(({ part, from, cues }) => ({
    id: part.id,
    title: part.title,
    at: secondsOf(from),
    sentences: part.lines.map(({ id, zh, en }) => ({
      id,
      at: secondsOf(cues.find(({ line }) => line === id)?.from ?? from),
      words: { zh, en },
    })),
  }))
}

/** The transcript as one text, for search engines and feeds. */
export const transcriptText = (rundown: Rundown, language: Language): string =>
  transcriptOf(rundown)
    .flatMap(({ sentences }) => sentences.map(({ words }) => words[language]))
    .join(language === 'zh' ? '' : ' ')

/** Parts that were planned and are not in the film, with the reason. */
export function leftOut({ edition, dropped }: Rundown): { id: string; title: Words; reason: Words }[] {
  const cut = new Set(dropped)
  return partsOf(edition).flatMap((part) => {
    const { id, title, validity } = part
    if (!validity.valid) return [{ id, title, reason: validity.reason }]
    if (!isAired(part)) return [{ id, title, reason: { zh: '编辑未采用', en: 'left out by the editor' } }]
    return cut.has(id) ? [{ id, title, reason: { zh: '时长不够', en: 'no time for it' } }] : []
  })
}

const first = (
  files: readonly PublicFile[],
  kind: PublicFile['kind'],
  fits: (file: PublicFile) => boolean = () => true,
) => files.find((file) => file.kind === kind && fits(file)) ?? null

/** The film of a shape, else of any. */
export const filmOf = ({ files }: Pick<PublicEdition, 'files'>, shape: ShapeName): PublicFile | null =>
  first(files, 'film', (file) => file.shape === shape) ?? first(files, 'film')

/** The still of a shape, else of any. */
export const posterOf = ({ files }: Pick<PublicEdition, 'files'>, shape: ShapeName): PublicFile | null =>
  first(files, 'poster', (file) => file.shape === shape) ?? first(files, 'poster')

export const wordsFile = (
  { files }: Pick<PublicEdition, 'files'>,
  kind: 'subtitles' | 'chapters',
  language: Language,
): PublicFile | null =>
  first(files, kind, (file) => file.language === language && file.mediaType === 'text/vtt')

const shapeIn: readonly ShapeName[] = ['wide', 'tall', 'square']

/** The shapes that there are films of, the wide one first. */
export const shapesOf = ({ files }: Pick<PublicEdition, 'files'>): ShapeName[] =>
  shapeIn.filter((shape) => files.some((file) => file.kind === 'film' && file.shape === shape))

/** What a file is, told by the name that the maker gave it; null for what is not for the public. */
export function publicFile(made: {
  name: string
  mediaType: string
  bytes: number
  sha256: string
}): PublicFile | null {
  const { name, mediaType, bytes, sha256 } = made
  const kind = kindOf(name)
  // What lies in another folder was made for a station: no profile has a dot in its name.
  if (!kind || (name.includes('/') && kind !== 'hls')) return null
  const words = name.split('/')[0]!.split('.')
  const shape = shapeIn.find((one) => words.includes(one)) ?? null
  const language = words.includes('zh') ? 'zh' : words.includes('en') ? 'en' : null
  return { name, kind, mediaType, bytes, sha256, shape, language }
}

/** The plan, the prompter and the master are the house's own. */
function kindOf(name: string): PublicFile['kind'] | null {
  if (/^[^/]+\.hls\/[^/]+\.(m3u8|m4s)$/.test(name)) return 'hls'
  if (/\.mp4$/.test(name)) return 'film'
  if (/\.chapters\.(zh|en)\.vtt$/.test(name)) return 'chapters'
  if (/\.(vtt|srt|imsc\.xml)$/.test(name)) return 'subtitles'
  if (/\.png$/.test(name)) return 'poster'
  return /\.script\.html$/.test(name) ? 'script' : null
}
