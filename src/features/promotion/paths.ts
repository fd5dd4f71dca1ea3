export const deskPath = '/lam-viec/xuc-tien'
export const publicPath = '/xuc-tien'
export const pointsPath = '/diem-ban'
export const buyersPath = '/nguoi-mua'
