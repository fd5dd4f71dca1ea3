import type { IncomingMessage } from 'node:http'
import { fileURLToPath } from 'node:url'
import type { FastifyRequest } from 'fastify'
import { gapsBy } from './compose-enrolments.ts'
import { measuresElsewhere, sectorsWithSets } from './compose-plans.ts'
import { composeProgramme, type Programme, supervisionFigures } from './compose-programme.ts'
import { recognitionSurroundings } from './compose-recognition.ts'
import {
  digitalSource,
  promotionFigures,
  reportIssuer,
  reportPartners,
  reportSources,
  supportFigures,
  trainingFigures,
} from './compose-reports.ts'
import { type Accounts, createAccounts, territoryOf } from './features/accounts/index.ts'
import { createApiDocs } from './features/api-docs/index.ts'
import { createConsents } from './features/consents/index.ts'
import { createCouncils } from './features/councils/index.ts'
import { createDocuments, type KnownDocument } from './features/documents/index.ts'
import { actionName, createDossiers, manifestsOf } from './features/dossiers/index.ts'
import { createEnrolments } from './features/enrolments/index.ts'
import { createEvidence } from './features/evidence/index.ts'
import { createFrame, type Frame, tellVisitNumbers } from './features/frame/index.ts'
import { createHome } from './features/home/index.ts'
import { createImports, type Imports } from './features/imports/index.ts'
import { createMisuse } from './features/misuse/index.ts'
import { createNews } from './features/news/index.ts'
import { createNotices, type Notices } from './features/notices/index.ts'
import { createOperations } from './features/operations/index.ts'
import { createAgencies, createPlaces, placesFeature } from './features/places/index.ts'
import { createPlans } from './features/plans/index.ts'
import { createPrivacy, type RetentionRule } from './features/privacy/index.ts'
import { createProducers, producerSurroundings } from './features/producers/index.ts'
import { createProducts, productSurroundings } from './features/products/index.ts'
import {
  createRecognition,
  letterOf,
  recordRecognition,
  takeBackRecorded,
} from './features/recognition/index.ts'
import { createRegister, registerSurroundings } from './features/register/index.ts'
import { createRegulation, loadRegulation } from './features/regulation/index.ts'
import { createReports, type Reports } from './features/reports/index.ts'
import { createRounds } from './features/rounds/index.ts'
import { createSearch } from './features/search/index.ts'
import { createStatistics } from './features/statistics/index.ts'
import { createTraces } from './features/traces/index.ts'
import { createTrail, deedText } from './features/trail/index.ts'
import { createUnits, unitImport } from './features/units/index.ts'
import { createVisits } from './features/visits/index.ts'
import { today } from './platform/clock/index.ts'
import type { Actor } from './platform/command/index.ts'
import type { Feature, Kernel } from './platform/feature.ts'
import { Numbering } from './rules/numbering/index.ts'
import type { Action } from './rules/procedure/index.ts'
import { AbbreviationTable, abbreviationsOf } from './rules/vietnamese/index.ts'

/** The house as the server, the command line and the tests build it from this one list. */
export interface House {
  /** In the order of composition: what is made first may be used by what comes later. */
  readonly features: readonly Feature[]
  readonly identity: {
    resolveActor(request: FastifyRequest): Promise<Actor>
    demoSignIns(): Promise<readonly string[]>
    onBehalfOf: Accounts['identity']['onBehalfOf']
  }
  readonly accounts: Accounts
  readonly frame: Frame
  readonly imports: Imports
  readonly notices: Notices
  readonly reports: Reports
  readonly programme: Programme
  onVisit(request: IncomingMessage): void
}

/** Carried over from the former portal; the day on which it showed this number is not on file. */
const formerPortal = {
  views: 6_313_791,
  note: {
    vi: 'Số lượt truy cập hiện trên cổng cũ khi chuyển sang; cách đếm của cổng cũ không có trong hồ sơ.',
    en: 'The count shown by the former portal when it was carried over; how it was counted is not on file.',
  },
}

/** Province this instance serves first; places of others can be recorded beside it. */
const homeProvince = '46'

const migrationsDir = fileURLToPath(new URL('../migrations', import.meta.url))
export const regulationDir = fileURLToPath(new URL('../regulation', import.meta.url))

export async function composeFeatures(kernel: Kernel): Promise<House> {
  const frame = await createFrame(kernel)
  const visits = createVisits(kernel, formerPortal, tellVisitNumbers)
  const regulation = loadRegulation(regulationDir)
  const places = createPlaces(regulation, homeProvince)
  const agencies = createAgencies(regulation, places)
  const territory = territoryOf(places.book, agencies.on, homeProvince)
  const accounts = await createAccounts(kernel, territory)
  const notices = createNotices(kernel, accounts)
  const producers = createProducers(kernel, producerSurroundings(regulation, places), accounts)
  const products = createProducts(kernel, productSurroundings(regulation, places), async (ctx, productId) => [
    await programme.support.productSection(ctx, productId),
    await programme.promotion.productSection(ctx, productId),
  ])
  const catalogue = registerSurroundings(regulation, places, agencies)
  const units = createUnits(kernel, homeProvince, places)
  const register = createRegister(kernel, catalogue, units.serving)
  const news = createNews(kernel, {
    provinceCode: homeProvince,
    placeOf: () => homeProvince,
    namedIn: async (text) => [...(await plans.namedIn(text)), ...(await documents.namedIn(text))],
  })
  const consents = createConsents(kernel, places, notices.send, (action, lang) =>
    actionName(action as Action, lang),
  )
  const evidence = createEvidence(kernel, regulation, places)
  const rounds = createRounds(kernel, {
    regulation,
    homeProvince,
    onward: {
      label: { vi: 'Kết quả, tờ trình', en: 'Results, proposals' },
      permission: 'result.read',
      path: (id) => `/lam-viec/to-trinh/dot/${id}`,
    },
  })
  const dossiers = createDossiers(kernel, {
    regulation,
    assets: frame.assets,
    classify: products.classify,
    numbering: Numbering.parse(regulation.file('hue/numbering')),
    placeName: (code) => places.unit(code, today(kernel.clock))?.name ?? code,
    places,
    demo: { people: accounts, home: homeProvince },
    send: notices.send,
    recordEarlier: (ctx, input) => recordRecognition(ctx, input, recognition.deps),
    takeBackEarlier: takeBackRecorded,
    resultPage: (reader, dossierId) => councils.resultPage(reader, dossierId),
  })
  const councils = createCouncils(kernel, {
    regulation,
    rulesOn: (_province, day) => regulation.councilRules('hue', day),
    rulesById: (id) => regulation.councilRulesById(id),
    recordAction: dossiers.recordAction,
    agencies: territory.agencies,
    send: notices.send,
    ocopOffice: (day) => agencies.ocopOffice(day)?.name ?? null,
    placeName: (code) => places.unit(code, today(kernel.clock))?.name ?? code,
    letterOf,
    assets: frame.assets,
    province: { code: homeProvince, name: 'thành phố Huế' },
    sponsorsOf: (db, producerId) => programme.support.sponsorsOf(db, producerId),
  })
  const abbreviations = abbreviationsOf(AbbreviationTable.parse(regulation.file('vietnam/abbreviations')))
  const recognition = createRecognition(kernel, {
    ...recognitionSurroundings(
      regulation,
      places,
      {
        provinceCode: homeProvince,
        issuerOn: (day) => agencies.committee(homeProvince, day)?.name ?? '',
        officeOn: (day) => agencies.ocopOffice(day)?.name ?? '',
        seat: 'Huế',
      },
      dossiers.recordAction,
      {
        filedDossier: async (db, id) => (await manifestsOf(db, id)).at(-1) ?? null,
        recordCentralResult: councils.recordCentralResult,
        setResultAside: councils.setResultAside,
        resultPage: councils.resultPage,
      },
    ),
    assets: frame.assets,
    keeperOf: agencies.keeperOf,
    send: notices.send,
    draftNews: news.draft,
  })
  const documents = createDocuments(kernel, {
    provinceCode: homeProvince,
    known: regulation.file('vietnam/documents') as readonly KnownDocument[],
  })
  const plans = createPlans(kernel, {
    provinceCode: homeProvince,
    places,
    agencies,
    measures: regulation.file('hue/plans/measures'),
    elsewhere: measuresElsewhere(() => programme),
    sectors: sectorsWithSets(catalogue),
    reminders: regulation.file('hue/plans/reminders'),
    seat: 'Huế',
    known: [regulation.file('hue/plans/135-2024')],
    chargedTo: (db, headId) => programme.chargedTo(db, headId),
  })
  const enrolments = createEnrolments(kernel, {
    provinceCode: homeProvince,
    places,
    seat: 'Huế',
    issuerOn: (day) => agencies.committee(homeProvince, day)?.name ?? '',
    list: regulation.file('hue/plans/list-of-year'),
    gaps: gapsBy(dossiers),
    supports: (db, productIds) => programme.support.ofProducts(db, productIds),
  })
  const programme = await composeProgramme(kernel, {
    provinceCode: homeProvince,
    seat: 'Huế',
    regulation,
    places,
    agencies,
    send: notices.send,
    assets: frame.assets,
  })
  const imports = createImports(
    kernel,
    [
      ...products.importKinds,
      producers.importKind,
      news.importKind,
      documents.importKind,
      programme.activities.importKind,
      unitImport(kernel.purge, homeProvince, places, () => today(kernel.clock)),
    ],
    [{ kind: 'products', path: `${regulationDir}/hue/public-products.csv` }],
  )
  const reports = createReports(
    kernel,
    reportSources(regulation, places, plans.standing, [
      trainingFigures(programme.activities),
      supportFigures(programme.support),
      promotionFigures(programme.promotion),
      digitalSource(programme.digital),
      ...supervisionFigures(programme),
    ]),
    {
      issuerOn: reportIssuer(agencies, homeProvince),
      whom: reportPartners(agencies),
      send: notices.send,
    },
  )
  const home = createHome(
    {
      news: news.newest,
      documents: documents.newest,
      products: (ctx, count) => register.newest(ctx, count),
      figures: async () => [],
      targets: plans.targetsForHome,
    },
    kernel.cache,
  )
  const features: readonly Feature[] = [
    frame.feature,
    accounts.feature,
    createOperations(kernel, { migrationsDir }),
    createTrail(kernel, accounts),
    createPrivacy(kernel, {
      retention: regulation.file('hue/retention') as readonly RetentionRule[],
      deedText,
      erase: accounts.eraseAccount,
      mayErase: accounts.mayErase,
    }),
    notices.feature,
    visits.feature,
    createRegulation(regulation),
    placesFeature,
    producers.feature,
    products.feature,
    register.feature,
    imports.feature,
    consents.feature,
    evidence.feature,
    rounds.feature,
    dossiers.feature,
    councils.feature,
    {
      ...recognition.feature,
      demo: async () => {
        await recognition.feature.demo?.()
        await councils.demoAppeal()
      },
    },
    news.feature,
    documents.feature,
    plans.feature,
    enrolments.feature,
    reports.feature,
    ...programme.features,
    createTraces(kernel, recognition.deps, places),
    units.feature,
    createStatistics(kernel, {
      places,
      sectorName: (code, lang) => catalogue.sectors.find((each) => each.code === code)?.label[lang] ?? code,
    }),
    createMisuse(kernel, homeProvince),
    createSearch(kernel, { abbreviations }),
    createApiDocs(),
    home,
  ]
  notices.collect(features)
  return {
    features,
    imports,
    reports,
    programme,
    identity: accounts.identity,
    accounts,
    frame,
    notices,
    onVisit: visits.onVisit,
  }
}
