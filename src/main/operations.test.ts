import assert from 'node:assert/strict'
import { test } from 'node:test'
import {
  inTime,
  metricsText,
  READY_MS_MAX,
  startOperations,
  type OperationsGiven,
} from './operations.ts'

async function asked(path: string, given: Partial<OperationsGiven> = {}) {
  const operations = await startOperations({
    port: 0,
    notReady: async () => [],
    counters: () => ({ 'sweeps_total{name="return_owed"}': 3, queue_depth: 0 }),
    ...given,
  })
  try {
    const answer = await fetch(`http://${operations.host}:${operations.port}${path}`)
    return {
      status: answer.status,
      type: answer.headers.get('content-type'),
      text: await answer.text(),
    }
  } finally {
    await operations.close()
  }
}

test('Whoever runs is alive', async () => {
  assert.equal((await asked('/healthz')).status, 200)
})

test('Ready says what is missing', async () => {
  assert.equal((await asked('/readyz')).status, 200)
  const missing = await asked('/readyz', { notReady: async () => ['database'] })
  assert.equal(missing.status, 503)
  assert.deepEqual(JSON.parse(missing.text), { status: 'not_ready', missing: ['database'] })
})

test('A check that fails is not ready either', async () => {
  const failing = await asked('/readyz', { notReady: () => Promise.reject(new Error('gone')) })
  assert.equal(failing.status, 503)
})

test('A check that takes too long is not ready either', async (t) => {
  t.mock.timers.enable({ apis: ['setTimeout'] })
  const answer = inTime(Promise.withResolvers<readonly string[]>().promise)
  t.mock.timers.tick(READY_MS_MAX)
  assert.deepEqual(await answer, ['answer_in_time'])
})

test('Figures come as Prometheus reads them', async () => {
  const { text, type } = await asked('/metrics')
  assert.equal(type, 'text/plain; version=0.0.4; charset=utf-8')
  assert.match(text, /^# TYPE sweeps_total counter\nsweeps_total\{name="return_owed"\} 3$/m)
  assert.match(text, /^# TYPE queue_depth gauge\nqueue_depth 0$/m)
  assert.match(text, /^process_resident_memory_bytes \d+$/m)
})

test('Samples of one metric stand together, and a bad name is a broken invariant', () => {
  const text = metricsText({ 'a_total{b="1"}': 1, c: Infinity, 'a_total{b="2"}': 2 })
  assert.equal(
    text,
    '# TYPE a_total counter\na_total{b="1"} 1\na_total{b="2"} 2\n# TYPE c gauge\nc +Inf\n',
  )
  assert.throws(() => metricsText({ 'a b': 1 }))
})
