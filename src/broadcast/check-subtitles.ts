import { createHash } from 'node:crypto'
import { basename } from 'node:path'
import type { Words } from '../kit/words.ts'
import { type Check, check, listed } from './checks.ts'
import { framesASecond } from './edition.ts'
import { type ReadCue, readSubtitles } from './subtitles/read.ts'

/** A file beside the film as it lies there; without bytes where it is gone. */
export interface BesideFile {
  name: string
  /** When it was made. */
  sha256: string
  bytes: Buffer | null
}

/** Longest line on the screen, and fastest reading, in characters and characters a second. */
const most = { zh: { line: 22, speed: 9 }, en: { line: 76, speed: 20 } } as const
type Limits = (typeof most)[keyof typeof most]

interface Found {
  broken: string[]
  times: string[]
  long: string[]
  fast: string[]
}

/** Reads every subtitle file as a player would. @param frames of the film */
export function subtitleChecks(files: readonly BesideFile[], frames: number): Check[] {
  const found: Found = { broken: [], times: [], long: [], fast: [] }
  const read = files.filter(({ name }) => !/\.chapters\.[a-z]+\.vtt$/.test(name))
  for (const file of read) look(file, frames / framesASecond, found)
  if (read.length === 0) return []
  const { zh, en } = most
  return [
    line(
      'readable',
      { zh: '字幕文件完好', en: 'Subtitle files whole' },
      'as they were made',
      found.broken,
      true,
    ),
    line(
      'times',
      { zh: '字幕时间', en: 'Subtitle times' },
      'in order, apart, within the film',
      found.times,
      true,
    ),
    // What an editor wrote and a voice spoke cannot always be parted: people look at it.
    line(
      'lines',
      { zh: '字幕行长', en: 'Subtitle lines' },
      `something to read, at most ${zh.line} Chinese characters or ${en.line} letters`,
      found.long,
      false,
    ),
    line(
      'speed',
      { zh: '字幕速度', en: 'Reading speed' },
      `at most ${zh.speed} Chinese characters or ${en.speed} letters a second`,
      found.fast,
      false,
    ),
  ]
}

function line(id: string, title: Words, wanted: string, faults: readonly string[], must: boolean): Check {
  const judged = check(`subtitles-${id}`, title, wanted, listed(faults), faults.length === 0)
  return must || judged.result === 'pass' ? judged : { ...judged, result: 'note' }
}

function look({ name, sha256, bytes }: BesideFile, seconds: number, found: Found) {
  const file = basename(name)
  if (!bytes) return void found.broken.push(`${file} (it is gone)`)
  if (createHash('sha256').update(bytes).digest('hex') !== sha256)
    found.broken.push(`${file} (it was changed)`)
  try {
    const cues = readSubtitles(file, bytes.toString('utf8'))
    const limits = /\.en\./.test(file) ? most.en : most.zh
    for (const [i, cue] of cues.entries()) judge(`${file} ${i + 1}`, cue, cues[i - 1], seconds, limits, found)
  } catch (error) {
    found.broken.push(`${file} (${(error as Error).message})`)
  }
}

/** Times are told in thousandths. */
const tolerance = 0.0011

function judge(
  where: string,
  { from, to, lines }: ReadCue,
  before: ReadCue | undefined,
  seconds: number,
  limits: Limits,
  found: Found,
) {
  const apart = from >= (before?.to ?? 0) - tolerance
  if (!apart || to <= from || to > seconds + tolerance) found.times.push(where)
  const read = lines.filter((text) => text.trim() !== '')
  if (read.length === 0 || read.some((text) => [...text].length > limits.line)) found.long.push(where)
  const characters = read.reduce((sum, text) => sum + [...text].length, 0)
  if (characters > limits.speed * (to - from)) found.fast.push(where)
}
