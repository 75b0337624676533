import assert from 'node:assert/strict'
import { test } from 'node:test'
import { isKnown, strongTag, weakTag } from './etag.ts'

test('a mark is known by itself, in a list, weak or strong, and by a star', () => {
  const tag = strongTag('body')
  assert.ok(isKnown(tag, tag))
  assert.ok(isKnown(`"a", W/${tag}`, tag))
  assert.ok(isKnown('*', tag))
  assert.ok(isKnown(weakTag(1), weakTag(1)))
})

test('another mark, a part of it, or none is not known', () => {
  const tag = strongTag('body')
  assert.ok(!isKnown(undefined, tag))
  assert.ok(!isKnown(strongTag('other'), tag))
  assert.ok(!isKnown(tag.slice(1, -1), tag))
  assert.notEqual(weakTag('a', 'b'), weakTag('ab'))
})
