import { Agent as HttpAgent, request as httpRequest, type IncomingMessage } from 'node:http'
import { Agent as HttpsAgent, request as httpsRequest } from 'node:https'
import type { LookupFunction } from 'node:net'
import { setTimeout as delay } from 'node:timers/promises'
import { admit, admitHop, guardedLookup, type Places } from './outside/address.ts'
import { acceptEncoding, jsonOf, readBody } from './outside/body.ts'
import { SourceError } from './outside/error.ts'
import { askedWait, longestWait, type Pace, Paces, type Time } from './outside/pace.ts'

export { type Reason, redact, SourceError } from './outside/error.ts'

export interface FetcherOptions {
  /** `api.example.org`, a whole domain as `.example.org`, either with `:port`; without one the scheme's own port. */
  allowedHosts: readonly string[]
  /** Every public host, in place of a list. */
  anyPublicHost?: boolean
  /** Exact `host` or `host:port` of devices in the house, the only ones that may have an inner address. */
  localDevices?: readonly string[]
  /** Who asks, with a contact: some providers want to know. */
  userAgent: string
  /** Deadline of one attempt from the first byte sent to the last received. Default 20 s. */
  timeoutMs?: number
  /** Most bytes of an answer, unpacked. Default 16 MiB. */
  maxBytes?: number
  /** Further attempts after network errors, 429 and 5xx. Default 2. */
  retries?: number
  /** Pace of every host. Default 60 a minute in bursts of 10. */
  pace?: Pace
  /** Pace of a host where it is another. */
  paces?: Record<string, Pace>
  time?: Time
  /** 0 … 1, for the jitter. */
  random?: () => number
  lookup?: LookupFunction
}

/** What is given to a service, as it is. */
export interface Given {
  mediaType: string
  content: string | Uint8Array
}

export interface Ask {
  /** Sent to the first host only, never to one it redirects to. */
  headers?: Record<string, string>
  /** Of the answer that we have; the source may say that nothing changed since. */
  etag?: string | undefined
  lastModified?: string | undefined
  signal?: AbortSignal | undefined
  maxBytes?: number
}

export interface Answer {
  status: number
  /** The source says that the answer we have is still the newest; the body is empty. */
  notModified: boolean
  body: Uint8Array
  text(): string
  /** Throws a SourceError of reason `changed` when the body is not JSON. */
  json(): unknown
  etag: string | undefined
  lastModified: string | undefined
  headers: Record<string, string>
  /** Where the answer came from. It may carry a key: show it only through `redact`. */
  url: URL
}

export interface Fetcher {
  /** Throws a SourceError for everything the outside may do to us. */
  get(url: string | URL, ask?: Ask): Promise<Answer>
  /**
   * Gives a service something and returns its answer. Only where asking twice does no harm: it is tried again as `get`
   * is. What is given goes to this address alone, so a redirect is an error of reason `changed`.
   */
  post(url: string | URL, given: Given, ask?: Omit<Ask, 'etag' | 'lastModified'>): Promise<Answer>
  close(): void
}

const systemTime: Time = {
  now: () => performance.timeOrigin + performance.now(),
  sleep: async (ms, signal) => {
    await delay(ms, undefined, signal ? { signal } : {})
  },
}
const usualPace: Pace = { perMinute: 60, burst: 10 }
const mostHops = 3
const firstPause = 500

interface Trip
  extends Required<
    Omit<FetcherOptions, 'allowedHosts' | 'anyPublicHost' | 'localDevices' | 'pace' | 'paces' | 'lookup'>
  > {
  places: Places
  lookup: LookupFunction | undefined
  agents: { 'http:': HttpAgent; 'https:': HttpsAgent }
  paces: Paces
}

/** The only way out of the house. Redirects, retries, pace and size are kept here; see `FetcherOptions`. */
export function createFetcher(options: FetcherOptions): Fetcher {
  const time = options.time ?? systemTime
  const trip: Trip = {
    userAgent: options.userAgent,
    timeoutMs: options.timeoutMs ?? 20_000,
    maxBytes: options.maxBytes ?? 16 << 20,
    retries: options.retries ?? 2,
    random: options.random ?? Math.random,
    time,
    places: {
      allowedHosts: options.allowedHosts,
      localDevices: options.localDevices ?? [],
      anyPublicHost: options.anyPublicHost ?? false,
    },
    lookup: options.lookup,
    agents: { 'http:': new HttpAgent({ keepAlive: true }), 'https:': new HttpsAgent({ keepAlive: true }) },
    paces: new Paces(time, (host) => options.paces?.[host] ?? options.pace ?? usualPace),
  }
  return {
    get: async (url, ask = {}) => withRetries(trip, ask.signal, () => follow(trip, parseUrl(url), ask)),
    post: async (url, given, ask = {}) =>
      withRetries(trip, ask.signal, () => give(trip, parseUrl(url), given, ask)),
    close() {
      for (const agent of Object.values(trip.agents)) agent.destroy()
    },
  }
}

function parseUrl(url: string | URL): URL {
  if (!URL.canParse(String(url))) throw new SourceError('not-allowed', url, 'not an address')
  return new URL(url)
}

async function withRetries(
  trip: Trip,
  signal: AbortSignal | undefined,
  attemptOnce: () => Promise<Answer>,
): Promise<Answer> {
  for (let attempt = 0; ; attempt++) {
    signal?.throwIfAborted()
    try {
      return await attemptOnce()
    } catch (error) {
      signal?.throwIfAborted()
      if (!(error instanceof SourceError) || attempt >= trip.retries || !worthRetrying(error)) throw error
      const pause = firstPause * 2 ** attempt * (0.5 + trip.random() / 2)
      await trip.time.sleep(Math.max(pause, error.waitMs ?? 0), signal)
    }
  }
}

const worthRetrying = ({ reason, waitMs }: SourceError) =>
  (reason === 'down' || reason === 'slow' || reason === 'limited') && (waitMs ?? 0) <= longestWait

/** One attempt: the address and at most three that it redirects to, each checked as the first. */
async function follow(trip: Trip, start: URL, ask: Ask): Promise<Answer> {
  let url = start
  for (let hop = 0; hop <= mostHops; hop++) {
    const local = admitHop(start, url, trip.places)
    await trip.paces.turn(url, ask.signal)
    const own = url.origin === start.origin
    const answer = await once(
      trip,
      url,
      local,
      own ? ask : { ...ask, headers: {}, etag: undefined, lastModified: undefined },
    )
    const next = redirection(answer)
    if (!next) return judged(trip, answer, ask)
    if (url.protocol === 'https:' && next.protocol === 'http:')
      throw new SourceError('not-allowed', next, 'redirected from https to http')
    url = next
  }
  throw new SourceError('changed', start, `more than ${mostHops} redirects`)
}

/** One attempt to give. */
async function give(trip: Trip, url: URL, given: Given, ask: Ask): Promise<Answer> {
  const local = admit(url, trip.places)
  await trip.paces.turn(url, ask.signal)
  const answer = await once(trip, url, local, ask, given)
  if (redirection(answer)) throw new SourceError('changed', url, `HTTP ${answer.status}, redirected`)
  return judged(trip, answer, ask)
}

function redirection({ status, headers, url }: Answer): URL | null {
  if (![301, 302, 303, 307, 308].includes(status)) return null
  const location = headers.location
  if (!location || !URL.canParse(location, url))
    throw new SourceError('changed', url, 'redirected to nowhere')
  return new URL(location, url)
}

/** Turns a status that is no answer into the error that says what it means. */
function judged(trip: Trip, answer: Answer, ask: Ask): Answer {
  const { status, headers, url } = answer
  const wait = askedWait(headers, status, trip.time.now())
  if (wait !== undefined) trip.paces.silence(url.host, wait)
  if ((status >= 200 && status < 300) || (answer.notModified && (ask.etag || ask.lastModified))) return answer
  const detail = `HTTP ${status}`
  if (status === 429) throw new SourceError('limited', url, detail, wait)
  if (status >= 500) throw new SourceError('down', url, detail, wait)
  if (status === 401 || status === 403) throw new SourceError('denied', url, detail)
  if (status === 404 || status === 410) throw new SourceError('changed', url, `${detail}, no longer there`)
  throw new SourceError('refused', url, detail)
}

/** One request under the deadline. */
async function once(trip: Trip, url: URL, local: boolean, ask: Ask, given?: Given): Promise<Answer> {
  const deadline = AbortSignal.timeout(trip.timeoutMs)
  const signal = ask.signal ? AbortSignal.any([deadline, ask.signal]) : deadline
  let response: IncomingMessage | undefined
  try {
    response = await send(trip, url, local, ask, signal, given)
    const body = await readBody(response, url, ask.maxBytes ?? trip.maxBytes)
    return answerOf(response, url, body)
  } catch (error) {
    if (error instanceof SourceError) throw error
    if (deadline.aborted) throw new SourceError('slow', url, `${trip.timeoutMs} ms`)
    throw new SourceError('down', url, (error as NodeJS.ErrnoException).code ?? 'broken answer')
  } finally {
    // Also stops a body that is longer than wanted or still on its way.
    if (!response?.complete) response?.destroy()
  }
}

function send(
  trip: Trip,
  url: URL,
  local: boolean,
  ask: Ask,
  signal: AbortSignal,
  given?: Given,
): Promise<IncomingMessage> {
  const request = url.protocol === 'https:' ? httpsRequest : httpRequest
  const headers: Record<string, string> = {
    'user-agent': trip.userAgent,
    accept: '*/*',
    'accept-encoding': acceptEncoding,
    ...(given && {
      'content-type': given.mediaType,
      'content-length': String(Buffer.byteLength(given.content)),
    }),
    ...ask.headers,
  }
  if (ask.etag) headers['if-none-match'] = ask.etag
  if (ask.lastModified) headers['if-modified-since'] = ask.lastModified
  const lookup = local ? trip.lookup : guardedLookup(url, trip.lookup)
  const method = given ? 'POST' : 'GET'
  const agent = trip.agents[url.protocol as 'http:']
  return new Promise((resolve, reject) => {
    request(url, { method, headers, signal, agent, ...(lookup && { lookup }) })
      .once('response', resolve)
      .once('error', reject)
      .end(given?.content)
  })
}

function answerOf(response: IncomingMessage, url: URL, body: Uint8Array): Answer {
  const headers: Record<string, string> = {}
  for (const [name, value] of Object.entries(response.headers)) headers[name] = String(value)
  const text = () => new TextDecoder().decode(body)
  return {
    status: response.statusCode ?? 0,
    notModified: response.statusCode === 304,
    body,
    text,
    json: () => jsonOf(text(), url),
    etag: headers.etag,
    lastModified: headers['last-modified'],
    headers,
    url,
  }
}
