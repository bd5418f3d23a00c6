/** Sentences for snapshots and bundles that are not what they were (封存、核验). */
export const BUNDLE = {
  error: {
    'not-a-bundle': '这不是成果包，请重新取得文件。',
    'bundle-not-canonical': '文件被改写过或另存过，与封存时的写法不同，请重新取得文件。',
    'head-altered': '成果包的包头与它的校验码对不上，内容被改动过，请向公布的组织核对。',
    'lines-altered': '这一部分与封存时的校验码对不上，有内容被改动、增加或拿走，请向公布的组织核对。',
    'line-unknown': '这一行不该在这里，这里只能有：{list}。',
    'line-out-of-order': '这一行的次序不对或重复，内容被改动过，请向公布的组织核对。',
    'period-line-missing': '事实里应有且只有一行周期，现在有 {count} 行，请重新取得文件。',
    'salt-too-short': '这里的盐值不合要求，请重新封存。',
    'text-not-sealed': '姓名和理由应当封存，不应直接写在这里，请重新封存。',
    'text-altered': '这段文字与封存时的不同，请向公布的组织核对。',
    'text-of-nothing': '没有哪一行封存过这段文字，请重新取得文件。',
    'decided-twice': '「{id}」在封存以前已经定过，不能再定一次，请删去一处。',
    'scheme-altered': '按所附的方案、读法和参数得到的方案版本与公布的不同，请向公布的组织核对。',
    'output-differs': '重新计算的结果与公布的不同（公布时的计算程序是 {evaluator} 版），请向公布的组织核对。',
    'other-bundle': '这个成果包的校验码与给出的不同，请核对是不是同一份。',
  },
  warning: {
    'ids-are-names': '有 {count} 个人的编号就是姓名，写进封存的行里以后删不掉，正式封存以前请改用编号。',
    'ids-are-names:form':
      '这里有 {count} 个人不在名册上，封存的行里只能写姓名，以后删不掉；请把他们列进名册（不参评的写明不参评），再封存。',
  },
  note: {},
} as const;
