import { messages as en } from './messages.en.ts'
import { messages as vi } from './messages.vi.ts'
import { apiDescription, type OpenSet, openSets } from './open-sets.ts'

export const catalogPath = '/du-lieu-mo/catalog.jsonld'

const both = (pick: (words: typeof vi) => string) => [
  { '@language': 'vi', '@value': pick(vi) },
  { '@language': 'en', '@value': pick(en) },
]
const iana = (mediaType: string) => ({
  '@id': `https://www.iana.org/assignments/media-types/${mediaType}`,
})
const languages = ['VIE', 'ENG'].map((code) => ({
  '@id': `http://publications.europa.eu/resource/authority/language/${code}`,
}))

/** The open data as a catalogue machines read: DCAT 3 with what DCAT-AP asks of catalogue, data set and distribution. */
export function dcatCatalog(base: string, productsModified: Date | null): object {
  const page = `${base}/du-lieu-mo`
  const publisher = {
    '@id': `${base}/#publisher`,
    '@type': 'foaf:Agent',
    'foaf:name': both((w) => w.publisher),
    'foaf:homepage': { '@id': `${base}/` },
  }
  // No formal licence is on file: the conditions of use are said in words, where the page says them.
  const licence = {
    '@id': `${page}#dieu-kien`,
    '@type': 'dct:LicenseDocument',
    'dct:title': both((w) => w.licenceTitle),
    'dct:description': both((w) => w.licence),
  }
  const dataSet = ({ key, keywords, files }: OpenSet) => ({
    '@id': `${page}#${key}`,
    '@type': 'dcat:Dataset',
    'dct:identifier': key,
    'dct:title': both((w) => w[key]),
    'dct:description': both((w) =>
      key === 'products' ? `${w.products}: ${w.productsAbout}` : `${w[key]}. ${w.openLead}`,
    ),
    'dct:publisher': { '@id': publisher['@id'] },
    'dct:accessRights': {
      '@id': 'http://publications.europa.eu/resource/authority/access-right/PUBLIC',
    },
    'dcat:keyword': keywords,
    'dcat:landingPage': { '@id': page },
    ...(key === 'products' && productsModified && { 'dct:modified': moment(productsModified) }),
    'dcat:distribution': files.map((file) => ({
      '@id': `${page}#${key}-${file.format.toLowerCase()}`,
      '@type': 'dcat:Distribution',
      'dct:title': `${vi[key]} (${file.format})`,
      'dcat:accessURL': { '@id': `${base}${file.href}` },
      ...(file.isWhole && { 'dcat:downloadURL': { '@id': `${base}${file.href}` } }),
      'dcat:mediaType': iana(file.mediaType),
      'dct:license': { '@id': licence['@id'] },
    })),
  })
  return {
    '@context': {
      dcat: 'http://www.w3.org/ns/dcat#',
      dct: 'http://purl.org/dc/terms/',
      foaf: 'http://xmlns.com/foaf/0.1/',
      xsd: 'http://www.w3.org/2001/XMLSchema#',
    },
    '@graph': [
      {
        '@id': `${base}${catalogPath}`,
        '@type': 'dcat:Catalog',
        'dct:title': both((w) => w.openTitle),
        'dct:description': both((w) => w.openLead),
        'dct:publisher': { '@id': publisher['@id'] },
        'dct:language': languages,
        'dct:license': { '@id': licence['@id'] },
        'foaf:homepage': { '@id': page },
        ...(productsModified && { 'dct:modified': moment(productsModified) }),
        'dcat:dataset': openSets.map(({ key }) => ({ '@id': `${page}#${key}` })),
        'dcat:service': { '@id': `${page}#api` },
      },
      publisher,
      licence,
      ...openSets.map(dataSet),
      {
        '@id': `${page}#api`,
        '@type': 'dcat:DataService',
        'dct:title': both((w) => w.api),
        'dcat:endpointURL': { '@id': `${base}/api/v1` },
        'dcat:endpointDescription': { '@id': `${base}${apiDescription}` },
        'dcat:servesDataset': openSets
          .filter(({ key }) => key !== 'products')
          .map(({ key }) => ({ '@id': `${page}#${key}` })),
      },
    ],
  }
}

function moment(at: Date) {
  return { '@type': 'xsd:dateTime', '@value': at.toISOString() }
}
