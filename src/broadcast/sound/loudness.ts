/**
 * Loudness after ITU-R BS.1770-4: K weighting, blocks of 400 ms every 100 ms, an absolute gate at −70 and a relative one
 * 10 below the mean of what passed it. Sound is at 48 kHz, for which the recommendation prints its filters.
 */
import { soundRate as meterRate } from '../edition.ts'

interface Biquad {
  b: readonly [number, number, number]
  a: readonly [number, number]
}

/** Table 1: the shelf that stands for the head. Table 2: the weighting curve (high pass). */
const shelf: Biquad = {
  b: [1.53512485958697, -2.69169618940638, 1.19839281085285],
  a: [-1.69065929318241, 0.73248077421585],
}
const highPass: Biquad = { b: [1, -2, 1], a: [-1.99004745483398, 0.99007225036621] }

const blockLength = (meterRate * 4) / 10
const hop = meterRate / 10
const absoluteGate = -70
const relativeGate = -10

/** Loudness of a mean square, in LKFS. */
const loudnessOf = (power: number) => -0.691 + 10 * Math.log10(power)

/** Integrated loudness of front channels in LKFS; −∞ for silence and for less than 400 ms. */
export function integratedLoudness(channels: readonly Float32Array[]): number {
  const powers = blockPowers(channels)
  const loud = powers.filter((power) => loudnessOf(power) > absoluteGate)
  if (loud.length === 0) return Number.NEGATIVE_INFINITY
  const gate = loudnessOf(mean(loud)) + relativeGate
  const heard = loud.filter((power) => loudnessOf(power) > gate)
  return heard.length === 0 ? Number.NEGATIVE_INFINITY : loudnessOf(mean(heard))
}

const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length

/** Mean square of each block, summed over the channels. Equal channels are weighted only once. */
function blockPowers(channels: readonly Float32Array[]): number[] {
  const length = channels[0]?.length ?? 0
  const powers: number[] = []
  const energies = channels.map((channel, i) => {
    const same = channels.indexOf(channel)
    return same < i ? null : energyPerHop(channel)
  })
  for (let at = 0; at + blockLength <= length; at += hop) {
    let power = 0
    for (const [i, channel] of channels.entries()) {
      const energy = energies[i] ?? energies[channels.indexOf(channel)]!
      const first = at / hop
      power += (energy[first]! + energy[first + 1]! + energy[first + 2]! + energy[first + 3]!) / blockLength
    }
    powers.push(power)
  }
  return powers
}

/** Energy of the weighted signal in each stretch of 100 ms: a block is four of them. */
function energyPerHop(samples: Float32Array): Float64Array {
  const energies = new Float64Array(Math.ceil(samples.length / hop))
  const first = new Section(shelf)
  const second = new Section(highPass)
  for (let i = 0; i < samples.length; i++) {
    const weighted = second.next(first.next(samples[i]!))
    const at = Math.floor(i / hop)
    energies[at] = energies[at]! + weighted * weighted
  }
  return energies
}

/** One second-order section, in direct form. */
class Section {
  readonly #filter: Biquad
  #x1 = 0
  #x2 = 0
  #y1 = 0
  #y2 = 0

  constructor(filter: Biquad) {
    this.#filter = filter
  }

  next(x: number): number {
    const { a, b } = this.#filter
    const y = b[0] * x + b[1] * this.#x1 + b[2] * this.#x2 - a[0] * this.#y1 - a[1] * this.#y2
    this.#x2 = this.#x1
    this.#x1 = x
    this.#y2 = this.#y1
    this.#y1 = y
    return y
  }
}

const phases = 4
const taps = 24

/** A windowed sinc for each quarter of a sample (BS.1770-4, annex 2, has one of this kind). */
const interpolator = Array.from({ length: phases }, (_, phase) =>
  Float64Array.from({ length: taps }, (_tap, i) => {
    const d = phase / phases - (i - taps / 2 + 1)
    const sinc = Math.abs(d) < 1e-9 ? 1 : Math.sin(Math.PI * d) / (Math.PI * d)
    return sinc * (0.5 + 0.5 * Math.cos((Math.PI * d) / (taps / 2 + 0.5)))
  }),
)

/** True peak in dBTP, from four times as many samples. −∞ for silence. */
export function truePeak(channels: readonly Float32Array[]): number {
  const peak = Math.max(0, ...[...new Set(channels)].map(peakOf))
  return 20 * Math.log10(peak)
}

function peakOf(samples: Float32Array): number {
  const half = taps / 2
  let peak = 0
  for (let i = 0; i < samples.length; i++) {
    // Between two samples far below the peak so far there is no new one.
    const near = Math.max(Math.abs(samples[i]!), Math.abs(samples[i + 1] ?? 0))
    if (near < peak * 0.5) continue
    for (const weights of interpolator) {
      let sum = 0
      for (let k = 0; k < taps; k++) sum += (samples[i + k - half + 1] ?? 0) * weights[k]!
      peak = Math.max(peak, Math.abs(sum))
    }
  }
  return peak
}
