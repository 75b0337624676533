import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'

/** What `/metrics` tells a Prometheus server. One registry a process. */
export function createMetrics() {
  const registry = new Registry()
  collectDefaultMetrics({ register: registry })
  const registers = [registry]
  return {
    registry,
    requests: new Histogram({
      name: 'lantian_request_seconds',
      help: 'Seconds to answer a request that was not served from the page cache',
      labelNames: ['method', 'status'],
      buckets: [0.001, 0.002, 0.005, 0.01, 0.05, 0.2, 1, 5],
      registers,
    }),
    cached: new Counter({
      name: 'lantian_cached_pages_total',
      help: 'Pages served from the page cache',
      registers,
    }),
    cacheBytes: new Gauge({ name: 'lantian_cache_bytes', help: 'Bytes held by the page cache', registers }),
    jobs: new Counter({
      name: 'lantian_job_runs_total',
      help: 'Runs of jobs',
      labelNames: ['job', 'outcome'],
      registers,
    }),
  }
}

export type Metrics = ReturnType<typeof createMetrics>
