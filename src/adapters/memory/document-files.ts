/** The drawn files of documents in memory, for simulation and tests: the first one stays. */
import type { DocumentFiles } from '../../app/documents/ports.ts'

export function createMemoryDocumentFiles(): DocumentFiles {
  const files = new Map<string, Uint8Array>()
  return {
    read: async (line, document) => files.get(`${line}|${document}`) ?? null,
    async keep(line, document, { body }) {
      const key = `${line}|${document}`
      const kept = files.get(key) ?? body
      files.set(key, kept)
      return kept
    },
  }
}
