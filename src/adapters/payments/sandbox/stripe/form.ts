/**
 * Stripe's request bodies and queries: forms whose names carry brackets (`a[b]`, `a[0][c]`,
 * `a[]=`), decoded to nested objects and lists. Every value stays text.
 */
import { StripeTrouble } from './trouble.ts'

export type FormValue = string | FormValue[] | { [name: string]: FormValue }
export type Form = { [name: string]: FormValue }

export const FORM_FIELDS_MAX = 200
export const FORM_DEPTH_MAX = 6

/** @throws StripeTrouble (400) for forms that no client of ours sends. */
export function decodeForm(text: string): Form {
  const form = emptyForm()
  let fields = 0
  for (const [name, value] of new URLSearchParams(text)) {
    fields += 1
    if (fields > FORM_FIELDS_MAX) throw malformed('Too many parameters.')
    setAt(form, pathOf(name), value)
  }
  return listed(form) as Form
}

/** Without a prototype, so that no name can reach one. */
function emptyForm(): Form {
  return Object.create(null) as Form
}

function pathOf(name: string): string[] {
  const match = /^([^[\]]+)((?:\[[^[\]]*\])*)$/.exec(name)
  if (match === null) throw malformed(`Invalid parameter name: ${name.slice(0, 64)}`)
  const inner = (match[2] ?? '').matchAll(/\[([^[\]]*)\]/g)
  const path = [match[1] ?? '', ...[...inner].map((part) => part[1] ?? '')]
  if (path.length > FORM_DEPTH_MAX) throw malformed('Parameters are nested too deeply.')
  return path
}

function setAt(form: Form, path: readonly string[], value: string): void {
  let here = form
  for (const [at, step] of path.entries()) {
    const name = step === '' ? String(Object.keys(here).length) : step
    if (at === path.length - 1) {
      here[name] = value
      return
    }
    const next = here[name] ?? emptyForm()
    if (typeof next === 'string' || Array.isArray(next)) throw malformed('Mixed parameter shapes.')
    here[name] = next
    here = next
  }
}

/** Objects whose names are 0, 1, 2 … were lists. */
function listed(value: FormValue): FormValue {
  if (typeof value === 'string' || Array.isArray(value)) return value
  const names = Object.keys(value)
  for (const name of names) value[name] = listed(value[name] ?? '')
  const isList = names.length > 0 && names.every((name, at) => name === String(at))
  return isList ? names.map((name) => value[name] ?? '') : value
}

function malformed(message: string): StripeTrouble {
  return new StripeTrouble(400, { type: 'invalid_request_error', message })
}

/** The text at a path such as `payment_intent_data.description`; null where there is none. */
export function textAt(form: Form, path: string): string | null {
  let here: FormValue | undefined = form
  for (const step of path.split('.')) {
    if (here === undefined || typeof here === 'string') return null
    here = Array.isArray(here) ? here[Number(step)] : here[step]
  }
  return typeof here === 'string' ? here : null
}

/** The texts of a flat group such as `metadata`. */
export function textsAt(form: Form, name: string): { [name: string]: string } {
  const group = name.split('.').reduce<FormValue | undefined>((here, step) => {
    return typeof here === 'object' && !Array.isArray(here) ? here[step] : undefined
  }, form)
  if (group === undefined || typeof group === 'string') return {}
  return Object.fromEntries(
    Object.entries(group).filter(
      (entry): entry is [string, string] => typeof entry[1] === 'string',
    ),
  )
}

/** A whole number not below zero; null where there is none. */
export function wholeAt(form: Form, path: string): number | null {
  const text = textAt(form, path)
  if (text === null) return null
  if (!/^\d{1,12}$/.test(text)) {
    throw new StripeTrouble(400, {
      type: 'invalid_request_error',
      code: 'parameter_invalid_integer',
      message: `Invalid integer: ${text.slice(0, 40)}`,
      param: bracketed(path),
    })
  }
  return Number(text)
}

/** `a.b.c` as Stripe names parameters: `a[b][c]`. */
export function bracketed(path: string): string {
  const [first, ...rest] = path.split('.')
  return [first, ...rest.map((step) => `[${step}]`)].join('')
}
