// @ts-check
/**
 * The portal's only script. Every page works without it; it adds figures that move, passkeys, push
 * notices, the visitor's own time zone, protection from double clicks, and the page kept for offline
 * reading.
 * It loads nothing else, holds no state and writes no style.
 */

const KEPT = 'tsuzuki'

/** Japan needs no second line for itself: UTC+9 at any date. */
const JAPAN_OFFSET_MINUTES = -540

/** @param {ParentNode} root */
function tellLocalTimes(root) {
  const label = document.body.dataset.yours ?? ''
  for (const mark of root.querySelectorAll('time[data-local]')) {
    const at = new Date(mark.getAttribute('datetime') ?? '')
    if (Number.isNaN(at.valueOf()) || at.getTimezoneOffset() === JAPAN_OFFSET_MINUTES) continue
    const text = new Intl.DateTimeFormat(document.documentElement.lang, {
      month: 'short',
      day: 'numeric',
      hour: '2-digit',
      minute: '2-digit',
      timeZoneName: 'short',
    }).format(at)
    const line = document.createElement('span')
    line.className = 'local'
    line.textContent = `${label} ${text}`
    mark.after(line)
  }
}

/** @param {HTMLElement} section */
function keepLive(section) {
  const address = section.dataset.live
  if (address === undefined || !('EventSource' in window)) return
  /** @type {EventSource | null} */
  let source = null
  const open = () => {
    if (source !== null || document.hidden) return
    source = new EventSource(address)
    source.addEventListener('figures', (event) => {
      section.innerHTML = event.data
      tellLocalTimes(section)
    })
  }
  const close = () => {
    source?.close()
    source = null
  }
  document.addEventListener('visibilitychange', () => (document.hidden ? close() : open()))
  addEventListener('pagehide', close)
  addEventListener('pageshow', open)
  open()
}

/**
 * While an outcome is awaited the page is read again, and its main part swapped once what is told
 * has changed: a reader of text hears only that, and whoever copies or picks something is left to it.
 */
function readAgain() {
  const waiting = document.querySelector('[data-again]')
  if (!(waiting instanceof HTMLElement)) return
  setTimeout(
    async () => {
      try {
        const answer = await fetch(location.href, { headers: { accept: 'text/html' } })
        if (answer.ok && !answer.redirected) {
          const page = new DOMParser().parseFromString(await answer.text(), 'text/html')
          const [here, there] = [document, page].map((one) => one.querySelector('main'))
          const [was, is] = [here, there].map(
            (one) => one?.querySelector('[data-again]')?.outerHTML,
          )
          if (here && there && was !== is) {
            here.replaceWith(there)
            tellLocalTimes(there)
          }
        }
      } catch {
        // No network for a moment: the next turn asks again.
      }
      readAgain()
    },
    Number(waiting.dataset.again) * 1_000,
  )
}

/** A second click on a form that is on its way does nothing. */
function guardForms() {
  document.addEventListener('submit', (event) => {
    const form = /** @type {HTMLFormElement} */ (event.target)
    if (event.defaultPrevented) return
    if (form.dataset.sent !== undefined) {
      event.preventDefault()
      return
    }
    form.dataset.sent = ''
    for (const button of form.querySelectorAll('button')) button.ariaDisabled = 'true'
    if (form.dataset.forget !== undefined && 'caches' in window) void caches.delete(KEPT)
  })
  addEventListener('pageshow', () => {
    for (const form of document.forms) release(form)
  })
}

/** @param {HTMLFormElement} form */
function release(form) {
  delete form.dataset.sent
  for (const button of form.querySelectorAll('button')) button.ariaDisabled = null
}

/**
 * The form asks the server for options, the browser for a credential, and is then posted like any
 * other, so that the server's answer is a plain page.
 * @param {HTMLFormElement} form
 */
function offerPasskey(form) {
  const creates = form.dataset.passkey === 'create'
  const able =
    'PublicKeyCredential' in window &&
    'parseCreationOptionsFromJSON' in PublicKeyCredential &&
    'parseRequestOptionsFromJSON' in PublicKeyCredential
  if (!able) return
  form.hidden = false
  document.querySelector('[data-passkey-unsupported]')?.remove()
  form.addEventListener('submit', (event) => {
    event.preventDefault()
    void askAndPost()
  })
  async function askAndPost() {
    if (form.dataset.sent !== undefined) return
    form.dataset.sent = ''
    try {
      const field = form.elements.namedItem('credential')
      const credential = await askForPasskey(form, creates)
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
}

/**
 * @param {HTMLFormElement} form
 * @param {boolean} creates
 */
async function askForPasskey(form, creates) {
  const typed = new URLSearchParams()
  for (const [name, value] of new FormData(form))
    if (typeof value === 'string') typed.append(name, value)
  const answer = await fetch(form.dataset.options ?? '', { method: 'POST', body: typed })
  if (!answer.ok) throw new Error(`options: ${answer.status}`)
  const options = await answer.json()
  const credential = creates
    ? await navigator.credentials.create({
        publicKey: PublicKeyCredential.parseCreationOptionsFromJSON(options),
      })
    : await navigator.credentials.get({
        publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(options),
      })
  return /** @type {PublicKeyCredential} */ (credential).toJSON()
}

/**
 * Notices on this device: the browser asks its owner, and the form is posted with the address that
 * the browser gives.
 * @param {HTMLFormElement} form
 */
function offerPush(form) {
  if (!('serviceWorker' in navigator) || !('PushManager' in window)) return
  form.hidden = false
  document.querySelector('[data-push-unsupported]')?.remove()
  form.addEventListener('submit', (event) => {
    event.preventDefault()
    void subscribeAndPost()
  })
  async function subscribeAndPost() {
    if (form.dataset.sent !== undefined) return
    form.dataset.sent = ''
    try {
      const registration = await navigator.serviceWorker.ready
      const subscription = await registration.pushManager.subscribe({
        userVisibleOnly: true,
        applicationServerKey: form.dataset.push ?? '',
      })
      const { endpoint, keys } = subscription.toJSON()
      for (const [name, value] of Object.entries({ endpoint, ...keys })) {
        const field = form.elements.namedItem(name)
        if (field instanceof HTMLInputElement) field.value = value ?? ''
      }
      form.submit()
    } catch {
      release(form)
      const said = form.querySelector('[role=status]')
      if (!(said instanceof HTMLElement)) return
      said.textContent = form.dataset.failed ?? ''
      said.hidden = false
    }
  }
}

tellLocalTimes(document)
for (const section of document.querySelectorAll('[data-live]')) {
  if (section instanceof HTMLElement) keepLive(section)
}
for (const form of document.forms) {
  if (form.dataset.passkey !== undefined) offerPasskey(form)
  if (form.dataset.push !== undefined) offerPush(form)
}
guardForms()
readAgain()
const toFocus = document.querySelector('[data-focus]')
if (toFocus instanceof HTMLElement) toFocus.focus()
if ('serviceWorker' in navigator) void navigator.serviceWorker.register('/worker.js')
