// @ts-check
/**
 * The service worker: keeps the last home page that the server marked with `X-Tsuzuki-Keep: home`,
 * to be read without network, plainly marked as a copy. Network first, always; nothing else is
 * kept. Signing out deletes it (the page does, and so does any answer that asks to sign in). It also
 * shows notices that were pushed; each comes worded, encrypted to this browser.
 */

const KEPT = 'tsuzuki'
const OFFLINE = '/offline'
const HOME = '/'
const KEEP_HEADER = 'X-Tsuzuki-Keep'
/** The line that says "this is a copy" is hidden in the page and shown in its copy. */
const COPY_NOTICE = /(<p[^>]* data-offline(?:="[^"]*")?) hidden/

const worker = /** @type {any} */ (self)

worker.addEventListener('install', (/** @type {any} */ event) => {
  event.waitUntil(caches.open(KEPT).then((kept) => kept.add(OFFLINE)))
  worker.skipWaiting()
})

worker.addEventListener('activate', (/** @type {any} */ event) => {
  event.waitUntil(worker.clients.claim())
})

worker.addEventListener('fetch', (/** @type {any} */ event) => {
  const { request } = event
  if (request.mode !== 'navigate' || request.method !== 'GET') return
  event.respondWith(fromNetwork(event, request).catch(() => fromCopy(request)))
})

/**
 * @param {any} event
 * @param {Request} request
 */
async function fromNetwork(event, request) {
  const answer = await fetch(request)
  const path = new URL(request.url).pathname
  if (answer.ok && answer.headers.get(KEEP_HEADER) === 'home') {
    event.waitUntil(keep(path, answer.clone()))
  } else if (answer.type === 'opaqueredirect' && path.startsWith('/lines/')) {
    event.waitUntil(forgetHomes())
  } else if (answer.ok) {
    event.waitUntil(keepOfflinePage())
  }
  return answer
}

/**
 * @param {string} path
 * @param {Response} answer
 */
async function keep(path, answer) {
  const html = (await answer.text()).replace(COPY_NOTICE, '$1')
  const headers = new Headers(answer.headers)
  headers.delete('content-encoding')
  headers.delete('content-length')
  const kept = await caches.open(KEPT)
  await forgetHomes()
  await kept.put(path, new Response(html, { headers }))
  await kept.put(HOME, new Response(html, { headers }))
  await kept.add(OFFLINE)
}

/** Signing out deletes everything, this page too. */
async function keepOfflinePage() {
  const kept = await caches.open(KEPT)
  if ((await kept.match(OFFLINE)) === undefined) await kept.add(OFFLINE)
}

async function forgetHomes() {
  const kept = await caches.open(KEPT)
  for (const request of await kept.keys()) {
    if (new URL(request.url).pathname !== OFFLINE) await kept.delete(request)
  }
}

/** @param {Request} request */
async function fromCopy(request) {
  const kept = await caches.open(KEPT)
  const path = new URL(request.url).pathname
  const copy = (await kept.match(path)) ?? (await kept.match(OFFLINE))
  return copy ?? Response.error()
}

worker.addEventListener('push', (/** @type {any} */ event) => {
  const { title, body, path, tag } = event.data.json()
  event.waitUntil(worker.registration.showNotification(title, { body, tag, data: { path } }))
})

worker.addEventListener('notificationclick', (/** @type {any} */ event) => {
  event.notification.close()
  event.waitUntil(openPage(new URL(event.notification.data.path, worker.location.origin)))
})

/**
 * A page of this portal and no other; one that is open already comes to the front.
 * @param {URL} page
 */
async function openPage(page) {
  if (page.origin !== worker.location.origin) return
  const windows = await worker.clients.matchAll({ type: 'window' })
  const open = windows.find((/** @type {any} */ one) => one.url === page.href)
  await (open === undefined ? worker.clients.openWindow(page.href) : open.focus())
}
