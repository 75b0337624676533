import type { Handlers, Job } from '../kit/jobs/jobs.ts'
import type { House } from '../kit/room.ts'
import { expireDue, publishDue } from './steps.ts'

/** Each minute; each signed text also brings itself out by the queue, at its second. */
export const pressJobs = (house: House): Job[] => [
  {
    name: 'press.publish',
    title: { zh: '按时发布和下线稿件', en: 'Publish and expire articles at their hours' },
    every: '* * * * *',
    async run() {
      const [out, over] = [await publishDue(house), await expireDue(house)]
      return out + over > 0 ? `${out} published, ${over} expired` : ''
    },
  },
]

export const pressTasks = (house: House): Handlers => ({
  'press.publish': async () => {
    await publishDue(house)
  },
})
