import assert from 'node:assert/strict'
import { test } from 'node:test'
import { easilyGuessed, password } from './password.ts'

test('a long password that everybody tries is refused, and unrelated words are welcome', () => {
  for (const poor of [
    'password1234',
    'Lantian-2026!',
    'qwertyuiop12',
    'aaaaaaaaaaaa',
    '1qaz2wsx3edc',
    'adminadmin2026',
  ])
    assert.equal(easilyGuessed(poor), true, poor)
  for (const good of [
    'four words nobody guesses',
    '长城上的第三只灰喜鹊在打瞌睡',
    'beijing duck on a blue bicycle',
  ])
    assert.equal(password.safeParse(good).success, true, good)
  assert.equal(password.safeParse('short').success, false)
  assert.equal(password.safeParse('x'.repeat(129)).success, false)
})
