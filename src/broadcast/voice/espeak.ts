import { withPinyin } from './pinyin.ts'
import { run } from './program.ts'
import { type Speech, type SpeechLine, type SpeechProvider, VoiceError } from './provider.ts'
import { readWav } from './wav.ts'

/** Words a minute. So that Chinese comes at some 4.5 characters a second. */
const usualPace = { 'zh-CN': 195, en: 160 }
const usualVoice = { 'zh-CN': 'cmn-latn-pinyin', en: 'en-gb' }

const missing = (program: string) => ({
  zh: `未找到程序 ${program}。请安装 espeak-ng，或用 LANTIAN_VOICE_PROGRAM 指明其位置。`,
  en: `There is no program ${program}. Install espeak-ng, or name its place in LANTIAN_VOICE_PROGRAM.`,
})

/**
 * The preview voice: the system's espeak-ng, a separate program that is never part of ours. Intelligible, robotic, and
 * labelled synthetic. It tells no times, so characters are spread between the edges and pauses of the voice.
 */
export const espeakProvider = (program: string): SpeechProvider => ({
  id: 'espeak',
  licence: {
    zh: 'espeak-ng（GPL-3.0），独立程序，机械语音，适合预览和无障碍。',
    en: 'espeak-ng (GPL-3.0), a separate program; a robotic voice for previews and accessibility.',
  },
  online: false,
  cacheKey: 'espeak-ng',
  voices: async () => listed(await ask(program, ['--voices'], '')),
  speak: (line, signal) => speak(program, line, signal),
  close() {},
})

const ask = (program: string, args: readonly string[], input: string, signal?: AbortSignal) =>
  run({ program, args, input, signal, missing: missing(program), maxBytes: 64 << 20, timeoutMs: 30_000 })

async function speak(program: string, line: SpeechLine, signal?: AbortSignal): Promise<Speech> {
  const voice = line.voice ?? usualVoice[line.language]
  if (!/^[\w+-]+$/.test(voice))
    throw new VoiceError({ zh: `声音名称“${voice}”无效`, en: `"${voice}" is no name of a voice` }, true)
  const pace = Math.round(usualPace[line.language] * line.rate)
  const args = ['-v', voice, '-s', String(pace), '-b', '1', '--stdin', '--stdout']
  const wav = await ask(program, args, withPinyin(line.text, line.readings), signal)
  const { sampleRate, samples } = readWav(wav, { piped: true })
  return {
    sampleRate,
    pcm: samples,
    marks: [],
    provenance: { provider: 'espeak', model: voice, synthetic: true },
  }
}

/** Its table of voices: priority, language, age and gender, name, file. */
const listed = (table: Buffer) =>
  table
    .toString()
    .split('\n')
    .slice(1)
    .flatMap((row) => {
      const [, , language] = /^\s*(\d+)\s+(\S+)/.exec(row) ?? []
      return language && /^(cmn|en)/.test(language) ? [{ name: language, language }] : []
    })
