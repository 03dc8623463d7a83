/**
 * Documents on paper, as ports: somebody words a document into a sheet, somebody draws a sheet into
 * a file, somebody keeps the file. A sheet is all text, in the order in which it is read; not its
 * layout.
 */
import type { DocumentId, LineId, PersonId } from '../../domain/basics/ids.ts'
import type { Language } from '../../domain/basics/language.ts'
import type { Instant } from '../../domain/basics/time.ts'
import type { Document } from '../../domain/bill/document.ts'

/** Text of another language than the sheet's says so, to be set in that language's characters. */
export type Said = string | { readonly text: string; readonly language: Language }

export interface SheetRow {
  readonly label: string
  readonly value: Said
}

export interface SheetItem {
  readonly name: string
  readonly rate: string
  readonly quantity: string
  readonly amount: string
}

/** Something on the web that whoever holds the paper opens with a phone. */
export interface SheetLink {
  readonly url: string
  /** What is found there. */
  readonly caption: string
}

export interface DocumentSheet {
  readonly language: Language
  /** The file's date of creation, so that drawing again gives the same bytes. */
  readonly issuedAt: Instant
  readonly title: string
  /** What the document is in law, where it is something. */
  readonly legalName: Said | null
  readonly number: string
  readonly recipient: string | null
  readonly total: { readonly label: string; readonly value: string; readonly note: string | null }
  readonly facts: readonly SheetRow[]
  readonly heads: SheetItem
  readonly items: readonly SheetItem[]
  readonly sums: readonly SheetRow[]
  readonly settled: { readonly title: string; readonly rows: readonly SheetRow[] }
  readonly seller: {
    readonly title: string
    readonly names: readonly Said[]
    readonly rows: readonly SheetRow[]
  }
  readonly notes: readonly Said[]
  /** A QR code on a receipt printer's paper; A4 is without. */
  readonly link?: SheetLink | undefined
}

/** A report of staff's own, such as a till's Z report: figures under headings. No document. */
export interface ReportSheet {
  readonly language: Language
  readonly title: string
  readonly number: string | null
  readonly facts: readonly SheetRow[]
  readonly parts: readonly {
    readonly title: string
    readonly rows: readonly SheetRow[]
    /** What the rows come to, or what of them matters most. */
    readonly sum: SheetRow | null
  }[]
  readonly notes: readonly Said[]
}

/**
 * Something to be read and kept, such as an agreement with its documents: rows and passages under
 * headings, and a place to sign where paper is signed.
 */
export interface ReadingSheet {
  readonly language: Language
  readonly issuedAt: Instant
  readonly title: string
  readonly number: string
  readonly facts: readonly SheetRow[]
  readonly parts: readonly {
    readonly title: string
    readonly rows: readonly SheetRow[]
    readonly passages: readonly Said[]
  }[]
  /** What stands under the lines to be filled in by hand; none where nothing is signed. */
  readonly signature: readonly string[]
  readonly notes: readonly Said[]
}

export interface DocumentRenderer {
  /** The sheet as a PDF file: A4, text extractable. The same sheet gives the same bytes. */
  render(sheet: DocumentSheet): Promise<Uint8Array>
  /** Likewise, of what is read and kept. */
  renderReading(sheet: ReadingSheet): Promise<Uint8Array>
  /** Characters of the text that can not be drawn, in order, each once. */
  unwritable(text: string): Promise<readonly string[]>
}

/** The rolls that shops have. */
export type PaperWidthMm = 58 | 80

export interface ReceiptPrinter {
  /**
   * The sheet as commands for a printer that knows ESC/POS (Epson), paper fed and cut at the end;
   * sending them is somebody else's. The text is drawn, so the printer needs no font. The same
   * sheet gives the same bytes.
   */
  print(
    sheet: DocumentSheet | ReportSheet,
    paper: { readonly widthMm: PaperWidthMm },
  ): Promise<Uint8Array>
}

export interface DrawnFile {
  readonly body: Uint8Array
  /** Under whose key it is sealed; null: it names nobody, and is not. */
  readonly person: PersonId | null
}

/** Files as first drawn. What is kept never changes; bodies that name somebody come sealed. */
export interface DocumentFiles {
  /** Null while nobody has asked for it yet. */
  read(line: LineId, document: DocumentId): Promise<Uint8Array | null>
  /** Keeps this body unless there is one already; answers what is kept. */
  keep(line: LineId, document: DocumentId, file: DrawnFile): Promise<Uint8Array>
}

/** Words a document in its own language. `recipient` is the opened name, where it bears one. */
export type DocumentWording = (document: Document, recipient: string | null) => DocumentSheet

/** All that a file needs beside the application itself. */
export interface Paper {
  readonly wording: DocumentWording
  readonly renderer: DocumentRenderer
  readonly files: DocumentFiles
}
