/**
 * Keeps what a page shows of calls fresh, without touching its forms or moving the cursor, and
 * copies answers. A page without it is read again by its reader.
 */
const ASK_AGAIN_MS = 2_000

const live = document.querySelector('[data-live]')
if (live instanceof HTMLElement) setInterval(() => void refresh(live), ASK_AGAIN_MS)

let isAsking = false

async function refresh(part: HTMLElement): Promise<void> {
  if (document.hidden || isAsking) return
  isAsking = true
  const mark = encodeURIComponent(part.dataset['mark'] ?? '')
  const answer = await fetch(`${part.dataset['live'] ?? ''}${mark}`).catch(() => null)
  isAsking = false
  if (answer?.status !== 200) return
  show(part, await answer.text())
  part.dataset['mark'] = answer.headers.get('x-mark') ?? ''
  const stance = answer.headers.get('x-stance')
  if (stance !== null && stance !== part.dataset['stance']) moveOn()
}

/** Whoever stands on a button of the list stands on it afterwards too. */
function show(part: HTMLElement, html: string): void {
  const { activeElement } = document
  const stays = part.contains(activeElement) ? activeElement?.getAttribute('data-stays') : null
  part.innerHTML = html
  if (stays === null || stays === undefined) return
  const again = part.querySelector(`[data-stays="${CSS.escape(stays)}"]`)
  if (again instanceof HTMLElement) again.focus()
}

/** The forms no longer fit the call: read again, unless somebody is typing. */
function moveOn(): void {
  const told = document.querySelector('[data-moved]')
  const isTyping = [...document.querySelectorAll('main input, main textarea')].some(
    (field) =>
      (field instanceof HTMLInputElement || field instanceof HTMLTextAreaElement) &&
      field.type !== 'hidden' &&
      field.value !== field.defaultValue,
  )
  if (isTyping && told instanceof HTMLElement) told.hidden = false
  else location.reload()
}

for (const button of document.querySelectorAll<HTMLButtonElement>('button[data-copies]')) {
  button.hidden = false
  button.addEventListener('click', () => void copy(button))
}

async function copy(button: HTMLButtonElement): Promise<void> {
  const text = document.getElementById(button.dataset['copies'] ?? '')
  await navigator.clipboard.writeText(text?.innerText ?? '')
  button.textContent = button.dataset['copied'] ?? ''
}
