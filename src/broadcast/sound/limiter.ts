/** Looks so far ahead that the gain is down before the peak comes, and lets go slowly: milliseconds. */
const lookAheadMs = 2
const releaseMs = 80

/** Keeps a peak under a ceiling, in place, without a click. @param ceiling linear, such as 0.79 for −2 dB */
export function limit(samples: Float32Array, ceiling: number, rate: number): void {
  const ahead = Math.round((rate * lookAheadMs) / 1000)
  const release = Math.exp(-1 / ((rate * releaseMs) / 1000))
  const allowed = allowedGains(samples, ceiling, ahead)
  let gain = 1
  for (let i = 0; i < samples.length; i++) {
    const target = allowed[i]!
    gain = target < gain ? target : 1 - (1 - gain) * release
    gain = Math.min(gain, target)
    samples[i] = samples[i]! * gain
  }
}

/** For each sample the least gain that any peak within the look-ahead needs, ramped down towards it. */
function allowedGains(samples: Float32Array, ceiling: number, ahead: number): Float32Array {
  const allowed = new Float32Array(samples.length).fill(1)
  for (let i = 0; i < samples.length; i++) {
    const size = Math.abs(samples[i]!)
    if (size <= ceiling) continue
    const needed = ceiling / size
    for (let k = 0; k <= Math.min(ahead, i); k++) {
      const ramp = needed + ((1 - needed) * k) / (ahead + 1)
      if (ramp < allowed[i - k]!) allowed[i - k] = ramp
    }
  }
  return allowed
}
