/**
 * Deeds of the features as a browser would send them. Each carries its key in what is typed, so that the database can be
 * asked afterwards whether it is there, once.
 */
export interface FeatureDeed {
  readonly feature: string
  /** Username of the demo province; null: a visitor. */
  readonly login: string | null
  readonly url: string
  fields(key: string): Record<string, string>
  /** Keys and how often each is there. */
  readonly sql: string
}

const nobody = {
  registrationNo: '',
  registeredOn: '',
  taxCode: '',
  representativeName: '',
  representativePosition: '',
  representativeGender: '',
  representativeEthnicity: '',
  representativeAddress: '',
  phone: '',
  email: '',
  introVi: '',
  introEn: '',
}

export const featureDeeds: readonly FeatureDeed[] = [
  {
    feature: 'news',
    login: 'bien-tap',
    url: '/lam-viec/tin-bai/moi',
    fields: (key) => ({
      title: key,
      lead: '',
      body: 'Nội dung.',
      category: 'thong-bao',
      lang: 'vi',
      authorName: '',
      unitName: '',
      updatedOn: '01/09/2026',
      version: '0',
    }),
    sql: `select title as key, count(*)::int as times from article where title like 'crash-%' group by 1`,
  },
  {
    feature: 'units',
    login: 'van-phong-1',
    url: '/lam-viec/don-vi-ho-tro/moi',
    fields: (key) => ({
      nameVi: key,
      nameEn: '',
      servicesVi: '',
      servicesEn: '',
      address: '',
      phone: '',
      email: '',
      hours: '',
      website: '',
      version: '0',
    }),
    sql: `select name->>'vi' as key, count(*)::int as times from support_unit where name->>'vi' like 'crash-%' group by 1`,
  },
  {
    feature: 'accounts',
    login: 'quan-tri',
    url: '/lam-viec/quan-tri/tai-khoan/moi',
    fields: (key) => ({ name: key, username: key }),
    sql: `select name as key, count(*)::int as times from account where name like 'crash-%' group by 1`,
  },
  {
    feature: 'producers',
    login: 'can-bo-thuy-xuan',
    url: '/lam-viec/chu-the/them',
    fields: (key) => ({
      ...nobody,
      name: `Hộ ${key}`,
      legalType: '',
      place: '19813',
      addressText: 'Tổ 1',
      confirmed: 'yes',
    }),
    sql: `select substr(name, 4) as key, count(*)::int as times from producer where name like 'Hộ crash-%' group by 1`,
  },
  {
    feature: 'misuse',
    login: null,
    url: '/bao-sai-pham',
    fields: (key) => ({
      'san-pham': '',
      product: 'Sản phẩm lạ',
      seenAt: key,
      words: 'Nhãn dán trên hàng không có chứng nhận.',
      contact: '',
      website: '',
    }),
    sql: `select seen_at as key, count(*)::int as times from misuse_report where seen_at like 'crash-%' group by 1`,
  },
]
