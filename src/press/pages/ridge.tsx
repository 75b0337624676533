/** Paths of the hills and the city under the sky, drawn once: the far ones go first as the air worsens. */
const far =
  'M0 120V78l60-14 70-26 54 18 66-34 82-16 60 30 74-12 92-30 70 26 66 10 84-36 78 20 62 30 90-22 74-18 86 34 70-8 92-20 60 26H1440V120z'
const near =
  'M0 120V96l88-20 92 14 110-26 84 18 96 12 120-32 104 22 88 14 110-20 96-22 118 30 94-8 110-18 90 22H1440V120z'
const city =
  'M0 120v-18h40v-14h22v10h30V84h14v-6h4v6h16v20h38v-8h26V90h20v12h44V78h10l6-8h26l6 8h10v24h52V92h30v-10h24v18h36V70h12V52h4v18h14v30h40V86h26v14h30V74h28v-8h6V48h5v18h7v34h44V88h34v-8h24v20h52V82h9l7-9h30l7 9h9v18h46V90h28v8h38V76h22v22h40V88h30v12h52V84h20v-6h4v6h14v16h46V92h26v-8h30v18h60v-8h40v8H1440V120z'

/**
 * The western hills behind the city, at the foot of the sky. What can be seen of them follows the air of the hour: on
 * a clear day all of it, on a severely polluted one the roofs alone. Mere ornament: the number says it in words.
 */
export const Ridge = ({ level }: { level: number }) => (
  <svg class={`ridge ridge-${level}`} viewBox="0 0 1440 120" preserveAspectRatio="none" aria-hidden="true">
    <path class="ridge-far" d={far} />
    <path class="ridge-near" d={near} />
    <path class="ridge-city" d={city} />
  </svg>
)
