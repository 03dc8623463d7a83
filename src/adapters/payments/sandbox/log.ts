/**
 * The provider's log: lines on stderr, which `launch.ts` leads into a file. Only starts, ends and
 * faults of our own; never a request, a body or a page's address.
 */
export function say(line: string): void {
  process.stderr.write(`${new Date().toISOString()} sandbox provider: ${line}\n`)
}

export function sayFault(where: string, error: unknown): void {
  say(`${where}: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`)
}
