/** The fields in which money is taken: cash handed over, or the number on the terminal's slip. */
import type { JSX } from 'preact'
import { TERMINAL_REFERENCE_LENGTH_MAX } from '../../../domain/till/till.ts'
import { Field, type FormProps } from '../../form.tsx'
import type { Speech } from '../voice.ts'
import { consoleWords } from '../words/console/words.ts'
import { sellWords } from '../words/sell/words.ts'
import { Key, keyed } from './key.tsx'

/** Nine digits with what people put between them. */
const TENDERED_LENGTH_MAX = 12

interface TakingProps {
  readonly form: FormProps
  readonly speech: Speech
  readonly autofocus?: boolean
}

/** Left empty: exactly the amount. */
export function CashFields({ form, speech, autofocus = false }: TakingProps): JSX.Element {
  const said = sellWords(speech.language).pay
  return (
    <>
      <Field
        form={form}
        name="tendered"
        label={said.tendered}
        hint={said.tenderedHint}
        optional={consoleWords(speech.language).frame.optional}
        digits
        autofocus={autofocus}
        autocomplete="off"
        maxlength={TENDERED_LENGTH_MAX}
      />
      <button class="main" name="act" value="cash">
        {said.takeCash}
      </button>
    </>
  )
}

export function TerminalFields({ form, speech }: TakingProps): JSX.Element {
  const said = sellWords(speech.language).pay
  return (
    <>
      <Field
        form={form}
        name="reference"
        label={said.reference}
        autocomplete="off"
        maxlength={TERMINAL_REFERENCE_LENGTH_MAX}
      />
      <button name="act" value="terminal" {...keyed('r')}>
        {said.takeTerminal} <Key name="r" />
      </button>
    </>
  )
}
