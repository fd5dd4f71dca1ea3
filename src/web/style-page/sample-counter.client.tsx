import { useState } from 'preact/hooks'
import { island } from '../island.tsx'

/** The smallest living part: drawn by the server, alive in the browser. */
export const SampleCounter = island(
  'sample-counter',
  function SampleCounter(props: { label: string; from: number }) {
    const [count, setCount] = useState(props.from)
    return (
      <button class="button secondary" type="button" onClick={() => setCount(count + 1)}>
        {props.label}: <output>{count}</output>
      </button>
    )
  },
)
