// Where things stand on a timeline. Each is as wide as what is known of its time (EDTF: a day, a month, an interval,
// one open end), in a lane where it covers no other.
export interface Stay {
  key: string;
  label: string;
  from: number; // milliseconds UTC; the end is the first moment after it
  to: number;
  openFrom?: boolean; // it began before, nobody says when
  openTo?: boolean;
  type: string;
  faint?: boolean; // planned, possible, denied: not told as having happened
}

export interface Placed extends Stay {
  lane: number;
  x0: number;
  x1: number;
}

// `least` is the width in pixels that can still be hit with a finger. Past `most` lanes, bars may cover one another.
export function placeInLanes(stays: readonly Stay[], scale: (time: number) => number, least = 9, most = 40): Placed[] {
  const ends: number[] = [];
  const order = [...stays].sort((a, b) => a.from - b.from || b.to - a.to || (a.key < b.key ? -1 : 1));
  return order.map((stay) => {
    const [a, b] = [scale(stay.from), scale(stay.to)];
    const middle = (a + b) / 2;
    const half = Math.max(Math.abs(b - a), least) / 2;
    const [x0, x1] = [middle - half, middle + half];
    // In time order on a reversed axis bars come from the right: the ends that matter are the left ones.
    const leftward = scale(1) < scale(0);
    const [near, far] = leftward ? [-x1, -x0] : [x0, x1];
    let lane = ends.findIndex((end) => end + 2 <= near);
    if (lane < 0) lane = ends.length < most ? ends.length : indexOfLeast(ends);
    ends[lane] = Math.max(ends[lane] ?? -Infinity, far);
    return { ...stay, lane, x0, x1 };
  });
}

function indexOfLeast(values: readonly number[]): number {
  return values.indexOf(Math.min(...values));
}
