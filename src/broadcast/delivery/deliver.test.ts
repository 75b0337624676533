import assert from 'node:assert/strict'
import { test } from 'node:test'
import { examined } from '../testing-checks.ts'
import { usualCut } from '../versions.ts'
import { type Fitting, filmFor } from './deliver.ts'

const profile = (name: string, slateSeconds: number) => ({ ...usualCut, name, slateSeconds })

function chosen(of: Fitting, made: readonly { profile: string | null; slateSeconds: number }[]) {
  const { film, version } = examined()
  const films = made.map((one) => ({ ...film, ...one }))
  return filmFor({ ...version, made: { ...version.made!, films } }, of)?.profile
}

test('a station gets its own film, or one that names nobody else', () => {
  const house = { profile: null, slateSeconds: 0 }
  const a = { profile: 'a', slateSeconds: 5 }
  const b = { profile: 'b', slateSeconds: 5 }
  assert.equal(chosen(profile('b', 5), [house, a, b]), 'b')
  assert.equal(chosen(profile('b', 0), [a, house]), null)
  assert.equal(chosen(profile('b', 5), [house, a]), undefined, 'its slate says for whom it is')
})
