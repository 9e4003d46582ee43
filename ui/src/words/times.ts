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
 * The length of a file in the decimal units of the findings: KB rounded up, of MB and GB at most one place and the
 * rest cut off. A finding about a limit rounds away from the limit and may differ in the last place.
 */
export function bytesWords(bytes: number): string {
  if (bytes < 1_000_000) return `${Math.ceil(bytes / 1_000)} KB`;
  if (bytes < 1e9) return `${Math.floor(bytes / 1e5) / 10} MB`;
  return `${Math.floor(bytes / 1e8) / 10} GB`;
}

/** How far work on files is: "1.2 GB / 4.0 GB", both in the unit of the whole and rounded as `bytesWords`. */
export function progressWords(done: number, all: number): string {
  const [unit, name] = all >= 1e9 ? [1e9, 'GB'] : all >= 1e6 ? [1e6, 'MB'] : [1e3, 'KB'];
  const words = (bytes: number) =>
    unit === 1e3 ? `${Math.ceil(bytes / unit)}` : (Math.floor((bytes * 10) / unit) / 10).toFixed(1);
  return `${words(Math.min(done, all))} ${name} / ${words(all)} ${name}`;
}
