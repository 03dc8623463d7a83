/** Keeps the list of a till's movements fresh and adds up a count while it is typed. */

const ASK_AGAIN_MS = 5_000

const live = document.querySelector('[data-live]')
if (live instanceof HTMLElement) setInterval(() => void refresh(live), ASK_AGAIN_MS)

async function refresh(list: HTMLElement): Promise<void> {
  if (document.hidden) return
  const answer = await fetch(list.dataset['live'] ?? '').catch(() => null)
  if (answer?.ok) list.innerHTML = await answer.text()
}

const count = document.querySelector('form[data-counting]')
const sum = count?.querySelector('output')
if (count !== null && sum instanceof HTMLOutputElement) {
  const show = () => {
    const figure = counted(count).toLocaleString(document.documentElement.lang)
    sum.textContent = (sum.dataset['zero'] ?? '0').replace('0', figure)
  }
  count.addEventListener('input', show)
  show()
}

function counted(form: Element): number {
  const pieces = [...form.querySelectorAll<HTMLInputElement>('input[data-worth]')]
  const typed = pieces.filter((one) => one.value.trim() !== '')
  const total = form.querySelector('input[name=total]')
  if (typed.length === 0) return total instanceof HTMLInputElement ? numberOf(total.value) : 0
  return typed.reduce(
    (all, one) => all + numberOf(one.value) * Number(one.dataset['worth'] ?? 0),
    0,
  )
}

function numberOf(text: string): number {
  const number = Number(text.normalize('NFKC').replaceAll(',', ''))
  return Number.isFinite(number) ? number : 0
}
