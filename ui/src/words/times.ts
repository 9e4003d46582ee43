// Moments as a Chinese reader says them.

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

/** Bytes as people count them. */
export function bytesWords(bytes: number): string {
  const units = ['字节', 'KB', 'MB', 'GB'];
  let size = bytes;
  let unit = 0;
  while (size >= 1024 && unit < units.length - 1) {
    size /= 1024;
    unit += 1;
  }
  return `${unit === 0 ? size : size.toFixed(1)} ${units[unit]}`;
}
