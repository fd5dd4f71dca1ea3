import { Section, StatFigure } from '../content/blocks.tsx'
import { Landscape } from '../content/landscape.tsx'
import { LinkButton } from '../form/button.tsx'
import { Icon } from '../icons/icon.tsx'
import { type IconName, iconPaths } from '../icons/paths.ts'
import { Page } from '../page/page.tsx'
import { Hero, PublicLayout } from '../page/public-layout.tsx'
import { PageHead, SearchBox } from '../page/site-parts.tsx'
import { WorkLayout } from '../page/work-layout.tsx'
import type { Lang } from '../words.ts'
import { ContentSpecimens } from './content-specimens.tsx'
import { FormSpecimens } from './form-specimens.tsx'
import { PlotSpecimens } from './plot-specimens.tsx'
import { samples as en } from './samples.en.ts'
import { type Samples, samples as vi } from './samples.vi.ts'

export interface StylePageProps {
  lang: Lang
  /** Around the page: as a visitor sees it, or as someone at work does. */
  frame?: 'public' | 'work'
}

/** The living catalogue: every component, in light and dark, with sample words. */
export function StylePage({ lang, frame = 'public' }: StylePageProps) {
  const words = lang === 'en' ? en : vi
  return (
    <Page lang={lang} title={words.title} siteName={words.siteName} description={words.lead} noIndex>
      {frame === 'work' ? <AtWork words={words} /> : <InPublic words={words} lang={lang} />}
    </Page>
  )
}

function InPublic({ words, lang }: { words: Samples; lang: Lang }) {
  return (
    <PublicLayout
      surround={() => ({
        site: { name: words.siteName, tagline: words.tagline, homeHref: '#' },
        nav: words.nav.map((label, index) => ({ href: `#n${index}`, label, current: index === 1 })),
        search: { action: '#', label: words.searchLabel },
        account: { href: '#', label: words.account },
        footer: {
          about: <p>{words.footer}</p>,
          columns: [{ title: words.footerColumn, links: words.nav.map((label) => ({ href: '#', label })) }],
          visits: <p>{words.visits}</p>,
          transparency: words.transparency,
          closing: words.siteName,
        },
      })}
      language={{ lang: lang === 'vi' ? 'en' : 'vi', href: '#', label: words.otherLanguage }}
      breadcrumbs={[{ label: words.home, href: '#' }, { label: words.title }]}
      hero={
        <Hero title={words.title} lead={words.lead} side={<Landscape />}>
          <SearchBox action="#" label={`${words.searchLabel} (2)`} large />
          <div class="grid narrow">
            <StatFigure value={1234} label={words.stat} detail={words.plotNote} />
            <StatFigure value="87,5%" label={words.progress} href="#" />
          </div>
        </Hero>
      }
    >
      <Specimens words={words} />
    </PublicLayout>
  )
}

function AtWork({ words }: { words: Samples }) {
  const icons: readonly IconName[] = ['tasks', 'folder', 'calendar', 'users', 'chart', 'settings']
  return (
    <WorkLayout
      site={{ name: words.siteName, tagline: words.tagline, homeHref: '#' }}
      user={{
        name: words.person,
        role: words.role,
        links: [{ href: '#', label: words.profile, icon: 'user' }],
        signOut: { action: '#', label: words.signOut },
      }}
      nav={words.workNav.map((label, index) => ({
        href: `#w${index}`,
        label,
        icon: icons[index],
        current: index === 0,
        count: index === 0 ? 7 : undefined,
      }))}
      search={{ action: '#', label: words.searchLabel }}
      breadcrumbs={[{ label: words.work, href: '#' }, { label: words.title }]}
    >
      <PageHead
        title={words.title}
        lead={words.lead}
        actions={
          <LinkButton kind="primary" icon="plus" href="#">
            {words.emptyAction}
          </LinkButton>
        }
      />
      <Specimens words={words} />
    </WorkLayout>
  )
}

function Specimens({ words }: { words: Samples }) {
  return (
    <>
      <Colours words={words} />
      {(['light', 'dark'] as const).map((theme) => (
        <section class="specimen" data-theme={theme} aria-labelledby={`theme-${theme}`}>
          <h2 id={`theme-${theme}`}>{words[theme]}</h2>
          <ContentSpecimens words={words} theme={theme} />
          <FormSpecimens words={words} theme={theme} />
        </section>
      ))}
      <PlotSpecimens words={words} />
      <Section title={words.icons}>
        <ul class="specimen-icons">
          {(Object.keys(iconPaths) as IconName[]).map((name) => (
            <li>
              <Icon name={name} />
              <code>{name}</code>
            </li>
          ))}
        </ul>
      </Section>
    </>
  )
}

const colours = [
  'paper',
  'surface',
  'sunk',
  'text',
  'muted',
  'ink',
  'ink-soft',
  'line',
  'gold',
  'good',
  'warn',
  'bad',
]

function Colours({ words }: { words: Samples }) {
  return (
    <section>
      <h2>{words.colours}</h2>
      <ul class="specimen-colours">
        {colours.map((name) => (
          <li>
            <span class={`swatch ${name}`} />
            <code>{name}</code>
          </li>
        ))}
      </ul>
    </section>
  )
}
