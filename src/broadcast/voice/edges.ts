/** Loudness is looked at in stretches of 10 ms. */
const stretchesASecond = 100
/** Voice is what comes within 40 dB of the loudest, and is above −60 dBFS. */
const below = 10 ** (-40 / 20)
const floor = 10 ** (-60 / 20)
/** A soft beginning or end is left whole: seconds. */
const before = 0.03
const after = 0.06
const fade = 0.005

/** A stretch of time, in milliseconds. */
export interface Span {
  startMs: number
  endMs: number
}

function stretches(samples: Float32Array, rate: number) {
  const length = Math.max(1, Math.round(rate / stretchesASecond))
  return Float64Array.from({ length: Math.ceil(samples.length / length) }, (_, i) => {
    const part = samples.subarray(i * length, (i + 1) * length)
    let energy = 0
    for (const value of part) energy += value * value
    return Math.sqrt(energy / part.length)
  })
}

function heard(samples: Float32Array, rate: number): boolean[] {
  const levels = stretches(samples, rate)
  const threshold = Math.max(floor, levels.reduce((most, level) => Math.max(most, level), 0) * below)
  return [...levels].map((level) => level > threshold)
}

/** The voice without the silence around it, its cut ends softened. Empty when there is none. */
export function trimmed(samples: Float32Array, rate: number): { samples: Float32Array; startMs: number } {
  const voiced = heard(samples, rate)
  const first = voiced.indexOf(true)
  if (first < 0) return { samples: new Float32Array(0), startMs: 0 }
  const length = Math.max(1, Math.round(rate / stretchesASecond))
  const from = Math.max(0, first * length - Math.round(before * rate))
  const to = Math.min(samples.length, (voiced.lastIndexOf(true) + 1) * length + Math.round(after * rate))
  const kept = samples.slice(from, to)
  soften(kept, Math.min(Math.round(fade * rate), kept.length >> 1))
  return { samples: kept, startMs: (from / rate) * 1000 }
}

function soften(samples: Float32Array, count: number) {
  for (let i = 0; i < count; i++) {
    const gain = i / count
    samples[i] = samples[i]! * gain
    samples[samples.length - 1 - i] = samples[samples.length - 1 - i]! * gain
  }
}

/** The silences of at least `leastMs` between the first and the last sound. */
export function pausesIn(samples: Float32Array, rate: number, leastMs = 120): Span[] {
  const voiced = heard(samples, rate)
  const pauses: Span[] = []
  let last = voiced.indexOf(true)
  for (let i = last; i >= 0 && i < voiced.length; i++) {
    if (!voiced[i]) continue
    const span = { startMs: (last + 1) * (1000 / stretchesASecond), endMs: i * (1000 / stretchesASecond) }
    if (span.endMs - span.startMs >= leastMs) pauses.push(span)
    last = i
  }
  return pauses
}
