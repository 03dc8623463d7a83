/** The ways to pay a rest, as one choice; those that can not be had now say why. */
import type { JSX } from 'preact'
import type { MethodOption, PayingView } from '../../../app/queries/paying-view.ts'
import type { Instant } from '../../../domain/basics/time.ts'
import { barText, methodName, methodText } from '../words/pay-words.ts'
import type { Voice } from '../words/words.ts'
import { Choices } from './choices.tsx'

export function WaysToPay(props: {
  readonly methods: readonly MethodOption[]
  readonly chosen: string | null
  readonly payBy: PayingView['payBy']
  readonly asOf: Instant
  readonly isNamed?: boolean
  readonly voice: Voice
}): JSX.Element {
  const { methods, voice } = props
  const choices = methods.map((option) => {
    const { key: value, bar } = option
    const text = bar === null ? methodText(option, props, voice) : barText(bar, voice)
    return { value, name: methodName(option, voice), text, barred: bar !== null }
  })
  return (
    <Choices
      name="method"
      legend={voice.words.paying.method}
      isNamed={props.isNamed === true}
      choices={choices}
      chosen={props.chosen}
    />
  )
}
