import type { Words } from '../../kit/words.ts'
import type { Reading } from '../pronunciation.ts'

export const voiceNames = ['none', 'recording', 'http', 'sherpa', 'espeak'] as const
export type VoiceName = (typeof voiceNames)[number]

/** A sentence for a voice. */
export interface SpeechLine {
  /** Of the edition and of the line in it: what a recording is found by. */
  edition: string
  id: string
  /** As the script has it, and as subtitles show it. */
  written: string
  /** As it is to be said: signs by their names, Chinese numbers as words. */
  text: string
  language: 'zh-CN' | 'en'
  /** Name of a voice of the provider; null for its usual one. */
  voice: string | null
  /** 1 is the voice's own pace. */
  rate: number
  /** Where a character's reading is not the likely one. */
  readings: readonly Reading[]
}

/** When a stretch of `text` is heard; places are UTF-16 offsets into it. */
export interface Mark {
  startMs: number
  endMs: number
  textStart: number
  textEnd: number
}

/** Whose voice it is. Synthetic reaches the end card, the sheet and the film's tags. */
export interface Provenance {
  provider: string
  model: string | null
  synthetic: boolean
}

export interface Speech {
  /** Samples a second. */
  sampleRate: number
  /** One channel, −1 … 1. */
  pcm: Float32Array
  /** Empty where the provider tells no times. */
  marks: readonly Mark[]
  provenance: Provenance
}

export interface Voice {
  name: string
  language: string
}

export interface SpeechProvider {
  readonly id: VoiceName
  /** What the house should know of the terms. */
  readonly licence: Words
  /** Whether the text leaves the house. */
  readonly online: boolean
  /** What beside the line decides how it sounds: part of the cache's key. Null where nothing may be kept. */
  readonly cacheKey: string | null
  voices(): Promise<Voice[]>
  /** Throws a VoiceError for whatever the line cannot be said for. */
  speak(line: SpeechLine, signal?: AbortSignal): Promise<Speech>
  close(): void
}

/** Why a line is not spoken. `fatal`: the other lines would fail for the same reason. */
export class VoiceError extends Error {
  readonly words: Words
  readonly fatal: boolean

  constructor(words: Words, fatal = false) {
    super(words.en)
    this.name = 'VoiceError'
    this.words = words
    this.fatal = fatal
  }
}
