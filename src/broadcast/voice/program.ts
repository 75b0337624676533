import { spawn } from 'node:child_process'
import type { Words } from '../../kit/words.ts'
import { VoiceError } from './provider.ts'

export interface ProgramRun {
  program: string
  args: readonly string[]
  /** Given on standard input: a text can then never be taken for an option. */
  input: string | Uint8Array
  /** Said when there is no such program. */
  missing: Words
  /** Exit code by which it says so itself. */
  missingCode?: number
  maxBytes: number
  timeoutMs: number
  signal?: AbortSignal | undefined
}

/**
 * Runs a separate program and returns what it writes. Throws a VoiceError when it is missing, fails, takes too long or
 * writes too much; it is ended in any case.
 */
export function run(what: ProgramRun): Promise<Buffer> {
  const { promise, resolve, reject } = Promise.withResolvers<Buffer>()
  const deadline = AbortSignal.timeout(what.timeoutMs)
  const signal = what.signal ? AbortSignal.any([deadline, what.signal]) : deadline
  const child = spawn(what.program, what.args, { signal, killSignal: 'SIGKILL', stdio: 'pipe' })
  const parts: Buffer[] = []
  let size = 0
  let complaint = ''
  child.stdout.on('data', (part: Buffer) => {
    size += part.length
    if (size <= what.maxBytes) return parts.push(part)
    child.kill('SIGKILL')
    reject(failed(what.program, { zh: '输出过多', en: 'it writes without end' }))
  })
  child.stderr.on('data', (part: Buffer) => {
    complaint = (complaint + part.toString()).slice(0, 300)
  })
  child.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT' || error.code === 'EACCES') reject(new VoiceError(what.missing, true))
    else if (deadline.aborted) reject(failed(what.program, { zh: '超时', en: 'it takes too long' }))
    else reject(error)
  })
  child.on('close', (code) => {
    if (code !== null && code === what.missingCode) return reject(new VoiceError(what.missing, true))
    if (code === 0) return resolve(Buffer.concat(parts))
    const why = complaint.trim() || `${code}`
    reject(failed(what.program, { zh: why, en: why }))
  })
  // A program that ends before it has read everything is judged by its exit code.
  child.stdin.on('error', () => {})
  child.stdin.end(what.input)
  return promise
}

const failed = (program: string, why: Words) =>
  new VoiceError({ zh: `程序 ${program} 失败：${why.zh}`, en: `The program ${program} failed: ${why.en}` })
