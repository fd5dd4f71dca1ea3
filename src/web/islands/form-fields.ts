/** One typed value: name and text. A box that is not ticked does not appear. */
export type TypedField = readonly [name: string, value: string]

type Control = HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement

/** What is typed or chosen in a form, without files, passwords and what the server put in hidden fields. */
export function fieldsOf(form: HTMLFormElement): readonly TypedField[] {
  return [...form.elements]
    .filter(isTyped)
    .filter((control) => !isTick(control) || control.checked)
    .map((control) => [control.name, control.value] as const)
}

/** Puts kept values back, field by field; a field that is new in the form stays as the server drew it. */
export function putBack(form: HTMLFormElement, fields: readonly TypedField[]): void {
  const values = new Map<string, string[]>()
  for (const [name, value] of fields) values.set(name, [...(values.get(name) ?? []), value])
  for (const control of [...form.elements].filter(isTyped)) {
    const kept = values.get(control.name) ?? []
    if (isTick(control)) control.checked = kept.includes(control.value)
    else if (kept.length > 0) control.value = kept.shift()!
    // Does not bubble: counters hear it, the draft does not take it for typing.
    control.dispatchEvent(new Event('input'))
  }
}

function isTick(control: Control): control is HTMLInputElement {
  return control instanceof HTMLInputElement && /^(checkbox|radio)$/.test(control.type)
}

function isTyped(element: Element): element is Control {
  const control =
    element instanceof HTMLInputElement ||
    element instanceof HTMLTextAreaElement ||
    element instanceof HTMLSelectElement
  return (
    control && element.name !== '' && !/^(hidden|file|password|submit|button|reset|image)$/.test(element.type)
  )
}
