/** Makes the version that waits, says when the first frames are there, and goes on until it is killed. */
import { writeSync } from 'node:fs'
import { openStore } from '../kit/db/open.ts'
import { makeNext } from './making.ts'
import { newsroom } from './newsroom.ts'
import { sampleAir } from './testing.ts'
import { testHouse } from './testing-house.ts'

const [file, data] = process.argv.slice(2)
const house = testHouse(await openStore({ file: file! }), data!)
await makeNext(
  house,
  { progress: (frames) => void writeSync(1, `${frames}\n`) },
  { ...newsroom, gather: async () => sampleAir(186) },
)
