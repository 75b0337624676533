import assert from 'node:assert/strict'
import { test } from 'node:test'
import { onBothEngines } from '../db/testing.ts'
import { Problem } from '../problem.ts'
import { jobStates, migrations, runNow, startJobs } from './jobs.ts'
import { Runner } from './runner.ts'
import { job, processOn, silent, TestClock } from './testing.ts'
import { backoff, nextDue } from './timetable.ts'

const hourly = '5 * * * *'
const start = '2026-11-24T02:00:00Z'

onBothEngines('a job runs when the timetable of the centre says so, once', async (_t, open) => {
  const store = await open(migrations)
  const clock = new TestClock(start)
  const ran: string[] = []
  const noon = job('noon', '0 12 * * *', async ({ at }) => {
    ran.push(at.toString())
    return 'cooked'
  })
  const { look } = processOn(store, clock, [noon])
  for (let minutes = 0; minutes < 26 * 60; minutes += 15) {
    await look()
    clock.move({ minutes: 15 })
  }
  assert.deepEqual(ran, ['2026-11-24T04:00:00Z'])
  const [state] = await jobStates(store)
  assert.equal(state!.nextDue!.toString(), '2026-11-25T04:00:00Z')
  assert.deepEqual(
    [state!.runs.length, state!.runs[0]!.outcome, state!.runs[0]!.message],
    [1, 'done', 'cooked'],
  )
})

onBothEngines('what was missed while nobody was there is run once', async (_t, open) => {
  const store = await open(migrations)
  const clock = new TestClock(start)
  let ran = 0
  const count = job('count', hourly, async () => `${++ran}`)
  await processOn(store, clock, [count]).look()
  clock.move({ hours: 72 })
  const next = processOn(store, clock, [count])
  await next.look()
  await next.look()
  assert.equal(ran, 1)
})

onBothEngines('of many processes one runs the job', async (_t, open) => {
  const store = await open(migrations)
  const clock = new TestClock(start)
  let ran = 0
  let atOnce = 0
  const slow = job('slow', hourly, async () => {
    assert.equal(++atOnce, 1)
    await new Promise((done) => setTimeout(done, 20))
    atOnce--
    return `${++ran}`
  })
  const processes = Array.from({ length: 5 }, () => processOn(store, clock, [slow]))
  await processes[0]!.look()
  for (let hour = 1; hour <= 3; hour++) {
    clock.move({ hours: 1 })
    await Promise.all(processes.map(({ look }) => look()))
    assert.equal(ran, hour)
  }
})

onBothEngines('a failed run is kept with its message and tried again, later and later', async (_t, open) => {
  const store = await open(migrations)
  const clock = new TestClock(start)
  let broken = true
  const fragile = job('fragile', '0 0 1 1 *', async () => {
    if (broken) throw new Error('the provider is down')
    return 'at last'
  })
  const ends: string[] = []
  const ended = (name: string, outcome: string) => ends.push(`${name} ${outcome}`)
  const { look } = processOn(store, clock, [fragile], { ended })
  await look()
  await runNow(store, 'fragile')
  for (let failures = 1; failures <= 4; failures++) {
    await look()
    const [state] = await jobStates(store)
    assert.equal(state!.failures, failures)
    assert.equal(state!.runs[0]!.message, 'the provider is down')
    clock.move({ milliseconds: backoff(failures) - 1 })
    await look()
    assert.equal((await jobStates(store))[0]!.failures, failures)
    clock.move({ milliseconds: 1 })
  }
  broken = false
  await look()
  const [state] = await jobStates(store)
  assert.deepEqual([state!.failures, state!.runs[0]!.outcome, state!.runs.length], [0, 'done', 5])
  assert.equal(state!.nextDue!.toString(), '2026-12-31T16:00:00Z')
  assert.deepEqual(ends, [...Array(4).fill('fragile failed'), 'fragile done'])
})

onBothEngines('the lease of a process that died expires, and its run counts as lost', async (_t, open) => {
  const store = await open(migrations)
  const clock = new TestClock(start)
  const begun = Promise.withResolvers<void>()
  const work = () => {
    begun.resolve()
    return new Promise<string>(() => {})
  }
  const dead = processOn(store, clock, [job('work', hourly, work)])
  await dead.runner.tick()
  clock.move({ hours: 1 })
  await dead.runner.tick()
  // It dies at work, not on the way there.
  await begun.promise
  assert.equal((await jobStates(store))[0]!.running, true)
  let ran = 0
  const { look } = processOn(store, clock, [job('work', hourly, async () => `${++ran}`)])
  clock.move({ seconds: 44 })
  await look()
  assert.equal(ran, 0)
  clock.move({ seconds: 1 })
  await look()
  assert.equal((await jobStates(store))[0]!.runs[0]!.outcome, 'lost')
  clock.move({ seconds: 30 })
  await look()
  assert.equal(ran, 1)
})

onBothEngines('a clock that ran years ahead and came back stops no job', async (_t, open) => {
  const store = await open(migrations)
  const clock = new TestClock(start)
  let ran = 0
  const count = job('count', hourly, async () => `${++ran}`)
  const { look } = processOn(store, clock, [count])
  await look()
  clock.move({ hours: 40_000 })
  await look()
  assert.equal(ran, 1)
  // A process that died while the clock was ahead holds its claim until then.
  const dead = processOn(store, clock, [job('held', hourly, () => new Promise(() => {}))])
  await dead.runner.tick()
  clock.move({ hours: 1 })
  await dead.runner.tick()
  clock.move({ hours: -40_001 })
  const held = processOn(store, clock, [count, job('held', hourly, async () => `${++ran}`)])
  await held.look()
  clock.move({ hours: 2 })
  await held.look()
  assert.equal(ran, 3)
})

onBothEngines('a run that was asked for begins at the next look', async (_t, open) => {
  const store = await open(migrations)
  const clock = new TestClock(start)
  let ran = 0
  const { look } = processOn(store, clock, [job('rare', '0 0 29 2 *', async () => `${++ran}`)])
  await look()
  await look()
  assert.equal(ran, 0)
  await runNow(store, 'rare')
  assert.equal((await jobStates(store))[0]!.asked, true)
  await look()
  await look()
  assert.equal(ran, 1)
  await assert.rejects(runNow(store, 'nothing'), Problem)
})

onBothEngines('progress is kept, and only the last runs', async (_t, open) => {
  const store = await open(migrations)
  const clock = new TestClock(start)
  const steps = job('steps', hourly, async ({ progress }) => {
    progress(3, 7)
    return 'some'
  })
  const { look } = processOn(store, clock, [steps])
  for (let i = 0; i < 60; i++) {
    await look()
    clock.move({ hours: 1 })
  }
  const [state] = await jobStates(store)
  assert.deepEqual([state!.runs[0]!.done, state!.runs[0]!.total], [3, 7])
  assert.equal((await store.db.selectFrom('job_run').select('id').execute()).length, 50)
})

onBothEngines('a run that found nothing to do is not kept', async (_t, open) => {
  const store = await open(migrations)
  const clock = new TestClock(start)
  let ran = 0
  const idle = job('idle', hourly, async () => (++ran === 1 ? 'something' : ''))
  const { look } = processOn(store, clock, [idle])
  for (let i = 0; i < 5; i++) {
    await look()
    clock.move({ hours: 1 })
  }
  const [state] = await jobStates(store)
  assert.deepEqual(
    [ran, state!.runs.map(({ message }) => message), state!.running],
    [4, ['something'], false],
  )
})

onBothEngines('a changed timetable counts from now', async (_t, open) => {
  const store = await open(migrations)
  const clock = new TestClock(start)
  let ran = 0
  const count = async () => `${++ran}`
  await processOn(store, clock, [job('count', hourly, count)]).look()
  clock.move({ hours: 1 })
  const changed = processOn(store, clock, [job('count', '30 * * * *', count)])
  await changed.look()
  await changed.look()
  assert.equal(ran, 0)
  clock.move({ minutes: 30 })
  await changed.look()
  assert.equal(ran, 1)
})

onBothEngines('a stop waits for what runs, and a stopped run is taken up again', async (_t, open) => {
  const store = await open(migrations)
  const clock = new TestClock(start)
  const stopping = new AbortController()
  let ended = 0
  const patient = job(
    'patient',
    hourly,
    ({ signal }) =>
      new Promise((_, fail) =>
        signal.addEventListener('abort', () =>
          setTimeout(() => {
            ended++
            fail(new Error('stopped half way'))
          }, 20),
        ),
      ),
  )
  await processOn(store, clock, [patient]).look()
  clock.move({ hours: 1 })
  const over = startJobs(store, [patient], {
    zone: 'Asia/Shanghai',
    clock: clock.now,
    log: silent,
    signal: stopping.signal,
    poll: 5,
  })
  while (!(await jobStates(store))[0]!.running) await new Promise((done) => setTimeout(done, 5))
  stopping.abort()
  await over
  assert.equal(ended, 1)
  const [state] = await jobStates(store)
  assert.deepEqual([state!.runs[0]!.outcome, state!.running, state!.failures], ['stopped', false, 0])
  let again = 0
  await processOn(store, clock, [job('patient', hourly, async () => `${++again}`)]).look()
  assert.equal(again, 1)
})

onBothEngines('a job that does not end is left behind after a while', async (_t, open) => {
  const store = await open(migrations)
  const clock = new TestClock(start)
  const stopping = new AbortController()
  const errors: string[] = []
  const stuck = job('stuck', hourly, () => new Promise(() => {}))
  await processOn(store, clock, [stuck]).look()
  await runNow(store, 'stuck')
  const over = startJobs(store, [stuck], {
    zone: 'Asia/Shanghai',
    clock: clock.now,
    log: { info() {}, error: (_about, message) => errors.push(message) },
    signal: stopping.signal,
    poll: 5,
    patience: 20,
  })
  while (!(await jobStates(store))[0]!.running) await new Promise((done) => setTimeout(done, 5))
  stopping.abort()
  await over
  assert.deepEqual(errors, ['jobs: still running when the process ends'])
})

test('the timetable follows the clocks of the zone', () => {
  const at = Temporal.Instant.from('2026-03-28T12:00:00Z').epochMilliseconds
  const utc = (ms: number | null) => Temporal.Instant.fromEpochMilliseconds(ms!).toString()
  assert.equal(utc(nextDue('0 12 * * *', 'Asia/Shanghai', at)), '2026-03-29T04:00:00Z')
  assert.equal(utc(nextDue('0 12 * * *', 'Europe/Berlin', at)), '2026-03-29T10:00:00Z')
  assert.equal(nextDue('0 0 1 1 * ', 'UTC', at)! > at, true)
  assert.equal(backoff(1), 30_000)
  assert.equal(backoff(50), 3_600_000)
})

test('two jobs of one name are refused', () => {
  const twice = [job('same', hourly, async () => ''), job('same', hourly, async () => '')]
  const options = {
    zone: 'UTC',
    clock: new TestClock(start).now,
    log: silent,
    signal: new AbortController().signal,
  }
  assert.throws(() => new Runner({} as never, twice, options), /same/)
})
