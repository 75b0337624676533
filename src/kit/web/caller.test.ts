import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Hono } from 'hono'
import { isFromInside } from './caller.ts'

const inside = async (address: string, headers: Record<string, string> = {}) => {
  const web = new Hono().get('/', (c) => c.text(String(isFromInside(c))))
  const answer = await web.request('/', { headers }, { incoming: { socket: { remoteAddress: address } } })
  return (await answer.text()) === 'true'
}

test('a program of our own network is from inside, a stranger is not', async () => {
  for (const own of ['127.0.0.1', '::1', '::ffff:127.0.0.1', '10.1.2.3', '192.168.1.9', 'fd00::1'])
    assert.equal(await inside(own), true, own)
  for (const stranger of ['8.8.8.8', '::ffff:8.8.8.8', '2606:4700::1111'])
    assert.equal(await inside(stranger), false, stranger)
})

test('what a proxy beside us passes on is from outside', async () => {
  for (const name of ['X-Forwarded-For', 'X-Forwarded-Proto', 'X-Real-IP', 'Forwarded', 'Via'])
    assert.equal(await inside('127.0.0.1', { [name]: '10.0.0.1' }), false, name)
})
