/** A number with so many digits after the point. */
export const digits = (value: number, places: number): number => Number(value.toFixed(places));

/** Seconds since a reading of `performance.now()`. */
export const secondsSince = (reading: number): number => (performance.now() - reading) / 1000;

/** Most memory that this process has had so far, MiB. */
export const maxRss = (): number => Math.round(process.resourceUsage().maxRSS / 1024);
