/** Forms as a page shows them, and what a browser would send of them. For tests only. */
import assert from 'node:assert/strict'

/** What a browser would send of a form that nobody touched, with its first button. */
export function formFields(page: string, action: string): [string, string][] {
  const forms = [...page.matchAll(/<form[^>]*action="([^"]*)"[\s\S]*?<\/form>/g)]
  const form = forms.find(([, to]) => to === action)?.[0]
  assert.ok(form !== undefined, `the page has no form to ${action}`)
  const inputs = [...form.matchAll(/<input\s[^>]*>/g)].map(([tag]) => tag)
  const of = (tag: string, name: string) =>
    new RegExp(`\\s${name}="([^"]*)"`).exec(tag)?.[1]?.replaceAll('&amp;', '&')
  return inputs.flatMap((tag): [string, string][] => {
    const name = of(tag, 'name')
    const isTick = /type="(?:radio|checkbox)"/.test(tag)
    if (name === undefined || (isTick && !/\schecked/.test(tag))) return []
    return [[name, of(tag, 'value') ?? '']]
  })
}
