/**
 * What the child process runs. It is a text, so that the engine is only ever loaded in a process of its own: a fault in
 * native code ends the child and not the house, speaking does not hold up the pages, and whatever licence the house's
 * engine and model have, they are not part of ours.
 *
 * Standard input: a line of JSON `{paths, config, text, sid, speed}`. Standard output: sample rate as uint32, then floats,
 * all little-endian. Exit code 3: there is no engine.
 */
export const sherpaProgram = `
let asked = ''
process.stdin.setEncoding('utf8').on('data', (part) => (asked += part)).on('end', () => {
  const { paths, config, text, sid, speed } = JSON.parse(asked)
  let place
  try {
    place = require.resolve('sherpa-onnx-node', { paths })
  } catch {
    process.exit(3)
  }
  const { OfflineTts } = require(place)
  const { samples, sampleRate } = new OfflineTts(config).generate({ text, sid, speed, enableExternalBuffer: false })
  const head = Buffer.alloc(4)
  head.writeUInt32LE(sampleRate)
  process.stdout.write(Buffer.concat([head, Buffer.from(samples.buffer, samples.byteOffset, samples.byteLength)]))
})
`
