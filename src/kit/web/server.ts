import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { getRequestListener } from '@hono/node-server'
import type { Hono } from 'hono'
import { Problem } from '../problem.ts'
import type { House } from '../room.ts'
import { cacheKey } from './pages.ts'

export interface Running {
  port: number
  url: string
  /** Takes no new connections, lets those under way end, and cuts what is left after `patience` milliseconds. */
  stop(patience?: number): Promise<void>
}

/**
 * The door. A page that is in the cache is answered here, before any routing: that is what lets a cached page go out
 * nearly as fast as bare `node:http` sends the same bytes.
 */
export function doorOf(web: Hono, house: House, door: { closing: boolean } = { closing: false }) {
  const routed = getRequestListener(web.fetch)
  return (request: IncomingMessage, response: ServerResponse) => {
    if (door.closing && sayClosing(request, response)) return
    const cacheable = request.method === 'GET' || request.method === 'HEAD'
    const key = cacheable && request.url ? cacheKey(house, request) : ''
    if (key && house.cache.serve(key, house.clock().epochMilliseconds, request, response)) return
    routed(request, response)
  }
}

/** Whoever still has a connection gets his answer, and learns to go elsewhere; true when that is the whole answer. */
function sayClosing(request: IncomingMessage, response: ServerResponse): boolean {
  response.setHeader('connection', 'close')
  if (request.url !== '/healthz') return false
  response.writeHead(503, { 'content-type': 'application/json' })
  response.end('{"status":"closing"}')
  return true
}

/** Milliseconds for which a connection may stand still, either way. */
const silentMs = 120_000

/** Listens on the host and port of the settings. A taken port is a Problem that names the setting. */
export async function listen(web: Hono, house: House): Promise<Running> {
  const { LANTIAN_HOST: host, PORT: port } = house.settings
  const door = { closing: false }
  const server = createServer(
    {
      requestTimeout: 30_000,
      headersTimeout: 10_000,
      keepAliveTimeout: 5_000,
      connectionsCheckingInterval: 5_000,
    },
    doorOf(web, house, door),
  )
  // A reader who takes nothing of his answer for so long is gone: he holds memory and a place in the database.
  server.setTimeout(silentMs)
  await new Promise<void>((done, fail) => {
    server.once('error', (error: NodeJS.ErrnoException) => fail(listenProblem(error, host, port)))
    server.listen(port, host, done)
  })
  const taken = (server.address() as AddressInfo).port
  const shown = host === '0.0.0.0' || host === '::' || host === '127.0.0.1' ? 'localhost' : host
  return {
    port: taken,
    url: `http://${shown}:${taken}`,
    stop: (patience = 10_000) => {
      door.closing = true
      return stop(server, patience)
    },
  }
}

function listenProblem(error: NodeJS.ErrnoException, host: string, port: number) {
  if (error.code === 'EADDRINUSE')
    return new Problem('port-taken', {
      zh: `端口 ${port} 已被占用。请用 PORT=… 指定另一个端口。`,
      en: `Port ${port} is taken by another program. Choose another one with PORT=…`,
    })
  return new Problem('listen', {
    zh: `无法监听 ${host}:${port}（${error.message}）。请检查 LANTIAN_HOST 和 PORT。`,
    en: `Cannot listen on ${host}:${port} (${error.message}). Check LANTIAN_HOST and PORT.`,
  })
}

async function stop(server: Server, patience: number) {
  const cut = setTimeout(() => server.closeAllConnections(), patience)
  // A connection whose answer has ended would otherwise be kept for a next request.
  const sweep = setInterval(() => server.closeIdleConnections(), 100)
  await new Promise<void>((done) => {
    server.close(() => done())
    server.closeIdleConnections()
  })
  clearTimeout(cut)
  clearInterval(sweep)
}
