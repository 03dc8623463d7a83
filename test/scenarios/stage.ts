/** One running product after another, on one data directory and the same ports. For tests only. */
import type { TestContext } from 'node:test'
import { startProduct, type Product } from '../product.ts'

export interface Stage {
  product: Product
  /** Settings of every product on it. */
  readonly env: Readonly<Record<string, string>>
  /** Resolves when the last restart is over. */
  restarting: Promise<void>
}

export function say(line: string): void {
  process.stdout.write(`${line}\n`)
}

/** Callers go on with the addresses they know. */
export async function restart(stage: Stage): Promise<void> {
  const { dataDirectory, ports } = stage.product
  const env = { ...stage.env, PORT: String(ports['portal']) }
  stage.product = await startProduct({ dataDirectory, env })
  say(`  ready again after ${Math.round(stage.product.readyMs)} ms`)
}

export async function openStage(
  t: Pick<TestContext, 'after'>,
  env: Stage['env'] = {},
): Promise<Stage> {
  const product = await startProduct({ env })
  const stage = { product, env, restarting: Promise.resolve() }
  t.after(async () => {
    await stage.restarting.catch(() => {})
    await stage.product.remove()
  })
  return stage
}
