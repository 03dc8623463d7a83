/**
 * How one setting is read from the environment, whatever it is about: text, numbers, lists. A bad
 * one is named. What settings there are: `config.ts` and the `config-….ts` beside it.
 */

export type Environment = Readonly<Record<string, string | undefined>>

/** Names the setting that is wrong. */
export class BadSetting extends Error {
  override name = 'BadSetting'
  constructor(setting: string, wanted: string) {
    super(`${setting} must be ${wanted}`)
  }
}

export function text(env: Environment, name: string): string | null {
  const given = env[name] ?? ''
  return given === '' ? null : given
}

export function port(env: Environment, name: string, fallback: number): number {
  const value = whole(env, name, fallback)
  if (value > 65_535) throw new BadSetting(name, 'a port from 0 to 65535')
  return value
}

export function whole(env: Environment, name: string, fallback: number): number {
  const text = env[name]
  if (text === undefined || text === '') return fallback
  if (!/^\d{1,9}$/.test(text)) throw new BadSetting(name, 'a whole number')
  return Number(text)
}

export function oneOf<const Choice extends string>(
  env: Environment,
  name: string,
  choices: readonly Choice[],
  fallback: NoInfer<Choice>,
): Choice {
  const text = env[name]
  if (text === undefined || text === '') return fallback
  const choice = choices.find((one) => one === text)
  if (choice === undefined) throw new BadSetting(name, `one of ${choices.join(', ')}`)
  return choice
}

export function url(env: Environment, name: string): string | null {
  const text = env[name]
  if (text === undefined || text === '') return null
  if (!URL.canParse(text)) throw new BadSetting(name, 'a URL')
  return text.replace(/\/$/, '')
}

export function list(env: Environment, name: string): readonly string[] {
  return (env[name] ?? '')
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '')
}
