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

/** The fields whose content differs; of a box that is not ticked there is nothing in either. */
export function changedNames(before: readonly TypedField[], after: readonly TypedField[]): readonly string[] {
  const [was, is] = [byName(before), byName(after)]
  const names = new Set([...was.keys(), ...is.keys()])
  return [...names].filter((name) => JSON.stringify(was.get(name)) !== JSON.stringify(is.get(name)))
}

/** Puts kept values of these fields back; a field that is new in the form stays as the server drew it. */
export function putBack(
  form: HTMLFormElement,
  fields: readonly TypedField[],
  names: readonly string[] = [...form.elements].filter(isTyped).map((control) => control.name),
): void {
  const values = byName(fields)
  for (const control of [...form.elements].filter(isTyped)) {
    if (!names.includes(control.name)) continue
    const kept = values.get(control.name) ?? []
    if (isTick(control)) control.checked = kept.includes(control.value)
    else if (kept.length > 0) control.value = kept.shift()!
    // Does not bubble: counters hear it, the draft does not take it for typing.
    control.dispatchEvent(new Event('input'))
  }
}

/** What a field is called on the page. */
export function labelOf(form: HTMLFormElement, name: string): string {
  const control = [...form.elements].filter(isTyped).find((each) => each.name === name)
  const legend = control?.closest('.choices')?.closest('fieldset')?.querySelector('legend')
  return (legend ?? control?.labels?.[0])?.firstChild?.textContent?.trim() || name
}

function byName(fields: readonly TypedField[]): Map<string, string[]> {
  const values = new Map<string, string[]>()
  for (const [name, value] of fields) values.set(name, [...(values.get(name) ?? []), value])
  return values
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
