import type { Context, Sprite } from '../picture/sprite.ts'
import type { DistrictSnapshot } from '../snapshot.ts'

/** A map of places, schematic or by outlines: what stands from the first frame on, and what appears when it is named. */
export interface PlaceMap {
  /** A place that has not been named yet, or has no data. */
  ground(context: Context, district: DistrictSnapshot): void
  /** What stands beside the places. */
  over(context: Context): void
  coloured(district: DistrictSnapshot, from: number): Sprite[]
}
