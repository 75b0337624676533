// Functions that land here within the hour:
//   forecastFor(db, at, zone): Promise<Forecast | null>
//   punctualityOf(db, day, at, zone): Promise<ForecastPunctuality>
//   scores(db, kind, from, to): Promise<LeadScore[]>; scoreSummary(db, kind, today): Promise<ScoreSummary>
//   dayScores(db, kind, from, to): Promise<DayScore[]>; overrules(db, from, to): Promise<Overrule[]>
//   collectForecast(house, fetcher?): Promise<string>; keepForecasts(house, collected): Promise<number>
//   scoreForecasts(house): Promise<string>; forecastWriteRoutes(web, house): void
export type * from './types.ts'
