/** Runs a PostgreSQL for the tests: prints its address, and stops when its input ends. */
import { startPostgres } from '../src/kit/db/testing-postgres.ts'

const { url, stop } = await startPostgres()
process.stdout.write(`${url}\n`)
process.stdin.resume()
process.stdin.once('end', async () => {
  await stop()
  process.exit(0)
})
