/** Quiet line drawings for things without a photograph, on 120 × 80; keys are general kinds, a feature maps its own to them. */
export const drawings = {
  food: [
    'M30 46h60c0 12-10 20-24 20H54c-14 0-24-8-24-20ZM26 46h68M48 70h24',
    'M44 40c-3-5 3-8 0-13M60 40c-3-5 3-8 0-13M76 40c-3-5 3-8 0-13',
    'M84 30 98 14M90 33l14-15',
  ],
  drink: [
    'M50 14h12v14c0 5 7 8 7 16v24a4 4 0 0 1-4 4H47a4 4 0 0 1-4-4V44c0-8 7-11 7-16ZM43 50h26M50 20h12',
    'M80 44h16l-2 16c-.5 4-3 6-6 6s-5.5-2-6-6ZM88 66v8M82 74h12',
  ],
  herbs: [
    'M60 70c0-20 2-36 16-52M66 42c-14 2-22-4-26-16 14-1 23 4 26 16ZM64 52c10-8 22-8 32 0-10 9-22 9-32 0ZM61 62c-9-8-19-8-28-1 8 8 18 8 28 1Z',
    'M48 72h26',
  ],
  craft: [
    'M38 30h44l-5 40H43ZM36 38h48M40 47h41M41 56h38M42 64h36M48 30v40M60 30v40M72 30v40',
    'M42 30c0-24 36-24 36 0',
  ],
  plants: [
    'M44 52h32l-4 20H48ZM41 46h38v6H41ZM60 46V26',
    'M60 30c-10 0-15-6-15-15 10 0 15 6 15 15ZM60 36c2-9 8-13 17-12-1 9-8 13-17 12Z',
  ],
  tourism: [
    'M16 68c14-6 26-6 40 0s30 6 48 0M22 60l22-30 12 16 12-20 26 34',
    'M84 22a6 6 0 1 1-12 0 6 6 0 0 1 12 0ZM50 68l5-8h14l5 8',
  ],
  thing: ['M36 32 60 20l24 12v28L60 72 36 60ZM36 32l24 12 24-12M60 44v28M48 26l24 12'],
} as const

export type DrawingName = keyof typeof drawings
