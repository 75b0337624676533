import { Problem } from '../../kit/problem.ts'
import type { DeskAnswer } from '../../kit/web/desk.tsx'
import type { Faults, Form } from '../../kit/web/form.ts'

/** A form that was not accepted: what was typed, and what is wrong with its fields or with the whole of it. */
export interface Refused {
  form: Form
  faults: Faults
  problem?: Problem
}

/** Does a deed; what a rule of the room forbids goes back to the form. */
export async function unlessRefused(
  form: Form,
  act: () => Promise<DeskAnswer>,
  again: (refused: Refused) => Promise<DeskAnswer>,
): Promise<DeskAnswer> {
  try {
    return await act()
  } catch (error) {
    if (error instanceof Problem) return again({ form, faults: {}, problem: error })
    throw error
  }
}
