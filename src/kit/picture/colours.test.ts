import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import { type Light, levelColours, skyOf } from './colours.ts'

const style = (name: string) =>
  readFileSync(new URL(`../html/styles/${name}.css`, import.meta.url), 'utf8').replaceAll(/\s+/g, ' ')

/** The rule of exactly this selector, or an empty one. */
const ruleOf = (css: string, selector: string) => {
  const at = css.indexOf(`${selector} {`)
  return at < 0 ? '' : css.slice(at, css.indexOf('}', at))
}
const value = (rule: string, name: string) => new RegExp(`${name}: (.*?);`).exec(rule)?.[1]

test('pictures use the level colours of the pages', () => {
  const root = ruleOf(style('tokens'), ':root')
  for (const [level, { ground, ink }] of levelColours.entries()) {
    assert.equal(value(root, `--level-${level}`), ground)
    assert.equal(value(root, `--on-${level}`), ink)
  }
})

test('pictures have the skies of the pages by day', () => {
  const css = style('sky')
  for (let level = 1; level <= 6; level++) {
    const rule = ruleOf(css, `.sky-${level}`)
    const { top, glow, ink, soft } = skyOf(level, 'noon')
    assert.equal(value(rule, '--top'), top)
    assert.equal(value(rule, '--glow'), glow)
    assert.equal(value(ruleOf(style('tokens'), ':root'), '--ink'), ink)
    assert.equal(value(ruleOf(style('tokens'), ':root'), '--sky-soft'), soft)
  }
  assert.equal(value(ruleOf(css, '.sky'), '--top'), skyOf(0, 'noon').top)
  for (const light of ['dawn', 'dusk'] as const)
    assert.equal(value(ruleOf(css, `.sky-${light}`), '--glow'), skyOf(3, light).glow)
})

test('pictures have the skies of the pages by night', () => {
  const css = style('sky')
  const night = ruleOf(css, '.sky-night')
  for (const [selector, levels] of [
    ['.sky-night.sky-2', [0, 1, 2]],
    ['.sky-night.sky-4', [3, 4]],
    ['.sky-night.sky-6', [5, 6]],
  ] as const)
    for (const level of levels) {
      const { top, glow, foot, ink, soft } = skyOf(level, 'night')
      assert.equal(value(ruleOf(css, selector), '--top'), top)
      assert.equal(value(ruleOf(css, selector), '--glow'), glow)
      assert.equal(value(ruleOf(css, selector), '--foot') ?? value(night, '--foot'), foot)
      assert.equal(value(night, '--sky-ink'), ink)
      assert.equal(value(night, '--sky-soft'), soft)
    }
})

test('there is a sky for every level and light', () => {
  for (const light of ['dawn', 'noon', 'dusk', 'night'] satisfies Light[])
    for (let level = 0; level <= 6; level++)
      for (const colour of Object.values(skyOf(level, light))) assert.match(colour, /^oklch\(/)
})
