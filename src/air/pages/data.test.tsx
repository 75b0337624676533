import assert from 'node:assert/strict'
import { resources } from '../api/resources.ts'
import { inBothSites } from '../api/testing.ts'

inBothSites('the page tells of every resource, parameter and column, in both languages', async (web) => {
  for (const path of ['/data', '/en/data']) {
    const answer = await web.request(path)
    assert.equal(answer.status, 200)
    const html = await answer.text()
    for (const one of resources) {
      assert.ok(html.includes(one.title[path === '/data' ? 'zh' : 'en']), one.path)
      assert.ok(html.includes(`/api/v1${one.path}`), one.path)
      for (const name of [...Object.keys(one.parameters), ...one.columns])
        assert.ok(html.includes(`<code>${name}</code>`), `${one.path} ${name}`)
    }
    assert.doesNotMatch(html, / style=| onclick=/)
    assert.doesNotMatch(html, /numbernull/, 'a number that may be missing is told in words')
    assert.ok(html.includes('/api/v1/openapi.json'))
    assert.ok(html.includes('test-reference'), 'its sources')
  }
})

inBothSites('every link and example of the page is answered', async (web) => {
  const html = await (await web.request('/en/data')).text()
  const links = [...html.matchAll(/href="(\/api\/v1[^"]*)"/g)].map(([, link]) => link!)
  const examples = [...html.matchAll(/curl [^<]*?(\/api\/v1[^&<]*(?:&amp;[^&<]*)*)&#39;/g)].map(
    ([, link]) => link!,
  )
  assert.ok(links.length > 20 && examples.length > 10)
  for (const link of new Set([...links, ...examples])) {
    const answer = await web.request(link.replaceAll('&amp;', '&'))
    const isUnknownHere = answer.status === 404 && link.includes('1001A')
    assert.ok(answer.status === 200 || isUnknownHere, `${link} ${answer.status}`)
    await answer.text()
  }
})
