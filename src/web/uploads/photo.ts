/** Longest side of a photo that is sent, in pixels: an A4 page stays legible, a phone's photo shrinks to a tenth. */
const LONGEST = 2000
const QUALITY = 0.82
/** A picture below both is sent as it is. */
const SMALL = 350_000

export interface Prepared {
  readonly blob: Blob
  readonly name: string
}

/**
 * A photo turned upright (the camera only notes how it was held), made smaller, and without what it says of the place where it was
 * taken. Other files, and pictures this browser cannot read, go as they are: the server decides.
 */
export async function prepare(file: File): Promise<Prepared> {
  const asIs = { blob: file, name: file.name }
  if (!/^image\/(jpeg|png|webp)$/.test(file.type)) return asIs
  let picture: ImageBitmap
  try {
    picture = await createImageBitmap(file, { imageOrientation: 'from-image' })
  } catch {
    return asIs
  }
  try {
    const { width, height } = picture
    if (file.type === 'image/png' && file.size <= SMALL && Math.max(width, height) <= LONGEST) return asIs
    const scale = Math.min(1, LONGEST / Math.max(width, height))
    const blob = await drawn(picture, Math.round(width * scale), Math.round(height * scale))
    if (!blob) return asIs
    return { blob, name: `${file.name.replace(/\.[a-z0-9]{1,5}$/i, '')}.jpg` }
  } finally {
    picture.close()
  }
}

function drawn(picture: ImageBitmap, width: number, height: number): Promise<Blob | null> {
  const canvas = document.createElement('canvas')
  canvas.width = width
  canvas.height = height
  const pen = canvas.getContext('2d')
  if (!pen) return Promise.resolve(null)
  // A transparent picture becomes black in JPEG otherwise.
  pen.fillStyle = '#fff'
  pen.fillRect(0, 0, width, height)
  pen.drawImage(picture, 0, 0, width, height)
  return new Promise((done) => canvas.toBlob(done, 'image/jpeg', QUALITY))
}
