import { readFileSync } from 'node:fs'
import { PlaceFile, placeBookOf } from '../../src/rules/places/index.ts'

/** The units on file, read once for the tests of rules. */
export const placeFiles = ['hue/units', 'vietnam/provinces', 'vietnam/districts'].map((name) =>
  PlaceFile.parse(JSON.parse(readFileSync(`regulation/${name}.json`, 'utf8'))),
)
export const placeBook = placeBookOf(placeFiles)
