import type { Words } from '../../kit/words.ts'
import { VoiceError } from './provider.ts'

export interface Wav {
  sampleRate: number
  samples: Float32Array
}

interface Format {
  kind: 'integer' | 'float'
  channels: number
  rate: number
  bits: number
}

/** What writers put down that cannot know the length: 0x7ffff000, 0x7fffffff, 0xffffffff. */
const unknownSize = 0x7fff0000

const wrong = (words: Words) =>
  new VoiceError({ zh: `录音文件不可用：${words.zh}`, en: `The sound file cannot be used: ${words.en}` })

/**
 * Reads a WAV of one channel, 16, 24 or 32 bits or 32-bit float. Strict: whatever is cut off, compressed or stereo is a
 * VoiceError that says so.
 * @param mixed two channels are taken too, and mixed down to one
 * @param piped its writer may not have known the length and have put down the largest there is instead
 */
export function readWav(bytes: Uint8Array, { piped = false, mixed = false } = {}): Wav {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const tag = (at: number) => String.fromCharCode(...bytes.subarray(at, at + 4))
  if (bytes.length < 12 || tag(0) !== 'RIFF' || tag(8) !== 'WAVE') throw wrong(foreign(bytes))
  let format: Format | null = null
  for (let at = 12; at + 8 <= bytes.length; ) {
    const size = view.getUint32(at + 4, true)
    const from = at + 8
    if (tag(at) === 'fmt ') format = formatOf(view, from, size)
    if (tag(at) === 'data') {
      const there = bytes.length - from
      if (size > there && !(piped && size >= unknownSize)) throw cutOff()
      const known = usable(format, mixed ? 2 : 1)
      return { sampleRate: known.rate, samples: samplesOf(view, from, Math.min(size, there), known) }
    }
    // Chunks begin at even places.
    at = from + size + (size % 2)
  }
  throw cutOff()
}

/** Whether it can be read without being mixed down. */
export function isMonoWav(bytes: Uint8Array): boolean {
  try {
    readWav(bytes)
    return true
  } catch {
    return false
  }
}

const cutOff = () => wrong({ zh: '文件不完整', en: 'it is cut off' })

function foreign(bytes: Uint8Array): Words {
  if (bytes.length === 0) return { zh: '内容为空', en: 'it is empty' }
  const begin = new TextDecoder().decode(bytes.subarray(0, 64)).trimStart()
  if (begin.startsWith('<')) return { zh: '收到的是网页，而不是声音', en: 'a web page came instead of sound' }
  if (begin.startsWith('{')) return { zh: '收到的是 JSON，而不是声音', en: 'JSON came instead of sound' }
  return { zh: '不是 WAV 文件', en: 'it is no WAV' }
}

function formatOf(view: DataView, at: number, size: number): Format {
  if (size < 16 || at + 16 > view.byteLength) throw cutOff()
  let code = view.getUint16(at, true)
  // The extensible form keeps the real code at the head of its GUID.
  if (code === 0xfffe && size >= 26 && at + 26 <= view.byteLength) code = view.getUint16(at + 24, true)
  const kind = code === 1 ? 'integer' : code === 3 ? 'float' : null
  if (!kind) throw wrong({ zh: `编码方式 ${code} 不是 PCM`, en: `its encoding ${code} is not PCM` })
  return {
    kind,
    channels: view.getUint16(at + 2, true),
    rate: view.getUint32(at + 4, true),
    bits: view.getUint16(at + 14, true),
  }
}

function usable(format: Format | null, most: number): Format {
  if (!format) throw wrong({ zh: '缺少格式说明', en: 'it does not tell its format' })
  const { kind, channels, bits } = format
  if (channels < 1 || channels > most) {
    const [zh, en] = most === 1 ? ['应为单声道', 'one'] : ['应为单声道或立体声', 'one or two']
    throw wrong({ zh: `有 ${channels} 个声道，${zh}`, en: `it has ${channels} channels instead of ${en}` })
  }
  if (kind === 'float' ? bits !== 32 : ![16, 24, 32].includes(bits))
    throw wrong({ zh: `不支持 ${bits} 位`, en: `${bits} bits are not supported` })
  return format
}

function samplesOf(
  view: DataView,
  from: number,
  size: number,
  { kind, bits, channels }: Format,
): Float32Array {
  const width = bits / 8
  const frame = width * channels
  const read: Record<string, (at: number) => number> = {
    integer16: (at) => view.getInt16(at, true) / 0x8000,
    integer24: (at) => ((view.getInt8(at + 2) << 16) | view.getUint16(at, true)) / 0x800000,
    integer32: (at) => view.getInt32(at, true) / 0x80000000,
    float32: (at) => view.getFloat32(at, true),
  }
  const sample = read[kind + bits]!
  return Float32Array.from({ length: Math.floor(size / frame) }, (_, i) => {
    const at = from + i * frame
    return channels === 1 ? sample(at) : (sample(at) + sample(at + width)) / 2
  })
}

/** Writes one channel as WAV of 16 bits. */
export function writeWav({ sampleRate, samples }: Wav): Uint8Array {
  const bytes = new Uint8Array(44 + samples.length * 2)
  const view = new DataView(bytes.buffer)
  const tag = (at: number, text: string) => bytes.set(new TextEncoder().encode(text), at)
  tag(0, 'RIFF')
  view.setUint32(4, 36 + samples.length * 2, true)
  tag(8, 'WAVEfmt ')
  view.setUint32(16, 16, true)
  view.setUint16(20, 1, true)
  view.setUint16(22, 1, true)
  view.setUint32(24, sampleRate, true)
  view.setUint32(28, sampleRate * 2, true)
  view.setUint16(32, 2, true)
  view.setUint16(34, 16, true)
  tag(36, 'data')
  view.setUint32(40, samples.length * 2, true)
  for (const [i, value] of samples.entries())
    view.setInt16(44 + i * 2, Math.round(Math.max(-1, Math.min(1, value)) * 0x7fff), true)
  return bytes
}
