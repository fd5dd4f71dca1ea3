import { useEffect, useRef, useState } from 'preact/hooks'
import { island } from '../../../web/island.tsx'
import type { openEnvelope } from '../proof/envelope.ts'
import { keptFacts } from './kept-facts.ts'

interface Detector {
  detect(source: HTMLVideoElement): Promise<{ rawValue: string }[]>
}
declare const BarcodeDetector: { new (options: { formats: string[] }): Detector } | undefined

interface Props {
  base: string
  words: { title: string; open: string; close: string; unsupported: string; notOurs: string; hold: string }
}

/** Reads the QR on a package with the phone's camera; the picture never leaves the phone. */
export const VerifyScan = island('verify-scan', function VerifyScan({ base, words }: Props) {
  const video = useRef<HTMLVideoElement>(null)
  const [ready, setReady] = useState(false)
  const [open, setOpen] = useState(false)
  const [notice, setNotice] = useState('')
  useEffect(() => {
    setReady(true)
    keepForNoNetwork()
  }, [])
  useEffect(() => {
    if (!open) return
    let stopped = false
    let stream: MediaStream | undefined
    const look = async () => {
      stream = await navigator.mediaDevices.getUserMedia({ video: { facingMode: 'environment' } })
      const screen = video.current
      if (!screen || stopped) return
      screen.srcObject = stream
      await screen.play()
      // Fetched when somebody scans: most visitors type or only read.
      const [read, { openEnvelope }] = await Promise.all([reader(), import('../proof/envelope.ts')])
      setNotice(words.hold)
      while (!stopped) {
        const text = await read(screen)
        if (text) {
          const target = addressOf(text, base, openEnvelope)
          if (target) return location.assign(target)
          setNotice(words.notOurs)
        }
        await new Promise((resolve) => setTimeout(resolve, 200))
      }
    }
    look()
      .catch(() => setNotice(words.unsupported))
      .finally(() => {
        for (const track of stream?.getTracks() ?? []) track.stop()
      })
    return () => {
      stopped = true
      for (const track of stream?.getTracks() ?? []) track.stop()
    }
  }, [open, base, words])
  if (!ready) return null
  return (
    <section class="verify-scan flow">
      <h2>{words.title}</h2>
      {open && <video ref={video} class="scan-video" muted playsInline />}
      <button type="button" class="button secondary" onClick={() => setOpen(!open)}>
        {open ? words.close : words.open}
      </button>
      {notice && <p role="status">{notice}</p>}
    </section>
  )
})

/** The browser's own detector where there is one; else a small reader fetched only now. */
async function reader(): Promise<(screen: HTMLVideoElement) => Promise<string | undefined>> {
  if (typeof BarcodeDetector !== 'undefined') {
    const detector = new BarcodeDetector({ formats: ['qr_code'] })
    return async (screen) => (await detector.detect(screen))[0]?.rawValue
  }
  const { default: jsqr } = await import('jsqr')
  const canvas = document.createElement('canvas')
  const pen = canvas.getContext('2d', { willReadFrequently: true })!
  return async (screen) => {
    const scale = Math.min(1, 800 / Math.max(screen.videoWidth, screen.videoHeight, 1))
    canvas.width = Math.max(1, Math.round(screen.videoWidth * scale))
    canvas.height = Math.max(1, Math.round(screen.videoHeight * scale))
    pen.drawImage(screen, 0, 0, canvas.width, canvas.height)
    const { data } = pen.getImageData(0, 0, canvas.width, canvas.height)
    return jsqr(data, canvas.width, canvas.height)?.data
  }
}

/** Our own verification address for what was scanned; null when it is none of ours. Never leaves this site. */
function addressOf(text: string, base: string, open: typeof openEnvelope): string | null {
  const opened = open(text)
  if (opened) return `${base}/${encodeURIComponent(opened.facts.number)}#${text.slice(text.indexOf('SL1.'))}`
  const match = /\/xac-thuc\/([^/?#]+)/.exec(text)
  return match ? `${base}/${match[1]}` : null
}

/** After one visit the page answers without network too; every later visit brings the list of what has ended up to date. */
function keepForNoNetwork(): void {
  if (!('serviceWorker' in navigator)) return
  const scope = location.pathname.startsWith('/en/') ? '/en/xac-thuc' : '/xac-thuc'
  const refresh = () => Promise.all(keptFacts.map((path) => fetch(path)))
  navigator.serviceWorker
    .register('/xac-thuc/khong-mang.js', { scope })
    .then(() => (navigator.serviceWorker.controller ? refresh() : undefined))
    .catch(() => undefined)
}
