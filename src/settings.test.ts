import assert from 'node:assert/strict'
import { test } from 'node:test'
import { liveSources } from './air/sources/index.ts'
import { Problem } from './kit/problem.ts'
import { catalogue, readSettings, settingsHelp } from './settings.ts'

/** What is said of an environment, or null where it is taken. */
function refusal(env: Record<string, string>): string | null {
  try {
    readSettings(env)
    return null
  } catch (error) {
    assert.ok(error instanceof Problem)
    for (const name of Object.keys(env))
      assert.ok(error.words.zh.includes(name) && error.words.en.includes(name))
    return error.words.en
  }
}

test('every setting has a working default and its line of help', () => {
  const settings = readSettings({})
  assert.equal(settings.PORT, 3000)
  assert.deepEqual(settings.LANTIAN_SOURCES, ['open-meteo'])
  assert.equal(settingsHelp().length, Object.keys(catalogue).length)
  // An empty variable is not set.
  assert.deepEqual(readSettings({ PORT: ' ', LANTIAN_CLOCK: '' }), settings)
})

test('each wrong value is refused with the name of its setting', () => {
  const wrong: Record<string, string[]> = {
    PORT: ['x', '-1', '3000.5', '65536', '99999999999999999999', '0x50'],
    LANTIAN_HOST: ['not a host', 'http://x/'],
    LANTIAN_URL: ['foo', 'ftp://x', 'javascript:1'],
    DATABASE_URL: ['mysql://x', 'lantian'],
    LANTIAN_ZONE: ['Mars/Olympus'],
    LANTIAN_LOG: ['loud'],
    LANTIAN_CLOCK: ['noon', '2016-13-40T25:00', '2016-02-30T10:00', '2016-02-28', '0000-01-01T00:00'],
    LANTIAN_TRUST_PROXY: ['true'],
    LANTIAN_RATE_LIMIT: ['0', 'many'],
    LANTIAN_SOURCES: ['foo', 'open-meteo,foo', 'none,openaq', 'Open-Meteo'],
    LANTIAN_SIMULATED: ['1'],
    LANTIAN_OPENAQ_KEY: ['x'],
    LANTIAN_OPENAQ_LOCATIONS: ['abc', '1,2;3', '-1', '../x'],
    LANTIAN_AIRGRADIENT_MONITORS: ['http://x', 'a b', 'x/y', 'x:port'],
    LANTIAN_FORECASTER_TOKEN: ['short'],
    LANTIAN_FILES: ['s3://bucket', 'bucket'],
    LANTIAN_FILES_REGION: ['Beijing 1'],
    LANTIAN_FILES_SECRET: ['short'],
    LANTIAN_FILE_MB: ['0', '5000', '1.5'],
    LANTIAN_OFFICER_GB: ['0'],
    LANTIAN_HOUSE_GB: ['much'],
    LANTIAN_SCANNER: ['clamd', 'clamd:', 'http://x:3310', 'x:3310/'],
    LANTIAN_SECRET: ['short'],
    LANTIAN_COLOUR: ['blue'],
  }
  for (const [name, values] of Object.entries(wrong))
    for (const value of values) {
      const said = refusal({ [name]: value })
      assert.ok(said, `${name}=${value}`)
      assert.ok(!/expected|Invalid input/.test(said), said)
    }
})

test('all of them are told at once', () => {
  assert.ok(refusal({ PORT: 'x', LANTIAN_ZONE: 'y', LANTIAN_CLOCK: 'z', LANTIAN_NOTHING: '' }))
})

test('the sources that may be named are those that there are', () => {
  for (const name of [...liveSources.keys(), 'none']) assert.equal(refusal({ LANTIAN_SOURCES: name }), null)
  const said = refusal({ LANTIAN_SOURCES: 'foo' })
  for (const name of liveSources.keys()) assert.ok(said?.includes(name))
})
