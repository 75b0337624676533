import assert from 'node:assert/strict'
import { test } from 'node:test'
import { rooms } from '../../centre.ts'
import { openFresh } from '../../kit/db/testing.ts'
import { houseOf } from '../../kit/testing-house.ts'
import { sitemap } from '../sitemap.ts'
import { dbOf } from '../texts.ts'
import { demonstrationJob, loadDemonstration } from './load.ts'

test('the demonstration is whole in both languages, every page of it answers, and it comes once', async (t) => {
  const { house, web } = await houseOf(t, (migrations) => openFresh(t, 'sqlite', migrations), rooms)
  const count = await loadDemonstration(house)
  const texts = await dbOf(house).selectFrom('press_text').select(['language', 'state', 'case_id']).execute()
  assert.equal(texts.length, count * 2)
  assert.ok(texts.every(({ state, case_id }) => state === 'published' && case_id !== null))
  const now = house.clock().epochMilliseconds
  const live = await dbOf(house).selectFrom('press_live').selectAll().execute()
  assert.equal(live.length, count * 2)
  for (const { title, published_at, body } of live) {
    assert.ok(published_at <= now, title)
    assert.doesNotMatch(body, /article\/undefined|"sha256":"undefined/, title)
  }
  for (const { path } of await sitemap(house))
    for (const address of typeof path === 'string' ? [path] : [path.zh!, `/en${path.en!}`])
      assert.equal((await web.request(address)).status, 200, address)
  const tools = { progress() {}, signal: new AbortController().signal, at: house.clock(), zone: 'UTC' }
  assert.equal(await demonstrationJob(house).run(tools), '', 'who has written anything is no demonstration')
})
