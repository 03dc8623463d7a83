/**
 * The console's only script. Every act works without it; it adds shortcuts, a scanner that is heard
 * anywhere, passkeys, protection from double clicks, signs of life while somebody types, and the
 * lock screen when nobody does. It loads nothing but its own reading of keys and writes no style.
 */
import {
  BURST_GAP_MS,
  grown,
  isScan,
  LINE_GAP_MS,
  NO_BURST,
  scanned,
  shortcutOf,
} from './scanning.ts'

const SEEN_AGAIN_MS = 60_000

let burst = NO_BURST
/** What the field held before the burst, to be put back when it was a scan. */
let before: { readonly field: TextField | null; readonly text: string } = { field: null, text: '' }
let waiting: ReturnType<typeof setTimeout> | undefined

type TextField = HTMLInputElement | HTMLTextAreaElement

function textField(target: EventTarget | null): TextField | null {
  if (target instanceof HTMLTextAreaElement) return target
  const isBox = target instanceof HTMLInputElement && ['checkbox', 'radio'].includes(target.type)
  return target instanceof HTMLInputElement && !isBox ? target : null
}

/** In a field of figures a letter can only be meant for the page. */
function isLetterAmongFigures({ target, key }: KeyboardEvent): boolean {
  const takesFigures = target instanceof HTMLInputElement && target.inputMode === 'numeric'
  return takesFigures && /^[a-z]$/i.test(key)
}

function isField(target: EventTarget | null): boolean {
  return textField(target) !== null || target instanceof HTMLSelectElement
}

function onKey(event: KeyboardEvent): void {
  if (event.isComposing || event.repeat) return
  showLife()
  const { target } = event
  // A field that is made for scans keeps them: the search itself, a document's zone.
  const keeps = textField(target)?.closest('[data-find],[data-takes-scan]') ?? null
  if (keeps === null) listen(event)
  if (event.defaultPrevented) return
  const key = shortcutOf(event, isField(target) && !isLetterAmongFigures(event))
  if (key === null || document.querySelector('dialog[open]') !== null) return
  const button = buttonOf(key)
  if (button === null) return
  event.preventDefault()
  // The first key of a scan may be a shortcut's: it waits until no burst can follow.
  if (event.altKey) press(button)
  else waiting = setTimeout(() => press(button), BURST_GAP_MS + 10)
}

/** What the page itself offers goes before the menu. */
function buttonOf(key: string): HTMLElement | null {
  const named = `[data-key="${CSS.escape(key)}"]`
  const found = document.querySelector(`main ${named}`) ?? document.querySelector(named)
  return found instanceof HTMLElement ? found : null
}

function listen(event: KeyboardEvent): void {
  const next = grown(burst, { key: event.key, at: event.timeStamp })
  if (next.text.length <= 1) {
    const field = textField(event.target)
    before = { field, text: field?.value ?? '' }
  }
  if (next.text.length > 1) clearTimeout(waiting)
  burst = next
  if (event.key !== 'Enter' || !isScan(burst)) return
  event.preventDefault()
  const found = burst
  setTimeout(() => {
    if (burst === found) find(scanned(found))
  }, LINE_GAP_MS + 10)
}

function find(text: string): void {
  const form = document.querySelector('form[data-find]')
  const field = form?.querySelector('input[name=q]')
  if (!(form instanceof HTMLFormElement) || !(field instanceof HTMLInputElement)) return
  if (before.field !== null) before.field.value = before.text
  burst = NO_BURST
  field.value = text
  form.requestSubmit()
}

function press(element: HTMLElement): void {
  if (isField(element)) element.focus()
  else element.click()
}

/** Tells the server that somebody types, so that a form that takes long is not locked away. */
let seenAt = 0
let lockTimer: ReturnType<typeof setTimeout> | undefined
function showLife(): void {
  const { seen, csrf, idle, lock } = document.body.dataset
  if (seen === undefined || csrf === undefined || lock === undefined) return
  clearTimeout(lockTimer)
  lockTimer = setTimeout(() => location.replace(lock), Number(idle) * 1_000)
  const now = performance.now()
  if (now - seenAt < SEEN_AGAIN_MS) return
  seenAt = now
  if (now < SEEN_AGAIN_MS) return
  void fetch(seen, { method: 'POST', body: new URLSearchParams({ csrf }) }).then((answer) => {
    if (answer.status === 401) location.replace(lock)
  })
}

function showKeys(): void {
  const dialog = document.querySelector('dialog[data-keys]')
  const list = dialog?.querySelector('dl')
  const opener = document.querySelector('[data-shows-keys]')
  if (!(dialog instanceof HTMLDialogElement) || list === null || list === undefined) return
  // A page with no other key, such as the lock screen, has nothing to list.
  if (!(opener instanceof HTMLElement) || document.querySelectorAll('[data-key]').length < 2) return
  opener.hidden = false
  opener.addEventListener('click', () => {
    const rows = [...document.querySelectorAll('[data-key]')].flatMap((one) => {
      const key = one.getAttribute('data-key') ?? ''
      return one instanceof HTMLElement && one === buttonOf(key) ? [row(nameOf(one), key)] : []
    })
    list.replaceChildren(...rows)
    dialog.showModal()
  })
}

function nameOf(element: HTMLElement): string {
  const label = element.getAttribute('aria-label')
  if (label !== null) return label
  const copy = element.cloneNode(true) as HTMLElement
  for (const cap of copy.querySelectorAll('kbd')) cap.remove()
  return (copy.textContent ?? '').trim()
}

function row(name: string, key: string): HTMLElement {
  const make = (tag: string, inside: string | Node) => {
    const element = document.createElement(tag)
    element.append(inside)
    return element
  }
  const line = make('div', make('dt', name))
  line.append(make('dd', make('kbd', key)))
  return line
}

/** A second click on a form that is on its way does nothing. */
function guardForms(): void {
  document.addEventListener('submit', (event) => {
    const form = event.target as HTMLFormElement
    // A file is downloaded beside the page, which stays: it may be wanted again.
    const isDownload = form.dataset.download !== undefined
    if (event.defaultPrevented || form.method === 'dialog' || isDownload) return
    if (form.dataset.sent !== undefined) return event.preventDefault()
    form.dataset.sent = ''
    for (const button of form.querySelectorAll('button')) button.ariaDisabled = 'true'
  })
  addEventListener('pageshow', () => {
    for (const form of document.forms) release(form)
  })
}

function release(form: HTMLFormElement): void {
  delete form.dataset.sent
  for (const button of form.querySelectorAll('button')) button.ariaDisabled = null
}

/**
 * The form asks the server for options, the browser for a credential, and is then posted like any
 * other, so that the server's answer is a plain page.
 * @param {HTMLFormElement} form
 */
function offerPasskey(form: HTMLFormElement): void {
  const able =
    'PublicKeyCredential' in window &&
    'parseCreationOptionsFromJSON' in PublicKeyCredential &&
    'parseRequestOptionsFromJSON' in PublicKeyCredential
  if (!able) return
  form.hidden = false
  document.querySelector('[data-passkey-unsupported]')?.remove()
  form.addEventListener('submit', (event) => {
    event.preventDefault()
    void askAndPost(form)
  })
}

async function askAndPost(form: HTMLFormElement): Promise<void> {
  if (form.dataset.sent !== undefined) return
  form.dataset.sent = ''
  try {
    const field = form.elements.namedItem('credential')
    const credential = await askForPasskey(form)
    if (field instanceof HTMLInputElement) field.value = JSON.stringify(credential)
    form.submit()
  } catch {
    release(form)
    const said = form.querySelector('[role=status]')
    if (!(said instanceof HTMLElement)) return
    said.textContent = form.dataset.failed ?? ''
    said.hidden = false
  }
}

async function askForPasskey(form: HTMLFormElement): Promise<unknown> {
  const csrf = new FormData(form).get('csrf')
  const body = new URLSearchParams({ csrf: typeof csrf === 'string' ? csrf : '' })
  const answer = await fetch(form.dataset.options ?? '', { method: 'POST', body })
  if (!answer.ok) throw new Error(`options: ${answer.status}`)
  const options = await answer.json()
  const credential =
    form.dataset.passkey === 'create'
      ? await navigator.credentials.create({
          publicKey: PublicKeyCredential.parseCreationOptionsFromJSON(options),
        })
      : await navigator.credentials.get({
          publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(options),
        })
  return credential instanceof PublicKeyCredential ? credential.toJSON() : null
}

addEventListener('keydown', onKey)
addEventListener('pointerdown', showLife)
for (const form of document.forms) if (form.dataset.passkey !== undefined) offerPasskey(form)
guardForms()
showKeys()
showLife()
const toFocus = document.querySelector('[data-focus]')
if (toFocus instanceof HTMLElement) toFocus.focus()
