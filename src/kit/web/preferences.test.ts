import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import {
  choose,
  defaultPreferences,
  ownPath,
  parsePreferences,
  preferencesCookie,
  preferencesKey,
} from './preferences.ts'

test('what a reader chose comes back with the cookie', () => {
  const chosen = choose(defaultPreferences, new URLSearchParams('theme=dark&type=large&palette=assist'))
  const [cookie] = preferencesCookie(chosen).split(';')
  assert.deepEqual(parsePreferences(`other=1; ${cookie}`), chosen)
  assert.equal(preferencesKey(`other=1; ${cookie}`), 'dark.large.assist')
})

test('an unknown choice or a forged cookie changes nothing', () => {
  assert.deepEqual(choose(defaultPreferences, new URLSearchParams('theme=pink&type=')), defaultPreferences)
  for (const forged of [
    'prefs=dark',
    'prefs=dark.large.assist.more',
    'prefs="><script>',
    'xprefs=dark.large.assist',
  ])
    assert.equal(preferencesKey(forged), '')
})

test('the way back leads to our own pages only', () => {
  assert.equal(ownPath('/en/air/history?from=2016-01-01'), '/en/air/history?from=2016-01-01')
  for (const foreign of [
    null,
    '',
    '//evil.example',
    '/\\evil.example',
    'https://evil.example',
    '/a\r\nset-cookie: x',
    '/\t/evil.example',
    '/a\0b',
    '/a\x7fb',
  ])
    assert.equal(ownPath(foreign), '/')
})

test('no way back ever leaves the site', () => {
  fc.assert(
    fc.property(fc.string(), (path) => {
      assert.equal(new URL(ownPath(`/${path}`), 'http://site.example').host, 'site.example')
    }),
  )
})
