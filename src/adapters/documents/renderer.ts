/**
 * The port `DocumentRenderer` over pdfkit: a sheet in, an A4 PDF out. Nothing in the file depends
 * on the hour, on chance or on what was drawn before, so the same sheet gives the same bytes.
 */
import PDFDocument from 'pdfkit'
import type { DocumentRenderer, DocumentSheet, ReadingSheet } from '../../app/documents/ports.ts'
import { drawReading } from './draw-reading.ts'
import { drawSheet } from './draw-sheet.ts'
import { unwritable } from './faces.ts'
import { PAGE, type DrawPage } from './pen.ts'
import { pdfSurface } from './pdf-surface.ts'
import { typeFor, type Type } from './type.ts'

export function documentRenderer(): DocumentRenderer {
  return {
    render: (sheet) => drawn(sheet, drawSheet),
    renderReading: (sheet) => drawn(sheet, drawReading),
    unwritable,
  }
}

async function drawn<Sheet extends DocumentSheet | ReadingSheet>(
  sheet: Sheet,
  draw: (page: DrawPage, type: Type, sheet: Sheet) => void,
): Promise<Uint8Array> {
  const page = new PDFDocument({
    size: [PAGE.width, PAGE.height],
    margin: 0,
    bufferPages: true,
    font: '',
    lang: sheet.language,
    displayTitle: true,
    info: {
      Title: `${sheet.title} ${sheet.number}`,
      Creator: 'Tsuzuki',
      Producer: 'Tsuzuki',
      CreationDate: new Date(sheet.issuedAt.epochMilliseconds),
    },
  })
  const bytes = written(page)
  draw(page, await typeFor(pdfSurface(page), sheet), sheet)
  page.end()
  return bytes
}

function written(page: PDFKit.PDFDocument): Promise<Uint8Array> {
  return new Promise((resolve, reject) => {
    const chunks: Uint8Array[] = []
    page.on('data', (chunk: Uint8Array) => chunks.push(chunk))
    page.on('end', () => resolve(new Uint8Array(Buffer.concat(chunks))))
    page.on('error', reject)
  })
}
