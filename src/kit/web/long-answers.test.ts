import assert from 'node:assert/strict'
import { test } from 'node:test'
import { setImmediate as turn } from 'node:timers/promises'
import { inTurn, LongAnswers } from './long-answers.ts'

test('a reader has so many long answers under way, and then none more until one ends', () => {
  const answers = new LongAnswers({ each: 2, all: 10 })
  const leave = answers.enter('a')!
  assert.ok(answers.enter('a'))
  assert.equal(answers.enter('a'), null)
  assert.ok(answers.enter('b'))
  leave()
  leave()
  assert.ok(answers.enter('a'))
  assert.equal(answers.enter('a'), null)
})

test('all readers together have no more than the house bears', () => {
  const answers = new LongAnswers({ each: 2, all: 3 })
  const leave = ['a', 'b', 'c'].map((reader) => answers.enter(reader)!)
  assert.equal(answers.enter('d'), null)
  leave[0]!()
  assert.ok(answers.enter('d'))
})

test('pieces are made one after another, and others are let in between', async () => {
  const events: string[] = []
  const piece = (name: string) =>
    inTurn(async () => {
      events.push(`${name} begun`)
      await turn()
      events.push(`${name} made`)
    })
  const pieces = [piece('a'), piece('b')]
  assert.deepEqual(events, [])
  await Promise.all(pieces)
  assert.deepEqual(events, ['a begun', 'a made', 'b begun', 'b made'])
})

test('a piece that fails stops no other', async () => {
  const failed = inTurn(async () => Promise.reject(new Error('gone')))
  const next = inTurn(async () => 'made')
  await assert.rejects(failed, /gone/)
  assert.equal(await next, 'made')
})
