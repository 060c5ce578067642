export { type Bar, type BarsOptions, bars } from './charts/bars.js';
export { type Band, type LinesOptions, lines, type Series } from './charts/lines.js';
export { type TracesOptions, traces } from './charts/traces.js';
export { type HeatMapOptions, heatMap, type Matrix } from './heat-map.js';
export { type Population, type RasterOptions, raster } from './raster.js';
export { type Report, type ReportSection, type ReportTable, report } from './report/report.js';
export type { FigureOptions } from './svg/figure.js';
