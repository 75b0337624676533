const taps = 16
const tables = new Map<string, Float32Array>()

const divisor = (a: number, b: number): number => (b === 0 ? a : divisor(b, a % b))

/** One windowed sinc of 16 taps for every place that a new sample can have between two old ones. */
function tableFor(up: number, down: number): Float32Array {
  const name = `${up}/${down}`
  const known = tables.get(name)
  if (known) return known
  // Below the old rate the filter must also keep out what the new one cannot carry.
  const cutoff = Math.min(1, up / down)
  const table = new Float32Array(up * taps)
  for (let phase = 0; phase < up; phase++)
    for (let k = 0; k < taps; k++) {
      const d = phase / up - (k - taps / 2 + 1)
      const x = d * cutoff
      const sinc = Math.abs(x) < 1e-9 ? 1 : Math.sin(Math.PI * x) / (Math.PI * x)
      table[phase * taps + k] = sinc * cutoff * (0.5 + 0.5 * Math.cos((Math.PI * d) / (taps / 2 + 0.5)))
    }
  tables.set(name, table)
  return table
}

/** Sound at another rate, in samples a second; the same length in time to within a sample. */
export function resample(samples: Float32Array, from: number, to: number): Float32Array {
  if (from === to) return samples
  const common = divisor(from, to)
  const up = to / common
  const down = from / common
  const table = tableFor(up, down)
  const out = new Float32Array(Math.floor((samples.length * up) / down))
  for (let i = 0, phase = 0, at = 0; i < out.length; i++) {
    let sum = 0
    for (let k = 0; k < taps; k++) sum += (samples[at + k - taps / 2 + 1] ?? 0) * table[phase * taps + k]!
    out[i] = sum
    phase += down
    while (phase >= up) {
      phase -= up
      at++
    }
  }
  return out
}
