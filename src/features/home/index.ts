export { createHome, type HomeFigure, type HomeSources } from './home.tsx'
