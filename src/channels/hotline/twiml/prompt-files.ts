/**
 * Rendered prompts that the provider may fetch: which file an address stands for, for as long as
 * somebody may still be hearing it. What is rendered and kept is the port's.
 */
import type { RenderedPrompt } from '../../../app/calls/prompts.ts'

/** The oldest is forgotten; its file is rendered again when it is said again. */
export const PROMPTS_KNOWN_MAX = 4_096

export interface PromptFiles {
  add(prompt: RenderedPrompt): void
  /** Null: never rendered here, or long ago. */
  pathOf(id: string): string | null
}

export function promptFiles(): PromptFiles {
  const paths = new Map<string, string>()
  return {
    add: ({ id, path }) => {
      paths.delete(id)
      paths.set(id, path)
      const [oldest] = paths.keys()
      if (paths.size > PROMPTS_KNOWN_MAX && oldest !== undefined) paths.delete(oldest)
    },
    pathOf: (id) => paths.get(id) ?? null,
  }
}
