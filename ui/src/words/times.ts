// Moments and the lengths of files as a Chinese reader says them.

const TWO = (number: number) => String(number).padStart(2, '0');

/** "今天 14:05", "昨天 09:30", "3月8日 17:20", "2024年12月30日", by the clock of this machine. */
export function chineseMoment(milliseconds: number, now = new Date()): string {
  const at = new Date(milliseconds);
  const time = `${TWO(at.getHours())}:${TWO(at.getMinutes())}`;
  const midnight = new Date(now.getFullYear(), now.getMonth(), now.getDate());
  const days = Math.ceil((midnight.getTime() - at.getTime()) / 86_400_000);
  if (days <= 0) return `今天 ${time}`;
  if (days === 1) return `昨天 ${time}`;
  const day = `${at.getMonth() + 1}月${at.getDate()}日`;
  return at.getFullYear() === now.getFullYear() ? `${day} ${time}` : `${at.getFullYear()}年${day}`;
}

/**
 * The length of a file in the decimal units of the findings: KB rounded up, of MB at most one place and the
 * rest cut off. A finding about a limit rounds away from the limit and may differ in the last place.
 */
export function bytesWords(bytes: number): string {
  if (bytes < 1_000_000) return `${Math.ceil(bytes / 1_000)} KB`;
  return `${Math.floor(bytes / 100_000) / 10} MB`;
}

/** How far work on files is: "1.2 GB / 4.0 GB", both in the unit of the whole, and the end only at the end. */
export function progressWords(done: number, all: number): string {
  const [unit, name, places] =
    all >= 1e9 ? [1e9, 'GB', 1] : all >= 1e6 ? [1e6, 'MB', 1] : [1e3, 'KB', 0];
  const scale = 10 ** places;
  const floor = (bytes: number) => (Math.floor((bytes * scale) / unit) / scale).toFixed(places);
  const whole = (Math.ceil((all * scale) / unit) / scale).toFixed(places);
  return `${done >= all ? whole : floor(done)} ${name} / ${whole} ${name}`;
}
