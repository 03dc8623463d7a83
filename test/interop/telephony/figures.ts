/** Figures of calls that are over, for the test's output and its checks. */
import type { Played } from './channel.ts'
import type { ExchangeCall } from './exchange.ts'

export function playedMs(played: readonly Played[]): number {
  return played.reduce((sum, one) => sum + one.playedMs, 0)
}

export function report(what: string, calls: readonly ExchangeCall[]): void {
  const records = calls.map(({ record }) => record)
  const digits = records.reduce((sum, { keys }) => sum + keys.replace(/\D/g, '').length, 0)
  const prompts = records.flatMap(({ played }) => played)
  const lengths = prompts.map(({ milliseconds }) => milliseconds / 1_000)
  const thought = records.flatMap(({ thoughtMs }) => thoughtMs)
  const [shortest, longest] = [Math.min(...lengths).toFixed(1), Math.max(...lengths).toFixed(1)]
  process.stdout.write(
    `${what}: ${calls.length} calls, ${digits} digits, ${prompts.length} prompts of ` +
      `${shortest}–${longest} s, the desk thought ${Math.round(Math.max(...thought))} ms at most\n`,
  )
}
