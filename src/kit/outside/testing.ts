import { createServer, type IncomingMessage, type RequestListener, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { TestContext } from 'node:test'
import { createFetcher, type Fetcher, type FetcherOptions } from '../fetch.ts'

/** A provider played by a local server until the test ends. */
export interface Played {
  /** `127.0.0.1:port` */
  place: string
  url: string
  /** What it was asked, in order. */
  asked: IncomingMessage[]
}

export async function play(t: TestContext, answer: RequestListener): Promise<Played> {
  const asked: IncomingMessage[] = []
  const server = createServer((request, response) => {
    asked.push(request)
    answer(request, response)
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  t.after(() => {
    server.closeAllConnections()
    server.close()
  })
  const place = `127.0.0.1:${(server.address() as AddressInfo).port}`
  return { place, url: `http://${place}`, asked }
}

/** A clock that only sleeping moves; it keeps what was slept. */
export function sleeper() {
  const slept: number[] = []
  let now = 1_700_000_000_000
  const time = {
    now: () => now,
    async sleep(ms: number) {
      slept.push(ms)
      now += ms
    },
  }
  return { slept, time }
}

export function fetcherFor(t: TestContext, places: string[], more: Partial<FetcherOptions> = {}): Fetcher {
  const { time } = sleeper()
  const fetcher = createFetcher({
    allowedHosts: [],
    localDevices: places,
    userAgent: 'Lantian test',
    random: () => 0.5,
    time,
    ...more,
  })
  t.after(() => fetcher.close())
  return fetcher
}

/** Sends every request for the outside to a played provider, path and query kept. */
export function rerouted(t: TestContext, played: Played, more: Partial<FetcherOptions> = {}): Fetcher {
  const fetcher = fetcherFor(t, [played.place], { retries: 0, ...more })
  return {
    get(url, ask) {
      const { pathname, search } = new URL(url)
      return fetcher.get(played.url + pathname + search, ask)
    },
    post(url, given, ask) {
      const { pathname, search } = new URL(url)
      return fetcher.post(played.url + pathname + search, given, ask)
    },
    close: () => fetcher.close(),
  }
}

export const sendJson = (response: ServerResponse, data: unknown, status = 200) =>
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(data))
