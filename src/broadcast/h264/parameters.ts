import { BitWriter, nalHeader, nalUnit } from './bits.ts'

/** What holds for the whole film: sizes are of the picture as it is shown, in pixels, both even. */
export interface FilmFormat {
  width: number
  height: number
  /** Frames a second, constant. */
  rate: number
  qp: number
}

/** frame_num has this many bits. */
export const frameNumBits = 8

const profileBaseline = 66
/** Sets 0 and 1: a decoder of the Baseline or the Main profile can show it. */
const constraints = 0xc0
const level4 = 40
/** H.273: primaries, transfer and matrix of BT.709. */
const bt709 = 1
/** Chroma stands in the middle of its four luma samples: that is where a mean of four belongs (figure E-1). */
const chromaInTheMiddle = 1

/** The sequence parameter set (7.3.2.1.1): one reference, no reordering, one size, BT.709 in limited range. */
export function sequenceParameters({ width, height, rate }: FilmFormat): Uint8Array {
  const bits = new BitWriter()
  const columns = Math.ceil(width / 16)
  const rows = Math.ceil(height / 16)
  bits.put(profileBaseline, 8)
  bits.put(constraints, 8)
  bits.put(level4, 8)
  bits.ue(0) // seq_parameter_set_id
  bits.ue(frameNumBits - 4)
  bits.ue(2) // pic_order_cnt_type: shown in the order of coding
  bits.ue(1) // max_num_ref_frames
  bits.flag(false) // gaps_in_frame_num_value_allowed
  bits.ue(columns - 1)
  bits.ue(rows - 1)
  bits.flag(true) // frame_mbs_only
  bits.flag(true) // direct_8x8_inference
  bits.flag(columns * 16 > width || rows * 16 > height)
  if (columns * 16 > width || rows * 16 > height)
    for (const edge of [0, (columns * 16 - width) / 2, 0, (rows * 16 - height) / 2]) bits.ue(edge)
  bits.flag(true) // vui_parameters_present
  writeUsability(bits, rate)
  return nalUnit(nalHeader.sequence, bits.finish())
}

/** Video usability information (E.1.1). */
function writeUsability(bits: BitWriter, rate: number) {
  bits.flag(true) // aspect_ratio_info_present
  bits.put(1, 8) // square pixels
  bits.flag(false) // overscan_info_present
  bits.flag(true) // video_signal_type_present
  bits.put(5, 3) // video_format: unspecified
  bits.flag(false) // limited range
  bits.flag(true) // colour_description_present
  for (let i = 0; i < 3; i++) bits.put(bt709, 8)
  bits.flag(true) // chroma_loc_info_present
  bits.ue(chromaInTheMiddle)
  bits.ue(chromaInTheMiddle)
  bits.flag(true) // timing_info_present: a tick is half a frame
  for (const half of [0, 1, (2 * rate) >>> 16, (2 * rate) & 0xffff]) bits.put(half, 16)
  bits.flag(true) // fixed_frame_rate
  for (let i = 0; i < 3; i++) bits.flag(false) // no HRD of either kind, no pic_struct
  bits.flag(true) // bitstream_restriction
  bits.flag(true) // motion_vectors_over_pic_boundaries
  bits.ue(0) // no limit of bytes a picture
  bits.ue(0) // no limit of bits a macroblock
  bits.ue(11) // longest vector, log2
  bits.ue(11)
  bits.ue(0) // num_reorder_frames
  bits.ue(1) // max_dec_frame_buffering
}

/** The picture parameter set (7.3.2.2): CAVLC, one slice group, the film's quantiser, deblocking told by each slice. */
export function pictureParameters({ qp }: FilmFormat): Uint8Array {
  const bits = new BitWriter()
  bits.ue(0) // pic_parameter_set_id
  bits.ue(0) // seq_parameter_set_id
  bits.flag(false) // entropy_coding_mode: CAVLC
  bits.flag(false) // bottom_field_pic_order
  bits.ue(0) // one slice group
  bits.ue(0) // one active reference
  bits.ue(0)
  bits.flag(false) // weighted_pred
  bits.put(0, 2) // weighted_bipred
  bits.se(qp - 26)
  bits.se(0) // pic_init_qs
  bits.se(0) // chroma_qp_index_offset
  bits.flag(true) // deblocking_filter_control_present
  bits.flag(false) // constrained_intra_pred
  bits.flag(false) // redundant_pic_cnt_present
  return nalUnit(nalHeader.pictureParameters, bits.finish())
}

/** The AVC decoder configuration record of MP4 and MOV (ISO/IEC 14496-15, 5.3.3.1), lengths of four bytes. */
export function decoderConfiguration(format: FilmFormat): Uint8Array {
  const sps = sequenceParameters(format)
  const pps = pictureParameters(format)
  const size = ({ length }: Uint8Array) => [length >> 8, length & 0xff]
  return Uint8Array.of(
    1,
    sps[1]!,
    sps[2]!,
    sps[3]!,
    0xff,
    0xe1,
    ...size(sps),
    ...sps,
    1,
    ...size(pps),
    ...pps,
  )
}

/** The codec's name as RFC 6381 writes it, such as `avc1.42C028`. */
export const codecName = 'avc1.42C028'
