import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { createServer, request } from 'node:http'
import { join } from 'node:path'
import type { Target } from './load.ts'

interface Saved {
  headers: Record<string, string>
  body: string
}

/** Keeps an answer as it came, with its headers but for those that every server sets by itself. */
export function saveAnswer({ port, path, coding }: Target, file: string): Promise<Saved> {
  const ask = { host: 'localhost', port, path, headers: coding ? { 'accept-encoding': coding } : {} }
  return new Promise((done, fail) => {
    request(ask, (response) => {
      const parts: Buffer[] = []
      response.on('data', (part) => parts.push(part))
      response.on('end', () => {
        const own = new Set(['date', 'connection', 'keep-alive', 'transfer-encoding'])
        const headers = Object.fromEntries(
          Object.entries(response.headers).filter(([name]) => !own.has(name)),
        ) as Saved['headers']
        const saved = { headers, body: Buffer.concat(parts).toString('base64') }
        writeFileSync(file, JSON.stringify(saved))
        done(saved)
      })
    })
      .on('error', fail)
      .end()
  })
}

/** Role of a child: `node:http` and nothing else, sending one saved answer. */
export function serveBare(port: number, file: string): void {
  const { headers, body } = JSON.parse(readFileSync(file, 'utf8')) as Saved
  const bytes = Buffer.from(body, 'base64')
  createServer((_, response) => {
    response.writeHead(200, headers)
    response.end(bytes)
  }).listen(port, '127.0.0.1')
}

export const nginxProgram = ['/usr/sbin/nginx', '/usr/local/bin/nginx', '/opt/homebrew/bin/nginx'].find(
  (path) => existsSync(path),
)

/** A configuration for nginx with one worker that sends the same bytes and headers from a file. */
export function nginxConfiguration(folder: string, port: number, { headers, body }: Saved): string {
  writeFileSync(join(folder, 'page'), Buffer.from(body, 'base64'))
  const { 'content-type': type, 'content-length': _, ...rest } = headers
  const added = Object.entries(rest).map(
    ([name, value]) => `add_header ${name} "${value.replaceAll('"', '\\"')}";`,
  )
  const text = `${process.getuid?.() === 0 ? 'user root;' : ''}
daemon off; worker_processes 1; pid ${folder}/nginx.pid; error_log ${folder}/nginx.log;
events { worker_connections 256; }
http {
  access_log off; sendfile on; tcp_nopush on; etag off; server_tokens off; keepalive_requests 100000000;
  open_file_cache max=10; default_type "${type}"; client_body_temp_path ${folder}; proxy_temp_path ${folder};
  fastcgi_temp_path ${folder}; uwsgi_temp_path ${folder}; scgi_temp_path ${folder};
  server { listen 127.0.0.1:${port}; root ${folder}; location / { try_files /page =404; ${added.join(' ')} } }
}`
  const file = join(folder, 'nginx.conf')
  writeFileSync(file, text)
  return file
}
