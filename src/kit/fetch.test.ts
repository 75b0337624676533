import assert from 'node:assert/strict'
import type { LookupFunction } from 'node:net'
import { type TestContext, test } from 'node:test'
import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib'
import { type Ask, type Fetcher, type Reason, redact, SourceError } from './fetch.ts'
import { admitHop, isInner } from './outside/address.ts'
import { fetcherFor, type Played, play, sendJson, sleeper } from './outside/testing.ts'

async function fails(reason: Reason, promise: Promise<unknown>, words?: RegExp) {
  await assert.rejects(promise, (error: unknown) => {
    assert.ok(error instanceof SourceError, String(error))
    assert.equal(error.reason, reason, error.message)
    if (words) assert.match(error.message, words)
    assert.ok(error.words.zh.includes(error.address) && error.words.en.includes(error.address))
    return true
  })
}

const resolvingTo =
  (...addresses: string[]): LookupFunction =>
  (_name, options, callback) => {
    const all = addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 }))
    if (options.all) callback(null, all)
    else callback(null, all[0]!.address, all[0]!.family)
  }

const json = (t: TestContext, more = {}) =>
  play(t, (_, response) => sendJson(response, { pm25: 35, ...more }))

test('an answer is read as JSON, with its etag, and the provider is told who asks', async (t) => {
  const played = await play(t, (_, response) => {
    response.setHeader('etag', '"a1"')
    sendJson(response, { pm25: 35 })
  })
  const answer = await fetcherFor(t, [played.place]).get(played.url, { headers: { 'X-API-Key': 'k' } })
  assert.deepEqual(answer.json(), { pm25: 35 })
  assert.equal(answer.etag, '"a1"')
  assert.equal(played.asked[0]?.headers['user-agent'], 'Lantian test')
  assert.equal(played.asked[0]?.headers['x-api-key'], 'k')
})

test('an unchanged answer is asked for by its etag and date, and is said to be unchanged', async (t) => {
  const played = await play(t, (_, response) => response.writeHead(304).end())
  const fetcher = fetcherFor(t, [played.place])
  const answer = await fetcher.get(played.url, {
    etag: '"a1"',
    lastModified: 'Mon, 01 Jan 2024 00:00:00 GMT',
  })
  assert.equal(answer.notModified, true)
  assert.equal(played.asked[0]?.headers['if-none-match'], '"a1"')
  assert.equal(played.asked[0]?.headers['if-modified-since'], 'Mon, 01 Jan 2024 00:00:00 GMT')
  await fails('refused', fetcher.get(played.url), /HTTP 304/)
})

for (const [encoding, pack] of Object.entries({
  gzip: gzipSync,
  deflate: deflateSync,
  br: brotliCompressSync,
}))
  test(`${encoding} is unpacked, and the cap holds for the unpacked bytes`, async (t) => {
    const played = await play(t, (request, response) => {
      const text = request.url === '/bomb' ? Buffer.alloc(5_000_000) : Buffer.from('"clear"')
      response.writeHead(200, { 'content-encoding': encoding }).end(pack(text))
    })
    const fetcher = fetcherFor(t, [played.place], { maxBytes: 100_000 })
    assert.equal((await fetcher.get(played.url)).json(), 'clear')
    await fails('too-big', fetcher.get(`${played.url}/bomb`))
  })

test('an endless body is cut at the cap, a declared one before it is read', async (t) => {
  const played = await play(t, (request, response) => {
    if (request.url === '/declared') return response.writeHead(200, { 'content-length': 1e12 }).write('x')
    const pour = () => {
      while (!response.destroyed && response.write('x'.repeat(65_536)));
    }
    response.on('drain', pour).writeHead(200)
    pour()
  })
  const fetcher = fetcherFor(t, [played.place], { maxBytes: 1_000_000 })
  await fails('too-big', fetcher.get(played.url))
  await fails('too-big', fetcher.get(`${played.url}/declared`))
  await fails('too-big', fetcher.get(played.url, { maxBytes: 10 }), /10 bytes/)
})

test('a body that drips past the deadline is slow, and so is a server that says nothing', async (t) => {
  const played = await play(t, (request, response) => {
    if (request.url === '/silent') return
    const drip = setInterval(() => response.write(' '), 20)
    response.on('close', () => clearInterval(drip))
  })
  const fetcher = fetcherFor(t, [played.place], { timeoutMs: 150, retries: 0 })
  await fails('slow', fetcher.get(played.url), /150 ms/)
  await fails('slow', fetcher.get(`${played.url}/silent`))
})

test('network errors and 5xx are tried again with growing pauses, other statuses are not', async (t) => {
  let failing = 2
  const played = await play(t, (request, response) => {
    if (request.url === '/broken') return response.destroy()
    if (request.url === '/400') return response.writeHead(400).end()
    response.writeHead(failing-- > 0 ? 503 : 200).end('"up again"')
  })
  const { slept, time } = sleeper()
  const fetcher = fetcherFor(t, [played.place], { time })
  assert.equal((await fetcher.get(played.url)).json(), 'up again')
  assert.deepEqual(slept, [375, 750])
  await fails('down', fetcher.get(`${played.url}/broken`))
  assert.equal(played.asked.length, 6)
  await fails('refused', fetcher.get(`${played.url}/400`))
  assert.equal(played.asked.length, 7)
})

test('a server that is not there is down', async (t) => {
  await fails('down', fetcherFor(t, ['127.0.0.1:9']).get('http://127.0.0.1:9/'), /ECONNREFUSED/)
})

test('a truncated body is down, tried again, and never taken for whole', async (t) => {
  const played = await play(t, (_, response) => {
    response.writeHead(200, { 'content-length': 100 }).write('{"a":')
    setTimeout(() => response.destroy(), 10)
  })
  await fails('down', fetcherFor(t, [played.place], { retries: 1 }).get(played.url))
  assert.equal(played.asked.length, 2)
})

test('a limit with Retry-After is waited out, a long one is reported and kept to', async (t) => {
  const waits = ['2', '', '7200']
  const played = await play(t, (_, response) => {
    const wait = waits.shift()
    response.writeHead(wait ? 429 : 200, wait ? { 'retry-after': wait } : {}).end('1')
  })
  const { slept, time } = sleeper()
  const fetcher = fetcherFor(t, [played.place], { time })
  assert.equal((await fetcher.get(played.url)).json(), 1)
  assert.deepEqual(slept, [2000])
  await fails('limited', fetcher.get(played.url), /HTTP 429/)
  await fails('limited', fetcher.get(played.url), /again in 7200 s/)
  assert.equal(played.asked.length, 3)
})

test('when nothing remains of a rate, the next request waits for the reset', async (t) => {
  const played = await play(t, (_, response) =>
    response.writeHead(200, { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': '30' }).end('1'),
  )
  const { slept, time } = sleeper()
  const fetcher = fetcherFor(t, [played.place], { time })
  await fetcher.get(played.url)
  await fetcher.get(played.url)
  assert.deepEqual(slept, [30_000])
})

test('a host is asked no faster than its pace', async (t) => {
  const played = await json(t)
  const { slept, time } = sleeper()
  const fetcher = fetcherFor(t, [played.place], {
    time,
    paces: { [played.place]: { perMinute: 6, burst: 2 } },
  })
  for (let i = 0; i < 4; i++) await fetcher.get(played.url)
  assert.deepEqual(slept.map(Math.round), [10_000, 10_000])
})

for (const [status, reason] of [
  [401, 'denied'],
  [403, 'denied'],
  [404, 'changed'],
  [410, 'changed'],
  [418, 'refused'],
  [500, 'down'],
] as const)
  test(`HTTP ${status} means ${reason}`, async (t) => {
    const played = await play(t, (_, response) => response.writeHead(status).end('{}'))
    await fails(
      reason,
      fetcherFor(t, [played.place], { retries: 0 }).get(played.url),
      new RegExp(`HTTP ${status}`),
    )
  })

test('a web page, nothing, or half a JSON is named as what it is, with its address', async (t) => {
  const bodies: Record<string, string> = {
    '/page': ' <!DOCTYPE html><p>Sorry',
    '/empty': '',
    '/half': '{"a":[1,',
  }
  const played = await play(t, (request, response) => response.end(bodies[request.url ?? '']))
  const fetcher = fetcherFor(t, [played.place])
  const read = async (path: string) => (await fetcher.get(played.url + path)).json()
  await fails('changed', read('/page'), /127\.0\.0\.1:\d+\/page .*HTML/)
  await fails('changed', read('/empty'), /empty answer/)
  await fails('changed', read('/half'), /cut off/)
})

test('an unknown content encoding is a changed source', async (t) => {
  const played = await play(t, (_, response) =>
    response.writeHead(200, { 'content-encoding': 'lzma' }).end('x'),
  )
  await fails('changed', fetcherFor(t, [played.place]).get(played.url), /lzma/)
})

async function redirecting(t: TestContext, to: string): Promise<[Fetcher, Played]> {
  const played = await play(t, (_, response) => response.writeHead(302, { location: to }).end())
  return [
    fetcherFor(t, [played.place], { allowedHosts: ['.example.org', '169.254.169.254', '[::1]'] }),
    played,
  ]
}

for (const to of [
  'http://169.254.169.254/latest/meta-data',
  'http://127.0.0.1:1/',
  'http://[::1]/',
  'http://2130706433/',
  'http://192.168.1.1/',
  'file:///etc/passwd',
  'gopher://example.org/',
  'http://example.org.evil.test/',
])
  test(`a redirect to ${to} is not followed`, async (t) => {
    const [fetcher, played] = await redirecting(t, to)
    await fails('not-allowed', fetcher.get(played.url))
    assert.equal(played.asked.length, 1)
  })

test('a provider outside cannot send us to a device in the house', () => {
  const places = { allowedHosts: ['provider.test'], localDevices: ['192.168.1.9', '192.168.1.10'] }
  const hop = (from: string, to: string) => admitHop(new URL(from), new URL(to), places)
  assert.throws(
    () => hop('http://provider.test/', 'http://192.168.1.9/reset'),
    /redirected to a local device/,
  )
  assert.equal(hop('http://192.168.1.9/', 'http://192.168.1.10/'), true)
  assert.equal(hop('http://provider.test/', 'http://provider.test/now'), false)
})

test('redirects are followed three times, and keys do not travel to another host', async (t) => {
  const target = await json(t)
  const played = await play(t, (request, response) => {
    const location = request.url === '/away' ? target.url : '/round'
    response.writeHead(307, { location }).end()
  })
  const fetcher = fetcherFor(t, [played.place, target.place])
  const ask: Ask = { headers: { 'X-API-Key': 'secret', authorization: 'Bearer secret' }, etag: '"x"' }
  assert.deepEqual((await fetcher.get(`${played.url}/away`, ask)).json(), { pm25: 35 })
  assert.equal(target.asked[0]?.headers['x-api-key'], undefined)
  assert.equal(target.asked[0]?.headers.authorization, undefined)
  assert.equal(target.asked[0]?.headers['if-none-match'], undefined)
  await fails('changed', fetcher.get(`${played.url}/round`), /more than 3 redirects/)
})

test('a name that leads to an inner address is refused as the connection is made', async (t) => {
  const played = await json(t)
  const port = played.place.split(':')[1]
  const ask = (...addresses: string[]) =>
    fetcherFor(t, [], { allowedHosts: [`provider.test:${port}`], lookup: resolvingTo(...addresses) }).get(
      `http://provider.test:${port}/`,
    )
  await fails('not-allowed', ask('127.0.0.1'), /inner address/)
  await fails('not-allowed', ask('93.184.215.14', '10.0.0.1'), /inner address/)
  await fails('not-allowed', ask('::ffff:169.254.169.254'))
  assert.equal(played.asked.length, 0)
})

test('a device in the house may be asked by its name', async (t) => {
  const played = await json(t)
  const place = `airgradient_1.local:${played.place.split(':')[1]}`
  const fetcher = fetcherFor(t, [place], { lookup: resolvingTo('127.0.0.1') })
  assert.deepEqual((await fetcher.get(`http://${place}/measures/current`)).json(), { pm25: 35 })
})

test('only hosts in the list are asked, at their port', async (t) => {
  const fetcher = fetcherFor(t, [], { allowedHosts: ['api.example.org', '.example.net', 'x.test:18007'] })
  for (const url of [
    'https://example.org/',
    'https://api.example.org:8443/',
    'https://evilexample.net/',
    'https://example.net/',
    'https://x.test/',
    'https://user:pass@api.example.org/',
    'ftp://api.example.org/',
    'nonsense',
  ])
    await fails('not-allowed', fetcher.get(url))
})

test('the caller can call it off', async (t) => {
  const played = await play(t, () => {})
  const stop = new AbortController()
  const asked = fetcherFor(t, [played.place]).get(played.url, { signal: stop.signal })
  setTimeout(() => stop.abort(new Error('house closes')), 30)
  await assert.rejects(asked, /house closes/)
})

const given = { mediaType: 'application/json', content: '{"text":"蓝天"}' }

test('what is given arrives whole, with its type, each time it is tried', async (t) => {
  const bodies: string[] = []
  const played = await play(t, async (request, response) => {
    const parts = await request.toArray()
    bodies.push(`${request.method} ${request.headers['content-type']} ${Buffer.concat(parts)}`)
    response.writeHead(bodies.length === 1 ? 503 : 200).end('"heard"')
  })
  const fetcher = fetcherFor(t, [played.place])
  assert.equal((await fetcher.post(played.url, given, { headers: { 'X-API-Key': 'k' } })).json(), 'heard')
  assert.deepEqual(bodies, Array(2).fill('POST application/json {"text":"蓝天"}'))
  assert.equal(played.asked[1]?.headers['x-api-key'], 'k')
})

test('what is given goes nowhere else: not after a redirect, not to a host that is not in the list', async (t) => {
  const target = await json(t)
  for (const status of [301, 302, 303, 307, 308]) {
    const played = await play(t, (_, response) => response.writeHead(status, { location: target.url }).end())
    const fetcher = fetcherFor(t, [played.place, target.place])
    await fails('changed', fetcher.post(played.url, given), /redirected/)
  }
  assert.equal(target.asked.length, 0)
  await fails('not-allowed', fetcherFor(t, []).post(target.url, given))
  await fails('not-allowed', fetcherFor(t, []).post('nonsense', given))
})

test('statuses, limits and deadlines hold for giving as for getting', async (t) => {
  const played = await play(t, (request, response) => {
    if (request.url === '/silent') return
    if (request.url === '/long') return response.end('x'.repeat(1000))
    response.writeHead(Number(request.url!.slice(1)), { 'retry-after': '7200' }).end()
  })
  const fetcher = fetcherFor(t, [played.place], { retries: 0, timeoutMs: 150, maxBytes: 100 })
  const post = (path: string) => fetcher.post(played.url + path, given)
  await fails('denied', post('/401'))
  await fails('refused', post('/422'))
  await fails('slow', post('/silent'))
  await fails('too-big', post('/long'))
  await fails('limited', post('/429'))
})

test('secrets are not in messages', async (t) => {
  const played = await play(t, (_, response) => response.writeHead(400).end())
  const url = `${played.url}/aq?zipCode=1&API_KEY=hush-1&token=hush-2&X-PIN=hush-3&key=hush-4`
  await assert.rejects(
    fetcherFor(t, [played.place]).get(url, { headers: { 'X-API-Key': 'hush-5' } }),
    (error: Error) => {
      assert.doesNotMatch(JSON.stringify({ ...error, message: error.message, stack: error.stack }), /hush/)
      return true
    },
  )
  assert.equal(
    redact('https://u:hush@h.org/p?a=1&client_secret=hush#hush'),
    'https://h.org/p?a=1&client_secret=***',
  )
  assert.doesNotMatch(redact('no address?key=hush'), /hush/)
})

test('inner addresses are known in all their spellings', () => {
  for (const address of [
    '0.0.0.0',
    '10.1.2.3',
    '100.64.0.1',
    '127.9.9.9',
    '169.254.169.254',
    '172.31.255.255',
    '192.168.0.1',
    '224.0.0.1',
    '255.255.255.255',
    '::',
    '::1',
    'fe80::1',
    'fd00::1',
    'ff02::1',
    '::ffff:10.0.0.1',
    '64:ff9b::7f00:1',
    '2002:7f00:1::',
    '2001:db8::1',
    'not an address',
  ])
    assert.ok(isInner(address), address)
  for (const address of ['8.8.8.8', '172.32.0.1', '93.184.215.14', '2606:2800:21f:cb07::1', '::ffff:8.8.8.8'])
    assert.ok(!isInner(address), address)
})
