/**
 * The API's own page: its operations and its problem codes, drawn here from the OpenAPI document
 * and the phrasebook. Without a script, and without anything from elsewhere.
 */
import { createHash } from 'node:crypto'
import { render } from 'preact-render-to-string'
import type { OpenApiDocument, OpenApiOperation } from './document.ts'
import { PHRASEBOOK } from './problems.ts'

const STYLE = `
:root { color-scheme: light dark }
body { font: 1rem/1.5 system-ui, sans-serif; max-width: 60rem; margin: 0 auto; padding: 1rem }
code { overflow-wrap: anywhere }
h3 { margin-bottom: 0 }
table { border-collapse: collapse; width: 100% }
th, td { text-align: start; vertical-align: top; padding: .25rem .75rem .25rem 0 }
tr:target { outline: 2px solid }
`

const STYLE_HASH = createHash('sha256').update(STYLE).digest('base64')

/** The page may load nothing at all but its one style sheet, which stands in it. */
export const DOCS_POLICY =
  `default-src 'none'; style-src 'sha256-${STYLE_HASH}'; ` +
  `base-uri 'none'; form-action 'none'; frame-ancestors 'none'`

export function docsPage(document: OpenApiDocument, documentAddress: string): string {
  const operations = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ path, method, operation })),
  )
  const page = (
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>{document.info.title}</title>
        <style dangerouslySetInnerHTML={{ __html: STYLE }} />
      </head>
      <body>
        <main>
          <h1>
            {document.info.title} {document.info.version}
          </h1>
          <p>
            Every operation with its schemas is in{' '}
            <a href={documentAddress}>the OpenAPI document</a>.
          </p>
          <h2>Operations</h2>
          {operations.map((one) => (
            <OperationPart key={one.operation.operationId} {...one} />
          ))}
          <h2>Problem codes</h2>
          <CodesTable />
        </main>
      </body>
    </html>
  )
  return `<!doctype html>${render(page)}`
}

function OperationPart(given: {
  readonly path: string
  readonly method: string
  readonly operation: OpenApiOperation
}) {
  const { operation } = given
  const parameters = operation.parameters ?? []
  return (
    <section id={operation.operationId}>
      <h3>
        <code>
          {given.method.toUpperCase()} {given.path}
        </code>
      </h3>
      <p>
        {operation.summary}. {operation.description}
      </p>
      {parameters.length > 0 && (
        <ul>
          {parameters.map((one) => (
            <li key={one.name}>
              <code>{one.name}</code> ({one.in}
              {one.required === true ? ', required' : ''}) {one.description}
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}

function CodesTable() {
  return (
    <table>
      <thead>
        <tr>
          <th scope="col">Code</th>
          <th scope="col">Status</th>
          <th scope="col">Meaning</th>
        </tr>
      </thead>
      <tbody>
        {Object.entries(PHRASEBOOK).map(([code, { status, title }]) => (
          <tr key={code} id={code}>
            <td>
              <code>{code}</code>
            </td>
            <td>{status}</td>
            <td>{title}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
