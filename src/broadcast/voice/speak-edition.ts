import { SourceError } from '../../kit/fetch.ts'
import type { Words } from '../../kit/words.ts'
import { type Edition, framesASecond, isAired, type Line, partsOf } from '../edition.ts'
import { type Reading, readingsIn, readings as usualReadings } from '../pronunciation.ts'
import type { SpokenLine } from '../rundown.ts'
import { speakable } from '../script/speakable.ts'
import type { Voiced } from '../sound/mix.ts'
import { cacheNameOf, keep, kept, sweep } from './cache.ts'
import { faultIn } from './checks.ts'
import { pausesIn, trimmed } from './edges.ts'
import { type Provenance, type Speech, type SpeechLine, type SpeechProvider, VoiceError } from './provider.ts'
import { characterTimes } from './times.ts'

export interface SpeakOptions {
  language: 'zh' | 'en'
  /** Where speech is kept; null keeps none. */
  cacheFolder: string | null
  cacheBytes?: number
  voice?: string | null
  /** 1 is the voice's own pace. */
  rate?: number
  /** Of the house, before those of the programme. */
  readings?: readonly Reading[]
  signal?: AbortSignal | undefined
  onProgress?(lines: number, of: number): void
}

/** A line that stays text, and why. */
export interface VoiceFault {
  line: string
  reason: Words
}

/** What a voice made of an edition. */
export interface Spoken {
  voices: Map<string, Voiced>
  durations: Map<string, SpokenLine>
  /** Null when no line is spoken. */
  provenance: Provenance | null
  faults: VoiceFault[]
}

/** So many lines are asked for at once, and so many failures one after the other end the asking. */
const atOnce = 3
const mostFailures = 3

/**
 * Speaks every line that is aired. A line that fails stays text for as long as one needs to read it, and the others go
 * on; a provider that fails for good is not asked again. Throws only when it is called off.
 */
export async function speakEdition(
  edition: Edition,
  provider: SpeechProvider,
  options: SpeakOptions,
): Promise<Spoken> {
  const lines = partsOf(edition)
    .filter(isAired)
    .flatMap((part) => part.lines)
  const results = new Map<string, Speech | Words>()
  const waiting = [...lines]
  let failures = 0
  let ended: Words | null = null
  const work = async () => {
    for (let line = waiting.shift(); line; line = waiting.shift()) {
      options.signal?.throwIfAborted()
      const result = ended ?? (await spokenOrWhy(provider, edition, line, options))
      if (result instanceof Failure) {
        failures++
        if (result.fatal || failures >= mostFailures) ended ??= result.reason
      } else if (ended !== result) failures = 0
      results.set(line.id, result instanceof Failure ? result.reason : result)
      options.onProgress?.(results.size, lines.length)
    }
  }
  await Promise.all(Array.from({ length: atOnce }, work))
  if (options.cacheFolder) await sweep(options.cacheFolder, options.cacheBytes).catch(() => {})
  return gathered(lines, results, options)
}

/** The line as the voice is given it. */
export function speechLineOf(
  { id: edition }: Pick<Edition, 'id'>,
  line: Line,
  {
    language,
    voice = null,
    rate = 1,
    readings = [],
  }: Pick<SpeakOptions, 'language' | 'voice' | 'rate' | 'readings'>,
): SpeechLine {
  const text = speakable(line[language], language)
  return {
    edition,
    id: line.id,
    written: line[language],
    text,
    language: language === 'zh' ? 'zh-CN' : 'en',
    voice,
    rate,
    readings: language === 'zh' ? readingsIn(text, [...readings, ...usualReadings]) : [],
  }
}

class Failure {
  readonly reason: Words
  readonly fatal: boolean

  constructor(reason: Words, fatal: boolean) {
    this.reason = reason
    this.fatal = fatal
  }
}

async function spokenOrWhy(
  provider: SpeechProvider,
  edition: Edition,
  asWritten: Line,
  options: SpeakOptions,
): Promise<Speech | Failure> {
  const { cacheFolder, signal } = options
  try {
    const line = speechLineOf(edition, asWritten, options)
    const name = cacheFolder ? cacheNameOf(provider, line) : null
    const before = cacheFolder && name ? await kept(cacheFolder, name) : null
    const speech = before ?? (await provider.speak(line, signal))
    const fault = faultIn(speech, line)
    if (fault)
      throw new VoiceError({ zh: `声音不合格：${fault.zh}`, en: `The voice is not fit for air: ${fault.en}` })
    // A full disk costs time tomorrow, not the voice today.
    if (cacheFolder && name && !before) await keep(cacheFolder, name, speech).catch(() => {})
    return speech
  } catch (error) {
    signal?.throwIfAborted()
    return failureOf(error)
  }
}

function failureOf(error: unknown): Failure {
  if (error instanceof VoiceError) return new Failure(error.words, error.fatal)
  if (error instanceof SourceError)
    return new Failure(error.words, error.reason === 'denied' || error.reason === 'not-allowed')
  const told = error instanceof Error ? error.message.slice(0, 300) : String(error).slice(0, 300)
  return new Failure({ zh: `配音失败：${told}`, en: `The voice failed: ${told}` }, false)
}

function gathered(
  lines: readonly Line[],
  results: ReadonlyMap<string, Speech | Words>,
  { language }: SpeakOptions,
): Spoken {
  const spoken: Spoken = { voices: new Map(), durations: new Map(), provenance: null, faults: [] }
  for (const line of lines) {
    const result = results.get(line.id)!
    if (!('pcm' in result)) {
      spoken.faults.push({ line: line.id, reason: result })
      continue
    }
    const { voiced, duration } = timed(result, line[language], speakable(line[language], language))
    spoken.voices.set(line.id, voiced)
    spoken.durations.set(line.id, duration)
    spoken.provenance = {
      ...result.provenance,
      synthetic: result.provenance.synthetic || (spoken.provenance?.synthetic ?? false),
    }
  }
  return spoken
}

/** A line without the silence around it, with the time of each of its characters. */
function timed({ pcm, sampleRate, marks }: Speech, written: string, said: string) {
  const { samples, startMs } = trimmed(pcm, sampleRate)
  const edges = { startMs: 0, endMs: (samples.length / sampleRate) * 1000 }
  const characters = characterTimes({
    written,
    said,
    marks: marks.map((mark) => ({ ...mark, startMs: mark.startMs - startMs, endMs: mark.endMs - startMs })),
    edges,
    pauses: pausesIn(samples, sampleRate),
  })
  const frames = Math.max(1, Math.ceil((samples.length / sampleRate) * framesASecond))
  return { voiced: { samples, rate: sampleRate }, duration: { frames, characters } }
}
