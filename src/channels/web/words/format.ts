/** The figures of every channel, under the name that the portal's sentences know them by. */
export { format, type Format } from '../../format.ts'
