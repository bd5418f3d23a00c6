/** Sentences of the burden lint: what recent rules discourage; it warns and never blocks (减负提醒). */
export const BURDEN = {
  error: {},
  warning: {
    'burden-sign-in':
      '「{item}」以打卡、签到计分，属于不提倡的做法，建议改看实效（依据：{basis}；适用：{applies}；{verify}）。',
    'burden-race': '「{item}」比谁到得最早，容易变成形式，建议取消（依据：{basis}；适用：{applies}；{verify}）。',
    'burden-app-points':
      '「{item}」以学习平台或应用的积分计分，不应作为考核依据，建议改为不计分（依据：{basis}；适用：{applies}；{verify}）。',
    'burden-online-time':
      '「{item}」以在线时长计分，不应作为考核依据，建议取消（依据：{basis}；适用：{applies}；{verify}）。',
    'burden-likes':
      '「{item}」以点赞、转发、网络投票计分，不应作为考核依据，建议取消（依据：{basis}；适用：{applies}；{verify}）。',
    'burden-install':
      '「{item}」看下载、安装、登录或关注的多少，不应强制，建议取消（依据：{basis}；适用：{applies}；{verify}）。',
    'burden-notes':
      '「{item}」以笔记、心得计分，不应以此衡量学习成效，建议改看实效（依据：{basis}；适用：{applies}；{verify}）。',
    'burden-papers':
      '「{item}」以开会、发文的多少计分，不应以此衡量工作，建议取消（依据：{basis}；适用：{applies}；{verify}）。',
    'burden-remarks':
      '「{item}」以领导批示计分，不应作为考核内容，建议取消（依据：{basis}；适用：{applies}；{verify}）。',
    'burden-publications':
      '「{item}」以刊物、媒体刊发计分，不应作为考核内容，建议取消（依据：{basis}；适用：{applies}；{verify}）。',
    'burden-experience':
      '「{item}」以报送经验做法计分，不应作为考核内容，建议取消（依据：{basis}；适用：{applies}；{verify}）。',
    'burden-information':
      '「{item}」以报送信息、简报的多少计分，不应作为考核内容，建议取消（依据：{basis}；适用：{applies}；{verify}）。',
    'burden-film':
      '「{item}」要求拍宣传片、专题片，容易重包装轻实效，建议改为不作要求（依据：{basis}；适用：{applies}；{verify}）。',
    'burden-photos':
      '「{item}」要求照片、视频、截图佐证，不应拍照留痕，建议改为另一人证实或会议记录（依据：{basis}；适用：{applies}；{verify}）。',
    'burden-location':
      '「{item}」用到定位、轨迹或人脸，不应强制采集，建议取消（依据：{basis}；适用：{applies}；{verify}）。',
    'burden-traces':
      '「{item}」以资料、台账是否齐全计分，不应以留痕代替实绩，建议改看实效（依据：{basis}；适用：{applies}；{verify}）。',
    'burden-frequent-ranking':
      '「{item}」每周或每月排一次名，过于频繁，建议放宽到考核周期（依据：{basis}；适用：{applies}；{verify}）。',
    'burden-live-ranking':
      '「{item}」像是排行榜，不应用积分排名施压，建议只公布等次（依据：{basis}；适用：{applies}；{verify}）。',
    'burden-last-place':
      '「{item}」只因排在最后就要处理，建议改按是否达到标准（依据：{basis}；适用：{applies}；{verify}）。',
    'burden-public-order':
      '「{item}」排出名次，又公开每个人的分数，建议只公布等次（依据：{basis}；适用：{applies}；{verify}）。',
    'burden-frequent-filing':
      '「{item}」要求每周填报，过于频繁，建议由一人登记一次（依据：{basis}；适用：{applies}；{verify}）。',
    'burden-frequent-ballots':
      '「{item}」每周或每月测评一次，过于频繁，建议放宽到半年或一年（依据：{basis}；适用：{applies}；{verify}）。',
    'burden-asked-twice':
      '「{item}」要填两处，同样的数据最多报一次，建议合成一处（依据：{basis}；适用：{applies}；{verify}）。',
  },
  note: {},
} as const;
