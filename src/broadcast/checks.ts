import { join } from 'node:path'
import type { House } from '../kit/room.ts'
import type { Words } from '../kit/words.ts'
import { labelChecks } from './check-labels.ts'
import type { Profile } from './delivery/profile.ts'
import { type Edition, framesASecond } from './edition.ts'
import { digestOfFile } from './files.ts'
import { type FilmFacts, factsOf } from './film-facts.ts'
import type { MadeFile } from './make.ts'
import { shapes } from './shape.ts'
import { folderOf, type MadeFilm, type Version } from './versions.ts'

/** One line of the technical report: what was wanted, what was found, and whether that will do. */
export interface Check {
  id: string
  title: Words
  wanted: string
  found: string
  /** A note is for people to look at; it stops nothing. */
  result: 'pass' | 'fail' | 'note'
}

export const check = (id: string, title: Words, wanted: string, found: string, pass: boolean): Check => ({
  id,
  title,
  wanted,
  found,
  result: pass ? 'pass' : 'fail',
})

/** What a check reads: the file itself, what was measured when it was made, and the plan behind it. */
export interface Examined {
  film: MadeFilm
  file: MadeFile
  facts: FilmFacts
  /** SHA-256 of the file as it lies there. */
  digest: string
  edition: Edition
  version: Version
  files: readonly MadeFile[]
  profile: Profile | null
}

/** Examines a film of a version. @throws when the file is no film or cannot be read */
export async function checksOf(
  house: House,
  version: Version,
  film: MadeFilm,
  edition: Edition,
  profile: Profile | null,
): Promise<Check[]> {
  const path = join(folderOf(house, version), film.name)
  const files = version.made!.files
  const file = files.find(({ name }) => name === film.name)!
  const title = { zh: '可读', en: 'Readable' }
  const facts = await factsOf(path).catch((error: Error) => error)
  if (facts instanceof Error) return [check('readable', title, 'a film', facts.message.slice(0, 200), false)]
  const examined = { film, file, facts, digest: await digestOfFile(path), edition, version, files, profile }
  return [...pictureChecks(examined), ...soundChecks(examined), ...labelChecks(examined)]
}

export const passes = (checks: readonly Check[]): boolean => checks.every(({ result }) => result !== 'fail')

const seconds = (frames: number) => `${frames} frames (${(frames / framesASecond).toFixed(2)} s)`

/** Most cuts in a second: more may be flashes in the sense of ITU-R BT.1702. */
const mostCuts = 3

function pictureChecks({ film, file, facts, digest, edition, profile }: Examined): Check[] {
  const { width, height } = shapes[film.shape]
  const slot = slotOf(film, edition, profile)
  const frozen = (profile?.longestFrozen ?? 60) * framesASecond
  return [
    check('digest', { zh: '文件摘要', en: 'Digest' }, file.sha256, digest, file.sha256 === digest),
    check(
      'duration',
      { zh: '时长', en: 'Duration' },
      slot === null ? seconds(film.frames) : seconds(slot),
      seconds(facts.frames),
      facts.frames === (slot ?? film.frames),
    ),
    check(
      'rate',
      { zh: '帧率', en: 'Frame rate' },
      `every frame 1/${framesASecond} s`,
      facts.offBeat === 0 ? 'every frame' : `${facts.offBeat} frames are off`,
      facts.offBeat === 0 && facts.frames > 0,
    ),
    check(
      'size',
      { zh: '画面尺寸', en: 'Picture size' },
      `${width}×${height}`,
      `${facts.width}×${facts.height}`,
      facts.width === width && facts.height === height,
    ),
    check('codec', { zh: '编码', en: 'Codec' }, 'avc1', facts.codec, facts.codec.startsWith('avc1')),
    check('colour', { zh: '色彩', en: 'Colour' }, colour, facts.colour, facts.colour === colour),
    check(
      'frozen',
      { zh: '最长静止画面', en: 'Longest still stretch' },
      `at most ${seconds(frozen)}`,
      seconds(facts.longestFrozen),
      facts.longestFrozen <= frozen,
    ),
    check(
      'cuts',
      { zh: '快速切换（闪烁）', en: 'Fast cuts (flashes)' },
      `at most ${mostCuts} in a second`,
      fastCuts(facts.keys) === 0 ? 'none faster' : `${fastCuts(facts.keys)} too fast`,
      fastCuts(facts.keys) === 0,
    ),
  ]
}

const colour = 'bt709/bt709/bt709/limited'

function slotOf(film: MadeFilm, edition: Edition, profile: Profile | null): number | null {
  const programme =
    profile?.slotSeconds == null ? edition.slotFrames : Math.round(profile.slotSeconds * framesASecond)
  return programme === null ? null : programme + film.slateSeconds * framesASecond
}

/** Cuts that follow each other too fast. @param starts first frames of the scenes, in order */
export const fastCuts = (starts: readonly number[]): number =>
  starts.filter((from, i) => i >= mostCuts && from - starts[i - mostCuts]! < framesASecond).length

/** Decimal places of levels in the report. */
const level = (value: number | null, unit: string) =>
  value === null || !Number.isFinite(value) ? 'silent' : `${value.toFixed(1)} ${unit}`

function soundChecks({ film, facts, profile }: Examined): Check[] {
  const { sound } = facts
  const codec = film.container === 'mov' ? 'pcm-s16' : 'aac'
  const channels = profile?.loudness.channels ?? film.loudness?.channels ?? sound?.channels ?? 2
  const target = profile?.loudness.target ?? film.loudness?.loudness ?? -24
  const off = profile?.loudness.tolerance ?? 1
  const ceiling = profile?.loudness.truePeak ?? film.loudness?.truePeak ?? -2
  const loudness = facts.loudness ?? film.loudness_measured
  const peak = facts.truePeak ?? film.truePeak_measured
  const how = facts.loudness === null ? 'on the mix' : 'on the file'
  const length = facts.frames / framesASecond
  return [
    check(
      'sound',
      { zh: '声音', en: 'Sound' },
      `${codec}, 48000 Hz, ${channels} ch`,
      sound ? `${sound.codec}, ${sound.rate} Hz, ${sound.channels} ch` : 'none',
      sound?.codec === codec && sound.rate === 48_000 && sound.channels === channels,
    ),
    check(
      'sound-length',
      { zh: '声画等长', en: 'Sound as long as the picture' },
      `${length.toFixed(2)} s`,
      sound ? `${sound.seconds.toFixed(2)} s` : 'none',
      // The last packet of AAC may be longer than what is in it.
      sound !== null && Math.abs(sound.seconds - length) < 0.1,
    ),
    check(
      'loudness',
      { zh: '响度', en: 'Loudness' },
      `${target} ± ${off} LKFS`,
      `${level(loudness, 'LKFS')} ${how}`,
      loudness !== null && Math.abs(loudness - target) <= off,
    ),
    check(
      'peak',
      { zh: '真峰值', en: 'True peak' },
      `at most ${ceiling} dBTP`,
      `${level(peak, 'dBTP')} ${how}`,
      peak !== null && peak <= ceiling,
    ),
  ]
}
