/** A stretch of time, or what else a limit is counted in, as people say it. */
export const EACH = {
  entry: '每条',
  project: '每个项目',
  day: '每天',
  week: '每周',
  month: '每月',
  quarter: '每季度',
  'half-year': '每半年',
  year: '每年',
  period: '本周期',
} as const;
