import type { ComponentChildren } from 'preact'
import { Icon } from '../icons/icon.tsx'
import { useWords } from '../words.ts'

/** Copies a text; stands there only where there is script. */
export function CopyButton({ text, children }: { text: string; children?: ComponentChildren }) {
  const words = useWords()
  return (
    <button
      class="button secondary small only-script"
      type="button"
      data-copy={text}
      data-copied={words.copied}
    >
      <Icon name="copy" />
      <span data-copy-word aria-live="polite">
        {children ?? words.copy}
      </span>
    </button>
  )
}

export interface UndoToastProps {
  /** What was done: “Đã bỏ tài liệu ra khỏi hồ sơ.” */
  children: ComponentChildren
  action: string
  hidden?: Readonly<Record<string, string>> | undefined
}

/** After an action that can be taken back: no question before, a way back afterwards. A plain message without script. */
export function UndoToast({ children, action, hidden }: UndoToastProps) {
  const words = useWords()
  return (
    <div class="undo" role="status" data-undo>
      <span>{children}</span>
      <form method="post" action={action}>
        {hidden &&
          Object.entries(hidden).map(([name, value]) => <input type="hidden" name={name} value={value} />)}
        <button class="button quiet" type="submit">
          <Icon name="undo" />
          {words.undo}
        </button>
      </form>
      <button class="button quiet undo-close" type="button" aria-label={words.close} data-close hidden>
        <Icon name="close" />
      </button>
    </div>
  )
}
