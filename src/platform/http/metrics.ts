import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'

/** What a monitoring system may scrape at `/metrics`: the process itself, answers by status, pages kept. */
export interface Metrics {
  answered(status: number, seconds: number): void
  fromCache(): void
  slowStatement(): void
  /** What was asked did not fit the schema of its route. */
  misfit(part: string): void
  text(): Promise<string>
  readonly contentType: string
}

export function openMetrics(
  cachedBytes: () => number,
  shed: () => number,
  standbyReads?: (() => Readonly<Record<string, number>>) | undefined,
): Metrics {
  const registry = new Registry()
  collectDefaultMetrics({ register: registry })
  const answers = new Counter({
    name: 'http_answers_total',
    help: 'Answers by class of status',
    labelNames: ['status'],
    registers: [registry],
  })
  const seconds = new Histogram({
    name: 'http_answer_seconds',
    help: 'Time to answer, pages from the cache left out',
    buckets: [0.005, 0.025, 0.1, 0.5, 2],
    registers: [registry],
  })
  let fromCache = 0
  new Counter({
    name: 'http_cached_answers_total',
    help: 'Answers given from the page cache',
    registers: [registry],
    collect() {
      this.reset()
      this.inc(fromCache)
    },
  })
  new Counter({
    name: 'http_shed_total',
    help: 'Requests turned away with 503 because too many were worked on',
    registers: [registry],
    collect() {
      this.reset()
      this.inc(shed())
    },
  })
  if (standbyReads)
    new Counter({
      name: 'db_standby_reads_total',
      help: 'Connections of visitors’ reads: given by the standby, or why not',
      labelNames: ['went'],
      registers: [registry],
      collect() {
        this.reset()
        for (const [went, count] of Object.entries(standbyReads())) this.inc({ went }, count)
      },
    })
  const misfits = new Counter({
    name: 'http_misfits_total',
    help: 'Requests that did not fit the schema of their route, by the part that did not',
    labelNames: ['part'],
    registers: [registry],
  })
  const slow = new Counter({
    name: 'db_slow_statements_total',
    help: 'Statements of 250 ms and more',
    registers: [registry],
  })
  new Gauge({
    name: 'page_cache_bytes',
    help: 'Bytes of pages kept',
    registers: [registry],
    collect() {
      this.set(cachedBytes())
    },
  })
  return {
    answered: (status, took) => {
      answers.inc({ status: `${Math.floor(status / 100)}xx` })
      seconds.observe(took)
    },
    misfit: (part) => misfits.inc({ part }),
    fromCache: () => {
      fromCache += 1
    },
    slowStatement: () => slow.inc(),
    text: () => registry.metrics(),
    contentType: registry.contentType,
  }
}
