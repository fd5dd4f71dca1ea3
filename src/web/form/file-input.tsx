import { Icon } from '../icons/icon.tsx'
import type { WebWords } from '../messages.vi.ts'
import { fillIn, useWords } from '../words.ts'
import { Field, type FieldProps } from './field.tsx'

export interface FileInputProps extends FieldProps {
  /** As in HTML: `.pdf,image/*`. The server checks the content all the same. */
  accept?: string | undefined
  multiple?: boolean | undefined
  /** Bytes; told before anything is sent where there is script. */
  maxBytes?: number | undefined
  /** Opens the camera of a phone. */
  capture?: 'environment' | 'user' | undefined
  /**
   * With script, files go at once and piece by piece to `url` (tus) and survive a broken line and a reload; the form then names
   * them in its fields `upload`. `key`: which form it is on this device, as for `autosave`.
   */
  uploads?: { readonly url: string; readonly key: string } | undefined
}

/** Files from the device; a place to drop them where there is script. */
export function FileInput(props: FileInputProps) {
  const words = useWords()
  return (
    <Field {...props}>
      {(control) => (
        <div
          class="file-input"
          data-dropzone
          data-max-bytes={props.maxBytes}
          data-chosen={words.chosenFiles}
          data-too-large={words.fileTooLarge}
          data-uploads={props.uploads?.url}
          data-uploads-key={props.uploads?.key}
          data-words={props.uploads && JSON.stringify(uploadWords(words, props.maxBytes))}
        >
          <span class="file-input-words only-script" aria-hidden="true">
            <Icon name="upload" />
            <span>{words.dropFiles}</span>
          </span>
          <input
            {...control}
            type="file"
            name={props.name}
            accept={props.accept}
            multiple={props.multiple}
            capture={props.capture}
          />
          <p class="file-input-said" aria-live="polite" />
        </div>
      )}
    </Field>
  )
}

function uploadWords(words: WebWords, maxBytes: number | undefined) {
  return {
    preparing: words.uploadPreparing,
    waiting: words.uploadWaiting,
    sending: words.uploadSending,
    arrived: words.uploadArrived,
    refused: words.uploadRefused,
    remove: words.uploadRemove,
    up: words.uploadUp,
    down: words.uploadDown,
    progress: words.uploadProgress,
    noLine: words.uploadNoLine,
    signedOut: words.uploadSignedOut,
    savesItself: words.uploadSavesItself,
    withoutRefused: words.uploadWithoutRefused,
    tooLarge: fillIn(words.uploadTooLarge, { maximum: (maxBytes ?? 0) / 1_000_000 }),
  }
}
