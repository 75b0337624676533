import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Asked } from './act.ts'
import { type DataOf, procedure, type VerbOf } from './declare.ts'
import type { dispatch } from './testing.ts'

const w = { zh: '词', en: 'word' }
interface Thing {
  name: string
}
const base = { key: 'thing', version: 1, words: w, title: () => w } as const
const end = { words: w, final: true } as const
const starts = { who: 'starter' } as const

test('a wrong state, verb or field does not compile', () => {
  const thing = procedure<Thing>()({
    ...base,
    initial: 'a',
    states: { a: { words: w, task: starts, on: { go: { words: w, to: 'b', needs: ['name'] } } }, b: end },
  })
  const verb: VerbOf<typeof thing> = 'go'
  const data: DataOf<typeof thing> = { name: verb }
  assert.equal(data.name, 'go')
  // @ts-expect-error there is no such verb
  const wrongVerb: VerbOf<typeof thing> = 'went'
  // @ts-expect-error nor such a field in what is typed
  const input: Asked<typeof thing>['input'] = { nam: '' }
  // @ts-expect-error nor such a verb in what is asked
  const verbOfPaper: Asked<typeof dispatch>['verb'] = 'go'
  assert.ok(wrongVerb && input && verbOfPaper)
  procedure<Thing>()({
    ...base,
    initial: 'a',
    // @ts-expect-error there is no such field
    states: { a: { words: w, task: starts, on: { go: { words: w, to: 'b', needs: ['nam'] } } }, b: end },
  })
  assert.throws(
    () =>
      procedure<Thing>()({
        ...base,
        initial: 'a',
        // @ts-expect-error there is no such state
        states: { a: { words: w, task: starts, on: { go: { words: w, to: 'c' } } }, b: end },
      }),
    /a.go leads to no state c/,
  )
  assert.throws(
    () =>
      procedure<Thing>()({
        ...base,
        // @ts-expect-error nor such a beginning
        initial: 'x',
        states: { a: { words: w, task: starts, on: { go: { words: w, to: 'b' } } }, b: end },
      }),
    /no initial state x/,
  )
  assert.throws(
    () =>
      procedure<Thing>()({
        ...base,
        initial: 'a',
        states: {
          a: {
            words: w,
            task: starts,
            // @ts-expect-error a fork may not lead there
            on: { go: { words: w, to: { among: ['b', 'z'], choose: () => 'b' } } },
          },
          b: end,
        },
      }),
    /a.go leads to no state z/,
  )
})

test('a state that nothing leads to, or nothing leads out of, is refused when the file is loaded', () => {
  const load = (states: Parameters<ReturnType<typeof procedure<Thing>>>[0]['states']) => () =>
    procedure<Thing>()({ ...base, initial: 'a', states })
  const go = (to: string) => ({ words: w, task: starts, on: { go: { words: w, to } } })
  assert.throws(load({ a: go('b'), b: end, c: end }), /c is unreachable/)
  assert.throws(load({ a: go('b'), b: { words: w } }), /b is a dead end/)
  assert.throws(load({ a: go('b'), b: go('a') }), /no end can be reached from a/)
  assert.throws(load({ a: { ...go('b'), task: undefined }, b: end }), /a is a dead end: nobody has a task/)
  assert.throws(load({ a: go('b'), b: { ...go('a'), final: true } }), /b is final and goes on/)
  const withdraws = { words: w, task: starts, on: { back: { words: w, to: 'b', kind: 'withdraw' as const } } }
  assert.throws(load({ a: withdraws, b: end }), /a has a task and nothing to do/)
  load({ a: go('b'), b: end })()
})
