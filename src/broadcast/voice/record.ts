import { stat } from 'node:fs/promises'
import { record } from '../../kit/journal/journal.ts'
import { Problem } from '../../kit/problem.ts'
import type { House } from '../../kit/room.ts'
import type { Language } from '../../kit/words.ts'
import { laid } from '../changes.ts'
import { type Edition, isAired, partsOf } from '../edition.ts'
import { editionNamed, sha256 } from '../editions.ts'
import type { BroadcastStore } from '../tables.ts'
import { faultIn } from './checks.ts'
import { decoded } from './decode.ts'
import { recordingsFolder } from './index.ts'
import { VoiceError } from './provider.ts'
import {
  placeOf,
  prepareRecordings,
  recordingFile,
  removeRecording,
  saveRecording,
  wordsRead,
} from './recording.ts'
import { speechLineOf } from './speak-edition.ts'
import { isMonoWav, writeWav } from './wav.ts'

/** A line of an edition as it is said now, and whether a presenter's voice is there for it. */
export interface LineToRecord {
  line: string
  part: string
  text: string
  /** `outdated`: what was read is not what the script says now, so that it is not used. */
  state: 'recorded' | 'outdated' | 'missing'
  /** What was read; null where nothing is recorded. */
  read: string | null
}

interface Place {
  edition: string
  language: Language
}

/** The edition as the editor left it: what a presenter reads. */
async function spokenEdition(house: House, id: string): Promise<Edition> {
  const { machine, changes } = await editionNamed(house, id)
  return laid(machine, changes).edition
}

/** Every line that is aired, in its order, with what it still lacks. @throws Problem 404 */
export async function linesToRecord(house: House, { edition: id, language }: Place): Promise<LineToRecord[]> {
  const edition = await spokenEdition(house, id)
  const root = recordingsFolder(house.settings)
  const place = placeOf(id, language)
  const words = await wordsRead(root, place)
  const lines = partsOf(edition)
    .filter(isAired)
    .flatMap((part) => part.lines.map((line) => ({ part: part.id, line })))
  return Promise.all(
    lines.map(async ({ part, line }) => {
      const there = await isThere(recordingFile(root, { ...place, id: line.id }))
      const read = there ? (words[line.id] ?? null) : null
      const state = !there ? 'missing' : read === line[language] ? 'recorded' : 'outdated'
      return { line: line.id, part, text: line[language], state, read }
    }),
  )
}

const isThere = (file: string) =>
  stat(file).then(
    () => true,
    () => false,
  )

/**
 * Writes down the words to be read, for presenters who put files into the folder. What was read for a recording that is
 * there stays, so that old sound never passes for new words. @returns the folder
 */
export async function prepare(
  house: House,
  { edition: id, language, by }: Place & Pick<RecordAsked, 'by'>,
): Promise<string> {
  const edition = await spokenEdition(house, id)
  let folder = ''
  await withJournal(house, { edition: id, by }, 'broadcast.record-prepare', { language }, async () => {
    const made = prepareRecordings(recordingsFolder(house.settings), edition, language)
    folder = await made.catch(refuse('wrong-words', 422))
  })
  return folder
}

export interface RecordAsked extends Place {
  line: string
  sound: Uint8Array
  by: string
}

/**
 * Takes in a presenter's voice for a line, in the place of one that was there.
 * @returns whether it took another's place, and its length in seconds
 * @throws Problem 404 for an unknown line, 415 where the sound cannot be read, 422 where it is not fit for air
 */
export async function takeRecording(house: House, asked: RecordAsked) {
  const line = await lineFor(house, asked)
  const wav = await decoded(asked.sound).catch(refuse('wrong-sound', 415))
  const fault = faultIn({ ...wav, pcm: wav.samples, marks: [], provenance }, line)
  if (fault)
    throw new Problem(
      'unfit-recording',
      { zh: `录音不合格：${fault.zh}。`, en: `The recording is not fit for air: ${fault.en}.` },
      422,
    )
  // A mono WAV is kept as it came: with its rate and all its bits.
  const bytes = isMonoWav(asked.sound) ? asked.sound : writeWav(wav)
  const root = recordingsFolder(house.settings)
  const seconds = Math.round((wav.samples.length / wav.sampleRate) * 100) / 100
  const replaced = await isThere(recordingFile(root, line))
  const detail = { line: line.id, language: asked.language, sha256: sha256(bytes), seconds, replaced }
  await withJournal(house, asked, 'broadcast.record', detail, () =>
    saveRecording(root, line, bytes).catch(refuse('wrong-words', 422)),
  )
  return { line: line.id, seconds, replaced }
}

const provenance = { provider: 'recording', model: null, synthetic: false }

/** @throws Problem 404 where there is none */
export async function dropRecording(house: House, asked: Omit<RecordAsked, 'sound'>): Promise<void> {
  const { edition, language, line } = asked
  // A line that the script has no more may have a recording still.
  await editionNamed(house, edition)
  const place = { ...placeOf(edition, language), id: line }
  const root = recordingsFolder(house.settings)
  if (!(await isThere(recordingFile(root, place)))) throw noRecording()
  await withJournal(house, asked, 'broadcast.record-delete', { line, language }, () =>
    removeRecording(root, place).catch(refuse('wrong-words', 422)),
  )
}

/** The file is written last, before the line is committed: neither is there without the other. One at a time. */
async function withJournal(
  house: House,
  { edition, by }: Pick<RecordAsked, 'edition' | 'by'>,
  deed: string,
  detail: object,
  act: () => Promise<void>,
) {
  const store: BroadcastStore = house.store
  await store.db.transaction().execute(async (tx) => {
    await store.bulk.exclusive(tx, 'broadcast/recordings')
    await record(tx, { at: house.clock(), by, deed, about: `broadcast/${edition}`, detail })
    await act()
  })
}

async function lineFor(house: House, { edition: id, language, line: wanted }: RecordAsked) {
  const edition = await spokenEdition(house, id)
  const line = partsOf(edition)
    .filter(isAired)
    .flatMap((part) => part.lines)
    .find((one) => one.id === wanted)
  if (!line) throw unknownLine()
  return speechLineOf(edition, line, { language })
}

const refuse = (code: string, status: 415 | 422) => (error: unknown) => {
  if (!(error instanceof VoiceError)) throw error
  const stop = (words: string, end: string) => (/[。.]$/.test(words) ? words : `${words}${end}`)
  throw new Problem(code, { zh: stop(error.words.zh, '。'), en: stop(error.words.en, '.') }, status)
}

const unknownLine = () =>
  new Problem(
    'unknown-line',
    { zh: '节目中没有这一句，或它不播出。', en: 'The edition has no such line, or does not air it.' },
    404,
  )

const noRecording = () =>
  new Problem('no-recording', { zh: '这一句没有录音。', en: 'There is no recording of this line.' }, 404)
