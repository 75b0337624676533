import { createHash } from 'node:crypto'
import { createReadStream, mkdirSync, statSync, writeFileSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { join, relative, sep } from 'node:path'
import { canonicalJson } from '../kit/journal/chain.ts'
import type { Words } from '../kit/words.ts'
import { type Edition, framesASecond, isAired, partsOf, type Rundown } from './edition.ts'
import { type ContainerKind, writeFilm } from './film/container.ts'
import { clipSound, withShowableClips, writeMxf } from './film/ffmpeg.ts'
import { writeHls } from './film/hls.ts'
import { filmPictures } from './film/pictures.ts'
import { SceneCache } from './film/scene-cache.ts'
import { type Look, scenesOf } from './film/scenes-of.ts'
import { undrawable, undrawableNotes } from './film/undrawable.ts'
import { type Narration, noVoice } from './narration.ts'
import { still } from './picture/renderer.ts'
import { mustFit, rundownOf } from './rundown.ts'
import type { ScreenLanguage } from './scenes/stage.ts'
import { prompterPage, scriptPage } from './script/script-page.tsx'
import { type ShapeName, shapes } from './shape.ts'
import { type LoudnessTarget, mix, usualLoudness } from './sound/mix.ts'
import { chapters, chaptersIn } from './subtitles/chapters.ts'
import { imsc, srt, webVtt } from './subtitles/formats.ts'
import { splitCues } from './subtitles/split.ts'

export { type Narration, noVoice } from './narration.ts'

export interface MakeOptions {
  /** Everything is written here; it is made when missing. */
  folder: string
  shape: ShapeName
  language: ScreenLanguage
  container: ContainerKind
  narration?: Narration
  burnedIn?: boolean
  loudness?: LoudnessTarget
  /** Finer is larger: 20, and 16 for a master. */
  qp?: number
  workers?: number
  hls?: boolean
  /** Also the tape format of television, where ffmpeg is installed; with a master only. */
  mxf?: boolean
  onProgress?(frames: number, of: number): void
  signal?: AbortSignal
}

export interface MadeFile {
  /** From the edition's folder; the files of HLS lie in one of their own. */
  name: string
  kind: 'film' | 'master' | 'hls' | 'subtitles' | 'poster' | 'script' | 'plan'
  mediaType: string
  bytes: number
  sha256: string
}

export interface MadeEdition {
  edition: Edition
  rundown: Rundown
  folder: string
  files: MadeFile[]
  loudness: number
  truePeak: number
  /** SHA-256 of the readings it shows, as canonical JSON: what a sign-off is bound to, beside the files. */
  airDigest: string
  synthetic: boolean
  notes: Words[]
}

/** One voice needs one channel on the web; two equal ones take twice the time to encode. Stations want two. */
const loudnessFor = (container: ContainerKind): LoudnessTarget => ({
  ...usualLoudness,
  channels: container === 'mp4' ? 1 : 2,
})

/** Frames between key pictures: ten seconds, so that players can seek; a master has them at its scenes only. */
const keyEvery = 250

/** Makes a film of an edition and everything that goes with it. Killed and called again, it goes on where it stopped. */
export async function makeEdition(planned: Edition, options: MakeOptions): Promise<MadeEdition> {
  const { folder, shape, language, container, signal } = options
  const narration = options.narration ?? noVoice
  mkdirSync(folder, { recursive: true })
  const edition = withShowableClips(planned)
  const rundown = readable(mustFit(rundownOf(edition, narration.durations)))
  const look: Look = {
    shape,
    language,
    burnedIn: options.burnedIn === false ? null : language,
    voice: voiceIn(narration),
  }
  const unseen = undrawableNotes(undrawable(rundown, language))
  const { width, height } = shapes[shape]
  const qp = options.qp ?? (container === 'mov' ? 16 : 20)
  const format = { width, height, rate: framesASecond, qp }
  const cache = new SceneCache(join(folder, '.scenes'))
  const pictures = filmPictures(rundown, {
    format,
    look,
    cache,
    workers: options.workers ?? Math.min(4, availableParallelism()),
    keyEvery: container === 'mov' ? null : keyEvery,
    ...(signal ? { signal } : {}),
    onProgress: (frames) => options.onProgress?.(frames, rundown.frames),
  })
  // The film is awaited below; a fault before that must not count as unhandled.
  pictures.catch(() => {})
  const target = options.loudness ?? loudnessFor(container)
  const sound = mix(rundown, narration.voices, target, clipSounds(rundown))
  const stem = `${edition.id}.${shape}.${language}`
  const film = join(folder, `${stem}.${container}`)
  const moment = Math.floor(Temporal.Instant.from(edition.at).epochMilliseconds / 1000)
  await writeFilm({
    file: film,
    kind: container,
    format,
    pictures,
    sound: { channels: sound.channels, language: (narration.language ?? language) === 'en' ? 'eng' : 'zho' },
    tags: tagsOf(edition, narration),
    chapters: chaptersIn(rundown, language),
    moment,
  })
  const written = [
    film,
    ...writeBeside(rundown, look, folder, stem),
    ...(await writeScript(rundown, folder, edition.id)),
  ]
  if (options.mxf && container === 'mov') written.push(await mxfOf(film))
  if (options.hls && container === 'mp4')
    written.push(...(await writeHls(film, join(folder, `${stem}.hls`), moment)))
  cache.clear()
  return {
    edition,
    rundown,
    folder,
    files: await Promise.all(written.map((file) => described(file, folder))),
    loudness: sound.loudness,
    truePeak: sound.truePeak,
    airDigest: digestOfAir(edition),
    synthetic: narration.synthetic,
    notes: [...narration.notes, ...otherTongue(narration, language), ...notAired(rundown), ...unseen],
  }
}

const voiceIn = ({ voices, synthetic }: Narration) =>
  voices.size === 0 ? 'none' : synthetic ? 'synthetic' : 'recorded'

/** Whoever reads one language and hears the other is told so. */
function otherTongue({ language: spoken }: Narration, shown: ScreenLanguage): Words[] {
  if (spoken === null || shown === 'both' || spoken === shown) return []
  return [
    shown === 'en'
      ? { zh: '画面为英文，配音为中文。', en: 'The pictures are in English, the voice speaks Chinese.' }
      : { zh: '画面为中文，配音为英文。', en: 'The pictures are in Chinese, the voice speaks English.' },
  ]
}

/** The sound of every camera clip, by part. */
const clipSounds = ({ parts }: Rundown): Map<string, Float32Array> =>
  new Map(
    parts.flatMap(({ part, frames }) =>
      part.media === null ? [] : [[part.id, clipSound(part.media, frames)] as const],
    ),
  )

async function mxfOf(master: string): Promise<string> {
  const file = master.replace(/\.mov$/, '.mxf')
  await writeMxf(master, file)
  return file
}

/** Cues short enough for the screen. */
const readable = (rundown: Rundown): Rundown => ({
  ...rundown,
  parts: rundown.parts.map((timed) => ({ ...timed, cues: splitCues(timed.cues) })),
})

export const digestOfAir = ({ air }: Pick<Edition, 'air'>): string =>
  createHash('sha256').update(canonicalJson(air)).digest('hex')

function tagsOf({ title, at, air }: Edition, narration: Narration) {
  const remarks = [`${air.city.zh} ${air.hour}`, air.standard]
  if (air.kind !== 'reference')
    remarks.push(air.kind === 'model' ? '模型数据 modelled' : '模拟数据 simulated')
  if (narration.synthetic) remarks.push('合成语音 synthetic voice')
  return {
    title: `${title.zh} ${at.slice(0, 10)}`,
    comment: remarks.join('; '),
    artist: air.sources.map(({ attribution }) => attribution).join('; '),
    date: new Date(Temporal.Instant.from(at).epochMilliseconds),
  }
}

/** Subtitles and chapters in both languages, and the poster. */
function writeBeside(rundown: Rundown, look: Look, folder: string, stem: string): string[] {
  const cues = rundown.parts.flatMap((timed) => timed.cues)
  const files: [string, string | Buffer][] = []
  for (const language of ['zh', 'en'] as const)
    files.push(
      [`${rundown.edition.id}.${language}.vtt`, webVtt(cues, language)],
      [`${rundown.edition.id}.${language}.srt`, srt(cues, language)],
      [`${rundown.edition.id}.${language}.imsc.xml`, imsc(cues, language)],
      [`${rundown.edition.id}.chapters.${language}.vtt`, chapters(rundown, language)],
    )
  files.push([`${stem}.png`, posterOf(rundown, look)])
  return files.map(([name, content]) => {
    writeFileSync(join(folder, name), content)
    return join(folder, name)
  })
}

/** The picture that stands for the film: the air now, or whatever comes after the title. */
function posterOf(rundown: Rundown, look: Look): Buffer {
  const at = Math.max(
    0,
    rundown.parts.findIndex(({ part }) => part.scene === 'now' || part.scene === 'review'),
  )
  const scene = scenesOf(rundown, { ...look, burnedIn: null })[at]!
  const { width, height } = shapes[look.shape]
  return still(scene, width, height, scene.frames - 1)
}

async function writeScript(rundown: Rundown, folder: string, id: string): Promise<string[]> {
  const files: [string, string][] = [
    [`${id}.script.html`, await scriptPage(rundown)],
    [`${id}.prompter.html`, await prompterPage(rundown, 'zh')],
    [`${id}.plan.json`, `${JSON.stringify(rundown, null, 1)}\n`],
  ]
  return files.map(([name, content]) => {
    writeFileSync(join(folder, name), content)
    return join(folder, name)
  })
}

const kinds: readonly (readonly [RegExp, MadeFile['kind'], string])[] = [
  [/\.mp4$/, 'film', 'video/mp4'],
  [/\.mov$/, 'master', 'video/quicktime'],
  [/\.hls\/[^/]+\.m3u8$/, 'hls', 'application/vnd.apple.mpegurl'],
  [/\.hls\/[^/]+\.m4s$/, 'hls', 'video/mp4'],
  [/\.mxf$/, 'master', 'application/mxf'],
  [/\.vtt$/, 'subtitles', 'text/vtt'],
  [/\.srt$/, 'subtitles', 'application/x-subrip'],
  [/\.imsc\.xml$/, 'subtitles', 'application/ttml+xml'],
  [/\.png$/, 'poster', 'image/png'],
  [/\.html$/, 'script', 'text/html'],
  [/\.json$/, 'plan', 'application/json'],
]

async function described(file: string, folder: string): Promise<MadeFile> {
  const name = relative(folder, file).split(sep).join('/')
  const hash = createHash('sha256')
  for await (const part of createReadStream(file)) hash.update(part)
  const [, kind, mediaType] = kinds.find(([ending]) => ending.test(name))!
  return { name, kind, mediaType, bytes: statSync(file).size, sha256: hash.digest('hex') }
}

/** What is left out of the film, with its reason. */
function notAired({ edition, dropped }: Rundown): Words[] {
  const left = partsOf(edition).filter((part) => !isAired(part))
  const reasons = left.map(({ title, validity }) => ({
    zh: `未播出：${title.zh}${validity.valid ? '' : `（${validity.reason.zh}）`}`,
    en: `Not aired: ${title.en}${validity.valid ? '' : ` (${validity.reason.en})`}`,
  }))
  const titles = new Map(partsOf(edition).map(({ id, title }) => [id, title]))
  const short = dropped.map((id) => ({
    zh: `因时长未播出：${titles.get(id)?.zh ?? id}`,
    en: `Left out for lack of time: ${titles.get(id)?.en ?? id}`,
  }))
  return [...reasons, ...short]
}
