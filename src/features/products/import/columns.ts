import type { ImportColumn } from '../../imports/index.ts'

const column = (
  field: string,
  vi: string,
  en: string,
  headings: readonly string[],
  required = false,
): ImportColumn => ({ field, label: { vi, en }, headings, required })

/** The columns of a list of products: those of public collections, and those of an office's own lists. */
export const productColumns: readonly ImportColumn[] = [
  column('key', 'Mã dòng', 'Row key', ['id', 'mã dòng', 'mã nguồn']),
  column(
    'name',
    'Tên sản phẩm',
    'Product',
    ['product_name', 'tên sản phẩm', 'sản phẩm', 'tên sản phẩm ocop'],
    true,
  ),
  column('owner', 'Chủ thể', 'Producer', [
    'owner_name',
    'chủ thể',
    'tên chủ thể',
    'chủ thể ocop',
    'chủ thể sản xuất',
    'đơn vị sản xuất',
    'cơ sở sản xuất',
  ]),
  column('ownerKind', 'Loại hình', 'Kind of owner', ['owner_kind', 'loại hình', 'loại hình chủ thể']),
  column('address', 'Địa chỉ', 'Address', ['address_detail', 'địa chỉ', 'địa chỉ chi tiết', 'thôn']),
  column('commune', 'Xã, phường', 'Commune', [
    'commune',
    'xã',
    'xã phường',
    'xã phường thị trấn',
    'xã/phường',
  ]),
  column('district', 'Huyện', 'District', ['district', 'huyện', 'quận huyện', 'huyện thị xã thành phố']),
  column('province', 'Tỉnh, thành phố', 'Province', ['province', 'tỉnh', 'tỉnh thành phố', 'tỉnh/thành phố']),
  column('provinceCode', 'Mã tỉnh', 'Province code', ['province_code_legacy', 'mã tỉnh']),
  column('communeCode2024', 'Mã xã (2024)', 'Commune code (2024)', ['hue_commune_code_2024', 'mã xã 2024']),
  column('communeCode', 'Mã xã', 'Commune code', [
    'hue_commune_code_2025',
    'mã xã',
    'mã xã phường',
    'mã xã 2025',
  ]),
  column('set', 'Bộ sản phẩm', 'Product set', ['bộ sản phẩm', 'số bộ', 'product_set']),
  column('group', 'Nhóm (theo nguồn)', 'Group (as stated)', [
    'product_group',
    'nhóm sản phẩm',
    'ngành',
    'nhóm',
  ]),
  column('star', 'Hạng sao', 'Stars', ['star', 'sao', 'số sao', 'hạng sao', 'phân hạng', 'xếp hạng', 'hạng']),
  column('status', 'Tình trạng (theo nguồn)', 'Status (as stated)', ['status', 'tình trạng', 'trạng thái']),
  column('year', 'Năm', 'Year', ['year', 'năm', 'năm công nhận']),
  column('decisionNo', 'Số quyết định', 'Decision', [
    'decision_no',
    'số quyết định',
    'quyết định',
    'quyết định số',
  ]),
  column('decidedOn', 'Ngày quyết định', 'Day of decision', ['ngày quyết định', 'ngày ký', 'ngày công nhận']),
  column('date', 'Ngày (theo nguồn)', 'Day (as stated)', ['date', 'ngày']),
  column('dateKind', 'Loại ngày', 'Kind of day', ['date_kind', 'loại ngày']),
  column('score', 'Điểm', 'Score', ['score', 'điểm', 'điểm số', 'tổng điểm']),
  column('productCode', 'Mã sản phẩm', 'Product code', ['product_code', 'mã sản phẩm']),
  column('sourceKind', 'Loại nguồn', 'Kind of source', ['source_kind', 'loại nguồn']),
  column('source', 'Nguồn', 'Source', ['source', 'nguồn', 'đường dẫn', 'link']),
  column('note', 'Ghi chú', 'Note', ['note', 'ghi chú']),
]
