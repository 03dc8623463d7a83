/** The settings of quotas: how much the network is granted at once, and for how long. */
import { BadSetting, whole, type Environment } from './config-reading.ts'
import { megabytes } from './domain/basics/data-volume.ts'
import { QUOTA_RULES, type QuotaRules } from './domain/charging/quota.ts'

const BYTES_OF_MEGABYTE = 1_000_000n
const MEGABYTES_MAX = 100_000
const PARTS_MAX = 1_000
const SECONDS_MIN = 60
const SECONDS_MAX = 86_400

/** @throws BadSetting */
export function quota(env: Environment): QuotaRules {
  const { sliceMax, sliceMin, parts, seconds } = QUOTA_RULES
  const most = between(env, 'QUOTA_MEGABYTES_MAX', {
    fallback: Number(sliceMax / BYTES_OF_MEGABYTE),
    min: 1,
    max: MEGABYTES_MAX,
  })
  const least = between(env, 'QUOTA_MEGABYTES_MIN', {
    fallback: Math.min(most, Number(sliceMin / BYTES_OF_MEGABYTE)),
    min: 1,
    max: most,
  })
  return {
    sliceMax: megabytes(most),
    sliceMin: megabytes(least),
    parts: between(env, 'QUOTA_PARTS', { fallback: parts, min: 1, max: PARTS_MAX }),
    seconds: between(env, 'QUOTA_SECONDS', {
      fallback: seconds,
      min: SECONDS_MIN,
      max: SECONDS_MAX,
    }),
  }
}

function between(
  env: Environment,
  name: string,
  { fallback, min, max }: { readonly fallback: number; readonly min: number; readonly max: number },
): number {
  const value = whole(env, name, fallback)
  if (value < min || value > max) throw new BadSetting(name, `a whole number from ${min} to ${max}`)
  return value
}
