export { type Content, Device } from './device.ts'
export { Hall } from './hall.ts'
export { type Seat, seatsOf } from './seats.ts'
