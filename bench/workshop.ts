import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { availableParallelism, cpus, loadavg, tmpdir, totalmem } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { openHouse } from '../src/house.ts'
import type { House } from '../src/kit/room.ts'
import { readSettings } from '../src/settings.ts'

/** What every section needs: a folder that goes away at the end, and how much may be asked of the machine. */
export interface Workshop {
  folder: string
  full: boolean
  data: Data
  /** The built program, as it is installed. */
  program: string
  say(line: string): void
}

/** Four years of twelve stations as files of the UCI set. */
export interface Data {
  files: string
  /** Where they come from, in words. */
  origin: string
  rows: number
  /** Local time of the centre just after the last hour. */
  after: string
}

export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'lantian-bench-'))
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }))
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(130))
  return folder
}

/** The machine and its programs, as one line for whoever reads the figures. */
export function machine(): string {
  const model = cpus()[0]?.model.trim() || process.arch
  const memory = Math.round(totalmem() / 2 ** 30)
  const load = loadavg()[0]!.toFixed(1)
  return `${availableParallelism()} cores (${model}), ${memory} GB memory, ${process.platform}, Node ${process.versions.node}, load by others at the start ${load}`
}

export const settingsOf = (folder: string, more: Record<string, string> = {}) => ({
  LANTIAN_DATA: folder,
  LANTIAN_SOURCES: 'none',
  LANTIAN_LOG: 'silent',
  LANTIAN_SIMULATED: 'no',
  ...more,
})

/** A house of its own in a folder. `clock` is a local time of the centre. */
export const openAt = (folder: string, clock: string, empty = false): Promise<House> =>
  openHouse(readSettings(settingsOf(folder, { LANTIAN_CLOCK: clock })), { empty })

export async function timed<R>(work: () => R | Promise<R>): Promise<{ ms: number; result: Awaited<R> }> {
  const started = performance.now()
  const result = await work()
  return { ms: performance.now() - started, result }
}

export function freePort(): Promise<number> {
  return new Promise((done, fail) => {
    const probe = createServer().once('error', fail)
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as { port: number }
      probe.close(() => done(port))
    })
  })
}

/** Starts a program of ours; `env` is all of its environment that is not the machine's. */
export function launch(
  args: string[],
  env: Record<string, string>,
  said: 'inherit' | 'ignore' = 'inherit',
): ChildProcess {
  const plain = Object.fromEntries(
    Object.entries(process.env).filter(([name]) => !/^(LANTIAN_|PORT$|DATABASE_URL$)/.test(name)),
  )
  return spawn(process.execPath, args, { env: { ...plain, ...env }, stdio: ['ignore', 'ignore', said] })
}

export async function answers(port: number, path = '/healthz'): Promise<Response> {
  for (let tries = 0; ; tries++) {
    try {
      return await fetch(`http://127.0.0.1:${port}${path}`)
    } catch (error) {
      if (tries > 2000) throw error
      await pause(5)
    }
  }
}

export async function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const over = new Promise((done) => child.once('exit', done))
  child.kill('SIGTERM')
  await over
}
