import type { Language, Words } from '../kit/words.ts'
import type { SpokenLine } from './rundown.ts'
import type { Voiced } from './sound/mix.ts'

/** What a voice made of an edition; empty when there is none. */
export interface Narration {
  voices: ReadonlyMap<string, Voiced>
  durations: ReadonlyMap<string, SpokenLine>
  synthetic: boolean
  /** What is spoken; null where nobody speaks. */
  language: Language | null
  /** Said in the sheet: that there is no voice, or what went wrong with it. */
  notes: readonly Words[]
}

export const noVoice: Narration = {
  voices: new Map(),
  durations: new Map(),
  synthetic: false,
  language: null,
  notes: [
    { zh: '没有配音：本片只有字幕和背景声。', en: 'No voice: this film has subtitles and a sound bed only.' },
  ],
}
