/**
 * Reads a page aloud with the voice of the device: `data-listen` names what is read, in `data-listen-lang`. The button appears only
 * where there is a voice for that language; it stops what it began.
 */
export function start(root: ParentNode): void {
  const speech = globalThis.speechSynthesis as SpeechSynthesis | undefined
  if (!speech) return
  for (const button of root.querySelectorAll<HTMLButtonElement>('[data-listen]')) prepare(button, speech)
}

function prepare(button: HTMLButtonElement, speech: SpeechSynthesis): void {
  const lang = button.dataset.listenLang ?? ''
  const word = button.querySelector('[data-listen-word]')
  const say = word?.textContent ?? ''
  let voice: SpeechSynthesisVoice | undefined
  const look = () => {
    const voices = speech.getVoices().filter((each) => each.lang.toLowerCase().startsWith(lang))
    // A voice of the device sends nothing of what is read elsewhere.
    voice = voices.find((each) => each.localService) ?? voices[0]
    button.hidden = !voice
  }
  const speaking = (on: boolean) => {
    button.setAttribute('aria-pressed', String(on))
    if (word) word.textContent = on ? (button.dataset.listenStop ?? say) : say
  }
  look()
  speech.addEventListener?.('voiceschanged', look)
  addEventListener('pagehide', () => speech.cancel())
  button.addEventListener('click', () => {
    const stop = button.getAttribute('aria-pressed') === 'true'
    speech.cancel()
    speaking(!stop)
    if (stop) return
    // Paragraph by paragraph: long texts at once fall silent in some browsers.
    const parts = [...document.querySelectorAll(button.dataset.listen ?? '')]
    const texts = parts
      .filter((part) => !parts.some((other) => other !== part && part.contains(other)))
      .map((part) => part.textContent?.trim() ?? '')
      .filter(Boolean)
    texts.forEach((text, place) => {
      const utterance = new SpeechSynthesisUtterance(text)
      utterance.lang = lang
      if (voice) utterance.voice = voice
      if (place === texts.length - 1) utterance.onend = () => speaking(false)
      speech.speak(utterance)
    })
  })
}
