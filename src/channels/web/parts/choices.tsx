/** One of several, each with its explanation; and a box that may stay empty. */
import type { ComponentChildren, JSX } from 'preact'
import type { FormProps } from '../../form.tsx'

export interface Choice {
  readonly value: string
  readonly name: string
  /** Lines below the name. */
  readonly text?: string
  /** Shown, but not to be had now. */
  readonly barred?: boolean
}

export function Choices(props: {
  readonly name: string
  readonly legend: string
  /** A heading beside it says the same already. */
  readonly isNamed?: boolean
  readonly choices: readonly Choice[]
  readonly chosen: string | null
}): JSX.Element {
  return (
    <fieldset class="choices">
      <legend {...(props.isNamed === true ? { class: 'unseen' } : {})}>{props.legend}</legend>
      {props.choices.map(({ value, name, text, barred }) => (
        <label key={value} class="tick">
          <input
            type="radio"
            name={props.name}
            value={value}
            checked={value === props.chosen}
            {...(barred === true ? { disabled: true } : {})}
          />
          <span>
            {name}
            {text !== undefined && <span class="lines">{text}</span>}
          </span>
        </label>
      ))}
    </fieldset>
  )
}

/** Unlike `Tick` it may stay empty. */
export function Offered(props: {
  readonly form: FormProps
  readonly name: string
  readonly value?: string
  readonly checked?: boolean
  readonly children: ComponentChildren
}): JSX.Element {
  const { form, name, value = 'yes' } = props
  return (
    <label class="tick">
      <input
        type="checkbox"
        name={name}
        value={value}
        checked={props.checked ?? form.typed?.[name] === value}
      />
      <span>{props.children}</span>
    </label>
  )
}
