export const deskPath = '/lam-viec/ke-hoach'
