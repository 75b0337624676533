import { mkdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import type { Language, Words } from '../../kit/words.ts'
import { type Edition, isAired, partsOf } from '../edition.ts'
import { type Speech, type SpeechLine, type SpeechProvider, VoiceError } from './provider.ts'
import { readWav } from './wav.ts'

/** Two minutes at 96 kHz and 32 bits. */
export const mostBytes = 48 << 20
/** What was read aloud, by line, beside the recordings. */
const wordsFile = 'words.json'
const wordsForm = z.record(z.string(), z.string())

type Place = Pick<SpeechLine, 'edition' | 'language'>

/** Where the recordings of an edition in one language are. */
export const placeOf = (edition: string, language: Language): Place => ({
  edition,
  language: language === 'en' ? 'en' : 'zh-CN',
})

/** Ids come from blueprints and editors; none leads out of its folder. */
const safe = (name: string) =>
  name
    .replaceAll('/', '.')
    .replaceAll(/[^\w\u4e00-\u9fff.-]/g, '_')
    .replace(/^\.+/, '_')
const folderOf = (root: string, { edition, language }: Place) =>
  join(root, safe(edition), language === 'en' ? 'en' : 'zh')

/** Where the recording of a line is looked for: `FOLDER/evening-2016-12-20/zh/now.chief.wav`. */
export const recordingFile = (root: string, line: Place & Pick<SpeechLine, 'id'>): string =>
  join(folderOf(root, line), `${safe(line.id)}.wav`)

/**
 * A presenter's voice: a WAV for each line, in a folder for each edition, with the words that were read. When the data
 * came in again and a line says something else than was read, its recording is refused.
 */
export const recordingProvider = (root: string): SpeechProvider => ({
  id: 'recording',
  licence: { zh: '本单位自有录音。', en: "The house's own recordings." },
  online: false,
  cacheKey: null,
  voices: async () => [],
  speak: (line) => speak(root, line),
  close() {},
})

async function speak(root: string, line: SpeechLine): Promise<Speech> {
  const words = await wordsIn(folderOf(root, line))
  const file = recordingFile(root, line)
  const size = (await stat(file).catch(() => null))?.size
  if (size === undefined) throw refused({ zh: '没有这一句的录音', en: 'This line was not recorded' })
  if (size > mostBytes) throw refused({ zh: '录音文件过大', en: 'The recording is too large' })
  const read = words[line.id]
  if (read === undefined)
    throw refused({
      zh: `${wordsFile} 没有写明这段录音读的是什么`,
      en: `${wordsFile} does not say which words this recording has`,
    })
  if (read !== line.written)
    throw refused({
      zh: `录音读的是“${read}”，与现在的稿子不同`,
      en: `The recording says "${read}", which is not what the script says now`,
    })
  const { sampleRate, samples } = readWav(await readFile(file))
  const provenance = { provider: 'recording', model: null, synthetic: false }
  return { sampleRate, pcm: samples, marks: [], provenance }
}

const refused = (words: Words) => new VoiceError(words)

async function wordsIn(folder: string): Promise<Record<string, string>> {
  const text = await readFile(join(folder, wordsFile), 'utf8').catch(() => '{}')
  try {
    return wordsForm.parse(JSON.parse(text))
  } catch {
    throw refused({ zh: `${wordsFile} 无法读取`, en: `${wordsFile} cannot be read` })
  }
}

/** What was read for the recordings of an edition, by line; nothing where the file cannot be read. */
export const wordsRead = (root: string, place: Place): Promise<Record<string, string>> =>
  wordsIn(folderOf(root, place)).catch(() => ({}))

/** Appears whole or not at all. */
async function put(file: string, content: string | Uint8Array) {
  const part = `${file}.part`
  await writeFile(part, content)
  await rename(part, file)
}

const wordsText = (words: Record<string, string>) => `${JSON.stringify(words, null, 2)}\n`

/**
 * Makes the folder for an edition's recordings and writes into it the words to read, which the recordings are held to.
 * What was read for a recording that is there stays as it is.
 * @returns the folder
 */
export async function prepareRecordings(root: string, edition: Edition, language: Language): Promise<string> {
  const place = placeOf(edition.id, language)
  const folder = folderOf(root, place)
  const read = await wordsIn(folder)
  const lines = partsOf(edition)
    .filter(isAired)
    .flatMap((part) => part.lines)
  await mkdir(folder, { recursive: true })
  const words: Record<string, string> = { ...read }
  for (const line of lines)
    if (!(await stat(recordingFile(root, { ...place, id: line.id })).catch(() => null)))
      words[line.id] = line[language]
  await put(join(folder, wordsFile), wordsText(words))
  return folder
}

/** Takes in an uploaded recording of a line. Throws a VoiceError when it is no usable WAV: then nothing is written. */
export async function saveRecording(
  root: string,
  line: Place & Pick<SpeechLine, 'id' | 'written'>,
  wav: Uint8Array,
): Promise<void> {
  if (wav.length > mostBytes) throw refused({ zh: '录音文件过大', en: 'The recording is too large' })
  readWav(wav)
  const folder = folderOf(root, line)
  await mkdir(folder, { recursive: true })
  const words = { ...(await wordsIn(folder)), [line.id]: line.written }
  await put(recordingFile(root, line), wav)
  await put(join(folder, wordsFile), wordsText(words))
}

/** Takes the recording of a line away, with the words that were read. */
export async function removeRecording(root: string, line: Place & Pick<SpeechLine, 'id'>): Promise<void> {
  const folder = folderOf(root, line)
  const { [line.id]: _, ...words } = await wordsIn(folder)
  await rm(recordingFile(root, line), { force: true })
  await put(join(folder, wordsFile), wordsText(words))
}
