import { createContext } from 'preact'
import { useContext } from 'preact/hooks'
import { webWords as en } from './messages.en.ts'
import { webWords as vi, type WebWords } from './messages.vi.ts'

export { fillIn } from './fill.ts'

/** Language of a page. */
export type Lang = 'vi' | 'en'

const words: Readonly<Record<Lang, WebWords>> = { vi, en }

/** `Page` provides it; a component that stands alone speaks Vietnamese. */
export const LangContext = createContext<Lang>('vi')

export function useLang(): Lang {
  return useContext(LangContext)
}

/** The neutral words in the language of the page. */
export function useWords(): WebWords {
  return words[useContext(LangContext)]
}

export function wordsOf(lang: Lang): WebWords {
  return words[lang]
}

const formats = { vi: new Intl.NumberFormat('vi-VN'), en: new Intl.NumberFormat('en-GB') }

/** 1234.5 as `1.234,5` in Vietnamese, `1,234.5` in English. */
export function numberText(value: number, lang: Lang): string {
  return formats[lang].format(value)
}
