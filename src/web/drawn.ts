import { createElement, Fragment, type VNode } from 'preact'

/**
 * Markup as one finished text (an icon, a drawing, a mark): the server's renderer copies it instead of walking its
 * elements and attributes, which halves the cost of a long list. Only for the components of this folder that stand
 * many times on a page; any word put into it goes through `escaped`.
 */
export function drawn(markup: string): VNode {
  return createElement(Fragment, { tpl: [markup], exprs: [] } as never)
}

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }

/** A word that can end neither an attribute nor an element. */
export function escaped(text: string): string {
  return /[&<>"]/.test(text) ? text.replace(/[&<>"]/g, (sign) => entities[sign]!) : text
}

/** In the browser (an island that draws itself anew) elements are made the ordinary way. */
export const inBrowser = typeof document !== 'undefined'
