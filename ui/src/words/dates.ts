// Dates as a Chinese reader writes them.

/** "2020-06-10" as "2020年6月10日"; what is no such date stays as it is. */
export function chineseDate(date: string): string {
  const parts = /^(\d{4})-(\d{2})-(\d{2})$/.exec(date);
  return parts ? `${parts[1]}年${Number(parts[2])}月${Number(parts[3])}日` : date;
}
