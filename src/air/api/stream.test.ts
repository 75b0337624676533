import assert from 'node:assert/strict'
import { test } from 'node:test'
import { addDays } from '../../kit/time.ts'
import { createApp } from '../../kit/web/app.tsx'
import { room } from '../index.ts'
import { label, say, storeInMemory, testHouse, type Word } from '../testing.ts'
import { readingPieces } from './reading-pieces.ts'
import { options } from './testing.ts'

const days = 400
const stations = ['A', 'B', 'C', 'D', 'far']

/** Some 48,000 readings of five stations, and a gap of ten years before the last of them. */
async function manyHours() {
  const store = await storeInMemory()
  const house = await testHouse(store, options)
  for (let day = 0; day < days; day += 50) {
    const words = Array.from({ length: 50 }, (_, i) => addDays('2005-01-01', day + i)).flatMap((date) =>
      stations.flatMap((station) =>
        Array.from({ length: 24 }, (_, i): Word => [station, label(date, i + 1), { pm25: 10 + i, co: 0.5 }]),
      ),
    )
    await say(house, words)
  }
  await say(house, [['A', label('2016-12-20', 1), { pm25: 99 }]])
  return { store, house, web: createApp(house, [room]) }
}

const all = '/api/v1/readings?from=2000-01-01&to=2016-12-31&format=csv'

test('years come in bounded pieces, and each hour once', async () => {
  const { store, house } = await manyHours()
  const ids = (await store.db.selectFrom('air_station').select('id').execute()).map(({ id }) => id)
  let rows = 0
  let largest = 0
  let last = 0
  for await (const piece of readingPieces(house, ids, ids.length, 0, label('2016-12-31', 24))) {
    assert.ok(piece[0]!.hour > last, 'pieces do not overlap')
    last = piece.at(-1)!.hour
    rows += piece.length
    largest = Math.max(largest, piece.length)
  }
  assert.equal(rows, days * 24 * stations.length + 1)
  assert.ok(largest <= 2000, `${largest} rows in one piece`)
  await store.close()
})

test('the first bytes come before anything is read, and a reader who leaves ends the work', async () => {
  const { store, web } = await manyHours()
  const answer = await web.request(all)
  let asked = 0
  const execute = store.db.getExecutor().executeQuery.bind(store.db.getExecutor())
  store.db.getExecutor().executeQuery = (query) => {
    asked++
    return execute(query)
  }
  const reader = answer.body!.getReader()
  const first = new TextDecoder().decode((await reader.read()).value)
  assert.match(first, /^place,start,end,/)
  assert.equal(asked, 0)
  await reader.read()
  await reader.cancel()
  const until = asked
  await new Promise((done) => setTimeout(done, 50))
  assert.equal(asked, until, 'nothing is asked of the database any more')
  assert.ok(until > 0 && until < 8, `${until} queries`)
  await store.close()
})

test('memory does not grow with the answer', async () => {
  const { store, web } = await manyHours()
  const answer = await web.request(all)
  let bytes = 0
  let most = 0
  const before = process.memoryUsage().heapUsed
  for await (const chunk of answer.body as unknown as AsyncIterable<Uint8Array>) {
    bytes += chunk.length
    assert.ok(chunk.length < 512 * 1024, `a piece of ${chunk.length} bytes`)
    most = Math.max(most, process.memoryUsage().heapUsed - before)
  }
  assert.ok(bytes > 4_000_000, `${bytes} bytes`)
  // The collector runs when it likes; all of the rows at once would take several times this.
  assert.ok(most < 48 * 1024 * 1024, `${most} bytes more`)
  await store.close()
})

test('an answer to HEAD asks for no rows', async () => {
  const { store, web } = await manyHours()
  const head = await web.request(all, { method: 'HEAD' })
  assert.equal(head.body, null)
  await store.close()
})
