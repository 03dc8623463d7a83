import assert from 'node:assert/strict'
import { suite, test } from 'node:test'
import { SPOKEN_LANGUAGES, type SpokenLanguage } from '../../../domain/call/call.ts'
import { SAMPLES } from './samples.ts'
import { speak, textOf } from './words.ts'

/** What a text, and what a reading, may be written in. */
const WRITTEN: Readonly<
  Record<SpokenLanguage, { readonly text: RegExp; readonly reading: RegExp }>
> = {
  zh: { text: /\p{Script=Han}/u, reading: /^[^\p{Script=Han}\p{Script=Hangul}]+$/u },
  en: { text: /^[\x20-\x7e]+$/, reading: /^[\x20-\x7e]+$/ },
  ja: { text: /[\p{Script=Hiragana}\p{Script=Katakana}]/u, reading: /^[^\p{Script=Han}]+$/u },
  ko: { text: /^[\p{Script=Hangul} .,?]+$/u, reading: /^[\p{Script=Hangul} .,?]+$/u },
}

for (const language of SPOKEN_LANGUAGES) {
  suite(`Words of the hotline: ${language}`, () => {
    const said = SAMPLES.map((utterance) => ({
      utterance,
      text: textOf({ language, utterance }),
      clips: speak({ language, utterance }),
    }))

    test('Every sample has words and a reading', () => {
      for (const { utterance, clips } of said) {
        assert.ok(clips.length > 0, utterance.code)
        for (const { text, reading } of clips) {
          assert.ok(text.trim() !== '' && reading.trim() !== '', `${utterance.code}: ${text}`)
          assert.equal(text, text.trim(), utterance.code)
        }
      }
    })

    test('No sample says what is no word', () => {
      for (const { utterance, text } of said) {
        assert.doesNotMatch(text, /undefined|NaN|null|\[object/, utterance.code)
      }
    })

    test('Text and reading are written as the language is', () => {
      for (const { utterance, text, clips } of said) {
        assert.match(text, WRITTEN[language].text, utterance.code)
        for (const { reading } of clips) {
          assert.match(reading, WRITTEN[language].reading, `${utterance.code}: ${reading}`)
        }
      }
    })

    test('Two different utterances never sound alike', () => {
      const codes = new Map<string, string>()
      for (const { utterance, text } of said) {
        // A refusal may repeat what is said of the line or the gift card itself.
        if (utterance.code === 'refused') continue
        assert.equal(codes.get(text) ?? utterance.code, utterance.code, text)
        codes.set(text, utterance.code)
      }
    })

    test('Options that do different things never sound alike', () => {
      const kinds = new Map<string, string>()
      for (const { utterance } of said) {
        if (utterance.code !== 'option') continue
        const { kind } = utterance.option
        const text = textOf({ language, utterance: { ...utterance, key: '1' } })
        assert.equal(kinds.get(text) ?? kind, kind, text)
        kinds.set(text, kind)
      }
    })

    test('Refusals never sound alike', () => {
      const texts = said.flatMap(({ utterance, text }) =>
        utterance.code === 'refused' ? [text] : [],
      )
      assert.equal(new Set(texts).size, texts.length)
    })
  })
}
