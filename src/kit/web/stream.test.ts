import assert from 'node:assert/strict'
import { test } from 'node:test'
import { streamOf } from './stream.ts'

const seen = () => {
  const events: string[] = []
  async function* pieces() {
    try {
      for (let i = 0; i < 5; i++) {
        events.push(`made ${i}`)
        yield `${i}é`
      }
    } finally {
      events.push('closed')
    }
  }
  return { events, pieces }
}

test('pieces are made only as they are taken', async () => {
  const { events, pieces } = seen()
  const reader = streamOf(pieces()).getReader()
  await Promise.resolve()
  assert.deepEqual(events, [])
  assert.equal(new TextDecoder().decode((await reader.read()).value), '0é')
  assert.deepEqual(events, ['made 0'])
  await reader.cancel()
  assert.deepEqual(events, ['made 0', 'closed'])
})

test('all of it arrives, in order', async () => {
  assert.equal(await new Response(streamOf(seen().pieces())).text(), '0é1é2é3é4é')
})

test('a failure breaks the answer off and is told', async () => {
  async function* failing() {
    yield 'a'
    throw new Error('gone')
  }
  const told: unknown[] = []
  await assert.rejects(new Response(streamOf(failing(), (error) => told.push(error))).text(), /gone/)
  assert.equal(told.length, 1)
})

test('a reader who leaves while a piece is being made is no failure', async () => {
  const gate = Promise.withResolvers<void>()
  const begun = Promise.withResolvers<void>()
  let closed = false
  async function* slow() {
    try {
      begun.resolve()
      await gate.promise
      yield 'late'
    } finally {
      closed = true
    }
  }
  const told: unknown[] = []
  const reader = streamOf(slow(), (error) => told.push(error)).getReader()
  const pending = reader.read()
  await begun.promise
  const leaving = reader.cancel()
  gate.resolve()
  await leaving
  assert.equal((await pending).done, true)
  assert.deepEqual([told, closed], [[], true])
})

test('however an answer ends, its end is told once', async () => {
  async function* failing() {
    yield 'a'
    throw new Error('gone')
  }
  let ends = 0
  const onEnd = () => {
    ends++
  }
  await new Response(streamOf(seen().pieces(), undefined, onEnd)).text()
  assert.equal(ends, 1)
  await assert.rejects(new Response(streamOf(failing(), undefined, onEnd)).text())
  assert.equal(ends, 2)
  await streamOf(seen().pieces(), undefined, onEnd).cancel()
  assert.equal(ends, 3)
})
