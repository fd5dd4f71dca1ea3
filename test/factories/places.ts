import { createPlaces } from '../../src/features/places/index.ts'
import { loadRegulation } from '../../src/features/regulation/index.ts'

/** The units on file, over days. */
export const places = createPlaces(loadRegulation(new URL('../../regulation', import.meta.url).pathname))
