// Functions that land here within the hour:
//   alertInForce(db, at): Promise<AlertMessage | null>; alertMessage(db, id): Promise<AlertMessage | null>
//   alertHistory(db, at, limit?): Promise<AlertHistory[]>  (newest first)
//   proposal(db, at, zone): Promise<Proposal>
//   tierWords: Record<Tier, TierWords>; alertVersionOn(day); alertVersions
//   capOf(message, earlier, centre, address): string; alertWriteRoutes(web, house): void
export type * from './types.ts'
export { tiers } from './types.ts'
