import { Icon } from '../icons/icon.tsx'
import { useWords } from '../words.ts'
import { Field, type FieldProps } from './field.tsx'

export interface FileInputProps extends FieldProps {
  /** As in HTML: `.pdf,image/*`. The server checks the content all the same. */
  accept?: string | undefined
  multiple?: boolean | undefined
  /** Bytes; told before anything is sent where there is script. */
  maxBytes?: number | undefined
  /** Opens the camera of a phone. */
  capture?: 'environment' | 'user' | undefined
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
