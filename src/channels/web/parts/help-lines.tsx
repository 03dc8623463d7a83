/** The telephone numbers of Japan's help lines, printed on every page. */
import type { JSX } from 'preact'
import type { Voice } from '../words/words.ts'

export const CONSUMER_HOTLINE = '188'
export const POLICE_CONSULTATION = '#9110'
export const TOURIST_HOTLINE = '03-5449-0906'

export function HelpLines(props: { readonly voice: Voice }): JSX.Element {
  const { words, format } = props.voice
  const { helpLines } = words.frame
  return (
    <p>
      <strong>{helpLines.title}</strong> {helpLines.consumer}{' '}
      <a href={`tel:${CONSUMER_HOTLINE}`}>{CONSUMER_HOTLINE}</a> · {helpLines.police}{' '}
      <a href="tel:%239110">{POLICE_CONSULTATION}</a> · {helpLines.tourist}{' '}
      <a class="nowrap" href="tel:+81354490906">
        {TOURIST_HOTLINE}
      </a>
      {format.brackets(helpLines.touristHours)}
    </p>
  )
}
