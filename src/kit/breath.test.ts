import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Breath } from './breath.ts'

const busy = (ms: number) => {
  for (const from = performance.now(); performance.now() - from < ms; );
}

test('long work lets others in between its steps, short work does not stop for it', async () => {
  const breath = new Breath()
  assert.equal(breath.due, false)
  let others = 0
  const other = setInterval(() => others++, 1)
  for (let step = 0; step < 20; step++) {
    busy(3)
    if (breath.due) await breath.take()
  }
  clearInterval(other)
  assert.ok(others >= 5, `${others}`)
  assert.equal(breath.due, false)
})
