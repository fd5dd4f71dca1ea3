import { useEffect, useRef, useState } from 'preact/hooks'
import { island } from '../../../web/island.tsx'
import { openEnvelope } from '../proof/envelope.ts'

interface Detector {
  detect(source: HTMLVideoElement): Promise<{ rawValue: string }[]>
}
declare const BarcodeDetector: { new (options: { formats: string[] }): Detector } | undefined

interface Props {
  base: string
  words: { title: string; open: string; unsupported: string; notOurs: string }
}

/** Reads the QR on a package with the browser's own camera and detector; nothing leaves the phone but the number. */
export const VerifyScan = island('verify-scan', function VerifyScan({ base, words }: Props) {
  const video = useRef<HTMLVideoElement>(null)
  const [ready, setReady] = useState(false)
  const [open, setOpen] = useState(false)
  const [notice, setNotice] = useState('')
  useEffect(() => setReady(true), [])
  useEffect(() => {
    if (!open) return
    let stopped = false
    let stream: MediaStream | undefined
    const look = async () => {
      if (typeof BarcodeDetector === 'undefined' || !navigator.mediaDevices)
        return setNotice(words.unsupported)
      const detector = new BarcodeDetector({ formats: ['qr_code'] })
      stream = await navigator.mediaDevices.getUserMedia({ video: { facingMode: 'environment' } })
      const screen = video.current
      if (!screen) return
      screen.srcObject = stream
      await screen.play()
      while (!stopped) {
        const found = await detector.detect(screen)
        const text = found[0]?.rawValue
        if (text) {
          const target = addressOf(text, base)
          if (target) location.assign(target)
          else setNotice(words.notOurs)
        }
        await new Promise((resolve) => setTimeout(resolve, 250))
      }
    }
    look().catch(() => setNotice(words.unsupported))
    return () => {
      stopped = true
      for (const track of stream?.getTracks() ?? []) track.stop()
    }
  }, [open, base, words])
  if (!ready) return null
  return (
    <section class="verify-scan flow">
      <h2>{words.title}</h2>
      {open ? (
        <video ref={video} class="scan-video" muted playsInline />
      ) : (
        <button type="button" class="button secondary" onClick={() => setOpen(true)}>
          {words.open}
        </button>
      )}
      {notice && <p role="status">{notice}</p>}
    </section>
  )
})

/** Our own verification address for what was scanned; null when it is none of ours. Never leaves this site. */
function addressOf(text: string, base: string): string | null {
  const opened = openEnvelope(text)
  if (opened) return `${base}/${encodeURIComponent(opened.facts.number)}#${text.slice(text.indexOf('SL1.'))}`
  const match = /\/xac-thuc\/([^/?#]+)/.exec(text)
  return match ? `${base}/${match[1]}` : null
}
