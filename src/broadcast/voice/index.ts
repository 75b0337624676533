import { join } from 'node:path'
import { Problem } from '../../kit/problem.ts'
import type { House } from '../../kit/room.ts'
import type { Language, Words } from '../../kit/words.ts'
import type { Settings } from '../../settings.ts'
import type { Edition } from '../edition.ts'
import { type Narration, noVoice } from '../narration.ts'
import { espeakProvider } from './espeak.ts'
import { httpProvider } from './http.ts'
import { type SpeechProvider, type VoiceName, voiceNames } from './provider.ts'
import { readingsOf } from './readings.ts'
import { recordingProvider } from './recording.ts'
import { serviceOf } from './service.ts'
import { sherpaProvider } from './sherpa.ts'
import { type Spoken, speakEdition } from './speak-edition.ts'

/** Where presenters' recordings are looked for. */
export const recordingsFolder = ({ LANTIAN_VOICE_FOLDER, LANTIAN_DATA }: Settings): string =>
  LANTIAN_VOICE_FOLDER ?? join(LANTIAN_DATA, 'recordings')

/** Who speaks, by name; null for nobody. Throws a Problem when the name or its settings are wrong. */
export function providerNamed(name: string, settings: Settings): SpeechProvider | null {
  const known = voiceNames.find((one) => one === name)
  if (!known)
    throw new Problem('unknown-voice', {
      zh: `没有名为“${name}”的配音方式，应为 ${voiceNames.join('、')} 之一。`,
      en: `There is no voice "${name}"; it must be one of ${voiceNames.join(', ')}.`,
    })
  return makers[known](settings)
}

const makers: Record<VoiceName, (settings: Settings) => SpeechProvider | null> = {
  none: () => null,
  recording: (settings) => recordingProvider(recordingsFolder(settings)),
  http: ({ LANTIAN_VOICE_SERVICE, LANTIAN_VOICE_URL, LANTIAN_VOICE_KEY }) =>
    httpProvider({ service: serviceOf(LANTIAN_VOICE_SERVICE, LANTIAN_VOICE_URL), key: LANTIAN_VOICE_KEY }),
  sherpa({ LANTIAN_VOICE_MODEL }) {
    if (LANTIAN_VOICE_MODEL) return sherpaProvider(LANTIAN_VOICE_MODEL)
    throw new Problem('voice-settings', {
      zh: 'LANTIAN_VOICE=sherpa 还需要 LANTIAN_VOICE_MODEL：模型所在的文件夹。',
      en: 'LANTIAN_VOICE=sherpa also needs LANTIAN_VOICE_MODEL: the folder of the model.',
    })
  },
  espeak: ({ LANTIAN_VOICE_PROGRAM }) => espeakProvider(LANTIAN_VOICE_PROGRAM),
}

export interface NarrateOptions {
  /** Instead of the voice of the settings. */
  voice?: string
  language?: 'zh' | 'en'
  signal?: AbortSignal | undefined
  onProgress?(lines: number, of: number): void
}

/** Speaks an edition with the voice of the house. Throws a Problem for wrong settings only; all else is in its notes. */
export async function narrate(
  { settings }: Pick<House, 'settings'>,
  edition: Edition,
  options: NarrateOptions = {},
): Promise<Narration> {
  const provider = providerNamed(options.voice ?? settings.LANTIAN_VOICE, settings)
  if (!provider) return noVoice
  const language = options.language ?? settings.LANTIAN_VOICE_LANGUAGE
  try {
    const spoken = await speakEdition(edition, provider, {
      language,
      cacheFolder: join(settings.LANTIAN_DATA, 'speech'),
      voice: settings.LANTIAN_VOICE_NAME ?? null,
      rate: settings.LANTIAN_VOICE_RATE / 100,
      readings: readingsOf(settings.LANTIAN_VOICE_READINGS),
      signal: options.signal,
      ...(options.onProgress && { onProgress: options.onProgress }),
    })
    return narrationOf(spoken, language)
  } finally {
    provider.close()
  }
}

/** As the film is made from it, with what the sheet says of the voice. */
function narrationOf({ voices, durations, provenance, faults }: Spoken, language: Language): Narration {
  const notes: Words[] = faults.map(({ line, reason }) => ({
    zh: `未配音（只有字幕）：${line}：${reason.zh}`,
    en: `Not spoken, subtitles only: ${line}: ${reason.en}`,
  }))
  if (!provenance) return { ...noVoice, notes: [...noVoice.notes, ...notes] }
  const by = [provenance.provider, provenance.model].filter(Boolean).join(' ')
  const kind: Words = provenance.synthetic
    ? { zh: `合成语音：${by}`, en: `Synthetic voice: ${by}` }
    : { zh: `配音：${by}`, en: `Voice: ${by}` }
  return { voices, durations, synthetic: provenance.synthetic, language, notes: [kind, ...notes] }
}

/** What `lantian broadcast voices` lists: each way to speak, its terms, and the voices it tells of. */
export async function voices(settings: Settings): Promise<{ name: VoiceName; lines: Words[] }[]> {
  return Promise.all(voiceNames.map(async (name) => ({ name, lines: await told(name, settings) })))
}

async function told(name: VoiceName, settings: Settings): Promise<Words[]> {
  try {
    const provider = providerNamed(name, settings)
    if (!provider) return [{ zh: '只有字幕和背景声。', en: 'Subtitles and a sound bed only.' }]
    const known = (await provider.voices()).map((voice) => voice.name).join(', ')
    provider.close()
    return known === '' ? [provider.licence] : [provider.licence, { zh: known, en: known }]
  } catch (error) {
    if (error instanceof Error && 'words' in error) return [error.words as Words]
    throw error
  }
}
