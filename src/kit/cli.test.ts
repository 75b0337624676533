import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Progress, parseOptions } from './cli.ts'
import { Problem } from './problem.ts'

const options = { from: { type: 'string' }, empty: { type: 'boolean' } } as const

/** What is said of a wrong command line. */
function refusal(args: string[], words?: 'some'): string {
  try {
    parseOptions(args, options, words)
  } catch (error) {
    assert.ok(error instanceof Problem)
    assert.equal(error.code, 'usage')
    return error.words.en
  }
  return 'taken'
}

test('options are read, in both spellings', () => {
  assert.equal(parseOptions(['--from', 'x'], options).values.from, 'x')
  assert.equal(parseOptions(['--from=x', '--empty'], options).values.empty, true)
  assert.deepEqual(parseOptions(['a', '--empty', '--', '--b'], options, 'some').positionals, ['a', '--b'])
})

test('what is unknown, said twice, without its value or left over is named', () => {
  assert.match(refusal(['--form', 'x']), /Unknown option '--form'/)
  assert.match(refusal(['--from', 'x', '--from=y']), /--from is given twice/)
  assert.match(refusal(['--empty', '--empty']), /--empty is given twice/)
  assert.match(refusal(['--from']), /'--from <value>' argument missing\. Add/)
  assert.match(refusal(['--from', '-5']), /'--from' argument is ambiguous\. Add --help/)
  assert.match(refusal(['--empty=yes']), /does not take an argument/)
  assert.match(refusal(['Dongsi']), /unexpected "Dongsi"/)
  assert.equal(refusal(['Dongsi'], 'some'), 'taken')
})

/** What a progress bar writes. */
function shown(isTTY: boolean, show: (bar: Progress) => void): string {
  let text = ''
  const out = { isTTY, write: (part: string) => (text += part) } as unknown as NodeJS.WriteStream
  show(new Progress('reading', out))
  return text
}

test('a terminal gets a bar that is drawn over itself, a log one line every tenth', () => {
  const half = (bar: Progress) => {
    for (let done = 0; done <= 500; done++) bar.show(done, 1000)
  }
  const bar = shown(true, half)
  assert.equal(bar.split('\r').length - 1, 51)
  assert.ok(!bar.includes('\n'))
  assert.ok(shown(true, (whole) => whole.show(1, 1)).endsWith('100 %\n'))
  assert.equal(shown(false, half).split('\n').length - 1, 6)
})
