import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestContext } from 'node:test'
import { expectedSeconds } from './checks.ts'
import type { Speech, SpeechLine, SpeechProvider } from './provider.ts'

export const testRate = 16_000

/** Something like speech: a tone that swells and ebbs, with silence around it. */
export function hum(seconds: number, { level = 0.3, silence = 0.2, rate = testRate } = {}): Float32Array {
  const quiet = Math.round(silence * rate)
  const samples = new Float32Array(Math.round(seconds * rate) + 2 * quiet)
  for (let i = quiet; i < samples.length - quiet; i++)
    samples[i] = level * Math.sin(i * 0.11) * (0.8 + 0.2 * Math.sin(i * 0.003))
  return samples
}

export const joined = (...parts: Float32Array[]): Float32Array =>
  Float32Array.from(parts.flatMap((part) => [...part]))

export const speechOf = (pcm: Float32Array, changes: Partial<Speech> = {}): Speech => ({
  sampleRate: testRate,
  pcm,
  marks: [],
  provenance: { provider: 'espeak', model: 'test', synthetic: true },
  ...changes,
})

export const lineOf = (text: string, changes: Partial<SpeechLine> = {}): SpeechLine => ({
  edition: 'evening-2016-12-20',
  id: 'now/category',
  written: text,
  text,
  language: 'zh-CN',
  voice: null,
  rate: 1,
  readings: [],
  ...changes,
})

/** A voice played by a function; it keeps what it was asked. */
export function playedVoice(answer: (line: SpeechLine) => Speech | Promise<Speech> = hummed) {
  const asked: SpeechLine[] = []
  const provider: SpeechProvider = {
    id: 'espeak',
    licence: { zh: '', en: '' },
    online: false,
    cacheKey: 'test',
    voices: async () => [],
    async speak(line) {
      asked.push(line)
      return answer(line)
    },
    close() {},
  }
  return { asked, provider }
}

export const hummed = ({ text }: SpeechLine): Speech => speechOf(hum(expectedSeconds(text)))

export function folderFor(t: TestContext): string {
  const folder = mkdtempSync(join(tmpdir(), 'lantian-voice-'))
  t.after(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}
