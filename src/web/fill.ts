/**
 * Puts values into `{name}` places; `{name|day|days}` is the first word where the value is one, the second otherwise. A place without
 * a value stays. What the server says is filled by `fill` of src/platform/i18n.
 */
export function fillIn(template: string, values: Readonly<Record<string, string | number>>): string {
  return template.replace(
    /\{(\w+)(?:\|([^|{}]*)\|([^|{}]*))?\}/g,
    (whole, name: string, one: string | undefined, many: string) => {
      const value = values[name]
      if (value === undefined) return whole
      if (one === undefined) return String(value)
      return String(value) === '1' ? one : many
    },
  )
}
