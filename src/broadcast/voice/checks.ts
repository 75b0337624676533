import type { Words } from '../../kit/words.ts'
import { trimmed } from './edges.ts'
import type { Speech, SpeechLine } from './provider.ts'

/** Below a telephone's and above a studio's rate something is wrong. */
const slowest = 8_000
const fastest = 192_000
/** No sentence of the programme is longer: seconds. */
export const longestSeconds = 120
const tooQuiet = 10 ** (-45 / 20)
const fullScale = 0.999
/** Share of samples at full scale from which one hears it. */
const mostAtFullScale = 0.002
/** Against the length that the text lets expect. */
const tooLong = 4
const tooShort = 0.25

/** What is wrong with a voice's answer; null when it may go on air. */
export function faultIn({ sampleRate, pcm }: Speech, line: Pick<SpeechLine, 'text' | 'rate'>): Words | null {
  if (!Number.isInteger(sampleRate) || sampleRate < slowest || sampleRate > fastest)
    return { zh: `采样率 ${sampleRate} 不对`, en: `its rate of ${sampleRate} Hz is wrong` }
  if (pcm.length > longestSeconds * sampleRate)
    return { zh: `长于 ${longestSeconds} 秒`, en: `it is longer than ${longestSeconds} s` }
  return faultInSamples(pcm) ?? faultInLength(trimmed(pcm, sampleRate).samples.length / sampleRate, line)
}

function faultInSamples(pcm: Float32Array): Words | null {
  let peak = 0
  let full = 0
  for (const value of pcm) {
    if (!Number.isFinite(value)) return { zh: '含有无效的采样值', en: 'it has samples that are no numbers' }
    const height = Math.abs(value)
    if (height > peak) peak = height
    if (height >= fullScale) full++
  }
  if (peak < tooQuiet) return { zh: '没有声音', en: 'it is silent' }
  if (full > pcm.length * mostAtFullScale) {
    const share = ((full / pcm.length) * 100).toFixed(1)
    return { zh: `削波（${share}% 的采样到顶）`, en: `it clips (${share} % of it at full scale)` }
  }
  return null
}

function faultInLength(seconds: number, { text, rate }: Pick<SpeechLine, 'text' | 'rate'>): Words | null {
  const expected = expectedSeconds(text) / rate
  const told = seconds.toFixed(1)
  const usual = expected.toFixed(1)
  if (seconds > expected * tooLong)
    return {
      zh: `长达 ${told} 秒，按文字约为 ${usual} 秒`,
      en: `it lasts ${told} s where the text needs some ${usual} s`,
    }
  if (seconds < expected * tooShort)
    return {
      zh: `只有 ${told} 秒，按文字约为 ${usual} 秒`,
      en: `it lasts only ${told} s where the text needs some ${usual} s`,
    }
  return null
}

/** How long a calm voice needs for a text: 4.5 Chinese characters or 15 letters a second; a digit is a short word. */
export function expectedSeconds(text: string): number {
  let seconds = 0.2
  for (const character of text)
    if (/\p{Script=Han}/u.test(character)) seconds += 1 / 4.5
    else if (/\d/.test(character)) seconds += 4 / 15
    else if (/\p{L}/u.test(character)) seconds += 1 / 15
  return seconds
}
