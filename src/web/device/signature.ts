/** A frame to sign in with finger, pen or mouse; what is drawn is black on white, so that it prints. */
export class SignaturePad {
  private drawn = false

  constructor(private readonly canvas: HTMLCanvasElement) {
    this.clear()
    canvas.addEventListener('pointerdown', (event) => this.begin(event))
    canvas.addEventListener('pointermove', (event) => this.go(event))
  }

  /** PNG as base64; null while nothing is drawn. */
  get picture(): string | null {
    return this.drawn ? (this.canvas.toDataURL('image/png').split(',')[1] ?? null) : null
  }

  clear(): void {
    const pen = this.canvas.getContext('2d')!
    pen.fillStyle = '#fff'
    pen.fillRect(0, 0, this.canvas.width, this.canvas.height)
    pen.strokeStyle = '#000'
    pen.lineWidth = 4
    pen.lineCap = 'round'
    pen.lineJoin = 'round'
    this.drawn = false
  }

  private at(event: PointerEvent): [number, number] {
    const box = this.canvas.getBoundingClientRect()
    return [
      ((event.clientX - box.left) * this.canvas.width) / box.width,
      ((event.clientY - box.top) * this.canvas.height) / box.height,
    ]
  }

  private begin(event: PointerEvent): void {
    event.preventDefault()
    this.canvas.setPointerCapture(event.pointerId)
    const pen = this.canvas.getContext('2d')!
    pen.beginPath()
    pen.moveTo(...this.at(event))
  }

  private go(event: PointerEvent): void {
    if (event.buttons === 0) return
    const pen = this.canvas.getContext('2d')!
    pen.lineTo(...this.at(event))
    pen.stroke()
    this.drawn = true
  }
}
