import type { ProblemCode } from '../../text/sentence.ts';
import type { BasisId } from './basis.ts';

/** One sign of a burden in the words of what is scored: where to look for it and what to look for. */
export type WordSign = {
  readonly code: ProblemCode;
  readonly basis: readonly BasisId[];
  readonly pattern: RegExp;
  /** Words that look alike and mean something else; taken out first. */
  readonly except?: RegExp;
  /** Whether what is asked for as evidence counts too. */
  readonly evidence?: true;
};

/** Signs told by words: labels of items and rules, else the clause they rest on. */
export const WORD_SIGNS: readonly WordSign[] = [
  // Somebody who signs for another is caught by these rules, not burdened by them.
  {
    code: 'burden-sign-in',
    basis: ['apps', 'fingertip'],
    pattern: /打卡|签到/u,
    except: /(?:虚假|假冒|冒名|代|替|补)(?:签到|打卡|签)/gu,
  },
  { code: 'burden-race', basis: ['relief'], pattern: /第一[个位名]?(?:到|打卡|签)|最早(?:到|打卡)/u },
  {
    code: 'burden-app-points',
    basis: ['apps', 'fingertip'],
    pattern: /学习强国|红星云|(?:APP|app|客户端|平台|网上|在线|线上)(?:学习)?积分|学习积分|线上学习/u,
  },
  { code: 'burden-online-time', basis: ['apps', 'relief'], pattern: /在线时长|在线时间|学习时长|浏览时长/u },
  {
    code: 'burden-likes',
    basis: ['apps', 'relief'],
    pattern: /点赞|集赞|转发量|转发(?:朋友圈|微信|微博)|阅读量|网络投票/u,
  },
  { code: 'burden-install', basis: ['apps'], pattern: /下载安装|安装率|注册率|激活率|登录率|活跃度|关注公众号/u },
  { code: 'burden-notes', basis: ['relief'], pattern: /笔记|心得|读后感|体会文章/u, evidence: true },
  { code: 'burden-papers', basis: ['relief'], pattern: /发文(?:数|量|次数)|制发文件|(?:开会|会议)(?:次数|数量)/u },
  { code: 'burden-remarks', basis: ['relief'], pattern: /批示/u },
  {
    code: 'burden-publications',
    basis: ['relief'],
    pattern: /发表|刊发|刊登|登载|投稿|发稿|稿件|上稿|上报刊|刊物|新闻报道|宣传报道/u,
    except: /发表[^，；。]{0,6}(?:言论|意见|看法|讲话|见解)|(?:内部)?报刊、宣传栏/gu,
  },
  { code: 'burden-experience', basis: ['relief'], pattern: /经验(?:做法|材料|交流|推广)|典型经验/u },
  { code: 'burden-information', basis: ['relief'], pattern: /(?:报送?|上报|撰写)信息|信息(?:报送|采用)|简报/u },
  { code: 'burden-film', basis: ['relief'], pattern: /宣传片|专题片|汇报片|微视频|短视频/u },
  { code: 'burden-photos', basis: ['apps', 'relief'], pattern: /照片|拍照|合影|录像|影像|截图/u, evidence: true },
  { code: 'burden-location', basis: ['apps'], pattern: /定位|轨迹|人脸/u },
  {
    code: 'burden-traces',
    basis: ['relief'],
    pattern: /留痕|痕迹|(?:资料|台账|档案|记录)[^，；。]{0,4}(?:齐全|完备)|工作日志/u,
  },
  {
    code: 'burden-frequent-filing',
    basis: ['apps', 'relief'],
    pattern: /每[周天日][^，；。]{0,8}(?:交|报|填)|周报|日报(?!社)/u,
  },
];
