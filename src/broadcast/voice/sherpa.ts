import { existsSync, readdirSync } from 'node:fs'
import { basename, join } from 'node:path'
import type { Words } from '../../kit/words.ts'
import { run } from './program.ts'
import { type Speech, type SpeechLine, type SpeechProvider, VoiceError } from './provider.ts'
import { sherpaProgram } from './sherpa-program.ts'

const noEngine: Words = {
  zh: '没有安装 sherpa-onnx-node。请在本软件或模型所在的文件夹中运行 npm install sherpa-onnx-node。',
  en: 'sherpa-onnx-node is not installed. Run npm install sherpa-onnx-node in the folder of Lantian or of the model.',
}

/**
 * A neural voice without network: the house installs `sherpa-onnx-node` and brings a folder with a model (VITS, Matcha or
 * Kokoro). Voices are the speaker numbers of the model.
 */
export const sherpaProvider = (folder: string): SpeechProvider => ({
  id: 'sherpa',
  licence: {
    zh: '引擎 sherpa-onnx（Apache-2.0）由本单位安装；模型按其自身许可。',
    en: 'The engine sherpa-onnx (Apache-2.0) is installed by the house; the model has a licence of its own.',
  },
  online: false,
  cacheKey: folder,
  voices: async () => [],
  speak: (line, signal) => speak(folder, line, signal),
  close() {},
})

async function speak(folder: string, line: SpeechLine, signal?: AbortSignal): Promise<Speech> {
  const input = JSON.stringify({
    paths: [process.cwd(), folder, import.meta.dirname],
    config: modelConfig(folder),
    text: line.text,
    sid: speaker(line.voice),
    speed: line.rate,
  })
  const bytes = await run({
    program: process.execPath,
    args: ['-e', sherpaProgram],
    input,
    signal,
    missing: noEngine,
    missingCode: 3,
    maxBytes: 64 << 20,
    timeoutMs: 120_000,
  })
  if (bytes.length < 4) throw new VoiceError({ zh: 'sherpa-onnx 没有回答', en: 'sherpa-onnx gave no answer' })
  const whole = bytes.subarray(4, bytes.length - (bytes.length % 4))
  return {
    sampleRate: bytes.readUInt32LE(0),
    pcm: new Float32Array(Uint8Array.from(whole).buffer),
    marks: [],
    provenance: { provider: 'sherpa', model: basename(folder), synthetic: true },
  }
}

function speaker(voice: string | null): number {
  const number = Number(voice ?? 0)
  if (Number.isInteger(number) && number >= 0 && number < 10_000) return number
  throw new VoiceError(
    { zh: `sherpa 的声音应为编号，而不是“${voice}”`, en: `A voice of sherpa is a number, not "${voice}"` },
    true,
  )
}

/** What the engine needs to know of a model, told by the names of its files. */
export function modelConfig(folder: string) {
  const names = existsSync(folder) ? readdirSync(folder) : []
  const file = (name: string) => (names.includes(name) ? join(folder, name) : undefined)
  const onnx = (form: RegExp) => names.filter((name) => /\.onnx$/.test(name) && form.test(name)).sort()[0]
  const tokens = file('tokens.txt')
  const model = onnx(/^(?!.*(vocos|hifigan))/)
  if (!tokens || !model)
    throw new VoiceError(
      {
        zh: `${folder} 中没有语音模型（需要 tokens.txt 和 .onnx 文件）`,
        en: `There is no voice model in ${folder} (it needs tokens.txt and an .onnx file)`,
      },
      true,
    )
  const common = {
    tokens,
    // A model of several languages has several.
    lexicon:
      names
        .filter((name) => /^lexicon.*\.txt$/.test(name))
        .map((name) => join(folder, name))
        .join(',') || undefined,
    dictDir: file('dict'),
    dataDir: file('espeak-ng-data'),
  }
  const vocoder = onnx(/vocos|hifigan/)
  const kind = file('voices.bin')
    ? { kokoro: { ...common, model: join(folder, model), voices: file('voices.bin') } }
    : vocoder
      ? { matcha: { ...common, acousticModel: join(folder, model), vocoder: join(folder, vocoder) } }
      : { vits: { ...common, model: join(folder, model) } }
  return { model: { ...kind, numThreads: 1, provider: 'cpu', debug: false }, maxNumSentences: 1 }
}
