/** The first of a list, and how many there are in all where there are more: `甲、乙、丙等 12 人`. */
export function firstFew(names: readonly string[], most: number, unit: string): string {
  if (names.length <= most) return names.join('、');
  return `${names.slice(0, most).join('、')}等 ${names.length} ${unit}`;
}
